"""ActorBase: the entries of `ontology/actors/`, and the user's own, by id."""

from __future__ import annotations

import csv
import functools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.actors.model import Actor, Office
from kg.actors.names import key
from kg.resources import ontology
from kg.statements import ACTOR

COLUMNS = (
    "id", "type", "label", "aliases", "adjectives", "people", "metonyms", "ambiguous",
    "parent", "country", "start", "end", "offices", "gender", "wikidata",
)  # fmt: skip


_OURS = ("actor:", ACTOR.removesuffix("actor/"))  # the slug is the id of what lies in our own namespace
# A slug, or an IRI without the characters that IRIs cannot have (RFC 3987).
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class ActorFileError(ValueError):
    """A file of actors is not as ontology/README.md says; the message names file, line and mend."""


class ActorBase:
    """`actors` by id. Later entries override earlier ones of the same id."""

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors: dict[str, Actor] = {actor.id: actor for actor in actors}

    @classmethod
    @functools.cache
    def default(cls) -> ActorBase:
        """The base that ships with the package (read once a process)."""
        return cls(actor for path in sorted(ontology("actors").rglob("*.csv")) for actor in read_csv(path))

    @classmethod
    def with_files(cls, paths: Iterable[str | os.PathLike[str]], base: ActorBase | None = None) -> ActorBase:
        """The `base` with the user's own actors at `paths`: CSV files in the base's format, or Turtle. Raises ActorFileError.

        A new id is added. For a known id, names are added (a name that begins with `-` is taken away), and every other
        cell that is not empty replaces what the base has. A sure name of the user's is no longer sure for others.
        """
        from kg.ontology import types

        base = base if base is not None else cls.default()
        files = [Path(path) for path in paths]
        if not files:
            return base
        merged = dict(base._actors)
        owners: dict[str, set[str]] = {}
        for actor in merged.values():
            for name in _sure_names(actor):
                owners.setdefault(key(name), set()).add(actor.id)
        for path in files:
            for actor in _read(path):
                held = merged.get(actor.id)
                if not _IDENTIFIER.fullmatch(actor.id) or actor.id.startswith(_OURS):
                    form = "words of a–z and 0–9 joined by hyphens, or an IRI of your own"
                    raise ActorFileError(f"{path}: {actor.id!r} is no id: write {form}")
                if held is None and not actor.label:
                    raise ActorFileError(f"{path}: {actor.id} is new and needs a label")
                if actor.type not in types() and (actor.type or held is None):
                    raise ActorFileError(
                        f"{path}: {actor.id}: type {actor.type!r}; one of {', '.join(sorted(types()))}"
                    )
                merged[actor.id] = actor if held is None else _overridden(held, actor)
                for name in _sure_names(actor):
                    holders = owners.setdefault(key(name), set())
                    for other in sorted(holders - {actor.id}):
                        merged[other] = _unsure(merged[other], key(name))
                    holders.clear()
                    holders.add(actor.id)
        for actor in merged.values():
            for target in (*actor.parents, actor.country, *(office.of for office in actor.offices)):
                if target and target not in merged:
                    raise ActorFileError(f"{actor.id}: there is no actor {target!r}: add it, or mend the reference")
        return cls(merged.values())

    def get(self, identifier: str) -> Actor | None:
        """The actor of an `identifier`, a slug or IRI, or None."""
        return self._actors.get(identifier.removeprefix(ACTOR))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, identifier: str) -> bool:
        return self.get(identifier) is not None


def _read(path: Path) -> Iterator[Actor]:
    """Actors of a user's file, by its ending."""
    from kg.actors import turtle

    if path.suffix.lower() == ".csv":
        try:
            yield from read_csv(path, typed=False)
        except (OSError, UnicodeDecodeError) as error:
            raise ActorFileError(f"{path}: cannot be read: {error}") from error
    elif path.suffix.lower() in turtle.SUFFIXES:
        try:
            yield from turtle.read_turtle(path)
        except turtle.TurtleError as error:
            raise ActorFileError(str(error)) from error
    else:
        known = ", ".join(sorted({".csv", *turtle.SUFFIXES}))
        raise ActorFileError(f"{path}: actors are read from {known}; rename or convert the file")


_NAMES = ("aliases", "adjectives", "people", "metonyms", "ambiguous")


def _overridden(held: Actor, new: Actor) -> Actor:
    """An entry with what the user says of it: names added or (with `-`) removed, other cells replaced."""
    changes: dict[str, Any] = {}
    for column in _NAMES:
        given: tuple[str, ...] = getattr(new, column)
        removed = {name[1:] for name in given if name.startswith("-")}
        kept = [name for name in getattr(held, column) if name not in removed]
        changes[column] = tuple(dict.fromkeys([*kept, *(name for name in given if not name.startswith("-"))]))
    for column in ("type", "label", "parents", "country", "start", "end", "offices", "gender", "wikidata"):
        if value := getattr(new, column):
            changes[column] = value
    if new.label and new.label != held.label:
        changes["aliases"] = tuple(dict.fromkeys([*changes["aliases"], held.label]))
    return replace(held, **changes)


def _sure_names(actor: Actor) -> list[str]:
    names = (actor.label, *actor.aliases, *actor.adjectives, *actor.people, *actor.metonyms)
    return [name for name in names if name and not name.startswith("-") and name not in actor.ambiguous]


def _unsure(actor: Actor, name: str) -> Actor:
    """An entry of which a name (folded) is ambiguous from now on, since the user gives it to another."""
    lost = [written for written in _sure_names(actor) if key(written) == name]
    changes: dict[str, Any] = {c: tuple(n for n in getattr(actor, c) if n not in lost) for c in _NAMES[:-1]}
    changes["ambiguous"] = tuple(dict.fromkeys([*actor.ambiguous, *lost]))
    return replace(actor, **changes)


def read_csv(path: Path, *, typed: bool = True) -> Iterator[Actor]:
    """Actors of a CSV file in the base's format; unless `typed`, an empty type stays empty. Raises ActorFileError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.reader(lines)
        header = next(rows, [])
        unknown = set(header) - set(COLUMNS)
        needed = ("id", "label") if typed else ("id",)
        if unknown or not set(needed) <= set(header):
            missing = f"needs the column {' and '.join(needed)}"
            wrong = f"unknown columns {', '.join(sorted(unknown))}" if unknown else missing
            raise ActorFileError(f"{path}: {wrong}; the columns are {', '.join(COLUMNS)}")
        for row in rows:
            if not row:
                continue
            if len(row) != len(header):
                raise ActorFileError(
                    f"{path}: line {rows.line_num}: {len(row)} cells where the header has {len(header)}"
                )
            yield _actor(
                dict(zip(header, row, strict=True)), f"{path}: line {rows.line_num}", "Organization" if typed else ""
            )


def _actor(row: dict[str, str], where: str, default: str) -> Actor:
    def several(column: str) -> tuple[str, ...]:
        cell = row.get(column, "")
        return tuple(item.strip() for item in cell.split("|") if item.strip()) if cell else ()

    identifier, label = row["id"].strip(), row.get("label", "").strip()
    if not identifier or (default and not label):
        raise ActorFileError(f"{where}: an actor needs an id and a label")
    return Actor(
        id=identifier,
        type=row.get("type", "").strip() or default,
        label=label,
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
