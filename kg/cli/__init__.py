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
        app(prog_name="kg")
    except BrokenPipeError:  # `kg extract … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        status = exit_status(error)
        if status is None:
            raise
        tell_error(str(error))
        sys.exit(status)
    sys.exit(0)
