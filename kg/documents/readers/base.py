"""What all readers share: what they are told, and how a document is made of what they found."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from kg.documents.columns import Columns
from kg.documents.dates import parse_date
from kg.documents.decoding import decode
from kg.documents.limits import read_whole
from kg.documents.model import Document
from kg.documents.mojibake import mend
from kg.documents.problems import Problem, Report, Unreadable
from kg.wording import whole

_DATE_MEND = "write it as 2019-12-31; the text is read without a date"
_LONGEST_ID = 200
# Marks that show nothing: spaces without width, soft hyphens, directions of writing; they part words unseen, or turn
# text around. Joiners stay, as some scripts and emoji need them.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know besides the bytes: how to call the file, the id it would give one document, and
    which columns to take."""

    where: str
    id: str
    report: Report
    columns: Columns = field(default_factory=Columns)
    depth: int = 0
    """In how many archives the file is."""
    publisher: str = ""
    """Who publishes what names no publisher itself."""

    def at(self, line: int) -> Context:
        """The same for a line of the file."""
        return self.part(f"line {line}", str(line))

    def part(self, where: str, id: str) -> Context:
        """The same for a part of the file."""
        return replace(self, where=f"{self.where}: {where}", id=f"{self.id}-{id}")

    def member(self, where: str, id: str) -> Context:
        """The same for a file in the archive that this file is."""
        return replace(self, where=f"{self.where}: {where}", id=id, depth=self.depth + 1)

    def date(self, value: object, line: int = 0) -> str | None:
        """A date as ISO; one that cannot be read is reported, and left out."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return parse_date(str(value))
        except ValueError:
            where = f"{self.where}: line {line}" if line else self.where
            self.report(Problem(where, f"the date {str(value)[:40]!r} cannot be read", _DATE_MEND))
            return None

    def document(
        self,
        text: str,
        *,
        id: str = "",
        title: str = "",
        published: str | None = None,
        source: str = "",
        author: str = "",
    ) -> Document:
        """A document of what was found, in characters that can be written."""
        return Document(
            name(id) or self.id, clean(text), clean(title), published, clean(source) or self.publisher, clean(author)
        )  # fmt: skip


Reader = Callable[[BinaryIO, Context], Iterator[Document]]
"""They raise Unreadable, and report what could be read in part."""


def whole_text(file: BinaryIO, context: Context) -> str:
    """All of a file as text. Raises Unreadable where it is empty, too large or no text."""
    data = read_whole(file, context.where)
    if not data.strip():
        raise Unreadable(context.where, "the file is empty")
    return decode(data, context.where, context.report)


def clean(text: str) -> str:
    """Text as it was meant, which can be written as UTF-8: mojibake mended, without marks that nobody sees."""
    return mend(whole(text)).translate(_UNSEEN)


def name(text: str) -> str:
    """A text as an id: of one line, with nothing in it that cannot be seen, and not too long."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in clean(text).strip())
    if len(shown) <= _LONGEST_ID:
        return shown
    return f"{shown[:_LONGEST_ID]}-{hashlib.sha256(shown.encode()).hexdigest()[:8]}"
