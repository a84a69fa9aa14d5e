"""Readers, one a kind of file: bytes in, documents out."""

from __future__ import annotations

from kg.documents.readers.base import Context, Reader
from kg.documents.readers.csv import read_csv
from kg.documents.readers.feed import read_feed
from kg.documents.readers.html import read_html
from kg.documents.readers.json import read_json, read_json_lines
from kg.documents.readers.markdown import read_markdown
from kg.documents.readers.parquet import read_parquet
from kg.documents.readers.pdf import read_pdf
from kg.documents.readers.text import read_text
from kg.documents.readers.unknown import read_unknown

__all__ = ["READERS", "Context", "Reader", "read_json_lines", "read_unknown"]

READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text,
    ".md": read_markdown, ".markdown": read_markdown,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines, ".ndjson": read_json_lines,
    ".pdf": read_pdf,
    ".csv": read_csv, ".tsv": read_csv,
    ".parquet": read_parquet,
    ".rss": read_feed, ".atom": read_feed, ".xml": read_feed,
}  # fmt: skip
"""Ending → reader. Each ending may have .gz after it."""
