// The picture: vis-network with what is shown, and what pointing, clicking and keys do there.

const picture = {
  network: null,
  nodes: null,
  edges: null,
  shown: null,
  places: new Map(),
  hoveredEdge: null,
  cursor: null,
  bend: new Map(),
  labels: new Map(),
  bold: 1, // how much wider lines are drawn, as the picture is seen the smaller, the more it holds
  drawnNodes: new Map(),
  drawnEdges: new Map(),
};

/** A big graph is moved without its edges, and does not look what the pointer is over. */
const sparing = (big) => ({ hover: !big, hideEdgesOnDrag: big, hideEdgesOnZoom: big });

function startGraph(shown) {
  picture.nodes = new vis.DataSet();
  picture.edges = new vis.DataSet();
  picture.big = shown.nodes.length > 600;
  fill(shown);
  const box = $("graph");
  const options = JSON.parse(raw.options);
  picture.network = new vis.Network(
    box,
    { nodes: picture.nodes, edges: picture.edges },
    {
      ...options,
      autoResize: false, // fit() follows the window
      interaction: { ...options.interaction, ...sparing(picture.big), zoomSpeed: 0.6, selectConnectedEdges: false },
      nodes: { chosen: false },
      edges: {
        chosen: true,
        hoverWidth: 1.2,
        selectionWidth: 1.6,
        arrows: { to: { scaleFactor: 0.5 } },
        color: { inherit: false },
        arrowStrikethrough: false,
        selfReference: { size: 18 },
      },
    },
  );
  const network = picture.network;
  network.on("afterDrawing", drawOver);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) selectActor(node);
    else if (edge !== undefined) selectEdge(edge);
    else set({ selected: null });
  });
  network.on("doubleClick", ({ nodes: [node] }) => {
    if (node !== undefined) showNeighbourhood(node);
  });
  network.on("hoverNode", ({ node, event }) =>
    tip(event, actors[node].label, `${typeName(actors[node])} · ${plural(actors[node].said, "statement")}`),
  );
  network.on("hoverEdge", ({ edge, event }) => {
    picture.hoveredEdge = edge;
    const { from, to } = edges[edge];
    tip(
      event,
      `${actors[from].label} ${isSymmetric(edges[edge]) ? "–" : "→"} ${actors[to].label}`,
      `${relationText(edges[edge])} · ${plural(picture.shown.passing.get(edge).statements.length, "statement")}`,
    );
  });
  for (const left of ["blurNode", "blurEdge", "dragStart", "zoom"]) {
    network.on(left, () => {
      picture.hoveredEdge = null;
      $("tip").hidden = true;
    });
  }
  box.addEventListener("keydown", graphKeys);
  for (const button of document.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => zoom(button.dataset.zoom));
  $("physics").addEventListener("click", togglePhysics);
  network.once("afterDrawing", () => performance.mark("kg-first-drawing"));
  fit(false);
}

/** On a phone the panel is a sheet over the lower part of the graph. */
const isPhone = () => innerWidth <= 760;

/** The part of the canvas that nothing covers, from its top, in pixels. */
function canvasRoom() {
  const [graph, panel] = [$("graph"), $("panel")];
  const sheet = isPhone() && panel.classList.contains("open");
  const covered = sheet ? graph.getBoundingClientRect().bottom - panel.getBoundingClientRect().top : 0;
  const height = Math.max(graph.clientHeight - Math.max(covered, 0), 120);
  return { width: graph.clientWidth, height, covered: graph.clientHeight - height };
}

/** On a window higher than wide the picture is made anew, so that it fills it. */
const isUpright = () => canvasRoom().height > canvasRoom().width * 1.15;

function fill(shown) {
  picture.shown = shown;
  picture.upright = isUpright();
  picture.bold = 1;
  picture.places = positionsFor(shown);
  if (!fromAfar() && shown.nodes.length)
    picture.bold = Math.round(10 * Math.min(Math.max(0.9 / fittingScale([...picture.places.values()]), 1), 2)) / 10;
  picture.bend = bends(shown.edges);
  const focus = emphasis(shown);
  drawnOnce(() => {
    sync(
      picture.nodes,
      picture.drawnNodes,
      shown.nodes,
      (id) => nodeKey(id, focus),
      (id) => styledNode(id, focus),
    );
    sync(
      picture.edges,
      picture.drawnEdges,
      shown.edges,
      (id) => edgeKeyOf(id, focus),
      (id) => styledEdge(id, focus),
    );
  });
}

/** vis-network draws at once whenever something is put in or taken out; here it waits until all is done. */
function drawnOnce(change) {
  const emitter = picture.network?.body.emitter;
  emitter?.emit("_blockRedraw");
  change();
  // A line ends where its arrow stood when that was last drawn: far off, where its actors have moved since.
  for (const { edgeType } of Object.values(picture.network?.body.edges ?? {}))
    [edgeType.fromPoint, edgeType.toPoint] = [edgeType.from, edgeType.to];
  emitter?.emit("_allowRedraw");
  emitter?.emit("_requestRedraw");
}

/** Take out, put in and update only what differs from what was drawn last: `drawn` maps ids to what they looked like. */
function sync(dataset, drawn, ids, key, style) {
  const wanted = new Set(ids);
  const gone = [...drawn.keys()].filter((id) => !wanted.has(id));
  for (const id of gone) drawn.delete(id);
  if (gone.length) dataset.remove(gone);
  const changed = ids.filter((id) => {
    const look = key(id);
    if (drawn.get(id) === look) return false;
    drawn.set(id, look);
    return true;
  });
  if (changed.length) dataset.update(changed.map(style));
}

