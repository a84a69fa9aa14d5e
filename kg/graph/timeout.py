"""A time limit for work that Python cannot interrupt."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from kg.graph.errors import QueryTimeout

T = TypeVar("T")


class _Outcome(Generic[T]):
    def __init__(self) -> None:
        self.done = threading.Event()
        self.value: T
        self.error: BaseException | None = None


def run_with_timeout(work: Callable[[], T], seconds: float | None) -> T:
    """What `work` returns or raises, or QueryTimeout after some seconds (None: no limit).

    Oxigraph offers Python no way to stop a query, so one that is late is left to end on its own in a thread that
    does not keep the process alive; nobody sees its results.
    """
    if seconds is None:
        return work()
    outcome: _Outcome[T] = _Outcome()

    def run() -> None:
        try:
            outcome.value = work()
        except BaseException as error:
            # Oxigraph's results must end in the thread that they began in, and the frames of a trace hold them.
            traceback.clear_frames(error.__traceback__)
            outcome.error = error
        finally:
            outcome.done.set()

    threading.Thread(target=run, daemon=True, name="kg-query").start()
    if not outcome.done.wait(seconds):
        raise QueryTimeout(
            f"the query took longer than {seconds:g} s; give it more time, a LIMIT, or a more selective pattern"
        )
    if outcome.error is not None:
        raise outcome.error
    return outcome.value
