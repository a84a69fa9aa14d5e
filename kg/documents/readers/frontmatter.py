"""Front matter: lines `key: value` between two lines `---` at the beginning of a text. No YAML is needed for these."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]*?)\s*:\s*(?P<value>.*)")
_FENCE = re.compile(r"---[ \t]*")
_NAMES = {
    "published": "date", "pubdate": "date", "publication date": "date", "publisher": "source", "headline": "title",
    "publication_date": "date", "published_at": "date",
}  # fmt: skip
_MOST = 200  # lines that a front matter may have


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, lower-case (`title`, `date`, `source`, `id`, …), the lines they stand on, and the text below."""

    fields: dict[str, str]
    lines: dict[str, int]
    text: str


def split(text: str) -> FrontMatter:
    """Part a text from its front matter, if it has one; blank lines above the text go too."""
    lines = text.split("\n", _MOST + 1)
    end = next((n for n, line in enumerate(lines[1 : _MOST + 1], start=1) if _FENCE.fullmatch(line)), None)
    if not _FENCE.fullmatch(lines[0]) or end is None:
        return FrontMatter({}, {}, text)
    fields: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for number, line in enumerate(lines[1:end], start=2):
        found = _LINE.fullmatch(line.rstrip())
        if found:
            key = found["key"].lower()
            key = _NAMES.get(key, key)
            fields.setdefault(key, _unquote(found["value"].strip()))
            numbers.setdefault(key, number)
    if not fields:
        return FrontMatter({}, {}, text)  # prose between two rules
    return FrontMatter(fields, numbers, "\n".join(lines[end + 1 :]).lstrip("\n"))


def _unquote(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        quote, inner = value[0], value[1:-1]
        return inner.replace('\\"', '"').replace("\\\\", "\\") if quote == '"' else inner.replace("''", "'")
    return value
