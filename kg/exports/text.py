"""Texts as plain-text formats can hold them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"}
_NOT_XML = _PICTURES | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)

_ESCAPES = {code: f"\\u{code:04x}" for code in (0xFFFE, 0xFFFF)}  # JSON leaves them; XML cannot hold them

_SIGN = "[=+\\-@＝＋－＠]"  # with the wide forms of Asian keyboards
_START = re.compile(r"^('*)(?=[\t\r\n]|[ \"]*" + _SIGN + ")")
_WITHIN = re.compile(r"([;\t\r\n][\s\"]*'*)(?=" + _SIGN + ")")
_START_GUARDED = re.compile(r"^'('*)(?=[\t\r\n]|[ \"]*" + _SIGN + ")")
_WITHIN_GUARDED = re.compile(r"([;\t\r\n][\s\"]*'*)'(?=" + _SIGN + ")")


def visible(text: str) -> str:
    """A text with pictures ("␀", "␛") for the control characters that XML, spreadsheets and many readers of CSV cannot
    hold, and "\N{REPLACEMENT CHARACTER}" for what is no character; tabs and line ends stay."""
    return text.translate(_NOT_XML)


def guarded(text: str) -> str:
    """A text of which no spreadsheet takes anything for a formula: an apostrophe stands before what looks like one.

    That is at its start, and after a semicolon, tab or line end, where a cell begins for a spreadsheet that expects
    other separators. Where apostrophes stand there already, one more is put to them, so that there is a way back.
    """
    return _START.sub(r"'\1", _WITHIN.sub(r"\1'", text))


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return _WITHIN_GUARDED.sub(r"\1", _START_GUARDED.sub(r"\1", text))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula when someone types or edits it."""
    return _START.match(text) is not None


def listed(values: Iterable[str]) -> str:
    """Several texts in one: a JSON array, in which any text can be had back, control characters too."""
    return json.dumps(list(values), ensure_ascii=False).translate(_ESCAPES)


def plain(value: object) -> str:
    """A value of an attribute as text: a truth value as XML and most programs have it, several texts as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return listed(value) if isinstance(value, tuple) else str(value)
