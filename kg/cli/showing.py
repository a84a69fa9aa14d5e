"""To people: view, serve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asking import StoreArgument
from kg.cli.console import UsageError, check_store, opened, tell
from kg.cli.knowledge import ActorFiles, actor_base

if TYPE_CHECKING:
    from kg.graph.server import Server


def register(app: typer.Typer) -> None:
    app.command()(view)
    app.command()(serve)


def view(
    store: StoreArgument,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.html", help="The file to write.")] = Path(
        "graph.html"
    ),
    actor: Annotated[str | None, typer.Option(help="Show what surrounds an actor: its name, slug or IRI.")] = None,
    depth: Annotated[int, typer.Option(min=1, help="How many steps around the actor.")] = 1,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Only what happened from this day (or month, or year) on; events without a date count on their document's.",
        ),
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened up to then.")] = None,
    relation: Annotated[list[str] | None, typer.Option(help="Only this relation; repeatable.")] = None,
    status: Annotated[
        list[str] | None, typer.Option(help="Only asserted, alleged, negated or hypothetical; repeatable.")
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only statements at least so sure.")] = 0.0,
    top: Annotated[int, typer.Option(min=1, help="How many actors the first view shows.")] = 60,
    title: Annotated[str | None, typer.Option(help="The page's title.")] = None,
    actors: ActorFiles = None,
) -> None:
    """Write a graph, or a part of it, as one interactive HTML file."""
    if out.is_dir():
        raise UsageError(f"{out} is a folder; write {out / 'graph.html'}")
    from kg.building import write_html
    from kg.views.filters import SelectionError
    from kg.views.part import render_view

    with opened(store, actors=actor_base(actors)) as graph:
        try:
            html = render_view(
                graph, title=title, top=top, actor=actor, depth=depth, since=since, until=until,
                relations=relation, statuses=status, min_confidence=min_confidence,
            )  # fmt: skip
        except SelectionError as error:
            raise UsageError(str(error)) from None
    out.parent.mkdir(parents=True, exist_ok=True)
    write_html(out, html)
    print(f"Wrote {out}")


def serve(
    store: StoreArgument,
    host: Annotated[str, typer.Option(help="The address to listen on; other machines reach 0.0.0.0.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65534, help="The port; 0 takes a free one.")] = 7878,
    write: Annotated[bool, typer.Option("--write", help="Let clients change the store (an Oxigraph folder).")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that a query may take.")] = 60.0,
    with_view: Annotated[bool, typer.Option("--view/--no-view", help="Serve the interactive view too.")] = True,
    actors: ActorFiles = None,
) -> None:
    """Serve a graph as a SPARQL 1.1 endpoint, with the interactive view beside it."""
    if store.startswith(("http://", "https://")):
        raise UsageError("an endpoint is served already; STORE is a file or a folder")
    check_store(store)
    from kg.graph.server import Server

    page = None
    if with_view:
        from kg.views.part import render_view

        with opened(store, actors=actor_base(actors)) as graph:
            page = render_view(graph).encode()
    _interruptible()
    with Server(store, host=host, port=port, writable=write, page=page, timeout=timeout) as server:
        print(f"SPARQL endpoint  {server.endpoint}")
        print(f"Query page       {server.address}")
        if server.view:
            print(f"Graph            {server.view}")
        print("Ctrl-C stops it.", flush=True)
        if server.public:
            tell("note: other machines can reach it" + (" and change the graph" if write else ""))
        elif write:
            tell("note: any program of this machine can change the graph, and so can any page open in a browser on it")
        _wait(server)


def _interruptible() -> None:
    """Take a request to end, and the end of the terminal, for Ctrl-C: the server is then stopped in order, once."""
    import signal

    ends = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def stop(number: int, frame: object) -> None:
        for end in ends:  # a second one must not break off the stopping
            signal.signal(end, signal.SIG_IGN)
        raise KeyboardInterrupt

    for end in ends:
        if signal.getsignal(end) is not signal.SIG_IGN:  # as nohup has it for the end of the terminal
            signal.signal(end, stop)


def _wait(server: Server) -> None:
    """Until the server ends, by itself or by Ctrl-C."""
    try:
        status = server.wait()
    except KeyboardInterrupt:
        print("Stopped")
        return
    raise UsageError(f"the server ended by itself (exit status {status})")
