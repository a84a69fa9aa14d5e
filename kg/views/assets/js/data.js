// The data of the page, unpacked and indexed. Nothing here changes after loading.

const raw = JSON.parse($("data").textContent);
const ACTOR = "https://w3id.org/geokg/actor/";

const types = raw.styles.types;
const quads = raw.styles.quads;
const statuses = raw.styles.statuses;
const relations = raw.relations;
const documents = raw.documents;
// The copies of a text count once.
const textOf = documents.map(({ id, copyOf }) => copyOf ?? id);

/** A date of any grain as its first and last day since 1970: "2019-12" is all of December. */
function days(date) {
  const parts = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || "");
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const first = new Date(0);
  const last = new Date(0);
  first.setUTCFullYear(year, (month || 1) - 1, day || 1);
  last.setUTCFullYear(year, month ? (day ? month - 1 : month) : 12, day || 0);
  const span = [first.getTime() / 864e5, last.getTime() / 864e5];
  return span.every(Number.isFinite) ? span : null;
}

const actors = raw.nodes.map((node, id) => ({ ...node, id, edges: [] }));

const edges = raw.edges.map(([from, relation, to, status], id) => ({ id, from, relation, to, status, statements: [] }));
for (const edge of edges) {
  actors[edge.from].edges.push(edge.id);
  if (edge.to !== edge.from) actors[edge.to].edges.push(edge.id);
}

const statements = raw.statements.map(
  ([edge, sentence, date, confidence, flipped, spans, by, place, quantities], id) => {
    const [document_, text] = raw.sentences[sentence];
    edges[edge].statements.push(id);
    return {
      id,
      edge,
      text,
      date,
      confidence,
      flipped,
      by,
      place,
      quantities,
      document: document_,
      subjectSpan: spans.slice(0, 2),
      objectSpan: spans.slice(2, 4),
      days: days(date),
      documentDays: days(documents[document_].published),
    };
  },
);

/** Subject and object as the sentence has them; an edge of a symmetric relation joins both directions. */
function subjectOf(statement) {
  const edge = edges[statement.edge];
  return actors[statement.flipped ? edge.to : edge.from];
}

function objectOf(statement) {
  const edge = edges[statement.edge];
  return actors[statement.flipped ? edge.from : edge.to];
}

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const typeName = (actor) => actor.kind || types[actor.type].label;
const quadOf = (edge) => relations[edge.relation].quad;
const isSymmetric = (edge) => relations[edge.relation].symmetric;

const byIri = new Map(actors.map((actor) => [actor.iri, actor.id]));
const shortIri = (actor) => (actor.iri.startsWith(ACTOR) ? actor.iri.slice(ACTOR.length) : actor.iri);
const actorByShortIri = (text) => byIri.get(text) ?? byIri.get(ACTOR + text) ?? null;

/** A name as it is searched: without case, accents and punctuation. */
function fold(text) {
  return text
    .slice(0, 200)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’ʻʿʾ`´.]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "2019-12-29" as "29 Dec 2019"; coarser dates as coarse as they are. */
function readable(date) {
  const parts = /^(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || "");
  if (!parts) return date || "";
  const month = MONTHS[Number(parts[2]) - 1];
  return [parts[3] && String(Number(parts[3])), month, parts[1]].filter(Boolean).join(" ");
}

const isoDay = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
