"""Merge judgements: which actors are one and which are not, as data of the user, kept apart from what the texts say.

They stand in a small CSV file (columns `judgement,a,b,note`; `same` or `differ`) and are applied to statements on
their way into the graph, at every build. What was extracted stays as it was: to undo a judgement, take its row away
and build again.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from kg.actors.base import ActorBase
from kg.statements import ACTOR, Participant, Statement

Verdict = Literal["same", "differ"]
FILE_NAME = "kg-judgements.csv"
_COLUMNS = ["judgement", "a", "b", "note"]


class JudgementError(ValueError):
    """A judgement contradicts another, or a file of them cannot be read; the message says which and the mend."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two actors (IRIs) that are the same, or that differ. Of two that are the same, `a` is kept by preference."""

    verdict: Verdict
    a: str
    b: str
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.a, self.b))

    def __str__(self) -> str:
        return f"{self.verdict} {_short(self.a)} {_short(self.b)}"


class Judgements:
    """Judgements in the order in which they were made; of several on the same pair the last one holds.

    One actor stands for all that are the same: the one that the actor base knows, else the `a` of the first judgement.
    """

    def __init__(self, judgements: Iterable[Judgement] = (), *, base: ActorBase | None = None) -> None:
        self.base = base if base is not None else ActorBase.default()
        self._held: dict[frozenset[str], Judgement] = {}
        self._canonical: dict[str, str] = {}
        for judgement in judgements:
            self._add(judgement)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, base: ActorBase | None = None) -> Judgements:
        """The judgements of a CSV file; none where there is no file. Raises JudgementError, which names the line."""
        self = cls(base=base)
        if not Path(path).exists():
            return self
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = {"judgement", "a", "b"} - set(rows.fieldnames or ())
            if missing:
                raise JudgementError(
                    f"{path}: no column {', '.join(sorted(missing))}; the columns are {','.join(_COLUMNS)}"
                )
            for row in rows:
                where = f"{path}: line {rows.line_num}"
                verdict = (row["judgement"] or "").strip()
                if verdict not in get_args(Verdict):
                    raise JudgementError(f"{where}: judgement {verdict!r} is neither `same` nor `differ`")
                if not (row["a"] or "").strip() or not (row["b"] or "").strip():
                    raise JudgementError(f"{where}: a judgement is about two actors")
                try:
                    judge = self.same if verdict == "same" else self.differ
                    judge(row["a"].strip(), row["b"].strip(), (row.get("note") or "").strip())
                except JudgementError as error:
                    raise JudgementError(f"{where}: {error}") from error
        return self

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write all judgements to a file, whole or not at all."""
        target = Path(path)
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(_COLUMNS)
                for judgement in self:
                    writer.writerow([judgement.verdict, _short(judgement.a), _short(judgement.b), judgement.note])
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)

    def __iter__(self) -> Iterator[Judgement]:
        return iter(self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def same(self, a: str, b: str, note: str = "") -> Judgement:
        """Judge that two actors (slugs or IRIs) are one. Raises JudgementError where they were judged different."""
        return self._add(Judgement("same", _iri(a), _iri(b), note))

    def differ(self, a: str, b: str, note: str = "") -> Judgement:
        """Judge that two actors are not one. Raises JudgementError where other judgements make them one."""
        return self._add(Judgement("differ", _iri(a), _iri(b), note))

    def undo(self, a: str, b: str) -> Judgement | None:
        """Take the judgement on two actors back; returns it, or None where there is none."""
        judgement = self._held.pop(frozenset((_iri(a), _iri(b))), None)
        self._canonical = self._groups(self._held.values())
        return judgement

    def canonical(self, identifier: str) -> str:
        """The IRI that stands for an actor: its own, unless it was judged the same as another."""
        iri = _iri(identifier)
        return self._canonical.get(iri, iri)

    def differing(self, a: str, b: str) -> bool:
        """Whether two actors, or what they are the same as, were judged different."""
        pair = {self.canonical(a), self.canonical(b)}
        return any(j.verdict == "differ" and {self.canonical(j.a), self.canonical(j.b)} == pair for j in self)

    def apply(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The statements with every actor replaced by the one that stands for it.

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
        iri = self._canonical.get(participant.id)
        if iri is None or iri == participant.id:
            return participant
        names = participant.names if participant.label in participant.names else (*participant.names, participant.label)
        actor = self.base.get(iri)
        if actor is None:
            return replace(participant, id=iri, names=names)
        return replace(participant, id=iri, label=actor.label, type=actor.type, names=names)

    def _add(self, judgement: Judgement) -> Judgement:
        if judgement.a == judgement.b:
            raise JudgementError(f"{_short(judgement.a)} is one actor: name two")
        held = {pair: other for pair, other in self._held.items() if pair != judgement.pair}
        held[judgement.pair] = judgement
        canonical = self._groups(held.values())
        for other in held.values():
            if other.verdict == "differ" and canonical.get(other.a, other.a) == canonical.get(other.b, other.b):
                clash = f"“{other}”" if other is not judgement else "other judgements, which make them one"
                raise JudgementError(f"“{judgement}” contradicts {clash}: undo one of them first")
        self._held, self._canonical = held, canonical
        return judgement

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
        return {iri: standing[id(members)] for iri, members in group.items()}

    def _standing(self, members: list[str]) -> str:
        return next((iri for iri in members if iri in self.base), members[0])


def _iri(identifier: str) -> str:
    identifier = identifier.removeprefix("actor:")
    return identifier if ":" in identifier else ACTOR + identifier


def _short(iri: str) -> str:
    return iri.removeprefix(ACTOR)
