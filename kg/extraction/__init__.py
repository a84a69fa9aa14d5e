"""Extraction: from a parsed document to statements."""

from kg.extraction.extractor import Extractor, read

__all__ = ["Extractor", "read"]
