"""Dates: calendar dates and relative dates of a text, resolved against the day of publication.

Resolution follows the anchoring rules of TIMEX3 (Pustejovsky et al. 2003) for day, month and year granularity: a weekday
is the last one up to publication, or the next one in a clause about the future; a month without a year likewise.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sept sep", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
_WEEKDAYS = {name: n for n, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "several": 0, "few": 0, "a few": 0}

_MONTH = r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_COUNT = r"(?P<count>a couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|several|few)"
_DAYNAME = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

_PATTERNS = [
    ("iso", re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)\b")),
    ("day month", re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b", re.I)),
    ("month day", re.compile(rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b(?!\d)", re.I)),
    ("month year", re.compile(rf"\b{_MONTH},? {_YEAR}\b", re.I)),
    ("ago", re.compile(rf"\b(?:about |some |nearly |almost )?{_COUNT} (?P<unit>day|week|month|year)s? (?P<way>ago|earlier|later|before)\b", re.I)),
    ("weekday", re.compile(rf"\b(?:(?P<which>last|next|this|the previous|the following) )?{_DAYNAME}\b", re.I)),
    ("relative day", re.compile(r"\b(?P<word>today|tonight|yesterday|tomorrow|the day before yesterday|the previous day|the day before|the next day|the following day|overnight)\b", re.I)),
    ("relative", re.compile(r"\b(?:earlier |later )?(?P<which>last|this|next|the past|the previous|the following) (?P<unit>week|weekend|month|year)\b", re.I)),
    ("last month name", re.compile(rf"\b(?P<which>last|this|next) {_MONTH}\b", re.I)),
    ("in month", re.compile(rf"\b(?:in|since|until|by|during|of|late|early|mid)[ -]{_MONTH}\b(?! \d)", re.I)),
    ("in year", re.compile(rf"\b(?:in|since|during|of|the|late|early|until|from)[ -]{_YEAR}\b", re.I)),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at characters `start`:`end`, with its ISO value ("2019-12-29", "2019-12", "2019")."""

    start: int
    end: int
    value: str


def find_dates(text: str, published: str | None, *, offset: int = 0, future: bool = False) -> list[When]:
    """The date expressions of a sentence that have a value, in order.

    Relative ones need the day of publication (or, for months and years, its month or year); without it they are left
    out. `future` says that the clause speaks of what is to come. `offset` is added to the positions.
    """
    anchor = _anchor(published)
    found: list[When] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if kind in ("in month", "month day", "day month", "month year", "last month name") and match["month"].lower() == "may" and match["month"] == "may":
                continue  # the modal
            value = _value(kind, match, published, anchor, future, found)
            taken.append(match.span())
            if value is not None:
                found.append(When(match.start() + offset, match.end() + offset, value))
    return sorted(found, key=lambda when: when.start)


def _anchor(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published and len(published) >= 10 else None
    except ValueError:
        return None


def _value(kind: str, match: re.Match[str], published: str | None, anchor: dt.date | None, future: bool, before: list[When]) -> str | None:
    groups = match.groupdict()
    month = _MONTHS.get((groups.get("month") or "").lower().rstrip(".")) if groups.get("month") else None
    year = int(groups["year"]) if groups.get("year") else None
    if kind == "iso":
        return _day(int(groups["year"]), int(groups["month_number"]), int(groups["day"]))
    if kind in ("day month", "month day"):
        assert month is not None
        if year is None:
            year = _year_of(month, int(groups["day"]), published, anchor, future)
        return None if year is None else _day(year, month, int(groups["day"]))
    if kind == "month year":
        return f"{year}-{month:02}"
    if kind == "in year":
        return str(year)
    if kind in ("in month", "last month name"):
        assert month is not None
        which = (groups.get("which") or "").lower()
        if published is None or len(published) < 4:
            return None
        this_year = int(published[:4])
        this_month = int(published[5:7]) if len(published) >= 7 else 12
        if which == "next" or (future and not which):
            return f"{this_year + (month < this_month)}-{month:02}"
        return f"{this_year - (month > this_month or (which == 'last' and month == this_month))}-{month:02}"
    if anchor is None:
        if kind == "relative" and published and len(published) >= 4:
            return _coarse(groups["which"].lower(), groups["unit"].lower(), published)
        return None
    if kind == "relative day":
        word = groups["word"].lower()
        if word in ("the previous day", "the day before", "the next day", "the following day"):
            base = _last_day(before)
            if base is None:
                return None if "next" in word or "following" in word else (anchor - dt.timedelta(1)).isoformat()
            return (base + dt.timedelta(1 if "next" in word or "following" in word else -1)).isoformat()
        return (anchor + dt.timedelta({"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(word, 0))).isoformat()
    if kind == "weekday":
        wanted = _WEEKDAYS[groups["weekday"].lower()]
        which = (groups.get("which") or "").lower()
        back = (anchor.weekday() - wanted) % 7
        ahead = (wanted - anchor.weekday()) % 7
        if which in ("next", "the following") or (future and which not in ("last", "the previous")):
            return (anchor + dt.timedelta(ahead or 7)).isoformat()
        return (anchor - dt.timedelta(back or (7 if which in ("last", "the previous") else 0))).isoformat()
    if kind == "ago":
        count = _count(groups["count"].lower())
        if not count:
            return None
        way, unit = groups["way"].lower(), groups["unit"].lower()
        base = anchor if way == "ago" else (_last_day(before) or anchor)
        sign = 1 if way == "later" else -1
        if unit == "day":
            return (base + dt.timedelta(sign * count)).isoformat()
        if unit == "week":
            return (base + dt.timedelta(sign * 7 * count)).isoformat() if way == "ago" else None
        if unit == "month":
            total = base.year * 12 + base.month - 1 + sign * count
            return f"{total // 12}-{total % 12 + 1:02}"
        return str(base.year + sign * count)
    if kind == "relative":
        return _coarse(groups["which"].lower(), groups["unit"].lower(), anchor.isoformat())
    return None


def _coarse(which: str, unit: str, published: str) -> str | None:
    """ "last month", "this year": a month or a year; weeks have no ISO date of day size and stay null."""
    step = {"last": -1, "the past": None, "the previous": -1, "this": 0, "next": 1, "the following": 1}[which]
    if step is None or unit in ("week", "weekend"):
        return None
    if unit == "year":
        return str(int(published[:4]) + step)
    if len(published) < 7:
        return None
    total = int(published[:4]) * 12 + int(published[5:7]) - 1 + step
    return f"{total // 12}-{total % 12 + 1:02}"


def _year_of(month: int, day: int, published: str | None, anchor: dt.date | None, future: bool) -> int | None:
    if anchor is not None:
        same = (month, day)
        now = (anchor.month, anchor.day)
        if future:
            return anchor.year + (same < now)
        return anchor.year - (same > now)
    if published and len(published) == 7:
        return int(published[:4]) - (month > int(published[5:7]))
    return int(published) if published and len(published) == 4 else None


def _last_day(before: list[When]) -> dt.date | None:
    for when in reversed(before):
        if len(when.value) == 10:
            return dt.date.fromisoformat(when.value)
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
