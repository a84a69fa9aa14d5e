"""Texts in plain-text formats: nothing to evaluate, nothing to break, and a way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exports.text import guarded, listed, looks_like_formula, plain, unguarded, visible
from tests.exports.hostile import TEXTS, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A1", "'@A1"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        (" =1", "' =1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("so;=1", "so;'=1"),
        ("so\n =1", "so\n '=1"),
        ("so\r-1; +2", "so\r'-1; '+2"),
        ("'Asa'ib Ahl al-Haq", "'Asa'ib Ahl al-Haq"),
        ("on 20-21 May, -5 degrees; a + b = c", "on 20-21 May, -5 degrees; a + b = c"),
        ("", ""),
    ],
)
def test_what_looks_like_a_formula_is_guarded(text: str, expected: str) -> None:
    assert guarded(text) == expected
    assert unguarded(expected) == text


@given(st.one_of(st.text(), st.text("=+-@＝'\"; \t\r\na")))
def test_every_text_can_be_had_back_and_none_begins_like_a_formula(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert not re.search('(^|[;\t\r\n])[ "]*[=+\\-@＝＋－＠]', safe)
    assert safe[:1] not in ("\t", "\r", "\n")


def test_looks_like_formula() -> None:
    assert [text for text in TEXTS if looks_like_formula(text)] == list(TEXTS[:10])


def test_control_characters_are_made_visible() -> None:
    assert visible("nul \0 escape \x1b \t\r\n \ufffe \ud800 é 🌍") == "nul ␀ escape ␛ \t\r\n � � é 🌍"
    assert [visible(text) for text in TEXTS] == [shown(text) for text in TEXTS]


def test_values() -> None:
    assert [plain(value) for value in (True, False, 3, 0.5, "x")] == ["true", "false", "3", "0.5", "x"]
    assert plain(("a", 'b"; c')) == listed(["a", 'b"; c']) == '["a", "b\\"; c"]'
