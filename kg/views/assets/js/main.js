// Bringing the parts together: what each change redraws, and the buttons of the frame.

/** The line over the graph: what is shown, what is not, and the buttons that show it. */
function summarise(shown) {
  if (state.view === "table" && !state.path && state.centre === null) {
    tell(`${plural(shown.total, "actor")} · ${plural(shown.passing.size, "relation")}`);
    return;
  }
  const hiddenActors = shown.candidates - shown.nodes.length;
  const [from, to] = state.path ?? [];
  const where = state.path
    ? `Path from ${shorten(actors[from].label, 60)} to ${shorten(actors[to].label, 60)}: `
    : state.centre !== null
      ? `Around ${shorten(actors[state.centre].label, 60)}, ${plural(state.depth, "step")}: `
      : "";
  const people =
    hiddenActors > 0 && !state.path
      ? `${shown.nodes.length} most talked about of ${plural(shown.candidates, "actor")}`
      : plural(shown.nodes.length, "actor");
  const lines =
    shown.edges.length < shown.among
      ? `${shown.edges.length} strongest of ${plural(shown.among, "relation")} among them`
      : plural(shown.edges.length, "relation");
  const steps = [...new Set([...TOP_STEPS, firstTop])].sort((a, b) => a - b).filter((step) => step < shown.candidates);
  tell(
    `${where}${people} · ${lines}`,
    (state.path || state.centre !== null) &&
      el("button", { type: "button", class: "link", id: "overview", onclick: showOverview }, "← Overview"),
    !state.path &&
      shown.candidates > Math.min(...TOP_STEPS) &&
      el(
        "span",
        { class: "stepper", role: "group", "aria-label": "Actors shown at most" },
        el("span", {}, "Show"),
        ...[...steps, 0].map((step) =>
          el(
            "button",
            {
              type: "button",
              "data-top": step,
              "aria-pressed": String(state.top === step || (step === 0 && state.top >= shown.candidates)),
              onclick: () => set({ top: step }),
            },
            step ? String(step) : "all",
          ),
        ),
      ),
    shown.among > shown.edges.length &&
      el(
        "button",
        { type: "button", class: "link", id: "all-edges", onclick: () => set({ allEdges: true }) },
        "all relations",
      ),
    state.allEdges &&
      el(
        "button",
        { type: "button", class: "link", id: "few-edges", onclick: () => set({ allEdges: false }) },
        "strongest only",
      ),
  );
}

function tell(text, ...buttons) {
  const unseen = [...statuses.keys()].filter((id) => !state.shownStatuses.has(id) && totals.statuses[id]);
  const count = unseen.reduce((sum_, id) => sum_ + totals.statuses[id], 0);
  $("summary").textContent = text;
  $("graph").setAttribute("aria-label", `Graph: ${$("summary").textContent}`);
  const focused = $("more").contains(document.activeElement);
  clear(
    $("more"),
    ...buttons,
    count > 0 &&
      el(
        "button",
        {
          type: "button",
          class: "link",
          id: "all-statuses",
          title: `Hidden: ${plural(count, "statement")}`,
          onclick: () => set({ shownStatuses: new Set(statuses.keys()) }),
        },
        `+ ${count} ${unseen.map((id) => statuses[id].label.toLowerCase()).join(" or ")}`,
      ),
    filtersChanged() &&
      el("button", { type: "button", class: "link", id: "no-filters", onclick: resetFilters }, "Filters are on: reset"),
  );
  if (focused) ($("more").querySelector("[aria-pressed=true]") ?? $("graph")).focus();
}

const SCOPE = ["top", "centre", "depth", "path", "allEdges"];

function update(keys) {
  const content = keys.has("all") || [...FILTERS, ...SCOPE].some((key) => keys.has(key));
  if (keys.has("view") || keys.has("all")) showView();
  if (content) {
    const before = picture.shown?.nodes.join();
    const shown = visible();
    picture.shown = shown;
    drawPanel(shown); // first, as on a phone it takes room from the graph
    if (picture.cursor !== null && !shown.nodes.includes(picture.cursor)) picture.cursor = null;
    if (picture.network) showInGraph(shown, SCOPE.some((key) => keys.has(key)) || before !== shown.nodes.join());
    else startGraph(shown);
    $("empty").hidden = shown.nodes.length > 0;
    if (keys.has("documentDates") && !keys.has("all")) startTimeline();
    tableLength = PAGE;
    summarise(shown);
    drawLegend();
    drawFilters();
    drawTimeline();
  } else if (keys.has("selected")) {
    drawPanel(picture.shown);
    restyle();
  }
  if (keys.has("view") && !content) summarise(picture.shown);
  if (keys.has("selected")) {
    $("panel").scrollTop = 0;
    keepInView();
  }
  if (state.view !== "graph" && (content || keys.has("selected") || keys.has("view"))) drawTable(picture.shown);
  if (!keys.has("all")) writeFragment();
}

function showView() {
  $("stage").dataset.view = state.view;
  for (const button of $("views").children)
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  if (picture.network) requestAnimationFrame(() => picture.network.redraw());
}

function startTheme() {
  $("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    repaint();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  function repaint() {
    applyPalette();
    restyle();
    drawPanel(picture.shown);
  }
}

function startFrame() {
  for (const button of $("views").children) button.addEventListener("click", () => set({ view: button.dataset.view }));
  const side = (open) => {
    document.body.classList.toggle("side-open", open);
    $("open-side").setAttribute("aria-expanded", String(open));
    (open ? $("close-side") : $("open-side")).focus();
  };
  $("open-side").addEventListener("click", () => side(!document.body.classList.contains("side-open")));
  $("close-side").addEventListener("click", () => side(false));
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    set({ view: state.view === "graph" ? "both" : state.view });
    $("table").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (document.body.classList.contains("side-open")) side(false);
    else if (state.selected) set({ selected: null });
    else if (state.path || state.centre !== null) showOverview();
  });
  // The picture takes the form of the window; turning a phone turns it.
  new ResizeObserver(
    debounce(() => {
      if (!picture.shown || !$("graph").clientWidth) return;
      fill(picture.shown);
      fit(false);
    }, 120),
  ).observe($("graph-box"));
}

function start() {
  applyPalette();
  Object.assign(state, fromFragment(location.hash.slice(1)));
  startSearch();
  startFilters();
  startTimeline();
  startExport();
  startUrl();
  update(new Set(["all"]));
  watch(update);
  startTheme();
  startFrame();
}

start();
performance.mark("kg-ready");

// For the console, and for the tests: what is shown and where it is on the page.
window.kgView = Object.freeze({
  actors: () => picture.shown.nodes.map((id) => actors[id].iri),
  relations: () => picture.shown.edges.map(edgeKey),
  /** The boxes of the names as drawn, by actor. */
  labels: () => Object.fromEntries([...picture.labels].map(([id, box]) => [actors[id].iri, box])),
  /** Where an actor's middle, or a relation's, is in the window. */
  where: (key) => {
    const id = actorByShortIri(key);
    const middle =
      id !== null ? picture.network.getPosition(id) : picture.network.body.edges[edgeByKey(key)].edgeType.getPoint(0.5);
    const { x, y } = picture.network.canvasToDOM(middle);
    const frame = $("graph").getBoundingClientRect();
    return { x: x + frame.left, y: y + frame.top };
  },
});
