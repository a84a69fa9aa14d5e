"""Calendar logic: date expressions against the day of publication, over year ends, leap days and weekdays."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extraction.dates import find_dates

WEDNESDAY = "2023-03-15"
NEW_YEAR = "2019-01-02"  # a Wednesday


def value(text: str, published: str | None, *, future: bool = False, reference: str | None = None) -> str | None:
    found = find_dates(text, published, future=future, reference=reference)
    return found[-1].value if found else None


PAST = [
    # absolute
    ("on 19 April 1998", None, "1998-04-19"),
    ("on April 19, 1998", None, "1998-04-19"),
    ("on the 5th of May 2014", None, "2014-05-05"),
    ("2014-05-05", None, "2014-05-05"),
    ("in March 1991", None, "1991-03"),
    ("in 2014", None, "2014"),
    ("on 29 February 2020", None, "2020-02-29"),
    ("on 29 February 2021", None, None),
    ("on 31 April 2021", None, None),
    # weekdays: the last one, the day of publication included
    ("on Wednesday", WEDNESDAY, "2023-03-15"),
    ("on Tuesday", WEDNESDAY, "2023-03-14"),
    ("on Thursday", WEDNESDAY, "2023-03-09"),
    ("last Wednesday", WEDNESDAY, "2023-03-08"),
    ("last Thursday", WEDNESDAY, "2023-03-09"),
    ("next Wednesday", WEDNESDAY, "2023-03-22"),
    ("on Monday", NEW_YEAR, "2018-12-31"),
    ("on Thursday", NEW_YEAR, "2018-12-27"),
    ("on Sunday's raid", WEDNESDAY, "2023-03-12"),
    ("on Saturday", "2020-03-01", "2020-02-29"),
    ("on Saturday", "2021-03-01", "2021-02-27"),
    # days
    ("yesterday", WEDNESDAY, "2023-03-14"),
    ("yesterday", "2020-03-01", "2020-02-29"),
    ("yesterday", "2023-03-01", "2023-02-28"),
    ("yesterday", "2019-01-01", "2018-12-31"),
    ("today", WEDNESDAY, "2023-03-15"),
    ("this morning", WEDNESDAY, "2023-03-15"),
    ("last night", WEDNESDAY, "2023-03-14"),
    ("tomorrow", "2019-12-31", "2020-01-01"),
    ("the day before yesterday", "2019-01-01", "2018-12-30"),
    ("four days ago", "2022-11-18", "2022-11-14"),
    ("two days ago", "2019-01-01", "2018-12-30"),
    ("three weeks ago", WEDNESDAY, None),
    ("two months ago", "2019-01-15", "2018-11"),
    ("a year ago", "2020-02-29", "2019"),
    # days and months without a year
    ("on 5 March", "2022-11-18", "2022-03-05"),
    ("on 5 March", "2017-02-14", "2016-03-05"),
    ("on March 5", "2017-03-05", "2017-03-05"),
    ("on 30 December", NEW_YEAR, "2018-12-30"),
    ("in September", "2023-10-07", "2023-09"),
    ("in October", "2023-09-07", "2022-10"),
    ("in December", "2019-01-02", "2018-12"),
    ("last month", "2019-01-02", "2018-12"),
    ("next month", "2019-12-31", "2020-01"),
    ("this year", WEDNESDAY, "2023"),
    ("last year", WEDNESDAY, "2022"),
    ("last week", WEDNESDAY, None),
    ("last summer", WEDNESDAY, None),
    ("in the 1990s", WEDNESDAY, None),
    # nothing to count from
    ("on Sunday", None, None),
    ("yesterday", None, None),
    ("last year", None, None),
    ("in August", None, None),
    # a month or a year of publication is enough for months and years
    ("last month", "2023-01", "2022-12"),
    ("in August", "2023-03", "2022-08"),
    ("last year", "2023", "2022"),
    ("on Sunday", "2023-03", None),
    # no dates
    ("they may attack", WEDNESDAY, None),
    ("the march on the capital", WEDNESDAY, None),
    ("on page 2014", WEDNESDAY, None),
]

TO_COME = [
    ("on Tuesday", "2025-10-03", "2025-10-07"),
    ("on Friday", "2025-10-03", "2025-10-10"),
    ("on Monday", "2019-12-31", "2020-01-06"),
    ("in May", "2025-10-03", "2026-05"),
    ("in November", "2025-10-03", "2025-11"),
    ("on 5 January", "2025-10-03", "2026-01-05"),
    ("next year", "2025-10-03", "2026"),
    ("last Friday", "2025-10-03", "2025-09-26"),
]

REFERRING = [
    ("a day earlier", "2022-11-17", "2022-11-16"),
    ("the next day", "2022-04-20", "2022-04-21"),
    ("the following day", "2019-12-31", "2020-01-01"),
    ("two days later", "2020-02-28", "2020-03-01"),
    ("the day before", "2020-03-01", "2020-02-29"),
    ("the same day", "2020-03-01", "2020-03-01"),
    ("a month earlier", "2020-01-31", "2019-12"),
    ("three years later", "2020-02-29", "2023"),
    ("a week later", "2020-02-29", None),
]


@pytest.mark.parametrize(("text", "published", "expected"), PAST)
def test_past(text: str, published: str | None, expected: str | None) -> None:
    assert value(text, published) == expected


@pytest.mark.parametrize(("text", "published", "expected"), TO_COME)
def test_to_come(text: str, published: str, expected: str) -> None:
    assert value(text, published, future=True) == expected


@pytest.mark.parametrize(("text", "reference", "expected"), REFERRING)
def test_counted_from_the_day_spoken_of(text: str, reference: str, expected: str | None) -> None:
    assert value(text, "2022-12-01", reference=reference) == expected


def test_the_day_spoken_of_in_the_same_sentence() -> None:
    found = find_dates("on 28 February 2020 and again two days later", None)
    assert [when.value for when in found] == ["2020-02-28", "2020-03-01"]


def test_positions() -> None:
    text = "On Monday, and on 5 March, they met."
    found = find_dates(text, WEDNESDAY, offset=100)
    assert [text[when.start - 100 : when.end - 100] for when in found] == ["Monday", "5 March"]


@pytest.mark.parametrize("start", ["2019-12-28", "2020-02-26", "2023-02-26"])
def test_every_weekday_is_the_last_one(start: str) -> None:
    """Whatever the day of publication, a weekday names one of the last seven days."""
    for shift in range(8):
        day = dt.date.fromisoformat(start) + dt.timedelta(shift)
        for back in range(7):
            wanted = day - dt.timedelta(back)
            assert value(f"on {wanted:%A}", day.isoformat()) == wanted.isoformat()
