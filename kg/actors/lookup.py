"""What the actor base knows of a name, and why it would link; and the actor that a person means by a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.actors.linking import Linker
from kg.actors.model import Actor, iri
from kg.actors.names import key

_STANDS_AS = {
    "name": "is a sure name",
    "adjective": "is its adjective",
    "people": "is a word for its people",
    "ambiguous": "is a name where the text speaks for it",
    "metonym": "stands for it, where it does not stand as a place",
}
NEAR = 78  # rapidfuzz ratio from which a name is told as spelled nearly so


class UnknownActor(ValueError):
    """No actor, or more than one, is called so; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: what it is about, and what is known."""

    what: str
    known: str


def explain_name(name: str, linker: Linker, date: str | None = None) -> list[Row]:
    """What the linker does with a bare name (in a text of a date), and why; for an unknown name, what is spelled so."""
    candidates = linker.matcher.lookup(name)
    if not candidates:
        if (known := linker.base.get(name)) is not None:
            return [Row("identifies", _named(known))]
        near = near_names(name, linker)
        unknown = Row("links to", "nothing: a text that uses the name gets a node of its own")
        return [unknown, *(Row("spelled nearly so", f"{written} → {_named(actor)}") for written, actor in near)]
    rows: list[Row] = []
    for locative, what in ((False, "links to"), (True, "as a place")):
        link = linker.link(candidates, context=linker.context([]), locative=locative, date=date)
        text = (
            "nothing by itself: the text must speak for one of them"
            if link is None
            else f"{_named(link.actor)}: {link.how}"
        )
        if not rows or text != rows[-1].known:
            rows.append(Row(what, text))
    return rows


def bearers(name: str, linker: Linker) -> list[tuple[Actor, str]]:
    """The actors that a name, slug or IRI may mean, by id, each with what the name is to it."""
    found: dict[str, tuple[Actor, dict[str, None]]] = {}
    for candidate in linker.matcher.lookup(name):
        as_what = found.setdefault(candidate.actor.id, (candidate.actor, {}))[1]
        as_what[f"“{candidate.shape}” {_STANDS_AS[candidate.kind]}"] = None
    known = linker.base.get(name)
    if known is not None and known.id not in found:
        found[known.id] = known, {"its identifier": None}
    return [(actor, ", ".join(as_what)) for _, (actor, as_what) in sorted(found.items())]


def identify(name: str, linker: Linker, others: Iterable[Actor] = ()) -> Actor:
    """The one actor that a person means by a slug, an IRI or a sure name: of the base, or of `others` (of a graph).

    Raises UnknownActor, with those that may be meant or are spelled nearly so.
    """
    elsewhere = {actor.iri: actor for actor in others}
    exact = linker.base.get(name) or elsewhere.get(iri(name))
    if exact is not None:
        return exact
    candidates = linker.matcher.lookup(name)
    found = {c.actor.iri: c.actor for c in candidates if c.kind == "name"}
    for actor in elsewhere.values():
        if actor.iri not in found and key(name) in {key(known) for known in (actor.label, *actor.aliases)}:
            found[actor.iri] = actor
    if len(found) == 1:
        return next(iter(found.values()))
    if found or candidates:
        meant = [_named(actor) for _, actor in sorted(({c.actor.iri: c.actor for c in candidates} | found).items())]
        raise UnknownActor(f"{name!r} may mean {', '.join(meant)}: give an identifier")
    written = {actor.label: actor for actor in elsewhere.values()}
    near = process.extract(name, sorted(written), scorer=fuzz.ratio, score_cutoff=NEAR, limit=3)
    like = [_named(written[label]) for label, _, _ in near] + [
        _named(actor) for _, actor in near_names(name, linker, 3)
    ]
    hint = f"; spelled nearly so: {', '.join(dict.fromkeys(like))}" if like else ""
    raise UnknownActor(f"there is no actor {name!r}{hint}")


def near_names(name: str, linker: Linker, limit: int = 5) -> list[tuple[str, Actor]]:
    """Names of the base that are spelled nearly like one, the nearest first."""
    names = {folded: candidates[0] for folded, candidates in linker.matcher.keys()}  # noqa: SIM118
    found = process.extract(key(name), list(names), scorer=fuzz.ratio, score_cutoff=NEAR, limit=limit)
    return [(names[folded].shape, names[folded].actor) for folded, _, _ in found]


def _named(actor: Actor) -> str:
    return f"{actor.label} ({actor.id})"
