// Names on the canvas, at one size on screen however far one zooms: the important first, each where it is free, none
// over another. vis-network's own labels overlap and shrink away.

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const ALWAYS_NAMED = 12; // of the actors shown, so many are named wherever another name leaves room
const widths = new Map();

function measure(context, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}

/** Rectangles already taken, in cells for a quick look-up. */
class Taken {
  constructor() {
    this.cells = new Map();
  }

  *keys({ x, y, w, h }) {
    for (let column = Math.floor(x / 80); column <= Math.floor((x + w) / 80); column += 1) {
      for (let row = Math.floor(y / 40); row <= Math.floor((y + h) / 40); row += 1) yield column * 10000 + row;
    }
  }

  /** The rectangles that lie under a box; one that spans cells may come twice. */
  *under(box) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (
          box.x < other.x + other.w &&
          other.x < box.x + box.w &&
          box.y < other.y + other.h &&
          other.y < box.y + box.h
        )
          yield other;
      }
    }
  }

  free(box) {
    return this.under(box).next().done;
  }

  crowd(box) {
    return new Set(this.under(box)).size;
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }
}

/**
 * Draw the names; `spots` are {id, x, y, radius, strong, faint} in pixels of the canvas, the important first. Returns
 * what is taken then, by names and shapes, and the names alone: Map of id → box.
 */
function drawLabels(context, spots, width, height, ink, halo) {
  const taken = new Taken();
  const named = new Taken(); // the labels alone
  const written = new Map();
  for (const { id, x, y, radius } of spots) {
    if (radius > 3 && (spots.length <= 150 || id < 60))
      taken.take({ x: x - radius * 0.8, y: y - radius * 0.8, w: radius * 1.6, h: radius * 1.6 });
  }
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.lineJoin = "round";
  for (const [rank, spot] of spots.entries()) {
    if (written.size > 220) break;
    // From afar only the best known are named; the others as one comes nearer.
    if (spots.length > 150 && spot.id >= 80 && spot.radius < 7 && !spot.strong) continue;
    const text = shorten(actors[spot.id].label, width < 500 ? 20 : 30);
    const size = spot.strong ? 13 : 12;
    const font = `${spot.strong ? 600 : spot.radius > 12 ? 550 : 450} ${size}px ${FONT}`;
    const w = measure(context, text, font) + 4;
    const h = size + 3;
    const places = [
      { x: spot.x - w / 2, y: spot.y + spot.radius + 2 },
      { x: spot.x + spot.radius + 3, y: spot.y - h / 2 },
      { x: spot.x - w / 2, y: spot.y - spot.radius - h - 2 },
      { x: spot.x - spot.radius - 3 - w, y: spot.y - h / 2 },
      // Askew, where it is tight.
      { x: spot.x + spot.radius * 0.6, y: spot.y + spot.radius * 0.8 },
      { x: spot.x + spot.radius * 0.6, y: spot.y - spot.radius * 0.8 - h },
      { x: spot.x - spot.radius * 0.6 - w, y: spot.y + spot.radius * 0.8 },
      { x: spot.x - spot.radius * 0.6 - w, y: spot.y - spot.radius * 0.8 - h },
    ].map(({ x, y }) => ({ x: inside(x, w, width, spot), y, w, h }));
    // The best known are named even over lesser actors, though never over another name.
    const box =
      places.find((place) => taken.free(place)) ||
      (spot.strong ? places[0] : null) ||
      (rank < ALWAYS_NAMED || spot.radius > 10 ? leastCrowded(places, named, taken) : null);
    if (!box || box.x > width || box.y > height || box.x + w < 0 || box.y + h < 0) continue;
    taken.take(box);
    named.take(box);
    written.set(spot.id, box);
    context.font = font;
    context.globalAlpha = spot.faint ? 0.5 : 1;
    paint(context, text, box.x + w / 2, box.y + h / 2, ink, halo);
  }
  context.globalAlpha = 1;
  return { taken, written };
}

function leastCrowded(places, named, taken) {
  const open = places.filter((place) => named.free(place));
  const crowds = open.map((place) => taken.crowd(place));
  return open[crowds.indexOf(Math.min(...crowds))] ?? null;
}

/** A label that would be cut by the edge of the window moves in, if its actor is in the window. */
const inside = (x, w, width, spot) => (spot.x < 0 || spot.x > width ? x : Math.max(3, Math.min(x, width - w - 3)));

/** Draw relation names where there is room; `lines` are {id, places, length, strong} in pixels, the important first. */
function drawRelationNames(context, lines, taken, halo) {
  const font = `500 10.5px ${FONT}`;
  let drawn = 0;
  for (const line of lines) {
    if (drawn > 60) break;
    const text = relationText(edges[line.id]);
    const w = measure(context, text, font) + 6;
    if (!line.strong && line.length < w + 30) continue;
    const box = line.places
      .map(({ x, y }) => ({ x: x - w / 2, y: y - 7, w, h: 14 }))
      .find((place) => taken.free(place));
    if (!box) continue;
    taken.take(box);
    context.font = font;
    const tone = colour(quads[quadOf(edges[line.id])]);
    paint(context, text, box.x + w / 2, box.y + 7, mix(tone, isDark() ? "#ffffff" : "#000000", 0.25), halo);
    drawn += 1;
  }
}

function relationText(edge) {
  const text = relations[edge.relation].label;
  const status = statuses[edge.status];
  return status.id === "asserted" ? text : `${text} (${status.label.toLowerCase()})`;
}

function paint(context, text, x, y, ink, halo) {
  context.lineWidth = 3.5;
  context.strokeStyle = halo;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
