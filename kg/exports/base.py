"""What every format is: a name, an ending, what it is for, and a way to write it."""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from pathlib import Path
from types import ModuleType

from kg.exports.errors import ExportError
from kg.exports.part import Part


class Format(ABC):
    """A file format that a graph can be written in."""

    name: str
    """As given to `kg export -f`."""
    label: str
    """As people call it."""
    use: str
    """What it is for, in a few words."""
    endings: tuple[str, ...] = ()
    """Endings of files that mean this format, the usual one first; none where the name must be given."""
    files: tuple[str, ...] = ()
    """The files of a format that is a folder of several; empty for a format that is one file."""
    edges: bool = False
    """Whether a statement becomes a plain edge. Readers take an edge for a fact, so that unless others are asked for
    only asserted statements are written; everywhere else all are, each with its status."""

    @abstractmethod
    def write(self, part: Part, path: Path) -> None:
        """Write a part of a graph to a new file, or the files of a folder that is there and empty.

        The same part gives the same bytes. What does not fit is told by an ExportWarning; ExportError is raised where
        it cannot be written.
        """


def extra(module: str, package: str, label: str) -> ModuleType:
    """A module of a package that is no requirement of kg. Raises ExportError with the way to install it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ExportError(f"{label} needs the package {package}: pip install 'geokg[tables]'") from error
