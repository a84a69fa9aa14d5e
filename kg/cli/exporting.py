"""To other programs: export."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import UsageError, opened, put, tell

if TYPE_CHECKING:
    from kg.exports.base import Format
    from kg.graph import Graph
    from kg.views.filters import Filters


def register(app: typer.Typer) -> None:
    app.command()(export)


def export(
    store: Annotated[
        str | None,
        typer.Argument(
            metavar="STORE",
            help="A file, a folder that `kg build` wrote, or the address of an endpoint.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", help="A format of --list.", show_default="by the ending of FILE"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="FILE", help="The file or folder to write.", show_default="standard output"
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the formats and what they are for.")] = False,
    actor: Annotated[str | None, typer.Option(help="Only what surrounds an actor: its name, slug or IRI.")] = None,
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
        list[str] | None,
        typer.Option(
            help="Only asserted, alleged, negated or hypothetical; repeatable.",
            show_default="asserted where statements become edges, else all",
        ),
    ] = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Only statements at least so sure.")] = 0.0,
) -> None:
    """Write a graph, or a part of it, in the format of another tool."""
    if list_:
        _list_formats()
        return
    if store is None:
        raise UsageError("STORE is missing: kg export STORE -o network.gexf; `kg export --list` lists the formats")
    from kg.exports import ExportError
    from kg.exports.registry import format_named, format_of
    from kg.views.filters import SelectionError

    try:
        if out is None and format is None:
            raise UsageError("name a format with -f or a file with -o; `kg export --list` lists the formats")
        kind = format_named(format) if format is not None else format_of(out or Path())
        filters: Filters = {
            "actor": actor, "depth": depth, "since": since, "until": until, "relations": relation or None,
            "statuses": status or None, "min_confidence": min_confidence,
        }  # fmt: skip
        with opened(store) as graph, _told():
            if out is None:
                _to_stdout(graph, kind, filters)
            else:
                for file in graph.export(out, kind.name, **filters):
                    put(f"Wrote {file}\n")
    except (ExportError, SelectionError) as error:
        raise UsageError(str(error)) from None


@contextmanager
def _told() -> Iterator[None]:
    """Tell what does not fit into a format as notes."""
    from kg.exports import ExportWarning

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ExportWarning)
        yield
    for warning in caught:
        if issubclass(warning.category, ExportWarning):
            tell(f"note: {warning.message}")
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


def _to_stdout(graph: Graph, kind: Format, filters: Filters) -> None:
    import tempfile

    if kind.files:
        raise UsageError(f"{kind.name} is a folder with {' and '.join(kind.files)}: name it with -o")
    with tempfile.TemporaryDirectory() as folder:
        (path,) = graph.export(Path(folder, "graph"), kind.name, **filters)
        sys.stdout.flush()
        if sys.stdout.isatty():
            with path.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    put(line)
            return
        with path.open("rb") as file:
            for block in iter(lambda: file.read(1 << 16), b""):
                sys.stdout.buffer.write(block)
    sys.stdout.buffer.flush()


def _list_formats() -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from kg.exports import FORMATS

    table = Table("format", "writes", "what for", box=SIMPLE_HEAD, pad_edge=False)
    for found in FORMATS.values():
        table.add_row(found.name, "a folder" if found.files else ", ".join(found.endings), found.use)
    Console(file=sys.stdout).print(table)
