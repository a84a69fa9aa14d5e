"""Dates of publication, as people and programs write them, to ISO dates."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?)?)?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_DAY_MONTH = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([a-z]+)\.?,?[ -](\d{4})(?:,? .*)?")
_MONTH_DAY = re.compile(r"(?:[a-z]+,? )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? .*)?")
_MONTH = re.compile(r"([a-z]+)\.?,? (\d{4})")


def parse_date(text: str) -> str:
    """An ISO date, month or year. ValueError where the text is none, or can be read in two ways ("3/4/2020")."""
    cleaned = " ".join(text.split()).lower()
    if found := _DIGITS.fullmatch(cleaned.upper()) or _YEAR_FIRST.fullmatch(cleaned):
        return _iso(*found.groups())
    if found := _ISO.fullmatch(cleaned.replace("t", " ")):
        return _iso(*found.groups())
    if (found := _DAY_MONTH.fullmatch(cleaned)) and found[2] in _MONTHS:
        return _iso(found[3], str(_MONTHS[found[2]]), found[1])
    if (found := _MONTH_DAY.fullmatch(cleaned)) and found[1] in _MONTHS:
        return _iso(found[3], str(_MONTHS[found[1]]), found[2])
    if (found := _MONTH.fullmatch(cleaned)) and found[1] in _MONTHS:
        return _iso(found[2], str(_MONTHS[found[1]]))
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        raise ValueError(f"{text!r} is no date") from None


def check_date(text: str) -> str:
    """The `text`, if it is an ISO date, month or year. Raises ValueError with the mend."""
    try:
        if parse_date(text) == text:
            return text
        hint = f"write {parse_date(text)}"
    except ValueError:
        hint = "write 2020-01-03, 2020-01 or 2020"
    raise ValueError(f"{text!r} is no date; {hint}")


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    """Checks that there is such a day, and writes it."""
    date(int(year), int(month or 1), int(day or 1))
    return "-".join((year, *(f"{int(part):02}" for part in (month, day) if part)))
