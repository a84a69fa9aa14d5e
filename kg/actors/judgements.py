"""Merge judgements: which actors are one and which are not, as data of the user, kept apart from what the texts say.

They stand in a small CSV file (columns `judgement,a,b,note`; `same` or `differ`) and are applied to statements on
their way into the graph, at every build. What was extracted stays as it was: to undo a judgement, take its row away
and build again.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from kg.actors.base import ActorBase
from kg.actors.model import iri
from kg.statements import ACTOR, Participant, Statement

Verdict = Literal["same", "differ"]
FILE_NAME = "kg-judgements.csv"
_COLUMNS = ["judgement", "a", "b", "note"]


class JudgementError(ValueError):
    """A judgement contradicts another, or a file of them cannot be read; the message says which and the mend."""


class Contradiction(JudgementError):
    """A judgement that others make impossible."""

    def __init__(self, judgement: Judgement, message: str) -> None:
        super().__init__(message)
        self.judgement = judgement


@dataclass(frozen=True, slots=True)
class Judgement:
    """By its `verdict`, "same" or "differ", two actors `a` and `b` (IRIs) are one or not; `note` says why.

    Of two that are the same, `a` is kept by preference.
    """

    verdict: Verdict
    a: str
    b: str
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two actors, whatever their order."""
        return frozenset((self.a, self.b))

    def __str__(self) -> str:
        return f"{self.verdict} {_short(self.a)} {_short(self.b)}"


