"""Which dates lie in which periods."""

from __future__ import annotations

import datetime

import pytest

from kg.analysis.periods import Period, Span, days_of


@pytest.mark.parametrize(
    ("span", "date", "held"),
    [
        ("2020-02", "2020-02-29", True),
        ("2020-02", "2020-03-01", False),
        ("2020-02", "2020-02", True),
        ("2020-02", "2020", False),
        ("2020", "2020-12", True),
        ("2020-01-03", "2020-01-03", True),
        ("2020-01-03", "2020-01", False),
        (("2019-12", "2020-01-03"), "2019-12-01", True),
        (("2019-12", "2020-01-03"), "2020-01-03", True),
        (("2019-12", "2020-01-03"), "2020-01-04", False),
        (("2019-12", "2020-01-03"), "2020-01", False),
        (("2019-12", "2020-01-03"), "2019", False),
        ((None, "2019"), "0999-01-01", True),
        (("2019", None), "2018-12-31", False),
        (("2019", None), "9999", True),
        ((None, None), "2020", True),
        ((None, None), None, False),
    ],
)
def test_a_date_lies_in_a_period_as_a_whole_or_not(span: Span, date: str | None, held: bool) -> None:
    assert Period.of(span).holds(date) is held


def test_the_days_of_a_month() -> None:
    assert days_of("2020-02") == (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    assert days_of("2021-02") == (datetime.date(2021, 2, 1), datetime.date(2021, 2, 28))


@pytest.mark.parametrize("text", ["May 2020", "20", "2020-13", "2020-02-30", "abcd", "", "2020-1-1", "0000", None])
def test_what_is_no_date_has_no_days_and_lies_in_no_period(text: str | None) -> None:
    assert days_of(text) is None
    assert not Period.of((None, None)).holds(text)


@pytest.mark.parametrize("text", ["spring", "2020-1-1", ""])
def test_a_period_needs_dates(text: str) -> None:
    with pytest.raises(ValueError, match="is no date; write 2020-01-0"):
        Period.of(text)
    with pytest.raises(ValueError, match="is no date"):
        Period.of((None, text))


def test_time_runs_forward() -> None:
    with pytest.raises(ValueError, match="ends before it begins: 2020 to 2019-12-31"):
        Period.of(("2020", "2019-12-31"))
