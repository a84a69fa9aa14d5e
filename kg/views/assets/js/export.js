// Taking away what is shown: a picture, the statements as CSV, the evidence as text, a link.

function save(blob, extension) {
  const link = el("a", {
    href: URL.createObjectURL(blob),
    download: `${fold(raw.title).replace(/ /g, "-").slice(0, 60) || "graph"}.${extension}`,
  });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Statements behind the relations that the view shows: those drawn, or those listed while only the table is there. */
function shownStatements() {
  const ids = state.view === "table" ? listed(picture.shown) : picture.shown.edges;
  return ids.flatMap((id) => picture.shown.passing.get(id).statements).sort((a, b) => a - b);
}

const CSV_COLUMNS = [
  "subject",
  "relation",
  "object",
  "status",
  "by",
  "date",
  "place",
  "quantities",
  "confidence",
  "document",
  "title",
  "published",
  "source",
  "evidence",
  "subject_iri",
  "object_iri",
];

/** A cell; a spreadsheet takes a text that begins with = + - or @ for a formula, so that gets a quote before it. */
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv() {
  const rows = shownStatements().map((id) => {
    const statement = statements[id];
    const [subject, object, paper, edge] = [
      subjectOf(statement),
      objectOf(statement),
      documents[statement.document],
      edges[statement.edge],
    ];
    return [
      subject.label,
      relations[edge.relation].id,
      object.label,
      statuses[edge.status].id,
      statement.by >= 0 ? actors[statement.by].label : "",
      statement.date,
      statement.place >= 0 ? actors[statement.place].label : "",
      Object.entries(statement.quantities || {})
        .map(([key, value]) => `${key}=${value}`)
        .join("; "),
      statement.confidence,
      paper.id,
      paper.title,
      paper.published,
      paper.source,
      statement.text,
      subject.iri,
      object.iri,
    ];
  });
  return [CSV_COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function evidenceText() {
  const lines = [raw.title, $("summary").textContent, ""];
  for (const id of shownStatements()) {
    const statement = statements[id];
    const edge = edges[statement.edge];
    const paper = documents[statement.document];
    const status = statuses[edge.status];
    const speaker = statement.by >= 0 ? ` by ${actors[statement.by].label}` : "";
    lines.push(
      `${subjectOf(statement).label} — ${relations[edge.relation].label} — ${objectOf(statement).label}${status.id === "asserted" ? "" : ` [${status.label.toLowerCase()}${speaker}]`}`,
      `    “${statement.text.trim().replace(/\s+/g, " ")}”`,
      `    ${[paper.title, paper.published && readable(paper.published), statement.date && `event of ${readable(statement.date)}`, paper.source].filter(Boolean).join(" · ")}`,
      "",
    );
  }
  return lines.join("\n");
}

/** The picture as it is on screen, with the title above and the legend of what occurs below. */
function picturePng() {
  const source = picture.network.canvas.frame.canvas;
  const ratio = source.width / source.clientWidth || 1;
  const [top, bottom] = [46 * ratio, (source.clientWidth < 700 ? 108 : 72) * ratio];
  const canvas = el("canvas", { width: source.width, height: source.height + top + bottom });
  const context = canvas.getContext("2d");
  const ink = isDark() ? "#e7eaee" : "#1d2228";
  context.fillStyle = ground();
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, top);
  context.scale(ratio, ratio);
  context.fillStyle = ink;
  context.textBaseline = "middle";
  context.font = `600 16px ${FONT}`;
  context.fillText(shorten(raw.title, 90), 16, 18);
  context.font = `12px ${FONT}`;
  context.globalAlpha = 0.75;
  context.fillText(shorten($("summary").textContent, 140), 16, 38);
  context.globalAlpha = 1;
  pictureLegend(context, (top + source.height) / ratio, ink, canvas.width / ratio);
  canvas.toBlob((blob) => save(blob, "png"), "image/png");
}

/** Each type, quad class and status that is drawn, in lines that break where the picture ends. */
function pictureLegend(context, top, ink, width) {
  let [x, y] = [16, top + 14];
  const write = (sign, text) => {
    const needed = sign + 6 + context.measureText(text).width;
    if (x > 16 && x + needed > width - 10) [x, y] = [16, y + 20];
    const at = x;
    context.fillStyle = ink;
    context.fillText(text, x + sign + 6, y);
    x += needed + 18;
    return at;
  };
  for (const type of [...new Set(picture.shown.nodes.map((id) => actors[id].type))].sort()) {
    const at = write(12, types[type].label);
    context.save();
    context.translate(at, y - 6);
    context.scale(0.75, 0.75);
    const outline = new Path2D(OUTLINES[types[type].shape]);
    context.fillStyle = context.strokeStyle = colour(types[type]);
    context.lineWidth = 3;
    if (types[type].shape === "ring") context.stroke(outline);
    else context.fill(outline);
    context.restore();
  }
  const lines = [...new Set(picture.shown.edges.map((id) => quadOf(edges[id])))]
    .sort()
    .map((quad) => [quads[quad].label, colour(quads[quad]), []]);
  const dashed = [...new Set(picture.shown.edges.map((id) => edges[id].status))]
    .sort()
    .map((status) => [statuses[status].label, ink, statuses[status].dash]);
  for (const [text, tone, dash] of [...lines, ...dashed]) {
    const at = write(26, text);
    context.strokeStyle = tone;
    context.lineWidth = 2.5;
    context.setLineDash(dash.map((part) => part * 0.6));
    context.beginPath();
    context.moveTo(at, y);
    context.lineTo(at + 26, y);
    context.stroke();
  }
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    toast("Link copied. It opens this view in a copy of the same file.");
  } catch {
    toast("The address line holds the link to this view.");
  }
}

const EXPORTS = {
  png: picturePng,
  // The mark at the beginning tells spreadsheets that the file is UTF-8.
  csv: () => save(new Blob(["\ufeff", csv()], { type: "text/csv;charset=utf-8" }), "csv"),
  txt: () => save(new Blob([evidenceText()], { type: "text/plain;charset=utf-8" }), "txt"),
  link: copyLink,
};

function startExport() {
  const [button, menu] = [$("export-button"), $("export-menu")];
  const open = (on) => {
    menu.hidden = !on;
    button.setAttribute("aria-expanded", String(on));
  };
  button.addEventListener("click", () => {
    open(menu.hidden);
    if (!menu.hidden) menu.querySelector("button").focus();
  });
  for (const item of menu.querySelectorAll("[data-export]")) {
    item.addEventListener("click", () => {
      open(false);
      button.focus();
      EXPORTS[item.dataset.export]();
    });
  }
  $("export").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!$("export").contains(event.target)) open(false);
  });
}
