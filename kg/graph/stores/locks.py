"""FolderLock: many readers or one writer of a folder, over processes; gone when its process ends, however it ends."""

from __future__ import annotations

import os
from pathlib import Path

from kg.graph.errors import StoreLocked

try:
    import fcntl
except ImportError:  # Windows: Oxigraph's own lock still keeps two writers apart
    fcntl = None  # type: ignore[assignment]

LOCK_FILE = "kg.lock"


class FolderLock:
    """Holds the lock from its creation until `release`. Raises StoreLocked at once where it cannot be had."""

    def __init__(self, folder: Path, *, exclusive: bool) -> None:
        self._file: int | None = None
        if fcntl is None:
            return
        try:
            self._file = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            if exclusive:
                raise
            return  # a folder that we may only read: nobody else's business either
        try:
            fcntl.flock(self._file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            others = "read or written" if exclusive else "written"
            raise StoreLocked(
                f"{folder} is being {others} by another program (a `kg serve`, a notebook?); close it there first"
            ) from error

    @property
    def descriptors(self) -> tuple[int, ...]:
        """File descriptors that a child process inherits to hold the lock too."""
        return () if self._file is None else (self._file,)

    def release(self) -> None:
        """Let others in; harmless when done twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
