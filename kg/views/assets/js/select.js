// What is shown: the statements that pass the filters, the relations they make, and of those what fits the view.

/** The span of days in which a statement counts, or null. */
const timeOf = (statement) => statement.days || (state.documentDates ? statement.documentDays : null);

function inTime(statement) {
  if (state.from === null && state.until === null) return true;
  const span = timeOf(statement);
  return (
    span !== null && (state.from === null || span[1] >= state.from) && (state.until === null || span[0] <= state.until)
  );
}

function edgePasses(edge) {
  return (
    state.shownStatuses.has(edge.status) &&
    !state.hiddenRelations.has(edge.relation) &&
    !state.hiddenTypes.has(actors[edge.from].type) &&
    !state.hiddenTypes.has(actors[edge.to].type)
  );
}

/** All filters but time, whose histogram shows what they leave. */
const passesButTime = (statement) =>
  edgePasses(edges[statement.edge]) &&
  statement.confidence >= state.confidence &&
  (state.documents === null || state.documents.has(statement.document));

/** Edges that pass, each with its passing statements: Map of edge id → {id, statements, documents}. */
function passingEdges() {
  const passing = new Map();
  for (const edge of edges) {
    if (!edgePasses(edge)) continue;
    const kept = edge.statements.filter((id) => {
      const statement = statements[id];
      return (
        statement.confidence >= state.confidence &&
        inTime(statement) &&
        (state.documents === null || state.documents.has(statement.document))
      );
    });
    if (!kept.length) continue;
    const papers = kept.length === 1 ? 1 : new Set(kept.map((id) => textOf[statements[id].document])).size;
    passing.set(edge.id, { id: edge.id, statements: kept, documents: papers });
  }
  return passing;
}

/** How many steps each actor is from one, up to a depth: Map of actor → steps. */
function distances(start, passing, depth = Infinity) {
  const steps = new Map([[start, 0]]);
  let rim = [start];
  for (let step = 1; rim.length && step <= depth; step += 1) {
    const next = [];
    for (const id of rim) {
      for (const edgeId of actors[id].edges) {
        if (!passing.has(edgeId)) continue;
        const other = otherEnd(edges[edgeId], id);
        if (!steps.has(other)) {
          steps.set(other, step);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  return steps;
}

/** The actors on shortest paths between two, and the edges along them; null where there is no path. */
function shortestPaths(from, to, passing) {
  const away = distances(from, passing);
  const back = distances(to, passing);
  const length = away.get(to);
  if (length === undefined) return null;
  const on = new Set([...away].filter(([id, step]) => step + back.get(id) === length).map(([id]) => id));
  const along = [...passing.keys()].filter((id) => {
    const { from: a, to: b } = edges[id];
    return on.has(a) && on.has(b) && Math.abs(away.get(a) - away.get(b)) === 1;
  });
  return { length, steps: away, actors: on, edges: along };
}

const byWeight = (passing) => (a, b) =>
  passing.get(b).documents - passing.get(a).documents ||
  passing.get(b).statements.length - passing.get(a).statements.length ||
  a - b;

/** The strongest edges, as many as can be told apart; first for every actor its own strongest. */
function strongest(ids, ends, limit) {
  if (ids.length <= limit) return ids;
  const reached = new Set();
  const first = [];
  const rest = [];
  for (const id of ids) {
    const { from, to } = edges[id];
    const touches = ends === null || from === ends || to === ends;
    if (touches && (!reached.has(from) || !reached.has(to))) {
      reached.add(from).add(to);
      first.push(id);
    } else {
      rest.push(id);
    }
  }
  return [...first, ...rest].slice(0, Math.max(limit, first.length));
}

/** What the view shows now, and what it leaves out. */
function visible() {
  const passing = passingEdges();
  const weight = new Map();
  for (const { id, statements: kept } of passing.values()) {
    for (const end of new Set([edges[id].from, edges[id].to])) weight.set(end, (weight.get(end) || 0) + kept.length);
  }
  const byRank = (a, b) => (weight.get(b) || 0) - (weight.get(a) || 0) || a - b;
  const limit = state.top || Infinity;
  let chosen;
  let candidates;
  let among;
  let path = null;
  if (state.path) {
    path = shortestPaths(...state.path, passing);
    candidates = path ? [...path.actors] : [...state.path];
    // A long list of equal paths is cut to those over the best known actors; the two ends stay.
    chosen = new Set([...state.path, ...candidates.sort(byRank).slice(0, Math.min(limit, 30))]);
    among = path ? path.edges : [];
  } else {
    if (state.centre === null) {
      candidates = [...weight.keys()].sort(byRank);
    } else {
      const steps = distances(state.centre, passing, state.depth);
      candidates = [...steps.keys()].sort((a, b) => steps.get(a) - steps.get(b) || byRank(a, b));
    }
    chosen = new Set(candidates.slice(0, limit));
    among = [...passing.keys()];
  }
  among = among.filter((id) => chosen.has(edges[id].from) && chosen.has(edges[id].to)).sort(byWeight(passing));
  const room = state.allEdges || !state.top || state.path ? Infinity : Math.max(60, Math.round(chosen.size * 2.2));
  const shownEdges = strongest(among, state.centre, room);
  const linked = new Set(shownEdges.flatMap((id) => [edges[id].from, edges[id].to]));
  if (state.centre !== null) linked.add(state.centre);
  for (const end of state.path || []) linked.add(end);
  return {
    passing,
    path,
    weight,
    nodes: [...chosen].filter((id) => linked.has(id)).sort((a, b) => a - b),
    edges: shownEdges,
    candidates: candidates.length, // actors that would be shown if there were room
    among: among.length, // edges among the chosen actors
    total: weight.size, // actors with a passing statement
  };
}
