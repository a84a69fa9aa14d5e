"""A graph in the file formats of other tools; `docs/exports.md` tells what each is for and what is lost in it."""

from kg.exports.errors import ExportError, ExportWarning
from kg.exports.registry import FORMATS
from kg.exports.writing import export

__all__ = ["FORMATS", "ExportError", "ExportWarning", "export"]
