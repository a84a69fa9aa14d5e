"""Columns: which column of a table, or field of a JSON object, holds the text, the title, the date and so on."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

# Field of a document → names that it goes by, the surest first; compared without case and punctuation.
_USUAL = {
    "text": "text body content articletext articlebody fulltext maintext bodytext article story",
    "title": "title headline heading",
    "published": "published date publishedat publisheddate publishdate publicationdate datepublished pubdate",
    "source": "source publisher publication outlet newspaper sitename sourcename",
    "author": "author authors byline creator",
    "id": "id docid documentid articleid uuid guid",
}
FIELDS = tuple(_USUAL)


@dataclass(frozen=True, slots=True)
class Columns:
    """The user's choice (`chosen`), as pairs of field and column; other fields are found by their usual names."""

    chosen: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, chosen: Mapping[str, str]) -> Columns:
        """From a mapping of what is `chosen`, such as {"text": "Body"}. Raises ValueError for what is no field of a document."""
        for field, column in chosen.items():
            if field not in FIELDS:
                raise ValueError(f"a document has no field {field!r}; its fields are {', '.join(FIELDS)}")
            if not column:
                raise ValueError(f"which column is the {field}? write {field}=NAME")
        return cls(tuple(sorted(chosen.items())))

    @classmethod
    def parse(cls, text: str) -> Columns:
        """From "text=Body,title=Headline". Raises ValueError."""
        chosen: dict[str, str] = {}
        for part in text.split(","):
            field, equals, column = part.partition("=")
            if not equals:
                raise ValueError(f"{part.strip()!r} is no choice of a column; write text=Body,title=Headline")
            chosen[field.strip()] = column.strip()
        return cls.of(chosen)

    def holding(self, field: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some columns that may hold a field, the one to take first; the one chosen even if it is not there."""
        chosen = dict(self.chosen).get(field)
        return (chosen,) if chosen is not None else _usual(names).get(field, ())

    def value(self, record: Mapping[str, object], field: str) -> object:
        """What a record has for a field, None where it has nothing. "a.b" is the field b of the object a."""
        for name in self.holding(field, tuple(record)):
            value = record.get(name)
            if value is None and name not in record and "." in name:
                value = _nested(record, name.split("."))
            if value is not None and value != "":
                return value
        return None


@functools.lru_cache(maxsize=256)
def _usual(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault("".join(c for c in name.casefold() if c.isalnum()), name)
    return {field: tuple(folded[n] for n in usual.split() if n in folded) for field, usual in _USUAL.items()}


def _nested(record: object, path: list[str]) -> object:
    for name in path:
        if not isinstance(record, Mapping):
            return None
        record = record.get(name)
    return record
