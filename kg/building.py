"""The main job: from sources to a graph."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.documents import Document, Problem
from kg.documents.problems import Report
from kg.reading import MIN_CONFIDENCE

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["NoDocuments", "SourceWarning", "build", "write"]

GRAPH_FILE = "graph.trig"
VIEW_FILE = "graph.html"

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


class NoDocuments(ValueError):
    """Nothing could be read from the sources; the message says why."""


class SourceWarning(UserWarning):
    """A source could not be read, or not quite as it is."""


def build(
    sources: Paths | Document | Iterable[Document],
    *,
    model: str | Path | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    store: str | Path | None = None,
    actors: Paths = (),
    judgements: str | Path | None = None,
    again: bool = False,
    workers: int = 1,
    dask: str | None = None,
    parts: str | Path | None = None,
) -> Graph:
    """The graph of what some texts say.

    `sources` are files and folders, or Documents; one, or several. The graph is in memory, or in `store` (a folder, a
    file or the address of a SPARQL endpoint), to which the documents are added. `model` is another language pipeline
    than the one that ships with the package; statements below `min_confidence` are left out. `actors` are files of the
    user's own actors, `judgements` is a file that says which actors are one (docs/actors.md tells of both).

    What the store has already, read in the same way, is not read `again` unless asked for. `workers` is a number of
    processes; `dask` is the address of a Dask cluster, and `parts` a folder that it shares with this machine
    (docs/scale.md). The graph is the same in all cases.

    What cannot be read is told as a warning; NoDocuments is raised if nothing can, ActorFileError and JudgementError
    for faults in the user's own files.
    """
    from kg.actors.base import ActorBase
    from kg.actors.judgements import Judgements
    from kg.graph import Graph, open_graph
    from kg.reading.filling import fill, means
    from kg.reading.recipe import Recipe

    problems: list[Problem] = []

    def tell(problem: Problem) -> None:
        problems.append(problem)
        warnings.warn(str(problem), SourceWarning, stacklevel=2)

    base = ActorBase.with_files([actors] if isinstance(actors, str | os.PathLike) else actors)
    judged = None if judgements is None else Judgements.load(judgements, base=base)
    recipe = Recipe.of(model, min_confidence, base, judged)
    found = documents(sources, tell)
    passed = 0

    def count(_: object = None) -> None:
        nonlocal passed
        passed += 1

    with means(recipe, workers=workers, dask=dask, parts=parts) as by:
        graph = Graph.in_memory(base) if store is None else open_graph(store, writable=True, actors=base)
        try:
            fill(graph, found, recipe, by, tell, again=again, noted=count, skipped=count)
            if not passed:
                told = "; ".join(map(str, problems)) + _hint(sources)
                raise NoDocuments(told if problems else "there are no documents")
        except BaseException:
            graph.close()
            raise
    return graph


def _hint(sources: object) -> str:
    """What someone may have meant who gave a text instead of a path."""
    text = isinstance(sources, str) and len(sources.split()) > 3
    return "; to read a text itself, give it as kg.Document(id, text) in a list" if text else ""


def documents(sources: Paths | Document | Iterable[Document], report: Report) -> Iterable[Document]:
    """Documents as they are, or those of files and folders."""
    from kg.documents import Sources

    if isinstance(sources, str | os.PathLike):
        return Sources(sources, report)
    if isinstance(sources, Document):
        return [sources]
    items = iter(sources)
    first = next(items, None)
    if isinstance(first, Document):
        return cast(Iterable[Document], chain([first], items))
    if not isinstance(first, str | os.PathLike | None):
        raise TypeError(f"sources are paths or Documents, not {type(first).__name__}: kg.Document(id, text) makes one")
    return Sources(cast(Iterable[str], [] if first is None else chain([first], items)), report)


def write(graph: Graph, folder: str | Path) -> list[Path]:
    """Write graph.trig and graph.html of a `graph` into a `folder`, which is made if needed; returns their paths.

    The same graph gives the same bytes.
    """
    from kg.views.part import render_view

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    files = [target / GRAPH_FILE, target / VIEW_FILE]
    _replace(files[0], lambda path: graph.serialise(path, "trig"))
    write_html(files[1], render_view(graph))
    return files


def write_html(path: Path, html: str) -> None:
    """Write a page as UTF-8 with the same bytes on every system."""
    _replace(path, lambda beside: beside.write_text(html, "utf-8", newline="\n"))


def _replace(path: Path, write_to: Callable[[Path], object]) -> None:
    """Write beside a file and then put the new one in its place, so that no half of a file is ever there."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_to(temporary)
        os.replace(temporary, path)
    except OSError as error:
        raise OSError(error.errno, f"cannot be written: {error.strerror}", str(path)) from error
    finally:
        temporary.unlink(missing_ok=True)
