"""Markdown to the text that it shows: a text without marks stays as it is, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.model import Document
from kg.documents.readers import frontmatter
from kg.documents.readers.base import Context, whole_text
from kg.documents.readers.text import below_front_matter

_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_LINK = r"\[((?:[^\[\]\n]|\\.)*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"
_RULES = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^(?:`{3,}|~{3,})[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"!" + _LINK), ""),
    (re.compile(_LINK), r"\1"),
    (re.compile(r"<(https?://[^\s<>]+)>"), r"\1"),
    (re.compile(r"\[\^[^\]\s]+\]"), ""),
    (_HEADING, r"\1"),
    (re.compile(r"^[ ]{0,3}>[ ]?", re.MULTILINE), ""),
    (re.compile(r"^[ ]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def read_markdown(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A heading at the top is the title, unless the front matter gives one."""
    parts = frontmatter.split(whole_text(file, context))
    yield below_front_matter(context, parts, plain(parts.text), heading(parts.text))


def plain(text: str) -> str:
    """The text that a page made of this Markdown would show."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.lstrip("\n")


def heading(text: str) -> str:
    """The heading with which a text opens; empty where it opens without one."""
    found = _HEADING.match(text.lstrip())
    return plain(found[1]) if found else ""
