"""Words for people: suggestions for names that are wrong, and text that does nothing to a terminal and can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEAR = 65  # how like a name must be, of 100, to be suggested
_SUGGESTED = 3
_HALVES = re.compile("[\ud800-\udfff]")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The end of a message about a wrong `name`: "; did you mean struck?", or nothing if none of the `known` is near."""
    from rapidfuzz import fuzz, process

    choices = {choice: choice.casefold() for choice in sorted(set(known))}
    near = process.extract(name.casefold(), choices, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_SUGGESTED)
    return f"; did you mean {' or '.join(key for *_, key in near)}?" if near else ""


def whole(text: str) -> str:
    """A `text` with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold: offsets stay what they were."""
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", text)


def printable(text: str) -> str:
    """A `text` with its lines, and without what would do something to a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def one_line(text: str) -> str:
    """A `text` on one line, without what would do something to a terminal."""
    return printable(" ".join(text.split()))
