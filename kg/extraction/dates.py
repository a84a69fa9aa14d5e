"""Dates: calendar dates and relative dates of a text, resolved against the day of publication.

Resolution follows the anchoring rules of TIMEX3 (Pustejovsky et al. 2003) for days, months and years: a weekday is the
last one up to publication, or the next one in a clause about the future; a month without a year likewise.
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

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_COUNT = (
    r"(?P<count>a couple of|a few|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|"
    r"several|few)"
)
_DAYNAME = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"

_PATTERNS = [
    ("iso", re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month_number>\d\d)-(?P<day>\d\d)\b")),
    ("day month", re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b", re.I)),
    ("month day", re.compile(rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?\b(?!\d)", re.I)),
    ("month year", re.compile(rf"\b{_MONTH},? {_YEAR}\b", re.I)),
    ("ago", re.compile(
        rf"\b(?:about |some |nearly |almost )?{_COUNT} (?P<unit>day|week|month|year)s? (?P<way>ago|"
        rf"earlier|later|before)\b", re.I)),
    ("weekday", re.compile(rf"\b(?:(?P<which>last|next|this|the previous|the following) )?{_DAYNAME}\b", re.I)),
    ("relative day", re.compile(
        r"\b(?P<word>the day before yesterday|the day after tomorrow|today|tonight|yesterday|tomorrow|overnight|"
        r"last night|this (?:morning|afternoon|evening)|(?:the|that) same day|that day|"
        r"the (?:previous|next|following) day|the day (?:before|after))\b", re.I)),
    ("decade", re.compile(
        r"\b(?:19|20)\d0s\b|\b(?:last|this|next) (?:spring|summer|autumn|fall|winter|quarter|decade|"
        r"century)\b", re.I)),
    ("relative", re.compile(
        r"\b(?:earlier |later )?(?P<which>last|this|next|the past|the previous|the following) "
        r"(?P<unit>week|weekend|month|year)\b", re.I)),
    ("last month name", re.compile(rf"\b(?P<which>last|this|next) {_MONTH}\b", re.I)),
    ("in month", re.compile(rf"\b(?:in|since|until|by|during|of|late|early|mid)[ -]{_MONTH}\b(?! \d)", re.I)),
    ("in year", re.compile(rf"\b(?:in|since|during|of|the|late|early|until|from)[ -]{_YEAR}\b", re.I)),
]  # fmt: skip


_ANY = re.compile(
    r"day|\b(?:19|20)\d\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)|\b(?:ago|earlier|later|before|tonight|"
    r"overnight|tomorrow|last|this|next|past|previous|following)\b",
    re.I,
)
_STEPS = {
    "previous day": -1,
    "day before": -1,
    "next day": 1,
    "following day": 1,
    "day after": 1,
    "same day": 0,
    "day": 0,
}
_DAYS = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at characters `start`:`end`, with its ISO value ("2019-12-29", "2019-12", "2019")."""

    start: int
    end: int
    value: str


def find_dates(
    text: str, published: str | None, *, offset: int = 0, future: bool = False, reference: str | None = None
) -> list[When]:
    """The date expressions of a sentence that have a value, in order.

    Relative ones need the day of publication (or, for months and years, its month or year); without it they are left
    out. `future` says that the clause speaks of what is to come. `offset` is added to the positions. `reference` is the
    day last spoken of, from which "a day earlier" and "the next day" count.
    """
    if not _ANY.search(text):
        return []
    anchor = _anchor(published)
    found: list[When] = []
    taken: list[tuple[int, int]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if (
                kind in ("in month", "month day", "day month", "month year", "last month name")
                and match["month"] == "may"
            ):
                continue  # the modal
            value = _value(kind, match, published, anchor, future, _day_spoken_of(found, match.start(), reference))
            taken.append(match.span())
            if value is not None:
                found.append(When(match.start() + offset, match.end() + offset, value))
    return sorted(found, key=lambda when: when.start)


def _anchor(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published) if published and len(published) >= 10 else None
    except ValueError:
        return None


def _value(
    kind: str, match: re.Match[str], published: str | None, anchor: dt.date | None, future: bool, spoken: dt.date | None
) -> str | None:
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
    if kind == "decade":
        return None
    if (
        kind == "relative day"
        and (step := _STEPS.get(groups["word"].lower().removeprefix("the ").removeprefix("that "))) is not None
    ):
        return (spoken + dt.timedelta(step)).isoformat() if spoken is not None else None
    if kind == "ago" and groups["way"].lower() != "ago" and spoken is not None:
        return _shifted(spoken, groups)
    if anchor is None:
        if kind == "relative" and published and len(published) >= 4:
            return _coarse(groups["which"].lower(), groups["unit"].lower(), published)
        return None
    if kind == "relative day":
        return (anchor + dt.timedelta(_DAYS.get(groups["word"].lower(), 0))).isoformat()
    if kind == "weekday":
        wanted = _WEEKDAYS[groups["weekday"].lower()]
        which = (groups.get("which") or "").lower()
        back = (anchor.weekday() - wanted) % 7
        ahead = (wanted - anchor.weekday()) % 7
        if which in ("next", "the following") or (future and which not in ("last", "the previous")):
            return (anchor + dt.timedelta(ahead or 7)).isoformat()
        return (anchor - dt.timedelta(back or (7 if which in ("last", "the previous") else 0))).isoformat()
    if kind == "ago":
        return _shifted(anchor, groups)
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


def _shifted(base: dt.date, groups: dict[str, str]) -> str | None:
    """So many days, months or years before or after a day; weeks leave the day open."""
    count = _count(groups["count"].lower())
    sign = 1 if groups["way"].lower() == "later" else -1
    unit = groups["unit"].lower()
    if not count or unit == "week":
        return None
    if unit == "day":
        return (base + dt.timedelta(sign * count)).isoformat()
    if unit == "month":
        total = base.year * 12 + base.month - 1 + sign * count
        return f"{total // 12}-{total % 12 + 1:02}"
    return str(base.year + sign * count)


def _day_spoken_of(found: list[When], before: int, reference: str | None) -> dt.date | None:
    """The day that the text spoke of last: in the same sentence, else the reference."""
    values = [
        when.value
        for when in sorted(found, key=lambda when: when.start)
        if when.start < before and len(when.value) == 10
    ]
    value = values[-1] if values else reference
    return dt.date.fromisoformat(value) if value else None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
