// A statement with its evidence: the sentence, the two mentions marked, and who says so, where and when.

/** The sentence with marks; spans are [start, end, role], and may hold one another ("the US envoy" and "US"). */
function marked(text, spans) {
  const kept = spans
    .filter(([start, end]) => start < end && end <= text.length)
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return el("blockquote", { dir: "auto" }, ...annotated(text, 0, text.length, kept));
}

function annotated(text, start, end, [first, ...others]) {
  if (!first) return [text.slice(start, end)];
  const [from, to, role] = first;
  const inside = others.filter((span) => span[0] < to).map(([a, b, ...rest]) => [a, Math.min(b, to), ...rest]);
  const after = others.filter((span) => span[1] > to).map(([a, ...rest]) => [Math.max(a, to), ...rest]);
  return [
    text.slice(start, from),
    el("mark", { class: role, title: role }, ...annotated(text, from, to, inside)),
    ...annotated(text, to, end, after),
  ];
}

function evidenceCard(statement) {
  const paper = documents[statement.document];
  const status = statuses[edges[statement.edge].status];
  return el(
    "li",
    { class: "evidence" },
    marked(statement.text, [
      [...statement.subjectSpan, "subject"],
      [...statement.objectSpan, "object"],
    ]),
    ...unnamed(statement),
    el(
      "p",
      { class: "source" },
      sourceLink(paper),
      el(
        "small",
        {},
        name(shorten(paper.source || "", 120)),
        paper.source && paper.published && " · ",
        readable(paper.published),
      ),
    ),
    paper.copyOf && el("p", { class: "note" }, "A copy of ", name(shorten(copied(paper), 200))),
    el(
      "dl",
      {},
      fact("Status", el("span", { class: `status status-${status.id}` }, status.label)),
      statement.by >= 0 && fact("Said by", actorLink(statement.by)),
      statement.date && fact("Event", readable(statement.date)),
      statement.place >= 0 && fact("Place", actorLink(statement.place)),
      ...Object.entries(statement.quantities || {}).map(([key, value]) =>
        fact(key[0]?.toUpperCase() + key.slice(1), Number(value).toLocaleString("en")),
      ),
      fact("Confidence", confidenceBar(statement.confidence)),
    ),
  );
}

/** What the sentence leaves to its context, as "the president" does the country. */
function unnamed(statement) {
  const ends = [
    [statement.subjectSpan, subjectOf(statement)],
    [statement.objectSpan, objectOf(statement)],
  ];
  return ends
    .filter(([[start, end]]) => start >= end)
    .map(([, actor]) =>
      el("p", { class: "note" }, name(shorten(actor.label, 120)), " is understood: the sentence does not name it."),
    );
}

const fact = (term, ...value) => el("div", {}, el("dt", {}, term), el("dd", {}, ...value));

function confidenceBar(value) {
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${Math.round(value * 100)}%`;
  return el("span", { class: "confidence" }, bar, `${Math.round(value * 100)} %`);
}

/** The document's title; a link where its source is an address of the web and nothing else. */
function sourceLink(paper) {
  const title = name(shorten(paper.title, 200));
  if (/^https?:\/\/[^\s"'<>]+$/i.test(paper.source || "") && paper.source.length < 2000) {
    return el("a", { href: paper.source, target: "_blank", rel: "noopener noreferrer" }, title);
  }
  return el("cite", {}, title);
}

/** The title of the document that one copies, or its id where it says nothing that is shown. */
const copied = (paper) => documents.find(({ id }) => id === paper.copyOf)?.title ?? paper.copyOf;

/** An actor's name that opens it; one that only speaks or is a place has no node to open. */
function actorLink(id) {
  const actor = actors[id];
  const label = name(shorten(actor.label, 120));
  return actor.edges.length ? el("button", { type: "button", class: "link", onclick: () => goTo(id) }, label) : label;
}

/** Cards for statements; a long list shows its first and a button for more. */
function evidenceList(ids, step = 30) {
  const list = el("ol", { class: "cards" });
  const more = el("button", { type: "button", class: "quiet", onclick: grow });
  let shown = 0;
  function grow() {
    list.append(...ids.slice(shown, shown + step).map((id) => evidenceCard(statements[id])));
    shown = Math.min(shown + step, ids.length);
    more.hidden = shown >= ids.length;
    more.textContent = `Show ${Math.min(step, ids.length - shown)} more of ${ids.length - shown}`;
  }
  grow();
  return [list, more];
}

const byDate = (a, b) => (timeOf(statements[a])?.[0] ?? Infinity) - (timeOf(statements[b])?.[0] ?? Infinity) || a - b;
