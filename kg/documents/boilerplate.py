"""Boilerplate: bylines, datelines, captions, "READ ALSO", "Sign up for": lines of an article that are not of its text.

The parser reads the text with them blanked, character by character, so that all offsets stay; the text itself keeps
them. The patterns are data: `ontology/boilerplate.csv`.
"""

from __future__ import annotations

import csv
import functools
import re
from dataclasses import dataclass

from kg.resources import ontology

_LONGEST = 300  # characters of a line of boilerplate
_PART = 120  # characters of a beginning or end
_MONTHS = (
    "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|"
    "Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DAY = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DATE = (
    f"(?:{_DAY},? ?)?(?:(?:{_MONTHS}) \\d{{1,2}}(?:,? (?:19|20)\\d\\d)?|\\d{{1,2}} (?:{_MONTHS})(?:,? (?:19|20)\\d\\d)?|"
    "(?:19|20)\\d\\d-\\d\\d-\\d\\d|\\d{1,2}/\\d{1,2}/(?:19|20)\\d\\d)"
)
_WORD = "[A-Z][\\w.'’]*+(?:-[\\w.'’]++)*+"
_SMALL = "al-\\w++|and|at|bin|da|de|del|el|for|ibn|in|la|le|of|the|van|von"
# Neither goes back on what it took, so that no line makes a pattern try without end.
_NAMES = f"{_WORD}(?:(?:,? &?|, ?)(?:{_WORD}|{_SMALL}))*+"
_PLACE = f"{_WORD}(?: (?:{_WORD}|{_SMALL})){{0,3}}(?:(?:, ?|/){_WORD}(?: {_WORD}){{0,2}}){{0,2}}"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of each kind as one regular expression."""

    line: re.Pattern[str]
    all: re.Pattern[str]
    start: re.Pattern[str]
    first: re.Pattern[str]
    end: re.Pattern[str]

    @classmethod
    @functools.cache
    def default(cls) -> Patterns:
        """Those that ship with the package."""
        rows = read_rows()
        parts = {kind: [pattern for found, pattern, _ in rows if found == kind] for kind, _, _ in rows}
        words = {"AGENCY": "|".join(parts["agency"]), "DATE": _DATE, "NAMES": _NAMES, "PLACE": _PLACE}

        def compiled(kind: str) -> re.Pattern[str]:
            joined = "|".join(f"(?:{pattern})" for pattern in parts[kind])
            joined = re.sub(r"\b(?:AGENCY|DATE|NAMES|PLACE)\b", lambda found: f"(?:{words[found[0]]})", joined)
            return re.compile(joined)

        return cls(*(compiled(kind) for kind in ("line", "all", "start", "first", "end")))


def read_rows() -> list[tuple[str, str, str]]:
    """Kind, pattern and example of each row of the data."""
    with ontology("boilerplate.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows)
        return [(kind, pattern, example) for kind, pattern, example in rows]


def blank(text: str) -> str:
    """The text with spaces for what is boilerplate; of the same length, its line breaks where they were."""
    patterns = Patterns.default()
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(_blanked(line, patterns, number == first) for number, line in enumerate(lines))


def _blanked(line: str, patterns: Patterns, is_first: bool) -> str:
    said = line.strip()
    if not said:
        return line
    if len(said) <= _LONGEST and (patterns.line.match(said) or patterns.all.fullmatch(said)):
        return " " * len(line)
    begin = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    opening = line[: begin + _PART]
    if found := patterns.start.match(opening, begin) or (patterns.first.match(opening, begin) if is_first else None):
        begin = found.end()
    if found := patterns.end.search(line, max(begin, end - _PART), end):
        end = found.start()
    if line[begin:end].strip():
        return " " * begin + line[begin:end] + " " * (len(line) - end)
    return " " * len(line)
