"""Plain text, with front matter or without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers import frontmatter
from kg.documents.readers.base import Context, whole_text


def read_text(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A text file is a document."""
    parts = frontmatter.split(whole_text(file, context))
    yield below_front_matter(context, parts, parts.text)


def below_front_matter(context: Context, parts: frontmatter.FrontMatter, text: str, title: str = "") -> Document:
    """A document that the front matter describes; `title` is that of the text itself. Raises Unreadable."""
    if not text.strip():
        raise Unreadable(context.where, "there is no text below the front matter")
    fields = parts.fields
    return context.document(
        text,
        id=fields.get("id", ""),
        title=fields.get("title") or title,
        published=context.date(fields.get("date"), parts.lines.get("date", 0)),
        source=fields.get("source", ""),
        author=fields.get("author", ""),
    )
