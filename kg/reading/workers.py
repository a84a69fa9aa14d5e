"""Reading with several processes; what comes out is in the order of the documents.

Documents and statements travel between processes, a bounded number at a time. A process that dies (killed, out of
memory) takes those with it that were under way: each of them is tried once more, alone, and if that kills its process
too, the document is reported.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection

from kg.documents import Document, Problem
from kg.documents.problems import Report
from kg.reading.recipe import Pair, Read, Reader

_AHEAD = 4  # documents a process has in hand or waiting

Outcome = tuple[list[Pair], list[Problem]]


class WorkersError(RuntimeError):
    """No process can be started that reads documents; the message says why."""


class Workers:
    """Processes that read by a recipe: `number` of them. A context manager; they start when it is entered."""

    def __init__(self, recipe: Reader, number: int) -> None:
        self._recipe = recipe
        self._number = number
        self._pool: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None  # for documents whose process died

    def __enter__(self) -> Workers:
        """Raises WorkersError, and whatever the recipe raises."""
        self._pool = self._started(self._number)
        return self

    def __exit__(self, *_: object) -> None:
        for pool in (self._pool, self._single):
            if pool is not None:
                pool.shutdown(cancel_futures=True)
        self._pool = self._single = None

    def __call__(self, documents: Iterable[Document], report: Report) -> Iterator[Pair]:
        """Each document with its statements, in their order."""
        waiting: deque[tuple[Document, Future[Outcome]]] = deque()
        for document in documents:
            waiting.append((document, self._submit(document)))
            if len(waiting) >= self._number * _AHEAD:
                yield from self._first(waiting, report)
        while waiting:
            yield from self._first(waiting, report)

    def _first(self, waiting: deque[tuple[Document, Future[Outcome]]], report: Report) -> list[Pair]:
        document, future = waiting.popleft()
        try:
            pairs, problems = future.result()
        except BrokenProcessPool:
            pairs, problems = self._alone(document)
        for problem in problems:
            report(problem)
        return pairs

    def _submit(self, document: Document) -> Future[Outcome]:
        assert self._pool is not None
        try:
            with _uninterrupted():
                return self._pool.submit(_read, document)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._started(self._number)
            return self._submit(document)

    def _alone(self, document: Document) -> Outcome:
        """Reads a document whose process died, in a process of its own."""
        if self._single is None:
            self._single = self._started(1)
        try:
            return self._single.submit(_read, document).result()
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
            what = "the process that read it died, twice (out of memory, or killed)"
            return [], [Problem(f"document {document.id}", what, "split it into documents, or give more memory")]

    def _started(self, number: int) -> ProcessPoolExecutor:
        # A fork would copy threads and locks of this process, the store's among them, into the new one.
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(number, context, initializer=_start, initargs=(self._recipe,))
        try:
            with _uninterrupted():
                ready = [pool.submit(_prepare) for _ in range(number)]
            for each in ready:
                each.result()
        except BrokenProcessPool:
            pool.shutdown()
            raise WorkersError(
                "no process for reading could be started; in a script, call kg.build under "
                "`if __name__ == '__main__':`, since each process runs the script's top level"
            ) from None
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        return pool


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that start in here do not hear Ctrl-C, which a terminal sends to all; this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def settle() -> None:
    """Keep what was loaded out of the searches for garbage, which take a tenth of the extraction's time with it."""
    gc.collect()
    gc.freeze()


# In the other processes

_recipe: Reader | None = None
_held = contextlib.ExitStack()  # for as long as the process lives
_reader: Read | None = None


def _start(recipe: Reader) -> None:
    global _recipe
    _recipe = recipe
    # Before numpy is loaded: its threads get in each other's way.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work without end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _prepare() -> None:
    global _reader
    if _reader is None:
        assert _recipe is not None
        _reader = _held.enter_context(_recipe.prepare())
        settle()


def _read(document: Document) -> Outcome:
    _prepare()
    assert _reader is not None
    problems: list[Problem] = []
    return list(_reader([document], problems.append)), problems
