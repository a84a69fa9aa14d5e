"""The typer application, to which the command modules add theirs."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    name="kg",
    help="From news text to a knowledge graph of who did what to whom, and which text says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"geokg {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass
