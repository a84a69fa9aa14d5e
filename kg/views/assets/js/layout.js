// Where actors stand. The first view and the whole graph were laid out when the page was built; other choices (a
// neighbourhood, a path, other filters) are arranged here, from those positions, without random numbers.

/** The place of each shown actor: Map of id → {x, y}. */
function positionsFor(shown) {
  const places = new Map();
  if (shown.nodes.length > 150) {
    const turned = ({ x, y }) => (picture.upright ? { x: y, y: x } : { x, y });
    for (const id of shown.nodes) places.set(id, turned(actors[id]));
    return drawnOut(places, actors.map(turned));
  }
  if (state.path && shown.path) {
    alongPath(shown, places);
    return drawnOut(places, [...places.values()]);
  }
  // The picture made when building is for windows wider than high.
  const asBuilt = !picture.upright && state.centre === raw.view.focus;
  const fixed = new Set(asBuilt ? shown.nodes.filter((id) => actors[id].first) : []);
  for (const id of fixed) places.set(id, { x: actors[id].first[0], y: actors[id].first[1] });
  if (fixed.size < shown.nodes.length) arrangeAround(shown, places, fixed);
  const whole = actors.flatMap(({ first }) => (first ? [{ x: first[0], y: first[1] }] : []));
  return drawnOut(places, fixed.size ? whole : [...places.values()]);
}

/** Drawn out in width or height, so that the picture of all `points` fills the window, as far as angles bear it. */
function drawnOut(places, points) {
  const { left, right, top, bottom } = extent(points);
  const room = canvasRoom();
  if (right - left < 1 || bottom - top < 1) return places;
  const wider = (room.width / room.height) * ((bottom - top) / (right - left));
  const [sx, sy] = [Math.min(Math.max(wider, 1), 1.7), Math.min(Math.max(1 / wider, 1), 1.7)];
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x * sx), y: Math.round(y * sy) }]));
}

const extent = (points) => ({
  left: Math.min(...points.map(({ x }) => x)),
  right: Math.max(...points.map(({ x }) => x)),
  top: Math.min(...points.map(({ y }) => y)),
  bottom: Math.max(...points.map(({ y }) => y)),
});

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The room that an actor takes with its label. */
function boxOf(id) {
  const size = sizeOf(actors[id]);
  return { width: Math.max(2.6 * size, 26 + 6.4 * Math.min(actors[id].label.length, 20)), height: 2 * size + 26 };
}

/** A path reads from left to right, or down; a long one in a zigzag, which has more room for words. */
function alongPath(shown, places) {
  const steps = Array.from({ length: shown.path.length + 1 }, () => []);
  for (const id of shown.nodes) steps[shown.path.steps.get(id) ?? 0].push(id);
  for (const [step, ids] of steps.entries()) {
    const bend = shown.path.length > 3 ? (step % 2 ? 40 : -40) : 0;
    ids.forEach((id, row) => {
      const [along, across] = [step * 170, (row - (ids.length - 1) / 2) * 110 + bend];
      places.set(id, picture.upright ? { x: across, y: along } : { x: along, y: across });
    });
  }
  separate(shown.nodes, places, new Set());
}

/** Fruchterman–Reingold forces on those that are not fixed, then labels pushed apart. */
function arrangeAround(shown, places, fixed) {
  const ids = shown.nodes;
  const spread = 140 + 500 / ids.length; // lines between few may be long
  const free = ids.filter((id) => !fixed.has(id));
  const linked = new Map(ids.map((id) => [id, new Set()])); // however many relations they have
  for (const id of shown.edges) {
    linked.get(edges[id].from).add(edges[id].to);
    linked.get(edges[id].to).add(edges[id].from);
  }
  const neighbours = new Map([...linked].map(([id, others]) => [id, [...others]]));
  startingPlaces(free, neighbours, places, spread);
  const rounds = 260;
  for (let round = 0; round < rounds; round += 1) {
    const reach = 60 * (1 - round / rounds) + 1;
    for (const id of free) {
      const here = places.get(id);
      let fx = -here.x * (picture.upright ? 0.9 : 0.35);
      let fy = -here.y * (picture.upright ? 0.35 : 0.6);
      for (const other of ids) {
        if (other === id) continue;
        const there = places.get(other);
        const dx = here.x - there.x || (id < other ? 0.5 : -0.5);
        const dy = here.y - there.y || (id < other ? -0.5 : 0.5);
        const push = (spread * spread) / (dx * dx + dy * dy + 1);
        fx += dx * push;
        fy += dy * push;
      }
      for (const other of neighbours.get(id)) {
        const there = places.get(other);
        const dx = there.x - here.x;
        const dy = there.y - here.y;
        const pull = Math.min(Math.hypot(dx, dy) / spread, 4);
        fx += dx * pull;
        fy += dy * pull;
      }
      const force = Math.hypot(fx, fy) || 1;
      const step = Math.min(reach, force * 0.1);
      here.x += (fx / force) * step;
      here.y += (fy / force) * step;
    }
  }
  separate(ids, places, fixed);
  shelve(ids, neighbours, places, fixed);
}

