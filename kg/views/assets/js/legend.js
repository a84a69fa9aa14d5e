// The legend: what shapes, colours and dashes mean, and a switch for each.

/** A switch of the legend; it is pressed while its kind is shown. */
function toggle(key, icon, text, count, shown, onclick, title) {
  return el(
    "button",
    {
      type: "button",
      class: "toggle",
      "data-key": key,
      "aria-pressed": String(shown),
      title,
      onclick,
    },
    icon,
    el("span", { class: "text" }, text),
    el("small", { class: "count" }, count.toLocaleString("en")),
  );
}

/** Counts of actors by type, and of statements by relation and by status, over the whole graph. */
const totals = {
  types: types.map((_, type) => actors.filter((actor) => actor.type === type && actor.edges.length).length),
  relations: relations.map(() => 0),
  statuses: statuses.map(() => 0),
};
for (const edge of edges) {
  totals.relations[edge.relation] += edge.statements.length;
  totals.statuses[edge.status] += edge.statements.length;
}

const openQuads = new Set();

function drawLegend() {
  const focused = document.activeElement?.dataset?.key;
  clear(
    $("legend"),
    section(
      "Actors",
      "Shape and colour: type. Size: how much is said of it.",
      ...types.flatMap((type, id) =>
        totals.types[id]
          ? [
              toggle(
                `type-${id}`,
                typeIcon(id),
                type.label,
                totals.types[id],
                !state.hiddenTypes.has(id),
                () => set({ hiddenTypes: toggled(state.hiddenTypes, id) }),
                type.note,
              ),
            ]
          : [],
      ),
    ),
    section(
      "Relations",
      "Colour: kind. Width: number of documents, copies of a text once. No arrow: mutual.",
      ...quads.flatMap((quad, id) => quadRows(quad, id)),
    ),
    section(
      "Status",
      "How the text puts it. Lines that are not solid are no facts.",
      ...statuses.map((status, id) =>
        toggle(
          `status-${id}`,
          lineIcon(null, id),
          status.label,
          totals.statuses[id],
          state.shownStatuses.has(id),
          () => set({ shownStatuses: toggled(state.shownStatuses, id) }),
          status.note,
        ),
      ),
    ),
  );
  if (focused)
    $("legend")
      .querySelector(`[data-key="${CSS.escape(focused)}"]`)
      ?.focus();
}

const section = (title, note, ...rows) =>
  el("section", {}, el("h3", { title: note }, title), el("p", { class: "note" }, note), ...rows);

/** A quad class, which hides and shows all of its relations, and unfolds to switches for each. */
function quadRows(quad, id) {
  const members = relations.flatMap((relation, at) => (relation.quad === id ? [at] : []));
  if (!members.length) return [];
  const hidden = members.filter((at) => state.hiddenRelations.has(at));
  const open = openQuads.has(id);
  const all = toggle(
    `quad-${id}`,
    lineIcon(id),
    quad.label,
    members.reduce((sum_, at) => sum_ + totals.relations[at], 0),
    hidden.length < members.length,
    () => {
      const next = new Set(state.hiddenRelations);
      for (const at of members) hidden.length ? next.delete(at) : next.add(at);
      set({ hiddenRelations: next });
    },
  );
  if (hidden.length && hidden.length < members.length) all.setAttribute("aria-pressed", "mixed");
  const unfold = el(
    "button",
    {
      type: "button",
      class: "unfold",
      "aria-expanded": String(open),
      "data-key": `unfold-${id}`,
      "aria-label": `Relations of ${quad.label.toLowerCase()}`,
      onclick: () => {
        if (open) openQuads.delete(id);
        else openQuads.add(id);
        drawLegend();
      },
    },
    "›",
  );
  return [
    el("div", { class: "quad" }, all, unfold),
    open &&
      el(
        "div",
        { class: "members" },
        ...members
          .sort((a, b) => totals.relations[b] - totals.relations[a])
          .map((at) =>
            toggle(
              `relation-${at}`,
              lineIcon(id),
              relations[at].label,
              totals.relations[at],
              !state.hiddenRelations.has(at),
              () => set({ hiddenRelations: toggled(state.hiddenRelations, at) }),
              relations[at].note,
            ),
          ),
      ),
  ];
}
