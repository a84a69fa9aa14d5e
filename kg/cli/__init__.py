"""The command `kg`. Each command does no more than read its arguments, call the library and print."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from kg.cli import actors, asking, exporting, making, showing
from kg.cli.app import app
from kg.cli.console import exit_status, tell_error

__all__ = ["app", "main"]

for _module in (making, asking, showing, exporting, actors):
    _module.register(app)


def main() -> NoReturn:
    """Run the command. Exit status 0: done; 1: something is wrong with the data; 2: with how it was called."""
    # Before numpy is loaded: its threads get in each other's way on matrices as small as ours.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the locale of a server may be ASCII
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            app(prog_name="kg")
        finally:
            sys.stdout.flush()  # while an error can still be told
    except BrokenPipeError:  # `kg extract … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        status = exit_status(error)
        if status is None:
            raise
        tell_error(_told(error))
        if isinstance(error, OSError):  # what standard output still holds may be what cannot be written
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(status)
    sys.exit(0)


def _told(error: Exception) -> str:
    """An error in words; of the system's errors the file and the reason, without their number."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)