/** Parts that nothing links to the largest stand in rows below it, however far the forces drove them. */
function shelve(ids, neighbours, places, fixed) {
  const parts = [];
  const seen = new Set();
  for (const id of ids) {
    if (seen.has(id)) continue;
    const part = [id];
    seen.add(id);
    for (const member of part) {
      for (const other of neighbours.get(member)) {
        if (!seen.has(other)) {
          seen.add(other);
          part.push(other);
        }
      }
    }
    parts.push(part);
  }
  parts.sort(
    (a, b) => b.some((id) => fixed.has(id)) - a.some((id) => fixed.has(id)) || b.length - a.length || a[0] - b[0],
  );
  const loose = parts.slice(1).filter((part) => !part.some((id) => fixed.has(id)));
  if (!loose.length) return;
  const main = frameOf(
    ids.filter((id) => !loose.some((part) => part.includes(id))),
    places,
  );
  const width = Math.max(main.right - main.left, 500);
  let [x, y, rowHeight] = [main.left, main.bottom + 40, 0];
  for (const part of loose) {
    const frame = frameOf(part, places);
    if (x > main.left && x + frame.right - frame.left > main.left + width)
      [x, y, rowHeight] = [main.left, y + rowHeight + 20, 0];
    for (const id of part) {
      const place = places.get(id);
      places.set(id, { x: place.x - frame.left + x, y: place.y - frame.top + y });
    }
    x += frame.right - frame.left + 30;
    rowHeight = Math.max(rowHeight, frame.bottom - frame.top);
  }
}

function frameOf(ids, places) {
  const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    const [{ x, y }, { width, height }] = [places.get(id), boxOf(id)];
    frame.left = Math.min(frame.left, x - width / 2);
    frame.right = Math.max(frame.right, x + width / 2);
    frame.top = Math.min(frame.top, y - height / 2);
    frame.bottom = Math.max(frame.bottom, y + height / 2);
  }
  return frame;
}

function startingPlaces(free, neighbours, places, spread) {
  free.forEach((id, index) => {
    if (id === state.centre) {
      places.set(id, { x: 0, y: 0 });
      return;
    }
    const known = neighbours
      .get(id)
      .map((other) => places.get(other))
      .filter(Boolean);
    const middle = known.length
      ? { x: sum(known, "x") / known.length, y: sum(known, "y") / known.length }
      : { x: 0, y: 0 };
    const radius = spread * (0.6 + 0.25 * Math.sqrt(index));
    places.set(id, {
      x: middle.x + radius * Math.cos(index * GOLDEN_ANGLE),
      y: middle.y + radius * Math.sin(index * GOLDEN_ANGLE),
    });
  });
}

const sum = (points, axis) => points.reduce((total, point) => total + point[axis], 0);

/** Push labels apart along the side where they overlap less; fixed actors stay. */
function separate(ids, places, fixed) {
  for (let round = 0; round < 80; round += 1) {
    let moved = false;
    for (let i = 0; i < ids.length; i += 1) {
      for (let j = i + 1; j < ids.length; j += 1) {
        const [a, b] = [ids[i], ids[j]];
        if (fixed.has(a) && fixed.has(b)) continue;
        const [p, q, s, t] = [places.get(a), places.get(b), boxOf(a), boxOf(b)];
        const overlap = {
          x: (s.width + t.width) / 2 - Math.abs(p.x - q.x),
          y: (s.height + t.height) / 2 - Math.abs(p.y - q.y),
        };
        if (overlap.x <= 0 || overlap.y <= 0) continue;
        moved = true;
        const axis = overlap.x < overlap.y ? "x" : "y";
        const way = q[axis] >= p[axis] ? 1 : -1;
        const share = fixed.has(a) || fixed.has(b) ? 1 : 0.5;
        if (!fixed.has(a)) p[axis] -= way * (overlap[axis] * share + 0.5);
        if (!fixed.has(b)) q[axis] += way * (overlap[axis] * share + 0.5);
      }
    }
    if (!moved) return;
  }
}
