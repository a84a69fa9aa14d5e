"""Which store a path or address means."""

from __future__ import annotations

from pathlib import Path

from kg.graph.errors import StoreError
from kg.graph.formats import FORMATS
from kg.graph.stores.base import Store
from kg.graph.stores.disk import DiskStore, is_oxigraph_folder
from kg.graph.stores.files import FileStore
from kg.graph.stores.remote import RemoteStore

FOLDER = "store"
"""Name of the Oxigraph folder in a folder that `kg build` wrote."""
FILE = "graph.trig"
"""Name of the file in a folder that `kg build` wrote."""


def open_store(where: str | Path, *, writable: bool = False) -> Store:
    """Open a store; with `writable`, a path that does not exist becomes a file (by its ending) or a folder.

    `where` is an RDF file, a folder that `kg build` wrote, an Oxigraph folder or the address of a SPARQL endpoint.
    Raises StoreError where nothing of the kind is there.
    """
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        return RemoteStore(where, writable=writable)
    path = Path(where).expanduser()
    if path.is_dir():
        if is_oxigraph_folder(path):
            return DiskStore(path, writable=writable)
        if is_oxigraph_folder(path / FOLDER):
            return DiskStore(path / FOLDER, writable=writable)
        for name in (FILE, FILE + ".gz"):
            if (path / name).is_file():
                return FileStore(path / name, writable=writable)
        if writable and not any(path.iterdir()):
            return DiskStore(path, writable=True)
        raise StoreError(
            f"{path} holds no graph: neither {FILE} nor an Oxigraph store; `kg build … -o {path}` writes one"
        )
    if path.exists() or path.suffix == ".gz" or any(path.suffix in found.endings for found in FORMATS.values()):
        return FileStore(path, writable=writable)
    if writable:
        return DiskStore(path, writable=True)
    raise StoreError(f"{path} does not exist; STORE is a file, a folder written by `kg build`, or a SPARQL address")
