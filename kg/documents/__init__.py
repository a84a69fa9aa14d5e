"""Documents: texts with title, date and source, and the readers that make them of files and folders.

The readers are loaded when the first source is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.documents.columns import Columns
from kg.documents.model import Document
from kg.documents.problems import Problem

if TYPE_CHECKING:
    from kg.documents.sources import Sources

__all__ = ["Columns", "Document", "Problem", "Sources"]


def __getattr__(name: str) -> Any:
    if name != "Sources":
        raise AttributeError(f"module 'kg.documents' has no attribute {name!r}")
    from kg.documents.sources import Sources

    globals()[name] = Sources
    return Sources
