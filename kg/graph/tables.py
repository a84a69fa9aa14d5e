"""What is in a graph as pandas DataFrames, and in short: how many documents, actors and statements it has.

The rows are sorted and the types of the columns fixed, also of an empty graph. Texts are `string`, names of relations,
types and statuses categories, counts that may be missing `Int64`. A date stands in the table twice: as the ISO text
that the graph has, which may be a month or a year alone, and as `when`, a datetime64 where the day is known.

pandas is imported when a table is first made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.actors.model import Actor
from kg.graph.columns import category_column, count_column, day_column, text_column, type_names
from kg.statements import STATUSES

if TYPE_CHECKING:
    import pandas as pd

    from kg.graph.graph import Graph
    from kg.graph.readable import Readable

_QUANTITIES = ("killed", "wounded")
_LISTED = 15  # relations that a summary lists


def statements_frame(graph: Readable) -> pd.DataFrame:
    """One row a statement, whatever its status, by document and place in its text.

    `published` is the document's date, `date` that of the event; `by` and `place` are labels. Quantities other than
    killed and wounded ("detained", "displaced", …) follow as columns of their own where they occur.
    """
    import pandas as pd

    statements = graph.read_statements()
    published = {document.id: document.published for document in graph.read_documents()}
    types = type_names(type_ for s in statements for type_ in (s.subject.type, s.object.type))
    relations = sorted({s.relation for s in statements})
    columns: dict[str, Any] = {
        "id": text_column(s.id for s in statements),
        "document": text_column(s.document for s in statements),
        "published": text_column(published.get(s.document) for s in statements),
        "subject": text_column(s.subject.label for s in statements),
        "subject_id": text_column(s.subject.id for s in statements),
        "subject_type": category_column((s.subject.type for s in statements), types),
        "relation": category_column((s.relation for s in statements), relations),
        "object": text_column(s.object.label for s in statements),
        "object_id": text_column(s.object.id for s in statements),
        "object_type": category_column((s.object.type for s in statements), types),
        "status": category_column((s.status for s in statements), STATUSES),
        "by": text_column(s.by.label if s.by else None for s in statements),
        "date": text_column(s.date for s in statements),
        "when": day_column(s.date for s in statements),
        "place": text_column(s.place.label if s.place else None for s in statements),
        **{name: count_column(s.quantities.get(name) for s in statements) for name in _QUANTITIES},
        "confidence": pd.array([s.confidence for s in statements], dtype="float64"),
        "evidence": text_column(s.evidence for s in statements),
        "start": pd.array([s.start for s in statements], dtype="int64"),
        "end": pd.array([s.end for s in statements], dtype="int64"),
    }
    for name in sorted({name for s in statements for name in s.quantities}.difference(_QUANTITIES)):
        column = f"{name}_count" if name in columns else name
        columns[column] = count_column(s.quantities.get(name) for s in statements)
    return pd.DataFrame(columns)


def actors_frame(graph: Readable) -> pd.DataFrame:
    """One row an actor that occurs, by id.

    `names` is a tuple of all its names, the label first. `statements` counts those, of any status, that it is subject
    or object of; `as_speaker` and `as_place` count where it is only named as such; `documents` those that name it.
    """
    import pandas as pd

    actors = graph.read_actors()
    roles: dict[str, Counter[str]] = {role: Counter() for role in ("subject", "object", "speaker", "place", "any")}
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for s in graph.read_statements():
        for role, participant in (("subject", s.subject), ("object", s.object), ("speaker", s.by), ("place", s.place)):
            if participant is not None:
                roles[role][participant.id] += 1
                documents[participant.id].add(s.document)
        roles["any"].update({s.subject.id, s.object.id})
    iris = [actor.iri for actor in actors]

    def counted(role: str) -> Any:
        return pd.array([roles[role][iri] for iri in iris], dtype="int64")

    return pd.DataFrame(
        {
            "id": text_column(iris),
            "label": text_column(actor.label for actor in actors),
            "type": category_column((actor.type for actor in actors), type_names(actor.type for actor in actors)),
            "names": pd.Series([names_of(actor) for actor in actors], dtype="object"),
            "wikidata": text_column(actor.wikidata or None for actor in actors),
            "statements": counted("any"),
            "as_subject": counted("subject"),
            "as_object": counted("object"),
            "as_speaker": counted("speaker"),
            "as_place": counted("place"),
            "documents": pd.array([len(documents[iri]) for iri in iris], dtype="int64"),
        }
    )


def documents_frame(graph: Readable) -> pd.DataFrame:
    """One row a document, by id, with the number of its statements: all, and by status.

    `copy_of` is the id of the document of which it is a copy, missing where it is none.
    """
    import pandas as pd

    documents = graph.read_documents()
    counts: Counter[tuple[str, str]] = Counter()
    for s in graph.read_statements():
        counts.update(((s.document, ""), (s.document, s.status)))

    def counted(status: str) -> Any:
        return pd.array([counts[document.id, status] for document in documents], dtype="int64")

    columns: dict[str, Any] = {
        "id": text_column(document.id for document in documents),
        "title": text_column(document.title or None for document in documents),
        "published": text_column(document.published for document in documents),
        "when": day_column(document.published for document in documents),
        "source": text_column(document.source or None for document in documents),
        "author": text_column(document.author or None for document in documents),
        "copy_of": text_column(document.copy_of for document in documents),
        "sha256": text_column(document.sha256 or None for document in documents),
        "statements": counted(""),
        **{status: counted(status) for status in STATUSES},
    }
    return pd.DataFrame(columns)


def names_of(actor: Actor) -> tuple[str, ...]:
    """All names of an actor, each once, the label first."""
    return tuple(dict.fromkeys((actor.label, *actor.aliases)))


@dataclass(frozen=True, slots=True)
class Summary:
    """How much there is in a graph: `statements` by relation and status, the relation with most of them first."""

    documents: int
    actors: int
    statements: dict[str, dict[str, int]]

    def __str__(self) -> str:
        statements = sum(sum(counts.values()) for counts in self.statements.values())
        counted = ((self.documents, "document"), (self.actors, "actor"), (statements, "statement"))
        return ", ".join(f"{number:,} {what}{'' if number == 1 else 's'}" for number, what in counted)

    def to_html(self, name: str) -> str:
        """A table of the statements by relation and status, with the numbers over it."""

        def row(tag: str, cells: Iterable[object]) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

        rows = [
            row("td", (relation, *(counts.get(status, "") for status in STATUSES), sum(counts.values())))
            for relation, counts in list(self.statements.items())[:_LISTED]
        ]
        head = row("th", ("relation", *STATUSES, "all"))
        table = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>" if rows else ""
        more = len(self.statements) - len(rows)
        note = f"<p>and {more} more relation{'' if more == 1 else 's'}</p>" if more else ""
        return f"<p><b>{escape(str(self))}</b> ({escape(name)})</p>{table}{note}"


_STATEMENTS = """
SELECT ?relation ?status (COUNT(?s) AS ?number) {
  GRAPH ?document { ?s a rdf:Statement ; rdf:predicate ?relation ; kg:status ?status }
} GROUP BY ?relation ?status"""
_DOCUMENTS = "SELECT (COUNT(DISTINCT ?s) AS ?number) { GRAPH ?s { ?s a kg:Document } }"
_ACTORS = "SELECT (COUNT(DISTINCT ?s) AS ?number) { ?s skos:prefLabel ?label }"


def summary(graph: Graph, *, timeout: float | None = None) -> Summary:
    """Counted by the store, without reading the statements. Raises QueryTimeout (each count may take `timeout`)."""
    (documents,), (actors,) = (next(iter(graph.query(q, timeout=timeout))) for q in (_DOCUMENTS, _ACTORS))
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for relation, status, number in graph.query(_STATEMENTS, timeout=timeout):
        found[relation.removeprefix(ontology.NAMESPACE)][status.removeprefix(ontology.NAMESPACE)] = number
    order = sorted(found, key=lambda relation: (-sum(found[relation].values()), relation))
    return Summary(documents, actors, {relation: found[relation] for relation in order})
