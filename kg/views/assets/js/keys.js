// The graph by keyboard: from actor to actor, to the panel, near and far.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function graphKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = WAYS[event.key];
  if (way) moveCursor(way);
  else if (event.key === "Enter" && picture.cursor !== null) {
    selectActor(picture.cursor);
    $("panel").focus();
  } else if (event.key.toLowerCase() === "n" && picture.cursor !== null) showNeighbourhood(picture.cursor);
  else if (event.key === "+" || event.key === "=") zoom("in");
  else if (event.key === "-") zoom("out");
  else if (event.key === "0") zoom("fit");
  else return;
  event.preventDefault();
}

/** To the nearest actor in a direction: what lies straight ahead counts as nearer. */
function moveCursor([wx, wy]) {
  const places = picture.network.getPositions(picture.shown.nodes);
  const here = places[picture.cursor];
  let best = here ? null : (picture.shown.nodes[0] ?? null);
  let least = Infinity;
  for (const id of here ? picture.shown.nodes : []) {
    const [dx, dy] = [places[id].x - here.x, places[id].y - here.y];
    const ahead = dx * wx + dy * wy;
    if (id === picture.cursor || ahead <= 0) continue;
    const cost = ahead + 2 * Math.abs(dx * wy - dy * wx);
    if (cost < least) [best, least] = [id, cost];
  }
  if (best === null) return;
  picture.cursor = best;
  picture.network.redraw();
  announce(
    `${actors[best].label}, ${typeName(actors[best])}, ${plural(picture.shown.edges.filter((id) => edges[id].from === best || edges[id].to === best).length, "relation")} shown`,
  );
}
