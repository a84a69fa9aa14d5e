"""The user's own knowledge: options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import UsageError

if TYPE_CHECKING:
    from kg.actors.base import ActorBase
    from kg.actors.judgements import Judgements

ActorFiles = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", help="Your own actors, CSV or Turtle, over those of kg; repeatable."),
]
JudgementFile = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        metavar="FILE",
        help="Which actors are one and which are not.",
        show_default="kg-judgements.csv in this folder",
    ),
]


def actor_base(files: Iterable[Path] | None) -> ActorBase:
    """The base with the user's own actors. A file that does not exist is wrong use; raises ActorFileError."""
    from kg.actors.base import ActorBase

    for file in files or ():
        if not file.exists():
            raise UsageError(f"{file} does not exist; --actors is a file of actors, CSV or Turtle")
    return ActorBase.with_files(files or ())


def judgements_in(file: Path | None, base: ActorBase) -> tuple[Path, Judgements] | None:
    """The file of judgements that is named, or the one in this folder if there is one, with what it says."""
    from kg.actors.judgements import FILE_NAME, Judgements

    if file is not None and not file.exists():
        raise UsageError(f"{file} does not exist; `kg actors same A B --judgements {file}` makes it")
    where = file or Path(FILE_NAME)
    return (where, Judgements.load(where, base=base)) if where.exists() else None
