"""What the actor base knows of a name, and why it would link: rows of text for people."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.actors.linking import Linker
from kg.actors.matcher import Candidate
from kg.actors.model import Actor
from kg.actors.names import key

_STANDS_AS = {
    "name": "a sure name",
    "adjective": "an adjective",
    "people": "a word for its people",
    "ambiguous": "only where the text speaks for it",
    "metonym": "stands for it, where it does not stand as a place",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is about, and what is known."""

    what: str
    known: str


def explain_name(name: str, linker: Linker, date: str | None = None) -> list[Row]:
    """Whom a name may mean, as what it stands for each, and whom it would link to by itself (on a date).

    The first rows say what the linker does with the bare name; then comes a row for each candidate, and where there is
    none, the names that are spelled nearly so. A slug or IRI of an actor gives that actor.
    """
    candidates = linker.matcher.lookup(name)
    known = linker.base.get(name)
    rows = [Row("folded", key(name))]
    if known is not None and not any(c.actor.id == known.id for c in candidates):
        return [*rows, Row("identifier of", describe(known, linker))]
    if not candidates:
        near = near_names(name, linker)
        rows.append(
            Row("links to", "nothing: the base does not know the name; a text that uses it gets a node of its own")
        )
        return [
            *rows,
            *(Row("spelled nearly so", f"{written} → {actor.label} ({actor.id})") for written, actor in near),
        ]
    for locative, what in ((False, "links to"), (True, "as a place (“in …”)")):
        link = linker.link(candidates, context=linker.context([]), locative=locative, date=date)
        text = (
            "nothing by itself: the text must speak for one of them"
            if link is None
            else f"{link.actor.label} ({link.actor.id}): {link.how}"
        )
        if what == "links to" or text != rows[-1].known:
            rows.append(Row(what, text))
    rows += [Row(_STANDS_AS[c.kind], f"“{c.shape}” of {describe(c.actor, linker)}") for c in _one_each(candidates)]
    return rows


def near_names(name: str, linker: Linker, limit: int = 5) -> list[tuple[str, Actor]]:
    """Names of the base that are spelled nearly like one, the nearest first."""
    names = {folded: candidates[0] for folded, candidates in linker.matcher.keys()}  # noqa: SIM118
    found = process.extract(key(name), list(names), scorer=fuzz.ratio, score_cutoff=78, limit=limit)
    return [(names[folded].shape, names[folded].actor) for folded, _, _ in found]


def describe(actor: Actor, linker: Linker) -> str:
    """An actor in a line: label, identifier, type, country, offices."""

    def label(identifier: str) -> str:
        other = linker.base.get(identifier)
        return other.label if other is not None else identifier

    parts = [f"{actor.label} ({actor.id}, {actor.type})"]
    if actor.country:
        parts.append(label(actor.country))
    if actor.start or actor.end:
        parts.append(f"{actor.start or '…'}–{actor.end or ''}")
    parts += [f"{o.role} of {label(o.of)} {o.start or '…'}–{o.end}" for o in actor.offices[:3]]
    return "; ".join(parts)


def _one_each(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    seen: dict[tuple[str, str], Candidate] = {}
    for candidate in candidates:
        seen.setdefault((candidate.actor.id, candidate.kind), candidate)
    return list(seen.values())
