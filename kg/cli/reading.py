"""The arguments that say what is read, and the sources that they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import Problems, UsageError

if TYPE_CHECKING:
    from kg.documents import Sources

SourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCES...]",
        help="Files and folders of text, Markdown, HTML, PDF, JSON, CSV, Parquet and feeds, also as .gz and .zip; "
        "- is standard input.",
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option(
        metavar="FIELD=NAME,…",
        help="Which columns of tables (fields of JSON) hold the text, title, published, source, author and id, "
        "such as text=Body,title=Headline.",
    ),
]
FetchOption = Annotated[
    list[str] | None,
    typer.Option(metavar="ADDRESS", help="Fetch a page or file from the web and read it too; repeatable."),
]


def sources_of(sources: list[str] | None, columns: str | None, fetch: list[str] | None, problems: Problems) -> Sources:
    """The documents that the arguments mean. Raises UsageError where there is nothing to read."""
    from kg.documents import Columns, Sources

    if not sources and not fetch:
        raise UsageError("SOURCES are missing: files or folders to read, - for standard input, or --fetch ADDRESS")

    try:
        chosen = None if columns is None else Columns.parse(columns)
    except ValueError as error:
        raise UsageError(f"--columns: {error}") from None
    found = Sources(sources or (), problems, columns=chosen, fetch=fetch or ())
    if not found.sources:  # before a second is spent on the model
        nothing_read(problems)
    return found


def nothing_read(problems: Problems) -> None:
    """End the command, as there was nothing."""
    problems.finish()
    raise UsageError("there is no text in the sources")
