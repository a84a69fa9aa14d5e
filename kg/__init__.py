"""From news text to a knowledge graph of geopolitical actors: who did what to whom, and which text says so.

    import kg
    graph = kg.build("seeds/")      # or kg.open("out/")
    nlp = kg.load()                 # a spaCy pipeline: nlp(text)._.statements

Importing is quick: spaCy and the rest are loaded when they are first needed.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg import analysis, pictures
    from kg.building import build
    from kg.documents import Document
    from kg.explaining import explain
    from kg.graph import Graph
    from kg.graph import open_graph as open
    from kg.pipeline import load
    from kg.statements import Statement

__version__ = "0.1.0"

__all__ = ["Document", "Graph", "Statement", "analysis", "build", "explain", "load", "open", "pictures"]

_MODULES = ("analysis", "pictures")
_WHERE = {
    "Document": ("kg.documents", "Document"),
    "Graph": ("kg.graph", "Graph"),
    "Statement": ("kg.statements", "Statement"),
    "build": ("kg.building", "build"),
    "explain": ("kg.explaining", "explain"),
    "load": ("kg.pipeline", "load"),
    "load_ipython_extension": ("kg.jupyter", "load_ipython_extension"),
    "open": ("kg.graph", "open_graph"),
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"kg.{name}")
    if name not in _WHERE:
        message = f"module 'kg' has no attribute {name!r}"
        if name.startswith("_"):  # notebooks and debuggers look for these all the time
            raise AttributeError(message)
        from kg.wording import did_you_mean

        raise AttributeError(message + did_you_mean(name, __all__))
    module, attribute = _WHERE[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
