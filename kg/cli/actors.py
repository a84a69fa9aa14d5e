"""Of the actor base: what it knows of a name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import DATA, UsageError, tell_error

if TYPE_CHECKING:
    from kg.actors.base import ActorBase
    from kg.actors.linking import Linker
    from kg.actors.model import Actor


def register(app: typer.Typer) -> None:
    app.command()(actors)


def actors(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an adjective, a slug or an IRI.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Say who it meant on this day.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an actor.")] = False,
) -> None:
    """What the actor base knows of a name: who may be meant, and why."""
    from kg.actors.base import ActorBase
    from kg.actors.linking import Linker
    from kg.documents.dates import parse_date

    try:
        day = None if date is None else parse_date(date)
    except ValueError:
        raise UsageError(f"{date!r} is no date; write 2020-01-03, 2020-01 or 2020") from None
    base = ActorBase.default()
    linker = Linker(base)
    found = _meant(linker, name)
    known = base.get(name)
    if known is not None and all(known != actor for actor, _ in found):
        found.insert(0, (known, "its identifier"))
    if not found:
        near = _near(linker, name)
        hint = f"; spelled nearly so: {', '.join(near)}" if near else "; it can be added to a list of your own"
        tell_error(f"the actor base knows no {name!r}{hint}")
        raise typer.Exit(DATA)
    if not json and len(found) > 1:
        choice = linker.link(linker.matcher.lookup(name), context=linker.context([]), date=day)
        print(f"{name} may mean {len(found)} actors" + (f"; by itself {choice.actor.label}" if choice else "") + "\n")
    for actor, how in found:
        _print_json(actor, how) if json else _print(base, actor, how, day)


_KINDS = {
    "name": "its name", "adjective": "its adjective", "people": "its people", "metonym": "what stands for it:",
    "ambiguous": "a name of several,",
}  # fmt: skip


def _meant(linker: Linker, name: str) -> list[tuple[Actor, str]]:
    kinds: dict[str, tuple[Actor, str]] = {}
    for candidate in linker.matcher.lookup(name):
        how = f"{_KINDS[candidate.kind]} “{candidate.shape}”"
        kinds.setdefault(candidate.actor.id, (candidate.actor, how))
    return [kinds[identifier] for identifier in sorted(kinds)]


def _near(linker: Linker, name: str) -> list[str]:
    from rapidfuzz import fuzz, process

    from kg.actors.names import key

    pairs = linker.matcher.keys()
    keys = {folded: candidates[0].actor.label for folded, candidates in pairs}
    found = process.extract(key(name), list(keys), scorer=fuzz.ratio, score_cutoff=75, limit=5)
    return sorted({keys[folded] for folded, _, _ in found})


def _print(base: ActorBase, actor: Actor, how: str, day: str | None) -> None:
    def label(identifier: str) -> str:
        other = base.get(identifier)
        return other.label if other else identifier

    offices = [o for o in actor.offices if day is None or o.held_on(day)]
    lines = {
        "id": actor.iri,
        "found by": how,
        "names": ", ".join(actor.aliases),
        "adjectives": ", ".join((*actor.adjectives, *actor.people)),
        "stands for it": ", ".join(actor.metonyms),
        "in context": ", ".join(actor.ambiguous),
        "part of": ", ".join(map(label, actor.parents)),
        "country": label(actor.country) if actor.country else "",
        "existed": f"{actor.start or '…'} to {actor.end or 'now'}" if actor.start or actor.end else "",
        "offices": ", ".join(f"{o.role}, {label(o.of)} ({o.start or '…'} to {o.end or 'now'})" for o in offices),
        "Wikidata": f"https://www.wikidata.org/wiki/{actor.wikidata}" if actor.wikidata else "",
    }
    print(f"{actor.label} ({actor.type})")
    for title, value in lines.items():
        if value:
            print(f"  {title:<13}  {value}")


def _print_json(actor: Actor, how: str) -> None:
    import json
    from dataclasses import asdict

    sys.stdout.write(json.dumps({"iri": actor.iri, "found_by": how, **asdict(actor)}, ensure_ascii=False) + "\n")
