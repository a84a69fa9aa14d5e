// The panel at the side: the graph as a whole, an actor, or a relation with its evidence.

function drawPanel(shown) {
  const panel = $("panel");
  const { selected } = state;
  const content =
    selected?.kind === "actor"
      ? actorPanel(selected.id, shown)
      : selected?.kind === "edge"
        ? edgePanel(selected.id, shown)
        : state.path
          ? pathPanel(shown)
          : overviewPanel(shown);
  const focused = panel.contains(document.activeElement);
  clear(panel, ...content);
  // What had the focus is gone with the old content; who goes by keyboard stays in the panel.
  if (focused) panel.focus();
  const open = Boolean(selected || state.path);
  panel.classList.toggle("open", open);
  if (!open) panel.classList.remove("folded");
}

/** Heading of a panel: an icon, a name, a line under it, and the button that closes it. */
function panelHead(icon, title, note, close = () => set({ selected: null })) {
  return el(
    "div",
    { class: "panel-head" },
    icon,
    el("div", {}, el("h2", { dir: "auto" }, title), el("p", { class: "note" }, note)),
    ...panelButtons(close),
  );
}

/** The buttons at the right of a heading; the first is there on a phone, where the panel hides the graph. */
function panelButtons(close) {
  if (!close) return [];
  const fold = el(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-label": "Fold the details",
      "aria-expanded": String(!$("panel").classList.contains("folded")),
      onclick: () => {
        fold.setAttribute("aria-expanded", String(!$("panel").classList.toggle("folded")));
        refill();
      },
    },
    "⌄",
  );
  return [
    fold,
    el("button", { type: "button", class: "close", "aria-label": "Close the details", onclick: close }, "×"),
  ];
}

function overviewPanel(shown) {
  const dates = documents
    .map((paper) => paper.published)
    .filter(Boolean)
    .sort();
  const leading = [...shown.weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12);
  return [
    panelHead(null, "Overview", "What these texts say of whom", null),
    el(
      "div",
      { class: "figures" },
      ...[
        [actors.filter((actor) => actor.edges.length).length, "actor"],
        [edges.length, "relation"],
        [statements.length, "statement"],
        [documents.length, "document"],
      ].map(([count, what]) =>
        el("p", {}, el("strong", {}, count.toLocaleString("en")), el("span", {}, count === 1 ? what : `${what}s`)),
      ),
    ),
    dates.length
      ? el(
          "p",
          { class: "note" },
          dates[0] === dates.at(-1)
            ? `Published ${readable(dates[0])}`
            : `Published ${readable(dates[0])} – ${readable(dates.at(-1))}`,
        )
      : null,
    leading.length > 0 &&
      el(
        "section",
        {},
        el("h3", {}, "Most talked about"),
        el(
          "ul",
          { class: "links" },
          ...leading.map(([id, count]) =>
            el(
              "li",
              {},
              el(
                "button",
                { type: "button", class: "row", onclick: () => goTo(id) },
                typeIcon(actors[id].type),
                el("span", { class: "text" }, name(shorten(actors[id].label, 80))),
                el("small", { class: "count" }, String(count)),
              ),
            ),
          ),
        ),
      ),
    el(
      "section",
      { class: "hints" },
      el("h3", {}, "How to read on"),
      el(
        "ul",
        {},
        el("li", {}, "Click an actor or a line for the sentences behind it."),
        el("li", {}, "Double-click an actor for its neighbourhood; drag it where you like."),
        el("li", {}, "Press ", el("kbd", {}, "/"), " and type any name."),
        el("li", {}, "Lines that are not solid are claims, not facts: see “Status”."),
      ),
    ),
  ];
}

function edgePanel(id, shown) {
  const edge = edges[id];
  const status = statuses[edge.status];
  const kept = [...(shown.passing.get(id)?.statements ?? [])].sort(byDate);
  const papers = new Set(kept.map((at) => statements[at].document)).size;
  const hidden = edge.statements.length - kept.length;
  const others = [...shown.passing.keys()].filter(
    (other) =>
      other !== id &&
      ((edges[other].from === edge.from && edges[other].to === edge.to) ||
        (edges[other].from === edge.to && edges[other].to === edge.from)),
  );
  return [
    el(
      "div",
      { class: "panel-head edge-head" },
      el(
        "div",
        {},
        el(
          "h2",
          {},
          el("span", { class: isSymmetric(edge) ? null : "subject" }, actorLink(edge.from)),
          el(
            "span",
            { class: `verb quad-${quadOf(edge)}` },
            lineIcon(quadOf(edge), edge.status),
            ` ${relations[edge.relation].label} `,
          ),
          el("span", { class: isSymmetric(edge) ? null : "object" }, actorLink(edge.to)),
        ),
        el(
          "p",
          { class: "note" },
          el("span", { class: `status status-${status.id}` }, status.label),
          ` ${status.note}`,
        ),
        relations[edge.relation].note && el("p", { class: "note" }, relations[edge.relation].note),
      ),
      ...panelButtons(() => set({ selected: null })),
    ),
    el(
      "section",
      {},
      el(
        "h3",
        {},
        `${plural(kept.length, "statement")} in ${plural(papers, "document")}`,
        hidden > 0 && el("small", {}, ` · ${hidden} more hidden by the filters`),
      ),
      ...evidenceList(kept),
    ),
    others.length
      ? el(
          "section",
          {},
          el("h3", {}, "Also between the two"),
          el("ul", { class: "links" }, ...others.map((other) => sentenceRow(other, shown))),
        )
      : null,
  ];
}

/** A relation as a line of a list, with both of its ends. */
function sentenceRow(id, shown) {
  const edge = edges[id];
  const status = statuses[edge.status];
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "row", onclick: () => selectEdge(id) },
      lineIcon(quadOf(edge), edge.status),
      el(
        "span",
        { class: "text" },
        name(shorten(actors[edge.from].label, 60)),
        el("em", {}, ` ${relations[edge.relation].label} `),
        name(shorten(actors[edge.to].label, 60)),
      ),
      status.id !== "asserted" && el("span", { class: `status status-${status.id}` }, status.label),
      el("small", { class: "count" }, String(shown.passing.get(id).statements.length)),
    ),
  );
}
