// A statement with its evidence: the sentence, the two mentions marked, and who says so, where and when.

/** The sentence with marks; spans are [start, end, class], and may touch or overlap. */
function marked(text, spans) {
  const cuts = new Set([0, text.length]);
  const kept = spans.filter(([start, end]) => start < end && end <= text.length);
  for (const [start, end] of kept) cuts.add(start).add(end);
  const places = [...cuts].sort((a, b) => a - b);
  const parts = [];
  for (let at = 0; at + 1 < places.length; at += 1) {
    const [start, end] = [places[at], places[at + 1]];
    const span = kept.find(([from, to]) => from <= start && end <= to);
    const piece = text.slice(start, end);
    parts.push(span ? el("mark", { class: span[2], title: span[3] }, piece) : piece);
  }
  return el("blockquote", { dir: "auto" }, ...parts);
}

function evidenceCard(statement) {
  const paper = documents[statement.document];
  const status = statuses[edges[statement.edge].status];
  return el(
    "li",
    { class: "evidence" },
    marked(statement.text, [
      [...statement.subjectSpan, "subject", "subject"],
      [...statement.objectSpan, "object", "object"],
    ]),
    el("p", { class: "source" }, sourceLink(paper), paper.published && el("span", {}, readable(paper.published))),
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
  return el("cite", {}, title, paper.source && el("small", {}, " ", name(shorten(paper.source, 120))));
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
