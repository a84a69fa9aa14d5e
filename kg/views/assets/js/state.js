// What the reader has chosen. One object; changed by set() alone, which tells all who watch.

const TOP_STEPS = [30, 60, 120, 250];

// A phone has room for the names of some thirty, a notebook for forty.
const firstTop = Math.min(raw.view.top, innerWidth < 600 ? 30 : innerWidth < 1150 ? 40 : Infinity);

const initial = () => ({
  view: "graph", // graph, both or table
  top: firstTop, // actors shown at most; 0 is all
  allEdges: false, // all relations among them, not just the strongest
  centre: raw.view.focus, // the actor whose neighbourhood is shown
  depth: raw.view.depth,
  path: null, // [from, to]
  selected: null, // {kind: "actor" | "edge", id}
  hiddenTypes: new Set(),
  hiddenRelations: new Set(),
  shownStatuses: new Set(statuses.flatMap((status, id) => (status.shown ? [id] : []))),
  documents: null, // Set of those read, or null for all
  confidence: 0,
  from: null, // days since 1970, inclusive
  until: null,
  documentDates: true, // an event without date counts on its document's
});

const state = initial();
const watchers = [];

/** Be told of changes: watch(f) calls f(keys) with the Set of what changed. */
const watch = (watcher) => watchers.push(watcher);

function set(changes) {
  const keys = new Set(Object.keys(changes).filter((key) => state[key] !== changes[key]));
  if (!keys.size) return;
  Object.assign(state, changes);
  for (const watcher of watchers) watcher(keys);
}

/** A copy of a Set with one member put in or out, as `set` wants new objects. */
function toggled(members, member, on = !members.has(member)) {
  const copy = new Set(members);
  if (on) copy.add(member);
  else copy.delete(member);
  return copy;
}

const FILTERS = [
  "hiddenTypes",
  "hiddenRelations",
  "shownStatuses",
  "documents",
  "confidence",
  "from",
  "until",
  "documentDates",
];

function resetFilters() {
  const fresh = initial();
  set(Object.fromEntries(FILTERS.map((key) => [key, fresh[key]])));
}

const sameSet = (a, b) => a.size === b.size && [...a].every((member) => b.has(member));

function filtersChanged() {
  const fresh = initial();
  return FILTERS.some((key) =>
    fresh[key] instanceof Set ? !sameSet(fresh[key], state[key]) : fresh[key] !== state[key],
  );
}

const selectActor = (id) => set({ selected: { kind: "actor", id } });
const selectEdge = (id) => set({ selected: { kind: "edge", id } });
const showNeighbourhood = (id, depth = state.centre === null ? 1 : state.depth) =>
  set({ centre: id, depth, path: null, selected: { kind: "actor", id } });
const showPath = (from, to) => set({ path: [from, to], centre: null, selected: null });
const showOverview = () => set({ centre: null, path: null, top: firstTop, allEdges: false });
