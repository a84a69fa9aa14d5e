// What is drawn over the picture of vis-network: the names, and the mark of the actor that the keyboard is at.

/** Where an actor stands on screen, in pixels of the canvas. */
function onScreen(id, scale, view, width, height) {
  const node = picture.network.body.nodes[id];
  return { x: (node.x - view.x) * scale + width / 2, y: (node.y - view.y) * scale + height / 2 };
}

function drawOver(context) {
  const network = picture.network;
  const canvas = context.canvas;
  const ratio = canvas.width / canvas.clientWidth || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const [scale, view] = [network.getScale(), network.getViewPosition()];
  const focus = emphasis(picture.shown);
  const chosen = state.selected?.kind === "actor" ? state.selected.id : null;
  const spots = [];
  for (const id of picture.shown.nodes) {
    if (!network.body.nodes[id]) continue;
    const { x, y } = onScreen(id, scale, view, width, height);
    if (x < -100 || y < -40 || x > width + 100 || y > height + 40) continue;
    const strong = id === chosen || id === picture.cursor || id === state.centre;
    spots.push({ id, x, y, radius: sizeOf(actors[id]) * scale, strong, faint: focus !== null && !focus.nodes.has(id) });
  }
  // Actors are numbered by importance; what is selected comes before all.
  if (chosen !== null || picture.cursor !== null || focus)
    spots.sort((a, b) => b.strong - a.strong || a.faint - b.faint || a.id - b.id);
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { taken, written } = drawLabels(context, spots, width, height, isDark() ? "#e7eaee" : "#1d2228", ground());
  picture.labels = written;
  drawRelationNames(context, nameableLines(focus, scale, view, width, height), taken, ground());
  if (picture.cursor !== null && document.activeElement === $("graph")) {
    const { x, y } = onScreen(picture.cursor, scale, view, width, height);
    context.strokeStyle = isDark() ? "#8ccbf2" : "#1d5fa6";
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(x, y, sizeOf(actors[picture.cursor]) * scale + 6, 0, 2 * Math.PI);
    context.stroke();
  }
  context.restore();
}

/** Relations whose name may be written: those selected, or all while they are few or near. */
function nameableLines(focus, scale, view, width, height) {
  const ids = focus ? [...focus.edges] : picture.shown.edges.length <= 30 || scale > 0.95 ? picture.shown.edges : [];
  const lines = [];
  for (const id of picture.hoveredEdge !== null ? [picture.hoveredEdge, ...ids] : ids) {
    const edge = picture.network.body.edges[id];
    if (!edge || !edge.connected) continue;
    const places = [0.5, 0.38, 0.62].map((part) => {
      const point = edge.edgeType.getPoint(part);
      return { x: (point.x - view.x) * scale + width / 2, y: (point.y - view.y) * scale + height / 2 };
    });
    if (places[0].x < 0 || places[0].y < 0 || places[0].x > width || places[0].y > height) continue;
    const length = Math.hypot(edge.from.x - edge.to.x, edge.from.y - edge.to.y) * scale;
    lines.push({ id, places, length, strong: focus !== null || state.path !== null || id === picture.hoveredEdge });
  }
  return lines;
}
