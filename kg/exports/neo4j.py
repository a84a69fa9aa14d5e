"""Neo4j: CSV files for `neo4j-admin database import`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.exports.base import Format
from kg.exports.part import Part
from kg.exports.spells import spell
from kg.exports.text import visible
from kg.statements import Participant, Statement

ARRAY_DELIMITER = "\x1f"
"""The unit separator: no text has it, since control characters are made visible. `--array-delimiter=U+001F`."""

_NODES = ("iri:ID(Actor)", "label", "names:string[]", "wikidata", ":LABEL")
_RELATIONSHIPS = (
    ":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "id", "relation", "status", "confidence:double", "date", "day:date",
    "by", "by_iri", "place", "place_iri", "evidence", "start:long", "end:long", "document", "title", "published",
    "source",
)  # fmt: skip
_LINE_ENDS = re.compile(r"\r\n|[\r\n]")


class Neo4j(Format):
    """Actors as nodes, each statement as a relationship of the type of its relation: STRUCK, CLASHED_WITH, …

    Texts go into the database as they are, not guarded against spreadsheets; only line ends become spaces, so that the
    import needs no option for texts of several lines.
    """

    name = "neo4j"
    label = "Neo4j import CSV"
    use = "the graph for Neo4j, a relationship a statement"
    files = ("actors.csv", "statements.csv")
    edges = True

    def write(self, part: Part, path: Path) -> None:
        names = sorted({name for statement in part.statements for name in statement.quantities})
        head = (*_RELATIONSHIPS, *(f"{name}_count:long" for name in names))
        _write(path / "actors.csv", _NODES, _nodes(part))
        _write(path / "statements.csv", head, _relationships(part, names))


def _nodes(part: Part) -> Iterator[tuple[object, ...]]:
    from kg.graph.tables import names_of

    ends = {end.id: end for statement in part.statements for end in (statement.subject, statement.object)}
    known = {actor.iri: actor for actor in part.actors}
    for iri in sorted(ends):
        end, actor = ends[iri], known.get(iri)
        if actor is None:  # a file without default graph
            names, kind, wikidata = (end.label, *end.names), end.type, ""
        else:
            names, kind, wikidata = names_of(actor), actor.type, actor.wikidata
        yield iri, names[0], tuple(dict.fromkeys(names)), wikidata or None, ("Actor", kind)


def _relationships(part: Part, names: Sequence[str]) -> Iterator[tuple[object, ...]]:
    documents = {document.id: document for document in part.documents}
    for statement in part.statements:
        document = documents[statement.document]
        yield (
            statement.subject.id,
            statement.object.id,
            re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", statement.relation).upper(),
            statement.id,
            statement.relation,
            statement.status,
            statement.confidence,
            statement.date,
            _day(statement),
            *_who(statement.by),
            *_who(statement.place),
            statement.evidence,
            statement.start,
            statement.end,
            document.id,
            document.title or None,
            document.published,
            document.source or None,
            *(statement.quantities.get(name) for name in names),
        )


def _who(participant: Participant | None) -> tuple[str | None, str | None]:
    return (participant.label, participant.id) if participant else (None, None)


def _day(statement: Statement) -> str | None:
    found = spell(statement.date)
    return statement.date if found is not None and found[0] == found[1] else None


def _write(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(map(_cell, row) for row in rows)


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ARRAY_DELIMITER.join(map(_line, value))
    return _line(value) if isinstance(value, str) else value


def _line(text: str) -> str:
    return _LINE_ENDS.sub(" ", visible(text))
