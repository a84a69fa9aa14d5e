// Filters that are not in the legend: documents and confidence.

const papersSaid = documents.map(() => 0);
for (const statement of statements) papersSaid[statement.document] += 1;

function startFilters() {
  const slider = el("input", {
    type: "range",
    id: "confidence",
    min: 0,
    max: 100,
    step: 5,
    value: 0,
    oninput: debounce(() => set({ confidence: Number(slider.value) / 100 }), 60),
  });
  const search = el("input", {
    type: "search",
    id: "document-search",
    placeholder: "Filter the list",
    "aria-label": "Filter the list of documents",
    autocomplete: "off",
    oninput: debounce(drawDocuments, 80),
    hidden: documents.length < 9,
  });
  clear(
    $("filters"),
    el(
      "section",
      {},
      el(
        "h3",
        {},
        el("label", { for: "confidence" }, "Confidence"),
        el("output", { for: "confidence", id: "confidence-out" }),
      ),
      slider,
    ),
    el(
      "section",
      {},
      el("h3", {}, "Documents", el("output", { id: "documents-out" })),
      search,
      el("div", { id: "documents" }),
    ),
  );
  $("reset").addEventListener("click", resetFilters);
  $("empty-reset").addEventListener("click", resetFilters);
}

function drawFilters() {
  if ($("confidence") !== document.activeElement) $("confidence").value = Math.round(state.confidence * 100);
  $("confidence-out").textContent = state.confidence ? `at least ${Math.round(state.confidence * 100)} %` : "any";
  $("confidence").setAttribute("aria-valuetext", $("confidence-out").textContent);
  $("reset").disabled = !filtersChanged();
  drawDocuments();
}

/** The documents with a box each; a long list shows its first hundred, the search finds the others. */
function drawDocuments() {
  const focused = document.activeElement?.dataset?.key;
  const wanted = fold($("document-search").value);
  const found = documents
    .map((paper, id) => ({ paper, id }))
    .filter(
      ({ paper }) => !wanted || fold(`${paper.title} ${paper.source || ""} ${paper.published || ""}`).includes(wanted),
    );
  $("documents-out").textContent = state.documents === null ? "all" : `${state.documents.size} of ${documents.length}`;
  clear(
    $("documents"),
    documents.length > 1 &&
      el(
        "div",
        { class: "pair" },
        el(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => set({ documents: null }),
            disabled: state.documents === null,
          },
          "All",
        ),
        el(
          "button",
          {
            type: "button",
            class: "link",
            onclick: () => set({ documents: new Set(wanted ? found.map(({ id }) => id) : []) }),
          },
          wanted ? "Only these" : "None",
        ),
      ),
    ...found.slice(0, 100).map(({ paper, id }) =>
      el(
        "label",
        { class: "paper" },
        el("input", {
          type: "checkbox",
          checked: state.documents === null || state.documents.has(id),
          "data-key": `document-${id}`,
          onchange: () => {
            const next = toggled(state.documents ?? new Set(documents.keys()), id);
            set({ documents: next.size === documents.length ? null : next });
          },
        }),
        el(
          "span",
          {},
          name(shorten(paper.title, 140)),
          el("small", {}, [readable(paper.published), plural(papersSaid[id], "statement")].filter(Boolean).join(" · ")),
        ),
      ),
    ),
    found.length > 100 && el("p", { class: "note" }, `${found.length - 100} more: narrow the list by the field above`),
  );
  if (focused?.startsWith("document-"))
    $("documents")
      .querySelector(`[data-key="${CSS.escape(focused)}"]`)
      ?.focus();
}
