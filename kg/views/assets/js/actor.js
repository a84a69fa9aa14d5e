// The panel of an actor: its names, what is known of it, and its relations by kind and direction.

function actorPanel(id, shown) {
  const actor = actors[id];
  const own = actor.edges.filter((edge) => shown.passing.has(edge));
  const count = own.reduce((total, edge) => total + shown.passing.get(edge).statements.length, 0);
  const all = actor.edges.reduce((total, edge) => total + edges[edge].statements.length, 0);
  return [
    panelHead(typeIcon(actor.type), shorten(actor.label, 400), typeName(actor)),
    el(
      "div",
      { class: "actions" },
      el(
        "span",
        { class: "stepper", role: "group", "aria-label": "Neighbourhood, steps" },
        el("span", {}, "Neighbourhood"),
        ...[1, 2, 3].map((depth) =>
          el(
            "button",
            {
              type: "button",
              "aria-pressed": String(state.centre === id && state.depth === depth),
              "aria-label": plural(depth, "step"),
              onclick: () =>
                state.centre === id && state.depth === depth ? showOverview() : showNeighbourhood(id, depth),
            },
            String(depth),
          ),
        ),
      ),
      pathChooser(id),
    ),
    ...actorNames(actor),
    actorFacts(actor),
    el(
      "section",
      {},
      el(
        "h3",
        {},
        plural(count, "statement"),
        all > count && el("small", {}, ` · ${all - count} more hidden by the filters`),
      ),
      ...actorRelations(id, own, shown),
    ),
    spokenBy(id, shown),
  ];
}

/** Its names of old, which the actor base knows, and beside them what these texts call it. */
const actorNames = (actor) => [
  namesSection("Also called", actor.names.slice(0, actor.known)),
  namesSection("In these texts", actor.names.slice(actor.known)),
];

function namesSection(title, names, limit = 10) {
  if (!names.length) return null;
  const list = el(
    "p",
    { class: "names" },
    ...names.slice(0, limit).map((text) => el("span", {}, name(shorten(text, 120)))),
  );
  if (names.length > limit) {
    const more = el(
      "button",
      {
        type: "button",
        class: "link",
        onclick: () => {
          more.remove();
          list.append(...names.slice(limit).map((text) => el("span", {}, name(shorten(text, 120)))));
        },
      },
      `${names.length - limit} more`,
    );
    list.append(more);
  }
  return el("section", {}, el("h3", {}, title), list);
}

/** The relations that the texts have from the actor's own mouth. */
function spokenBy(id, shown) {
  const spoken = [...shown.passing.values()].filter(({ statements: kept }) =>
    kept.some((at) => statements[at].by === id),
  );
  if (!spoken.length) return null;
  return el(
    "section",
    {},
    el("h3", {}, "Said by it"),
    el("ul", { class: "links" }, ...spoken.map(({ id: edge }) => sentenceRow(edge, shown))),
  );
}

function actorFacts(actor) {
  const span = (start, end) => (start || end ? `${readable(start) || "…"} – ${readable(end) || "now"}` : "");
  const wikidata = /^Q[1-9]\d{0,11}$/.test(actor.wikidata || "") ? actor.wikidata : null;
  const facts = [
    ...(actor.offices || []).map(([role, of, start, end]) =>
      fact("Office", name(`${role}, ${of}`), span(start, end) && el("small", {}, ` ${span(start, end)}`)),
    ),
    actor.country && fact("Country", name(actor.country)),
    actor.parents && fact("Part of", name(actor.parents.join(", "))),
    (actor.start || actor.end) && fact("Existed", span(actor.start, actor.end)),
    wikidata &&
      fact(
        "Wikidata",
        el(
          "a",
          { href: `https://www.wikidata.org/wiki/${wikidata}`, target: "_blank", rel: "noopener noreferrer" },
          wikidata,
        ),
      ),
  ].filter(Boolean);
  return facts.length ? el("dl", { class: "facts" }, ...facts) : null;
}

/** The actor's relations, grouped by relation and direction, the most frequent first. */
function actorRelations(id, own, shown) {
  const groups = new Map();
  for (const edgeId of own) {
    const edge = edges[edgeId];
    const incoming = !isSymmetric(edge) && edge.to === id && edge.from !== id;
    const key = `${incoming ? "in" : "out"} ${edge.relation}`;
    if (!groups.has(key)) groups.set(key, { relation: edge.relation, incoming, members: [], count: 0 });
    const group = groups.get(key);
    group.members.push(edgeId);
    group.count += shown.passing.get(edgeId).statements.length;
  }
  return [...groups.values()]
    .sort((a, b) => a.incoming - b.incoming || b.count - a.count || a.relation - b.relation)
    .map((group) => {
      const relation = relations[group.relation];
      return el(
        "div",
        { class: "group" },
        el(
          "h4",
          {},
          lineIcon(relation.quad),
          group.incoming
            ? [el("span", { class: "way" }, "… "), relation.label, " it"]
            : [relation.label, !relation.symmetric && el("span", { class: "way" }, " …")],
        ),
        el(
          "ul",
          { class: "links" },
          ...group.members.sort(byWeight(shown.passing)).map((edgeId) => edgeRow(edgeId, id, shown)),
        ),
      );
    });
}

/** A relation as a line of a list, named by its other end. */
function edgeRow(edgeId, from, shown) {
  const other = otherEnd(edges[edgeId], from);
  const status = statuses[edges[edgeId].status];
  const { statements: kept, documents: papers } = shown.passing.get(edgeId);
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "row", onclick: () => selectEdge(edgeId) },
      typeIcon(actors[other].type),
      el("span", { class: "text" }, name(shorten(actors[other].label, 120))),
      status.id !== "asserted" && el("span", { class: `status status-${status.id}` }, status.label),
      el(
        "small",
        { class: "count", title: `${plural(kept.length, "statement")} in ${plural(papers, "document")}` },
        papers > 1 ? `${kept.length} in ${papers} docs` : String(kept.length),
      ),
    ),
  );
}
