"""Filling a graph with what documents say, in one process, in several, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from kg.documents import Document
from kg.documents.problems import Report
from kg.graph.graph import Graph
from kg.graph.reading import DocumentGraph
from kg.reading.cluster import Cluster
from kg.reading.recipe import Read, Reader
from kg.reading.resuming import unread
from kg.reading.workers import Workers
from kg.statements import Statement

T = TypeVar("T")
Means = Read | Cluster


def means(
    recipe: Reader, *, workers: int = 1, dask: str | None = None, parts: str | Path | None = None
) -> AbstractContextManager[Means]:
    """What reads: this process, `workers` processes, or the cluster at the address `dask` with its folder of `parts`.

    Raises `kg.language.ModelError`, WorkersError and ClusterError, some of them when it is entered.
    """
    return reading(recipe, workers) if dask is None else Cluster(recipe, dask, parts)


def reading(recipe: Reader, workers: int = 1) -> AbstractContextManager[Read]:
    """What reads on this machine. Raises as `means` does."""
    return Workers(recipe, workers) if workers > 1 else recipe.prepare()


def fill(
    graph: Graph,
    documents: Iterable[Document],
    recipe: Reader,
    by: Means,
    report: Report,
    *,
    again: bool = False,
    noted: Callable[[Iterable[Statement]], None],
    skipped: Callable[[], None],
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Read the documents and add them to the graph, a batch at a time, so that memory stays flat.

    What the graph has already, read in the same way, is `skipped` unless it is to be read `again`. `noted` gets the
    statements of each document as it passes by. Once it is `stopped`, no more documents are begun; those begun are added.
    """
    unfinished = documents if again else unread(documents, graph.store, recipe.mark, skipped)
    todo = takewhile(lambda _: not stopped(), unfinished)
    if isinstance(by, Cluster):
        graph.add_graphs(_each(by(todo, report), lambda pair: noted(DocumentGraph(pair[1]).statements())))
    else:
        graph.add_all(_each(by(todo, report), lambda pair: noted(pair[1])), mark=recipe.mark)


def _each(items: Iterable[T], done: Callable[[T], None]) -> Iterable[T]:
    for item in items:
        yield item
        done(item)
