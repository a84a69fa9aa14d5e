"""Document: a text with its title, date and source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.documents.sketch import sketch
from kg.wording import whole


@dataclass(frozen=True, slots=True)
class Document:
    """A `text` to read. `id` is stable (a file's stem unless given), `title` its headline; `published` is an ISO date
    ("2019-12-31"), year-month or year, or None where it is unknown; `source` is the publisher, `author` as the source
    writes it."""

    id: str
    text: str
    title: str = ""
    published: str | None = None
    source: str = ""
    author: str = ""

    def writable(self) -> Document:
        """The document with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold; all offsets stay."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        mended = {name: whole(value) if isinstance(value, str) else value for name, value in values.items()}
        return self if mended == values else replace(self, **mended)

    @property
    def sha256(self) -> str:
        """Hash of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def sketch(self) -> tuple[str, ...]:
        """What tells copies of the text (`kg.documents.sketch`)."""
        return sketch(self.text)

    @property
    def copy_of(self) -> str | None:
        """The id of the document of which this one is a copy, as far as that is known; a graph knows it."""
        return None

    def __repr__(self) -> str:
        from kg.views.cards import document_line

        return f"<Document {document_line(self)}>"

    def _repr_html_(self) -> str:
        from kg.views.cards import document_html

        return document_html(self)

    def to_json(self) -> str:
        """One line of JSON, as `kg build` reads it from a `.jsonl` file."""
        fields = {"id": self.id, "title": self.title, "published": self.published, "source": self.source}
        author = {"author": self.author} if self.author else {}
        return json.dumps({**fields, **author, "text": self.text}, ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """The document of a JSON object (`data`); `id` and `text` are needed. Raises KeyError."""
        texts = (data.get(name) or "" for name in ("source", "author"))
        return cls(data["id"], data["text"], data.get("title") or "", data.get("published") or None, *texts)


def sources(documents: Iterable[Document]) -> dict[str, str]:
    """Document id → the source that it counts for, when one asks how many sources say something.

    That is its publisher, or itself where none is named; a copy counts for the source of the text that it copies.
    """
    known = {document.id: document for document in documents}
    firsts = {id_: document.copy_of or id_ for id_, document in known.items()}
    return {id_: (known[first].source or first) if first in known else first for id_, first in firsts.items()}
