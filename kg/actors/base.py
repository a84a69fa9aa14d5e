"""ActorBase: the entries of `ontology/actors/`, and the user's own, by id."""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.actors.model import Actor, Office
from kg.resources import ontology
from kg.statements import ACTOR

COLUMNS = (
    "id", "type", "label", "aliases", "adjectives", "people", "metonyms", "ambiguous",
    "parent", "country", "start", "end", "offices", "gender", "wikidata",
)  # fmt: skip


class ActorFileError(ValueError):
    """A file of actors is not as ontology/README.md says; the message names file, line and mend."""


class ActorBase:
    """Actors by id. Later entries override earlier ones of the same id."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors: dict[str, Actor] = {actor.id: actor for actor in actors}

    @classmethod
    @functools.cache
    def default(cls) -> ActorBase:
        """The base that ships with the package (read once a process)."""
        return cls(actor for path in sorted(ontology("actors").rglob("*.csv")) for actor in read_csv(path))

    def get(self, identifier: str) -> Actor | None:
        """The actor of a slug or IRI, or None."""
        return self._actors.get(identifier.removeprefix(ACTOR))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, identifier: str) -> bool:
        return self.get(identifier) is not None


def read_csv(path: Path) -> Iterator[Actor]:
    """Actors of a CSV file in the base's format. Raises ActorFileError."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.reader(lines)
        header = next(rows, [])
        unknown = set(header) - set(COLUMNS)
        if "id" not in header or "label" not in header or unknown:
            wrong = f"unknown columns {', '.join(sorted(unknown))}" if unknown else "the columns id and label are needed"
            raise ActorFileError(f"{path}: {wrong}; the columns are {', '.join(COLUMNS)}")
        for row in rows:
            if not row:
                continue
            if len(row) != len(header):
                raise ActorFileError(f"{path}: line {rows.line_num}: {len(row)} cells where the header has {len(header)}")
            yield _actor(dict(zip(header, row, strict=True)), f"{path}: line {rows.line_num}")


def _actor(row: dict[str, str], where: str) -> Actor:
    def several(column: str) -> tuple[str, ...]:
        cell = row.get(column, "")
        return tuple(item.strip() for item in cell.split("|") if item.strip()) if cell else ()

    identifier = row["id"].strip()
    if not identifier or not row["label"].strip():
        raise ActorFileError(f"{where}: an actor needs an id and a label")
    return Actor(
        id=identifier,
        type=row.get("type", "").strip() or "Organization",
        label=row["label"].strip(),
        aliases=several("aliases"),
        adjectives=several("adjectives"),
        people=several("people"),
        metonyms=several("metonyms"),
        ambiguous=several("ambiguous"),
        parents=several("parent"),
        country=row.get("country", "").strip(),
        start=row.get("start", "").strip(),
        end=row.get("end", "").strip(),
        offices=tuple(_office(item, where) for item in several("offices")),
        gender=row.get("gender", "").strip(),
        wikidata=row.get("wikidata", "").strip(),
    )


def _office(item: str, where: str) -> Office:
    """`president@france 2017-05-14..` as an Office."""
    post, _, term = item.rpartition(" ") if ".." in item else (item, "", "")
    role, at, of = post.partition("@")
    if not at:
        raise ActorFileError(f"{where}: office {item!r} is not of the form role@id start..end")
    start, _, end = term.partition("..")
    return Office(role.strip(), of.strip(), start.strip(), end.strip())
