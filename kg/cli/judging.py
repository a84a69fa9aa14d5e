"""Judgements on which actors are one: same, differ, undo, suggest."""

from __future__ import annotations

import json as jsonlib
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asking import StoreArgument
from kg.cli.console import DATA, opened, put, tell_error
from kg.cli.knowledge import ActorFiles, JudgementFile, actor_base, judgements_in
from kg.wording import printable

if TYPE_CHECKING:
    from kg.actors.judgements import Judgements

_OUT = Path("out")  # where `kg build` writes unless told

First = Annotated[str, typer.Argument(metavar="A", help="An actor: its slug, IRI or name.")]
Second = Annotated[str, typer.Argument(metavar="B", help="Another one.")]
Note = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the judgement.")]
In = Annotated[
    str | None,
    typer.Option("--in", metavar="STORE", help="A graph whose actors are known too.", show_default="out, if there"),
]


def register(app: typer.Typer) -> None:
    for command in (same, differ, undo, suggest):
        app.command()(command)


def same(
    a: First,
    b: Second,
    note: Note = "",
    store: In = None,
    judgements: JudgementFile = None,
    actors: ActorFiles = None,
) -> None:
    """Judge that A and B are one actor; the next build makes them one, under the id of the base's, else of A."""
    _judge("same", a, b, note, store, judgements, actors)


def differ(
    a: First,
    b: Second,
    note: Note = "",
    store: In = None,
    judgements: JudgementFile = None,
    actors: ActorFiles = None,
) -> None:
    """Judge that A and B are two actors; `suggest` does not ask of them again."""
    _judge("differ", a, b, note, store, judgements, actors)


def undo(
    a: First,
    b: Second,
    store: In = None,
    judgements: JudgementFile = None,
    actors: ActorFiles = None,
) -> None:
    """Take the judgement on A and B back; the next build has them as they were."""
    file, made = _judgements(judgements, actors)
    identifiers = _identifiers((a, b), made, store)
    judgement = made.undo(*identifiers)
    if judgement is None:
        tell_error(f"{file}: there is no judgement on {a} and {b}")
        raise typer.Exit(DATA)
    made.save(file)
    put(f"Took back “{judgement}” ({file})\n")


def suggest(
    store: StoreArgument,
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 50,
    judgements: JudgementFile = None,
    actors: ActorFiles = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a pair.")] = False,
) -> None:
    """List actors of a graph that are likely one, with the reasons, the likeliest first; those judged are left out."""
    from kg.actors.suggestions import suggest as find

    base = actor_base(actors)
    judged = judgements_in(judgements, base)
    with opened(store, actors=base) as graph:
        found = find(graph, base, judged and judged[1], limit=limit)
    for pair in found:
        if json:
            put(jsonlib.dumps(asdict(pair), ensure_ascii=False) + "\n")
        else:
            print(printable(f"{_short(pair.a)}  {_short(pair.b)}\n    {'; '.join(pair.reasons)}"))
    if not json:
        print("\nJudge a pair: `kg actors same A B` or `kg actors differ A B`." if found else "No likely duplicates.")


def _judge(
    verdict: str, a: str, b: str, note: str, store: str | None, file: Path | None, actors: list[Path] | None
) -> None:
    where, made = _judgements(file, actors)
    first, second = _identifiers((a, b), made, store)
    judgement = (made.same if verdict == "same" else made.differ)(first, second, note)
    made.save(where)
    kept = f", as {_short(made.canonical(first))}" if verdict == "same" else ""
    put(f"Noted “{judgement}” in {where}; `kg build` applies it{kept}\n")


def _judgements(file: Path | None, actors: list[Path] | None) -> tuple[Path, Judgements]:
    """The file of judgements, which need not be there yet, and what it says."""
    from kg.actors.judgements import FILE_NAME, Judgements

    base = actor_base(actors)
    where = file or Path(FILE_NAME)
    return where, Judgements.load(where, base=base) if where.exists() else Judgements(base=base)


def _identifiers(names: tuple[str, str], made: Judgements, store: str | None) -> list[str]:
    """IRIs of actors: those given as IRIs or judged before as they are, others as the base or the graph knows them."""
    from kg.actors.linking import Linker
    from kg.actors.lookup import UnknownActor, identify
    from kg.actors.model import iri

    judged = {actor for judgement in made for actor in judgement.pair}
    if all(":" in name or iri(name) in judged for name in names):
        return [iri(name) for name in names]
    where = store or (str(_OUT) if _OUT.exists() else None)
    linker = Linker(made.base)
    with ExitStack() as stack:
        graph = stack.enter_context(opened(where)) if where is not None else None
        others = graph.read_actors() if graph is not None else []
    found = []
    for name in names:
        try:
            found.append(iri(name) if ":" in name or iri(name) in judged else identify(name, linker, others).iri)
        except UnknownActor as error:
            also = f"in {graph.store.name}" if graph is not None else "(--in STORE looks into a graph too)"
            tell_error(f"{error}; looked into the actor base and {also}; an IRI (actor:…) is taken as it is")
            raise typer.Exit(DATA) from None
    return found


def _short(actor: str) -> str:
    from kg.statements import ACTOR

    return actor.removeprefix(ACTOR)
