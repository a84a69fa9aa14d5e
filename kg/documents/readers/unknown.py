"""A file whose name tells nothing, or standard input: read by its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.model import Document
from kg.documents.readers import frontmatter
from kg.documents.readers.base import Context, whole_text
from kg.documents.readers.html import looks_like_html, read_markup
from kg.documents.readers.json import json_lines
from kg.documents.readers.text import below_front_matter


def read_unknown(file: BinaryIO, context: Context) -> Iterator[Document]:
    """JSON Lines, HTML or text."""
    text = whole_text(file, context)
    start = text.lstrip()
    if re.match(r'\{\s*"', start):
        yield from json_lines(text.split("\n"), context)
    elif looks_like_html(start):
        yield read_markup(text, context)
    else:
        parts = frontmatter.split(text)
        yield below_front_matter(context, parts, parts.text)
