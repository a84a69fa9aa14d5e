"""Documents: texts with title, date and source, and the readers that make them of files and folders."""

from kg.documents.columns import Columns
from kg.documents.model import Document
from kg.documents.problems import Problem
from kg.documents.sources import Sources

__all__ = ["Columns", "Document", "Problem", "Sources"]
