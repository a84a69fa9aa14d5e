"""From texts: build, extract, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import DATA, Problems, UsageError, check_store, opened, progress, put, tell, tell_error
from kg.cli.interrupting import INTERRUPTED, Interrupt, interruptible
from kg.cli.knowledge import ActorFiles, JudgementFile, actor_base, judgements_in
from kg.cli.reading import ColumnsOption, FetchOption, SourcesArgument, nothing_read, sources_of
from kg.reading import MIN_CONFIDENCE

if TYPE_CHECKING:
    from kg.statements import Statement

Model = Annotated[
    str | None, typer.Option(help="Another spaCy pipeline with Universal Dependencies labels: its name or folder.")
]
MinConfidence = Annotated[float, typer.Option(min=0, max=1, help="Leave out statements below this confidence.")]
Workers = Annotated[int, typer.Option(min=1, metavar="N", help="Read with so many processes.")]


def register(app: typer.Typer) -> None:
    app.command()(build)
    app.command()(extract)
    app.command()(remove)


def build(
    sources: SourcesArgument = None,
    out: Annotated[
        str | None,
        typer.Option("-o", "--out", metavar="FOLDER", help="Where graph.trig and graph.html go.", show_default="out"),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(help="Add the documents to a store: an Oxigraph folder, an RDF file or an endpoint's address."),
    ] = None,
    columns: ColumnsOption = None,
    fetch: FetchOption = None,
    actors: ActorFiles = None,
    judgements: JudgementFile = None,
    model: Model = None,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    again: Annotated[bool, typer.Option("--again", help="Read again what the store has already.")] = False,
    workers: Workers = 1,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Read on the Dask cluster of this scheduler, tcp://host:8786.")
    ] = None,
    parts: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A folder shared with the cluster, for what its workers read.")
    ] = None,
) -> None:
    """Read texts and write their graph as RDF and as interactive HTML.

    With --store, the graph of all that the store then holds is written, and only if -o is given; what the store has
    already, read in the same way, is not read again. So the same command goes on where it was stopped.
    """
    from contextlib import ExitStack

    from rich.console import Console

    from kg.building import write
    from kg.graph import Graph, open_graph
    from kg.reading.filling import fill, means
    from kg.reading.recipe import Recipe
    from kg.reading.workers import settle
    from kg.report import Tally, print_report

    if dask is not None and workers > 1:
        raise UsageError("--workers is for this machine and --dask for a cluster: give one of them")
    if parts is not None and dask is None:
        raise UsageError("--parts is for what a cluster reads: give --dask too")
    problems = Problems()
    base = actor_base(actors)
    judged = judgements_in(judgements, base)
    documents = sources_of(sources, columns, fetch, problems)
    recipe = Recipe.of(model, min_confidence, base, judged and judged[1])
    tally = Tally()
    skipped = 0
    with ExitStack() as stack:
        by = stack.enter_context(means(recipe, workers=workers, dask=dask, parts=parts))
        settle()
        graph = stack.enter_context(
            Graph.in_memory(base) if store is None else open_graph(store, writable=True, actors=base)
        )
        with progress(documents.count(), "Reading") as bar, _stopping(store) as interrupt:

            def note(statements: Iterable[Statement]) -> None:
                tally.add(statements)
                bar.advance()

            def skip() -> None:
                nonlocal skipped
                skipped += 1
                bar.skip()

            fill(
                graph, documents, recipe, by, problems, again=again, noted=note, skipped=skip,
                stopped=lambda: interrupt.asked,
            )  # fmt: skip
        if interrupt.asked:
            tell(
                f"stopped; {graph.store.name} has {tally.documents + skipped:,} of the documents, the same command goes on"
            )
            raise typer.Exit(INTERRUPTED)
        if tally.documents + skipped == 0:
            nothing_read(problems)
        target = out or ("out" if store is None else None)
        files = [] if target is None else [str(path) for path in write(graph, target)]
        if store is not None:
            files.insert(0, graph.store.name)
    print_report(Console(file=sys.stdout), tally, (actor.iri for actor in base), files)
    if skipped:
        print(f"Not read again, as the store has them: {skipped:,} documents (--again reads them)")
    if judged is not None:
        file, made = judged
        print(f"Applied {len(made):,} judgement{'' if len(made) == 1 else 's'} of {file}")
    problems.finish()


def extract(
    sources: SourcesArgument = None,
    columns: ColumnsOption = None,
    fetch: FetchOption = None,
    actors: ActorFiles = None,
    model: Model = None,
    min_confidence: MinConfidence = MIN_CONFIDENCE,
    explain: Annotated[bool, typer.Option("--explain", help="Say of each statement how it came about.")] = False,
    workers: Workers = 1,
) -> None:
    """Print the statements of texts, one JSON object a line."""
    from kg.reading.filling import reading
    from kg.reading.recipe import Recipe

    problems = Problems()
    recipe = Recipe.of(model, min_confidence, actor_base(actors), None)
    documents = sources_of(sources, columns, fetch, problems)
    read = 0
    with (
        reading(recipe, workers) as by,
        progress(documents.count() if not sys.stdout.isatty() else None, "Reading") as bar,
    ):
        for _, statements in by(documents, problems):
            read += 1
            for statement in statements:
                put(statement.to_json(explain=explain) + "\n")
            bar.advance()
    if read == 0:
        nothing_read(problems)
    problems.finish()


def remove(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A store: an Oxigraph folder, RDF file or endpoint.")],
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Ids of documents.")],
    actors: ActorFiles = None,
) -> None:
    """Take documents out of a store, with what only they supported."""
    check_store(store)
    missing = False
    with opened(store, writable=True, actors=actor_base(actors)) as graph:
        for document in documents:
            if graph.remove(document):
                put(f"Removed {document}\n")
            else:
                hint = f"`kg query {graph.store.name} --name documents` lists them"
                tell_error(f"{graph.store.name}: there is no document {document!r}; {hint}")
                missing = True
    if missing:
        raise typer.Exit(DATA)


def _stopping(store: str | None) -> AbstractContextManager[Interrupt]:
    """Without a store there is nothing that could be gone on with."""
    return nullcontext(Interrupt()) if store is None else interruptible("finishing what is being read")
