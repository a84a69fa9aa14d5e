"""Of the actor base: what it knows of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from kg.cli import judging
from kg.cli.console import DATA, UsageError, put, tell_error
from kg.cli.knowledge import ActorFiles, actor_base

if TYPE_CHECKING:
    from kg.actors.base import ActorBase
    from kg.actors.model import Actor


class _NameOrCommand(TyperGroup):
    """A group in which anything that is no command is a name to look up: `kg actors Tehran` is `kg actors show Tehran`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)


actors = typer.Typer(
    cls=_NameOrCommand, no_args_is_help=True, subcommand_metavar="NAME | COMMAND [ARGS]...",
    help="What the actor base knows of a name; and your judgements on which actors are one.\n\n"
    "`kg actors NAME` is short for `kg actors show NAME`, which is needed for a name such as “same”.",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    actors.command()(show)
    judging.register(actors)
    app.add_typer(actors, name="actors")


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an adjective, a slug or an IRI.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Say who it meant on this day.")] = None,
    files: ActorFiles = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object an actor.")] = False,
) -> None:
    """What the actor base knows of a name: who may be meant, whom it would link to by itself, and why."""
    from kg.actors.linking import Linker
    from kg.actors.lookup import bearers, explain_name
    from kg.documents.dates import parse_date

    try:
        day = None if date is None else parse_date(date)
    except ValueError:
        raise UsageError(f"{date!r} is no date; write 2020-01-03, 2020-01 or 2020") from None
    base = actor_base(files)
    linker = Linker(base)
    found = bearers(name, linker)
    rows = explain_name(name, linker, day)
    if not found:
        near = [row.known for row in rows if row.what == "spelled nearly so"]
        hint = f"spelled nearly so: {', '.join(near)}" if near else "add it to a list of your own (--actors)"
        tell_error(f"the actor base does not know {name!r}: a text that uses it gets a node of its own; {hint}")
        raise typer.Exit(DATA)
    if json:
        for actor, how in found:
            _print_json(actor, how)
        return
    put(f"“{name}”\n")
    for row in rows:
        _line(row.what, row.known)
    for actor, how in found:
        _print(base, actor, how, day)


def _print(base: ActorBase, actor: Actor, how: str, day: str | None) -> None:
    def label(identifier: str) -> str:
        other = base.get(identifier)
        return other.label if other else identifier

    offices = [o for o in actor.offices if day is None or o.held_on(day)]
    lines = {
        "id": actor.iri,
        "found by": how,
        "names": ", ".join(actor.aliases),
        "adjectives": ", ".join(dict.fromkeys((*actor.adjectives, *actor.people))),
        "stands for it": ", ".join(actor.metonyms),
        "in context": ", ".join(actor.ambiguous),
        "part of": ", ".join(map(label, actor.parents)),
        "country": label(actor.country) if actor.country else "",
        "existed": f"{actor.start or '…'} to {actor.end or 'now'}" if actor.start or actor.end else "",
        "offices": ", ".join(f"{o.role}, {label(o.of)} ({o.start or '…'} to {o.end or 'now'})" for o in offices),
        "Wikidata": f"https://www.wikidata.org/wiki/{actor.wikidata}" if actor.wikidata else "",
    }
    put(f"\n{actor.label} ({actor.type})\n")
    for title, value in lines.items():
        if value:
            _line(title, value)


def _line(title: str, value: str) -> None:
    put(f"  {title:<13}  {value}\n")


def _print_json(actor: Actor, how: str) -> None:
    import json
    from dataclasses import asdict

    put(json.dumps({"iri": actor.iri, "found_by": how, **asdict(actor)}, ensure_ascii=False) + "\n")
