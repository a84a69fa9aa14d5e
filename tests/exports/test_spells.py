"""Dates of any grain as stretches of days."""

from __future__ import annotations

import pytest

from kg.exports.spells import merged, spell


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2031-05-09", "2031-05-09", "2031-05-09"),
        ("2031-05", "2031-05-01", "2031-05-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("0044-03-15", "0044-03-15", "0044-03-15"),
    ],
)
def test_spells(date: str, first: str, last: str) -> None:
    found = spell(date)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    "date", [None, "", "May", "2031-13", "2031-02-30", "0000", "2031-5-9", "2031-05-09T00:00", "٢٠٣١"]
)
def test_no_spell(date: str | None) -> None:
    assert spell(date) is None


def test_overlapping_spells_are_merged() -> None:
    found = merged(filter(None, map(spell, ["2031-07-04", "2031-05", "2031-05-09", "2031-05-31", "2030-01"])))
    assert [(str(a), str(b)) for a, b in found] == [
        ("2030-01-01", "2030-01-31"),
        ("2031-05-01", "2031-05-31"),
        ("2031-07-04", "2031-07-04"),
    ]
    assert merged([]) == []
