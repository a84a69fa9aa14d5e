"""Document: a text with its title, date and source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. `id` is stable (a file's stem unless given); `published` is an ISO date ("2019-12-31"),
    year-month or year, or None where it is unknown."""

    id: str
    text: str
    title: str = ""
    published: str | None = None
    source: str = ""

    @property
    def sha256(self) -> str:
        """Hash of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def to_json(self) -> str:
        return json.dumps(
            {"id": self.id, "title": self.title, "published": self.published, "source": self.source, "text": self.text},
            ensure_ascii=False,
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        return cls(data["id"], data["text"], data.get("title") or "", data.get("published"), data.get("source") or "")
