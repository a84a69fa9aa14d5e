"""Dates of days, months and years as stretches of days."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable

Spell = tuple[datetime.date, datetime.date]
"""The first and the last day."""

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def spell(date: str | None) -> Spell | None:
    """The days of an ISO date, month or year; None for anything else."""
    found = _ISO.fullmatch(date or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        start = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last = month or 12
    return start, datetime.date(start.year, last, day or calendar.monthrange(start.year, last)[1])


def merged(spells: Iterable[Spell]) -> list[Spell]:
    """In order, with those that overlap made one."""
    found: list[Spell] = []
    for start, end in sorted(spells):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