/** What stands out because it is selected: {nodes, edges}, or null when nothing is, or there is too much to dim. */
function emphasis(shown) {
  if (!state.selected || shown.nodes.length + shown.edges.length > 900) return null;
  const { kind, id } = state.selected;
  const lines = new Set(
    kind === "edge" ? [id] : shown.edges.filter((edge) => edges[edge].from === id || edges[edge].to === id),
  );
  const nodes = new Set([...lines].flatMap((edge) => [edges[edge].from, edges[edge].to]));
  if (kind === "actor") nodes.add(id);
  return shown.nodes.some((node) => nodes.has(node)) ? { nodes, edges: lines } : null;
}

const nodeMood = (id, focus) => ({
  faint: focus !== null && !focus.nodes.has(id),
  chosen: state.selected?.kind === "actor" && state.selected.id === id,
});

function styledNode(id, focus) {
  return { ...nodeStyle(id, nodeMood(id, focus)), ...picture.places.get(id) };
}

function nodeKey(id, focus) {
  const { faint, chosen } = nodeMood(id, focus);
  const { x, y } = picture.places.get(id);
  return `${faint} ${chosen} ${x} ${y} ${sizeOf(actors[id])} ${isDark()} ${fromAfar()}`;
}

const edgeKeyOf = (id, focus) =>
  `${picture.shown.passing.get(id).documents} ${picture.bend.get(id)} ${focus !== null && !focus.edges.has(id)} ${isDark()} ${fromAfar()} ${picture.big} ${picture.bold}`;

const styledEdge = (id, focus) =>
  edgeStyle(id, {
    documents: picture.shown.passing.get(id).documents,
    bend: picture.bend.get(id),
    faint: focus !== null && !focus.edges.has(id),
  });

/** Show another selection, or other colours. Actors stay where the reader has put them. */
function restyle() {
  const focus = emphasis(picture.shown);
  drawnOnce(() => {
    sync(
      picture.nodes,
      picture.drawnNodes,
      picture.shown.nodes,
      (id) => nodeKey(id, focus),
      (id) => nodeStyle(id, nodeMood(id, focus)),
    );
    sync(
      picture.edges,
      picture.drawnEdges,
      picture.shown.edges,
      (id) => edgeKeyOf(id, focus),
      (id) => styledEdge(id, focus),
    );
  });
}

/** The picture anew, after the room for it has changed. */
function refill() {
  fill(picture.shown);
  fit(true);
}

/** What is selected moves out from under the sheet; once that is away all is in view again. */
function keepInView() {
  if (!isPhone()) return;
  const { selected } = state;
  const ends = selected?.kind === "edge" ? [edges[selected.id].from, edges[selected.id].to] : [selected?.id];
  if (!selected) refill();
  else if (ends.every((id) => picture.drawnNodes.has(id))) {
    const { left, right, top, bottom } = extent(Object.values(picture.network.getPositions(ends)));
    picture.network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      offset: { x: 0, y: -canvasRoom().covered / 2 },
      animation: !calm() && { duration: 250, easingFunction: "easeInOutQuad" },
    });
  }
}

function showInGraph(shown, refit) {
  const big = shown.nodes.length > 600;
  if (big !== picture.big) picture.network.setOptions({ interaction: sparing(big) });
  picture.big = big;
  fill(shown);
  if (refit) fit(true);
  $("empty").hidden = shown.nodes.length > 0;
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The scale at which all places are in view, with room for the labels, but never larger than life. */
function fittingScale(places) {
  const { left, right, top, bottom } = extent(places);
  const { width, height } = canvasRoom();
  const [beside, above] = [width < 500 ? 90 : 150, height < 400 ? 70 : 104];
  return Math.min((width - beside) / (right - left + 1), (height - above) / (bottom - top + 1), 1.15);
}

/** Show all. */
function fit(animated) {
  const { width, covered } = canvasRoom();
  if (!width || !$("graph").clientHeight || !picture.shown.nodes.length) return;
  picture.network.setSize("100%", "100%");
  const places = Object.values(picture.network.getPositions(picture.shown.nodes));
  const { left, right, top, bottom } = extent(places);
  const scale = fittingScale(places);
  picture.network.moveTo({
    // A little up, as labels stand below and the buttons are there.
    position: { x: (left + right) / 2, y: (top + bottom) / 2 + 12 / scale },
    offset: { x: 0, y: -covered / 2 },
    scale,
    animation: animated && !calm() && places.length < 300 ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
  });
}

function zoom(way) {
  if (way === "fit") fit(true);
  else
    picture.network.moveTo({
      scale: picture.network.getScale() * (way === "in" ? 1.35 : 1 / 1.35),
      animation: calm() ? false : { duration: 150, easingFunction: "linear" },
    });
}

function togglePhysics() {
  const on = $("physics").getAttribute("aria-pressed") !== "true";
  $("physics").setAttribute("aria-pressed", String(on));
  $("physics").textContent = on ? "Hold still" : "Let it move";
  picture.network.setOptions({
    physics: {
      enabled: on,
      solver: "forceAtlas2Based",
      forceAtlas2Based: { gravitationalConstant: -60, springLength: 110, avoidOverlap: 0.4 },
      stabilization: false,
    },
  });
  if (on) picture.network.startSimulation();
}

function tip(event, title, note) {
  const box = $("tip");
  clear(box, el("strong", { dir: "auto" }, shorten(title, 120)), el("span", {}, note));
  box.hidden = false;
  const frame = $("graph").getBoundingClientRect();
  const x = event.clientX - frame.left;
  const y = event.clientY - frame.top;
  box.style.left = `${Math.max(4, Math.min(x + 14, frame.width - box.offsetWidth - 8))}px`;
  box.style.top = `${y + 18 + box.offsetHeight > frame.height ? y - box.offsetHeight - 12 : y + 18}px`;
}
