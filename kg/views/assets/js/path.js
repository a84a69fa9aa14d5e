// The path between two actors: choosing the other end, and reading it step by step.

/** The field in an actor's panel that asks for the other end. */
function pathChooser(id) {
  const list = el("ul", { id: "path-list", role: "listbox", "aria-label": "Actors", hidden: true });
  const input = el("input", {
    type: "search",
    id: "path-input",
    placeholder: "Path to …",
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "path-list",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    "aria-label": "Path to another actor",
  });
  combobox(input, list, (other) => {
    if (other !== id) showPath(id, other);
  });
  return el("span", { class: "search path" }, input, list);
}

function pathPanel(shown) {
  const [from, to] = state.path;
  const close = () => set({ path: null });
  const title = [name(shorten(actors[from].label, 80)), " ⇢ ", name(shorten(actors[to].label, 80))];
  const head = (note) => panelHead(null, el("span", {}, ...title), note, close);
  if (!shown.path)
    return [
      head("No path by what the filters leave"),
      el("p", { class: "note" }, "Show more statuses or relations in the legend to look further."),
    ];
  const { length, steps } = shown.path;
  const layers = Array.from({ length }, (_, step) =>
    shown.path.edges
      .filter((id) => Math.min(steps.get(edges[id].from), steps.get(edges[id].to)) === step)
      .sort(byWeight(shown.passing)),
  );
  return [
    head(
      `Shortest path: ${plural(length, "step")}${shown.path.actors.size > length + 1 ? `, by ${shown.path.actors.size - 2} actors in several ways` : ""}`,
    ),
    ...layers.map((layer, step) =>
      el(
        "section",
        {},
        el("h3", {}, `Step ${step + 1}`),
        el("ul", { class: "links" }, ...layer.slice(0, 12).map((id) => sentenceRow(id, shown))),
        layer.length > 12 && el("p", { class: "note" }, `and ${layer.length - 12} more`),
        layer.length === 1 &&
          el(
            "ol",
            { class: "cards" },
            evidenceCard(statements[[...shown.passing.get(layer[0]).statements].sort(byDate)[0]]),
          ),
      ),
    ),
  ];
}