class Judgements:
    """`judgements` in the order in which they were made; none contradicts another.

    One actor stands for all that are the same: the one that the actor base knows, else the `a` of the first judgement.
    `base` is that actor base; the one that ships with kg unless given.
    """

    def __init__(self, judgements: Iterable[Judgement] = (), *, base: ActorBase | None = None) -> None:
        self.base = base if base is not None else ActorBase.default()
        self._held: dict[frozenset[str], Judgement] = {}
        self._canonical: dict[str, str] = {}
        self._hold(judgements)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, base: ActorBase | None = None) -> Judgements:
        """The judgements of a CSV file at `path`, over an actor `base`; an empty file has none.

        Raises JudgementError, which names file and line.
        """
        try:
            text = Path(path).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise JudgementError(f"{path}: cannot be read: {_why(error)}") from error
        rows = list(_rows(path, text))
        try:
            return cls((judgement for _, judgement in rows), base=base)
        except Contradiction as error:
            line = next(line for line, judgement in rows if judgement == error.judgement)
            raise JudgementError(f"{path}: line {line}: {error}") from error

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write all judgements to a CSV file at `path`, whole or not at all. Raises JudgementError where that fails."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([j.verdict, _short(j.a), _short(j.b), j.note] for j in self)
        target = Path(path)
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            try:
                temporary.write_text(text.getvalue(), "utf-8", newline="")
                os.replace(temporary, target)
            finally:
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise JudgementError(f"{path}: cannot be written: {_why(error)}") from error

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def same(self, a: str, b: str, note: str = "") -> Judgement:
        """Judge that actors `a` and `b` (slugs or IRIs) are one; `note` says why.

        Raises JudgementError where they were judged different.
        """
        return self._add(Judgement("same", iri(a), iri(b), note))

    def differ(self, a: str, b: str, note: str = "") -> Judgement:
        """Judge that actors `a` and `b` are not one; `note` says why.

        Raises JudgementError where other judgements make them one.
        """
        return self._add(Judgement("differ", iri(a), iri(b), note))

    def undo(self, a: str, b: str) -> Judgement | None:
        """Take the judgement on actors `a` and `b` back; returns it, or None where there is none."""
        judgement = self._held.pop(frozenset((iri(a), iri(b))), None)
        self._canonical = self._groups(self._held.values())
        return judgement

    def canonical(self, identifier: str) -> str:
        """The IRI that stands for the actor of an `identifier`: its own, unless it was judged the same as another."""
        actor = iri(identifier)
        return self._canonical.get(actor, actor)

    def differing(self, a: str, b: str) -> bool:
        """Whether actors `a` and `b`, or what they are the same as, were judged different."""
        pair = {self.canonical(a), self.canonical(b)}
        return any(j.verdict == "differ" and {self.canonical(j.a), self.canonical(j.b)} == pair for j in self)

    def apply(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The `statements` with every actor replaced by the one that stands for it.

        Mentions, names, offsets and evidence stay. A statement that would relate an actor to itself falls away.
        """
        if not self._canonical:
            yield from statements
            return
        for statement in statements:
            subject, object_ = self._one(statement.subject), self._one(statement.object)
            by = self._one(statement.by) if statement.by else None
            place = self._one(statement.place) if statement.place else None
            if (subject, object_, by, place) == (statement.subject, statement.object, statement.by, statement.place):
                yield statement
            elif subject.id != object_.id or statement.subject.id == statement.object.id:
                yield replace(statement, subject=subject, object=object_, by=by, place=place)

    def _one(self, participant: Participant) -> Participant:
        standing = self._canonical.get(participant.id, participant.id)
        if standing == participant.id:
            return participant
        names = participant.names if participant.label in participant.names else (*participant.names, participant.label)
        actor = self.base.get(standing)
        if actor is None:
            return replace(participant, id=standing, names=names)
        return replace(participant, id=standing, label=actor.label, type=actor.type, names=names)

    def _add(self, judgement: Judgement) -> Judgement:
        self._hold([*self, judgement])
        return judgement

    def _hold(self, judgements: Iterable[Judgement]) -> None:
        """Take judgements in place of those held; where they contradict each other nothing changes."""
        held: dict[frozenset[str], Judgement] = {}
        for judgement in judgements:
            if judgement.a == judgement.b:
                raise Contradiction(judgement, f"{_short(judgement.a)} is one actor: name two")
            other = held.setdefault(judgement.pair, judgement)
            if other.verdict != judgement.verdict:
                raise Contradiction(judgement, f"“{judgement}” contradicts “{other}”: undo that first")
            held[judgement.pair] = judgement
        canonical = self._groups(held.values())
        for judgement in held.values():
            if judgement.verdict == "differ" and canonical.get(judgement.a, "") == canonical.get(
                judgement.b, judgement.b
            ):
                others = " and ".join(f"“{other}”" for other in _chain(held.values(), judgement))
                raise Contradiction(judgement, f"“{judgement}” contradicts {others}: undo one of them first")
        self._held, self._canonical = held, canonical

    def _groups(self, judgements: Iterable[Judgement]) -> dict[str, str]:
        """Every actor that is the same as another → the one that stands for all of its group."""
        group: dict[str, list[str]] = {}
        for judgement in judgements:
            if judgement.verdict == "same":
                first, second = group.get(judgement.a, [judgement.a]), group.get(judgement.b, [judgement.b])
                if first is not second:
                    joined = [*first, *second]
                    group.update(dict.fromkeys(joined, joined))
        standing = {id(members): self._standing(members) for members in group.values()}
        return {actor: standing[id(members)] for actor, members in group.items()}

    def _standing(self, members: list[str]) -> str:
        return next((actor for actor in members if actor in self.base), members[0])


def _rows(path: str | os.PathLike[str], text: str) -> Iterator[tuple[int, Judgement]]:
    """The judgements of a file's text with their lines."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"judgement", "a", "b"} - set(rows.fieldnames or ())
    if missing and text.strip():
        raise JudgementError(f"{path}: no column {', '.join(sorted(missing))}; the columns are {','.join(_COLUMNS)}")
    for row in rows:
        verdict, a, b, note = ((row.get(column) or "").strip() for column in _COLUMNS)
        if verdict not in get_args(Verdict):
            raise JudgementError(f"{path}: line {rows.line_num}: judgement {verdict!r} is neither `same` nor `differ`")
        if not a or not b:
            raise JudgementError(f"{path}: line {rows.line_num}: a judgement is about two actors")
        yield rows.line_num, Judgement(cast(Verdict, verdict), iri(a), iri(b), note)


def _chain(judgements: Iterable[Judgement], differ: Judgement) -> list[Judgement]:
    """The judgements by which two actors that are to differ are the same: the shortest way from one to the other."""
    links: dict[str, list[tuple[str, Judgement]]] = {}
    for judgement in judgements:
        if judgement.verdict == "same":
            links.setdefault(judgement.a, []).append((judgement.b, judgement))
            links.setdefault(judgement.b, []).append((judgement.a, judgement))
    ways: dict[str, list[Judgement]] = {differ.a: []}
    waiting = [differ.a]
    for actor in waiting:
        for other, judgement in links.get(actor, ()):
            if other not in ways:
                ways[other] = [*ways[actor], judgement]
                waiting.append(other)
    return ways[differ.b]


def _why(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _short(actor: str) -> str:
    return actor.removeprefix(ACTOR)
