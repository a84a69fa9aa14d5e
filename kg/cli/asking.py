"""Of a store: query, validate."""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import DATA, UsageError, opened, put, tell

if TYPE_CHECKING:
    from kg.graph import QueryResult

StoreArgument = Annotated[
    str, typer.Argument(metavar="STORE", help="A file, a folder that `kg build` wrote, or the address of an endpoint.")
]

_PATIENCE = 5.0  # seconds for opening a store after which a faster way is told


class ResultFormat(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    markdown = "markdown"
    turtle = "turtle"


def register(app: typer.Typer) -> None:
    app.command()(query)
    app.command()(validate)


def query(
    store: Annotated[str | None, typer.Argument(metavar="STORE", help="As above; not needed with --list.")] = None,
    sparql: Annotated[
        str | None, typer.Argument(metavar="[SPARQL]", help="A SPARQL 1.1 query, or - to read it from standard input.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="Run a query that ships with the package.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query; repeatable."),
    ] = None,
    format: Annotated[
        ResultFormat | None,
        typer.Option("--format", "-f", help="How to print the answer.", show_default="table on a terminal, else csv"),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="Print at most so many rows.")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.001, help="Give up after so many seconds.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named queries with their parameters.")] = False,
) -> None:
    """Ask a graph in SPARQL, or by one of the named queries.

    The prefixes kg:, actor:, document:, statement:, rdf:, rdfs:, skos:, prov:, oa: and xsd: are known.
    """
    if list_:
        _list_queries()
        return
    if store is None:
        raise UsageError('STORE is missing: kg query STORE "SELECT …" or kg query STORE --name NAME')
    if (sparql is None) == (name is None):
        raise UsageError("give either a SPARQL query or --name; `kg query --list` lists the named ones")
    values = dict(_pair(item) for item in param or [])
    begin = time.monotonic()
    with opened(store) as graph:
        took, file = time.monotonic() - begin, graph.store.name
        if name is not None:
            result = graph.named_query(name, timeout=timeout, limit=limit, **values)
        else:
            text = sys.stdin.read() if sparql == "-" else str(sparql)
            result = graph.query(text, parameters=values or None, timeout=timeout, limit=limit)
    _show(result, format)
    if took > _PATIENCE:
        mend = f"`kg build … --store FOLDER` makes one that opens at once, `kg serve {file}` keeps this one open"
        tell(f"note: opening {file} took {took:.0f} s; {mend}")


def validate(store: StoreArgument) -> None:
    """Check a graph against the ontology's SHACL shapes."""
    from kg.graph.validation import validate as check

    with opened(store) as graph:
        report = check(graph)
    put(report.text())
    if not report.conforms:
        raise typer.Exit(DATA)


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise UsageError(f"--param {item}: write NAME=VALUE, for instance actor=iran")
    return name.strip(), value


def _show(result: QueryResult, format: ResultFormat | None) -> None:
    if format is None:
        format = ResultFormat.table if sys.stdout.isatty() else ResultFormat.csv
    if format is ResultFormat.table:
        from rich.console import Console

        from kg.graph.printing import print_table

        print_table(result, Console(file=sys.stdout))
    else:
        try:
            text = result.format(format.value)
        except ValueError as error:
            raise UsageError(str(error)) from None
        put(text if text.endswith("\n") else text + "\n")
        if result.hint:
            tell(result.hint)
    if result.truncated:
        tell(f"cut off after {len(result)} row{'' if len(result) == 1 else 's'}; there are more")


def _list_queries() -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    from kg.graph.named import queries

    table = Table("name", "what it asks", "parameters", box=SIMPLE_HEAD, pad_edge=False)
    for found in queries().values():
        parameters = (f"{p.name}?" if p.optional or p.default is not None else p.name for p in found.parameters)
        table.add_row(found.name, found.title, " ".join(parameters))
    Console(file=sys.stdout).print(table)
