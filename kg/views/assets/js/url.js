// The view in the address: what differs from the first view stands in the fragment, so that a link brings it back.

const edgeKey = (id) =>
  [
    shortIri(actors[edges[id].from]),
    relations[edges[id].relation].id,
    shortIri(actors[edges[id].to]),
    statuses[edges[id].status].id,
  ].join("~");

function edgeByKey(key) {
  // From the ends, as an IRI may hold the sign between them.
  const parts = key.split("~");
  const found = edges.find((edge) => edgeKey(edge.id) === key);
  return parts.length >= 4 && found ? found.id : null;
}

function toFragment() {
  const fresh = initial();
  const fields = new URLSearchParams();
  const put = (key, value, usual) => {
    if (value !== usual) fields.set(key, value);
  };
  put("view", state.view, fresh.view);
  put("top", state.top, fresh.top);
  put("all", state.allEdges, false);
  if (state.centre !== fresh.centre || state.depth !== fresh.depth) {
    fields.set("around", state.centre === null ? "" : shortIri(actors[state.centre]));
    put("depth", state.depth, 1);
  }
  if (state.path) for (const id of state.path) fields.append("path", shortIri(actors[id]));
  if (state.selected?.kind === "actor") fields.set("actor", shortIri(actors[state.selected.id]));
  if (state.selected?.kind === "edge") fields.set("relation", edgeKey(state.selected.id));
  for (const type of state.hiddenTypes) fields.append("without-type", types[type].id);
  for (const relation of state.hiddenRelations) fields.append("without", relations[relation].id);
  if (!sameSet(state.shownStatuses, fresh.shownStatuses))
    fields.set(
      "status",
      [...state.shownStatuses]
        .sort()
        .map((id) => statuses[id].id)
        .join(" "),
    );
  if (state.documents !== null) {
    const most = state.documents.size > documents.length / 2;
    const part = [...documents.keys()].filter((id) => state.documents.has(id) !== most);
    fields.set("documents", most ? "but" : "only");
    for (const id of part) fields.append("document", documents[id].id);
  }
  put("confidence", state.confidence, 0);
  if (state.from !== null) fields.set("from", isoDay(state.from));
  if (state.until !== null) fields.set("until", isoDay(state.until));
  put("document-dates", state.documentDates, true);
  return fields.toString();
}

/** The state that a fragment tells of; what it names that is not in this file is passed over. */
function fromFragment(text) {
  const fields = new URLSearchParams(text);
  const next = initial();
  const ids = (key, list, property = "id") =>
    fields
      .getAll(key)
      .map((value) => list.findIndex((item) => item[property] === value))
      .filter((id) => id >= 0);
  if (["graph", "both", "table"].includes(fields.get("view"))) next.view = fields.get("view");
  if (/^\d{1,6}$/.test(fields.get("top") ?? "")) next.top = Number(fields.get("top"));
  next.allEdges = fields.get("all") === "true";
  if (fields.has("around")) {
    next.centre = actorByShortIri(fields.get("around"));
    next.depth = Math.min(9, Math.max(1, Number(fields.get("depth")) || 1));
  }
  const ends = fields.getAll("path").map(actorByShortIri);
  if (ends.length === 2 && !ends.includes(null)) [next.path, next.centre] = [ends, null];
  const actor = fields.has("actor") ? actorByShortIri(fields.get("actor")) : null;
  const edge = fields.has("relation") ? edgeByKey(fields.get("relation")) : null;
  if (actor !== null) next.selected = { kind: "actor", id: actor };
  else if (edge !== null) next.selected = { kind: "edge", id: edge };
  next.hiddenTypes = new Set(ids("without-type", types));
  next.hiddenRelations = new Set(ids("without", relations));
  if (fields.has("status"))
    next.shownStatuses = new Set(
      fields
        .get("status")
        .split(" ")
        .map((id) => statuses.findIndex((status) => status.id === id))
        .filter((id) => id >= 0),
    );
  if (fields.has("documents")) {
    const part = new Set(ids("document", documents));
    next.documents =
      fields.get("documents") === "but" ? new Set([...documents.keys()].filter((id) => !part.has(id))) : part;
  }
  const confidence = Number(fields.get("confidence"));
  if (confidence > 0 && confidence <= 1) next.confidence = confidence;
  next.from = days(fields.get("from"))?.[0] ?? null;
  next.until = days(fields.get("until"))?.[1] ?? null;
  next.documentDates = fields.get("document-dates") !== "false";
  return next;
}

let written = null;

function writeFragment() {
  written = toFragment();
  try {
    history.replaceState(null, "", written ? `#${written}` : location.pathname + location.search || "#");
  } catch {
    // A page inside a notebook has no address of its own; it works without.
  }
}

function startUrl() {
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) !== written && !["#table", "#main"].includes(location.hash))
      set(fromFragment(location.hash.slice(1)));
  });
}
