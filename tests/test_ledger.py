"""Ledgers: they remember, sort as Python does, and say so when there is no room."""

from __future__ import annotations

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import Ledger, Seen, kept, text

any_text = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs too


@given(st.lists(st.tuples(any_text, any_text)))
def test_what_was_seen_is_remembered_as_a_dict_would(pairs: list[tuple[str, str]]) -> None:
    seen, expected = Seen(), dict[str, str]()
    for key, value in pairs:
        assert seen.get(key) == expected.get(key)
        assert (key in seen) == (key in expected)
        seen[key] = expected[key] = value
    assert {key: seen.get(key) for key in expected} == expected


@given(st.lists(any_text))
def test_texts_come_back_in_the_order_of_python(texts: list[str]) -> None:
    ledger = Ledger("CREATE TABLE met (name BLOB)")
    ledger.note("INSERT INTO met VALUES (?)", ((kept(each),) for each in texts))
    assert [text(row[0]) for row in ledger.ask("SELECT name FROM met ORDER BY name")] == sorted(texts)


def test_two_ledgers_share_nothing() -> None:
    one, other = Seen(), Seen()
    one["a"] = "1"
    assert "a" not in other


def test_no_room_is_told_with_its_cure() -> None:
    ledger = Ledger("CREATE TABLE met (name BLOB)", "PRAGMA max_page_count = 20")
    names = ((kept(f"{number} " * 500),) for number in range(1_000))
    with pytest.raises(OSError, match="TMPDIR names another folder") as raised:
        ledger.note("INSERT INTO met VALUES (?)", names)
    assert raised.value.errno == errno.ENOSPC
