"""A limit on the time of work, so that no input makes the whole stand still."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 5.0  # seconds after which it is said again, should a library not have listened


class OutOfTime(BaseException):
    """The work took too long. No Exception, so that a library that catches all of these lets it through."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in what is done inside after some seconds.

    Python's own code is interrupted at once, a library in C when it returns. It works by a signal: without effect
    outside the main thread of a process, and on Windows.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
