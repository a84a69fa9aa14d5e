"""Each benchmark in a process of its own: what one leaves in memory is not there for the next, nor does it end with it."""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from benchmarks.rows import Row, Setting


def measured(name: str, setting: Setting) -> list[Row]:
    """The rows of a benchmark, or one that says how it failed."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        try:
            found = process.submit(run, name, setting).result()
        except Exception as error:
            traceback.print_exception(error)
            told = str(error).strip().partition("\n")[0]
            found = [Row("failed", "", None, note=f"{type(error).__name__}: {told}"[:100])]
    return [replace(row, benchmark=name) for row in found]


def run(name: str, setting: Setting) -> list[Row]:
    """In the new process. What a benchmark prints as it goes along is not mixed with the table."""
    with contextlib.redirect_stdout(sys.stderr):
        try:
            rows: Iterator[Row] = importlib.import_module(f"benchmarks.{name}").rows(setting)
            return list(rows)
        except SystemExit as error:
            raise RuntimeError(error.code) from None
