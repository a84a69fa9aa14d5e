"""DiskStore: an Oxigraph folder on disk, with many readers or one writer."""

from __future__ import annotations

import contextlib
import ctypes
from pathlib import Path

import pyoxigraph as ox

from kg.graph.errors import StoreError, StoreLocked
from kg.graph.stores.base import Change
from kg.graph.stores.locks import LOCK_FILE, FolderLock
from kg.graph.stores.memory import BULK, MemoryStore

_UNFINISHED = ("read-write instances", "Column family not found")
"""What Oxigraph says of a folder that a program began and was killed."""


class DiskStore(MemoryStore):
    """Quads in a folder. Every change is one transaction that survives a crash once it is made.

    Oxigraph leaves open what a reader sees while another process writes, so a lock file beside the data keeps
    readers and a writer apart. Raises StoreLocked and StoreError.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        if not writable and not is_oxigraph_folder(path):
            raise StoreError(f"{path} is no Oxigraph store; `kg build --store {path}` writes one")
        try:
            if writable:
                path.mkdir(parents=True, exist_ok=True)
            self._lock = FolderLock(path, exclusive=writable)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
        try:
            inner = ox.Store(path) if writable else ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            self._lock.release()
            if "lock" in str(error).lower():
                raise StoreLocked(f"{path} is being written by another program; try again when it has ended") from error
            if any(sign in str(error) for sign in _UNFINISHED):
                raise StoreError(f"{path} is an unfinished store; `kg build --store {path}` makes it whole") from error
            raise StoreError(f"{path} cannot be opened as an Oxigraph store: {error}") from error
        super().__init__(inner, name=str(path), writable=writable)

    def apply(self, change: Change) -> None:
        super().apply(change)
        if len(change.insert) > BULK:
            self.inner.flush()  # its buffers for writing would grow to 800 MiB
            _give_back()

    def _insert_many(self, quads: list[ox.Quad]) -> None:
        # Not the bulk loader: a crash in its middle would leave a part of the change behind.
        self.inner.extend(quads)

    def close(self) -> None:
        if hasattr(self, "inner"):
            if self.writable:
                with contextlib.suppress(OSError):
                    self.inner.flush()
            # Oxigraph closes the folder when the last reference to it goes.
            del self.inner
        self._lock.release()


def _give_back() -> None:
    """Give freed memory back to the system: what Oxigraph's threads have freed, glibc would keep (some 100 MiB)."""
    with contextlib.suppress(AttributeError, OSError, TypeError):  # another system's library
        ctypes.CDLL(None).malloc_trim(0)


def is_oxigraph_folder(path: Path) -> bool:
    """Whether a folder holds an Oxigraph (RocksDB) store, or the beginning of one of ours."""
    return (path / "CURRENT").is_file() or (path / LOCK_FILE).is_file()
