"""Where a graph is kept: in memory, in an Oxigraph folder, in a file, or behind a SPARQL endpoint."""

from kg.graph.stores.base import Change, Store
from kg.graph.stores.opening import open_store

__all__ = ["Change", "Store", "open_store"]
