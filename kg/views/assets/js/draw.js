// How an actor and a relation look, on the canvas and as small icons in the legend and the panel.

let dark = false; // kept by applyPalette, as it is asked for every line that is drawn
const isDark = () => dark;
const colour = (style) => (isDark() ? style.dark : style.light);

const mostSaid = Math.max(1, ...actors.slice(0, 1).map((actor) => actor.said));
/** A view of many is seen from afar: small actors are drawn larger there, lines finer and paler. */
const fromAfar = () => picture.shown.nodes.length > 150;

const sizeOf = (actor) =>
  ((fromAfar() ? 13 : 9) + 21 * Math.sqrt(Math.min(1, actor.said / mostSaid))) * picture.bold ** 0.25;

const ground = () => (isDark() ? "#14171b" : "#fcfcfb");

/** `faint` draws it as background to what is selected. */
function nodeStyle(id, { faint = false, chosen = false } = {}) {
  const actor = actors[id];
  const style = types[actor.type];
  const fill = faint ? mix(colour(style), ground(), 0.7) : colour(style);
  const ring = style.shape === "ring";
  return {
    id,
    shape: ring ? "dot" : style.shape,
    size: sizeOf(actor),
    borderWidth: fromAfar() ? (ring ? 1.5 : 0.5) : ring ? 2.5 : 1.5,
    color: {
      background: ring ? ground() : fill,
      border: chosen ? (isDark() ? "#ffffff" : "#101418") : ring ? fill : ground(),
      hover: { background: ring ? ground() : fill, border: isDark() ? "#ffffff" : "#101418" },
      highlight: { background: ring ? ground() : fill, border: isDark() ? "#ffffff" : "#101418" },
    },
  };
}

/** `bend` is the roundness of its curve, for parallel relations. */
function edgeStyle(id, { documents: papers, bend = 0, faint = false }) {
  const edge = edges[id];
  const tone = colour(quads[quadOf(edge)]);
  const status = statuses[edge.status];
  const paint = mix(tone, ground(), faint ? 0.8 : fromAfar() ? (picture.big ? 0.55 : 0.3) : 0);
  return {
    id,
    from: edge.from,
    to: edge.to,
    width: Math.min(7, 1.7 + 1.2 * Math.log2(papers)) * picture.bold,
    dashes: status.dash.length ? status.dash : false,
    arrows: isSymmetric(edge) ? "" : "to",
    color: { color: paint, hover: tone, highlight: tone },
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
  };
}

/** Bends that part the relations between the same two actors: Map of edge id → roundness, with the edge's direction. */
function bends(ids) {
  const pairs = new Map();
  for (const id of ids) {
    const { from, to } = edges[id];
    const key = from < to ? `${from} ${to}` : `${to} ${from}`;
    if (pairs.has(key)) pairs.get(key).push(id);
    else pairs.set(key, [id]);
  }
  const bend = new Map();
  for (const parallel of pairs.values()) {
    const step = Math.min(0.16, 0.9 / parallel.length);
    parallel.forEach((id, index) => {
      const offset = (index - (parallel.length - 1) / 2) * step;
      bend.set(id, edges[id].from < edges[id].to ? offset : -offset);
    });
  }
  return bend;
}

/** A colour moved some way to another. */
function mix(colour_, other, part) {
  const [a, b] = [colour_, other].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  return (
    "#" +
    a
      .map((value, at) =>
        Math.round(value + (b[at] - value) * part)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")
  );
}

const OUTLINES = {
  square: "M2.5 2.5h11v11h-11z",
  hexagon: "M4.5 2h7l3.5 6-3.5 6h-7L1 8z",
  triangle: "M8 1.8 15 14H1z",
  triangleDown: "M8 14.2 1 2h14z",
  diamond: "M8 .8 15.2 8 8 15.2.8 8z",
  dot: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
  star: "M8 .6l2.2 5 5.3.5-4 3.6 1.2 5.3L8 12.2 3.3 15l1.2-5.3-4-3.6 5.3-.5z",
  ring: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
};

/** The shape of a type, as in the graph. Colours come by class, so that they follow light and dark by themselves. */
function typeIcon(type) {
  const style = types[type];
  return svg(
    "svg",
    { viewBox: "0 0 16 16", class: `icon type-${type}${style.shape === "ring" ? " ring" : ""}`, "aria-hidden": "true" },
    svg("path", { d: OUTLINES[style.shape] }),
  );
}

/** A stroke as the relation is drawn: the colour of its quad class, the dashes of its status. */
function lineIcon(quad, status = 0) {
  const line = svg("line", { x1: 1, y1: 5, x2: 27, y2: 5 });
  if (statuses[status].dash.length)
    line.setAttribute("stroke-dasharray", statuses[status].dash.map((part) => part * 0.6).join(" "));
  return svg(
    "svg",
    { viewBox: "0 0 28 10", class: `line ${quad === null ? "plain" : `quad-${quad}`}`, "aria-hidden": "true" },
    line,
  );
}

/** The palette as custom properties of the page, which the icons and the histogram take up. */
function applyPalette() {
  const chosen = document.documentElement.dataset.theme;
  dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement.style;
  types.forEach((style, at) => root.setProperty(`--type-${at}`, colour(style)));
  quads.forEach((style, at) => root.setProperty(`--quad-${at}`, colour(style)));
}
