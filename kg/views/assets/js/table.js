// The table: the relations of the view in words. It is the accessible form of the graph, and reads well by itself.

const COLUMNS = [
  ["subject", "Subject", (row) => row.from],
  ["relation", "Relation", (row) => row.relation],
  ["object", "Object", (row) => row.to],
  ["status", "Status", (row) => row.status],
  ["documents", "Docs", (row) => -row.documents],
  ["statements", "Statements", (row) => -row.count],
  ["first", "First", (row) => row.first ?? Infinity],
  ["last", "Last", (row) => -(row.last ?? -Infinity)],
];
const order = { column: "documents", reversed: false };
const PAGE = 200;
let tableLength = PAGE;

/** The relations that the table lists: those of a neighbourhood or path as drawn, else all that pass the filters. */
function listed(shown) {
  return state.path || state.centre !== null ? shown.edges : [...shown.passing.keys()];
}

function tableRows(shown) {
  return listed(shown).map((id) => {
    const { statements: kept, documents: papers } = shown.passing.get(id);
    const spans = kept.map((at) => timeOf(statements[at])).filter(Boolean);
    return {
      id,
      from: actors[edges[id].from].label,
      to: actors[edges[id].to].label,
      relation: relations[edges[id].relation].label,
      status: statuses[edges[id].status].label,
      documents: papers,
      count: kept.length,
      first: spans.length ? Math.min(...spans.map(([day]) => day)) : null,
      last: spans.length ? Math.max(...spans.map(([, day]) => day)) : null,
    };
  });
}

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

function drawTable(shown) {
  const [, , key] = COLUMNS.find(([column]) => column === order.column);
  const rows = tableRows(shown);
  const compare = (a, b) =>
    (typeof key(a) === "string" ? collator.compare(shorten(key(a), 200), shorten(key(b), 200)) : key(a) - key(b)) ||
    a.id - b.id;
  rows.sort(order.reversed ? (a, b) => -compare(a, b) : compare);
  const chosen = state.selected?.kind === "edge" ? state.selected.id : null;
  const focused = document.activeElement?.dataset?.key;
  // The roles are written out, as a phone lays the rows out otherwise than as a table.
  clear(
    $("table"),
    el(
      "table",
      { role: "table" },
      el(
        "caption",
        {},
        `${plural(rows.length, "relation")}${rows.length > tableLength ? `, the first ${tableLength}` : ""}. Choose one for the sentences behind it.`,
      ),
      el(
        "thead",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          ...COLUMNS.map(([column, title]) =>
            el(
              "th",
              {
                scope: "col",
                role: "columnheader",
                class: `column-${column}`,
                "aria-sort":
                  column === order.column ? (order.reversed !== numeric(column) ? "descending" : "ascending") : null,
              },
              el("button", { type: "button", "data-key": `sort-${column}`, onclick: () => sortBy(column) }, title),
            ),
          ),
        ),
      ),
      el("tbody", { role: "rowgroup" }, ...rows.slice(0, tableLength).map((row) => tableRow(row, chosen))),
    ),
    rows.length > tableLength &&
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          onclick: () => {
            tableLength += 5 * PAGE;
            drawTable(shown);
          },
        },
        `Show more of ${rows.length - tableLength}`,
      ),
  );
  if (focused)
    $("table")
      .querySelector(`[data-key="${CSS.escape(focused)}"]`)
      ?.focus();
}

/** Numbers and last dates begin with the largest. */
const numeric = (column) => column === "documents" || column === "statements" || column === "last";

function sortBy(column) {
  order.reversed = order.column === column ? !order.reversed : false;
  order.column = column;
  drawTable(picture.shown);
}

function tableRow(row, chosen) {
  const edge = edges[row.id];
  const status = statuses[edge.status];
  const end = (id) =>
    el(
      "td",
      { role: "cell" },
      el(
        "span",
        { class: "cell" },
        typeIcon(actors[id].type),
        el(
          "button",
          { type: "button", class: "link", onclick: () => selectActor(id), "data-key": `${row.id}-${id}` },
          name(shorten(actors[id].label, 90)),
        ),
      ),
    );
  const day = (value, kind) =>
    el("td", { role: "cell", class: `day ${kind}` }, value === null ? "" : readable(isoDay(value)));
  return el(
    "tr",
    { role: "row", class: row.id === chosen ? "chosen" : null },
    end(edge.from),
    el(
      "td",
      { role: "cell" },
      el(
        "span",
        { class: "cell" },
        lineIcon(quadOf(edge), edge.status),
        el(
          "button",
          {
            type: "button",
            class: "link",
            "data-key": `edge-${row.id}`,
            "aria-label": `${shorten(row.relation, 80)}: show the evidence`,
            onclick: () => selectEdge(row.id),
          },
          shorten(row.relation, 80),
        ),
      ),
    ),
    end(edge.to),
    el("td", { role: "cell", class: "how" }, el("span", { class: `status status-${status.id}` }, status.label)),
    el("td", { role: "cell", class: "number papers" }, row.documents.toLocaleString("en")),
    el(
      "td",
      { role: "cell", class: "number" },
      row.count.toLocaleString("en"),
      el("span", { class: "unit" }, row.count === 1 ? " statement" : " statements"),
    ),
    day(row.first, "first"),
    day(row.last, "last"),
  );
}
