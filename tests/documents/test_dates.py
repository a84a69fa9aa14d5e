"""Dates of publication, as people and programs write them."""

from __future__ import annotations

import pytest

from kg.documents.dates import parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-12-31", "2019-12-31"),
        ("2019-12", "2019-12"),
        ("2019", "2019"),
        ("2019-1-5", "2019-01-05"),
        ("2019-12-31T23:30:00Z", "2019-12-31"),
        ("2019-12-31T23:30:00.123+01:00", "2019-12-31"),
        ("2019-12-31 23:30", "2019-12-31"),
        ("20191231", "2019-12-31"),
        ("2019/12/31", "2019-12-31"),
        ("31 December 2019", "2019-12-31"),
        ("31 Dec. 2019", "2019-12-31"),
        ("1st of January 2020", "2020-01-01"),
        ("Tuesday, 31 December 2019", "2019-12-31"),
        ("December 31, 2019", "2019-12-31"),
        ("Dec 31st, 2019, 10:00 GMT", "2019-12-31"),
        ("Sept 2019", "2019-09"),
        ("Tue, 31 Dec 2019 10:00:00 +0000", "2019-12-31"),
        ("  31   August\t2019 ", "2019-08-31"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_read(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2019-13-01", "2019-02-30", "31/12/2019", "3/4/2020", "32 May 2019", "5 Mai 2019", "12", "0000"],
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message differs
        parse_date(text)
