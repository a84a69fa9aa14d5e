"""Ctrl-C during a long command: the first ends it in good order, the second at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kg.cli.console import tell

INTERRUPTED = 130
"""The exit status of what Ctrl-C ended."""


@dataclass(slots=True)
class Interrupt:
    """Whether Ctrl-C was pressed."""

    asked: bool = False


@contextmanager
def interruptible(doing: str) -> Iterator[Interrupt]:
    """Take the first Ctrl-C as a wish to end, and say what is done about it (`doing`)."""
    interrupt = Interrupt()

    def first(*_: object) -> None:
        interrupt.asked = True
        signal.signal(signal.SIGINT, before)
        tell(f"{doing}; Ctrl-C again stops at once")

    before = signal.signal(signal.SIGINT, first)
    try:
        yield interrupt
    finally:
        signal.signal(signal.SIGINT, before)
