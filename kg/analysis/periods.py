"""Time as texts have it: days, months and years, and the periods that they lie in."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import Literal

from kg.documents.dates import check_date
from kg.statements import Statement

Span = str | tuple[str | None, str | None]
"""A period as one gives it: a day, month or year ("2020-01"), or the first and the last, None for open."""

Dates = Literal["event", "published", "either"]
"""Which date of a statement counts: that of the event, that of the document, or the document's if the event has none."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of(cls, span: Span) -> Period:
        """The period that is meant. Raises ValueError for what is no date, and for an end before the start."""
        since, until = (span, span) if isinstance(span, str) else span
        start = days_of(check_date(since)) if since is not None else None
        end = days_of(check_date(until)) if until is not None else None
        first, last = start[0] if start else datetime.date.min, end[1] if end else datetime.date.max
        if last < first:
            raise ValueError(f"the period ends before it begins: {since} to {until}")
        return cls(first, last)

    def holds(self, date: str | None) -> bool:
        """Whether a date lies in the period as a whole: a month does not lie in one of its days."""
        found = days_of(date)
        return found is not None and self.covers(*found)

    def covers(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether all days from the first to the last are in the period."""
        return self.first <= first and last <= self.last


def days_of(date: str | None) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of a date; None where it is missing or is no date."""
    try:
        if not date:
            return None
        if len(date) == 4:
            return datetime.date(int(date), 1, 1), datetime.date(int(date), 12, 31)
        if len(date) == 7:
            first = datetime.date.fromisoformat(f"{date}-01")
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return None
    return day, day


def date_of(statement: Statement, published: str | None, dates: Dates) -> str | None:
    """The date of a statement that counts."""
    if dates == "event":
        return statement.date
    return published if dates == "published" else statement.date or published
