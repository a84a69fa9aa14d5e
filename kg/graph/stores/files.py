"""FileStore: a graph in one RDF file (TriG, N-Quads, Turtle, JSON-LD, RDF/XML; gzip too)."""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import pyoxigraph as ox

from kg.graph.errors import GraphDataError, StoreError
from kg.graph.formats import Format, format_of
from kg.graph.stores.base import Change
from kg.graph.stores.memory import MemoryStore


class FileStore(MemoryStore):
    """The quads of a file, held in memory; each change writes the file anew, whole or not at all.

    Fit for graphs of up to some hundred thousand quads that change rarely; beyond that, use a folder.
    """

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        self.path = path
        self.format = format_of(path)
        self._read = _stamp(path)
        inner = ox.Store()
        if path.exists():
            load(inner, path, self.format)
        elif not writable:
            raise StoreError(f"{path} does not exist")
        super().__init__(inner, name=str(path), writable=writable)

    def apply(self, change: Change) -> None:
        super().apply(change)
        if change:
            self.save()

    def save(self) -> None:
        """Write the file: to a new one beside it, which then takes its place. Raises StoreError."""
        if _stamp(self.path) != self._read:
            raise StoreError(f"{self.path} was changed by another program meanwhile; nothing is written, start again")
        try:
            self._replace()
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written: {error.strerror or error}") from error
        self._read = _stamp(self.path)

    def _replace(self) -> None:
        from kg.graph.serialise import write_file

        target = self.path.resolve()  # what a link points to, not the link
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        os.close(handle)
        try:
            write_file(self, Path(temporary), self.format, compress=self.path.suffix == ".gz")
            os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is changed; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def load(inner: ox.Store, path: Path, kind: Format) -> None:
    """Read a file into an Oxigraph store. Raises GraphDataError with file and line, and StoreError."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            kind.load(inner, cast(BinaryIO, file))
    except SyntaxError as error:
        where = f"{path}: line {error.lineno}" if error.lineno else f"{path}"
        raise GraphDataError(f"{where}: not valid {kind.label}: {error.msg}") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise GraphDataError(f"{path}: damaged gzip file: {error}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
