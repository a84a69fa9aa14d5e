"""Bytes to text: encodings, line ends, and what is no text at all."""

from __future__ import annotations

import codecs

from kg.documents.problems import Problem, Report, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a zip archive or an office document", b"\x89PNG": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\x1f\x8b": "compressed by gzip", b"{\\rtf": "an RTF document",
}  # fmt: skip
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b\x1a")
_SAVE = "save it as plain text in UTF-8"


def decode(data: bytes, where: str, report: Report) -> str:
    """The text of a file, with line ends of one character. Raises Unreadable for what is no text.

    UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one, else Windows-1252, which is reported.
    """
    text = _decode(data, where, report)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(data: bytes) -> str | None:
    """The encoding that a byte order mark tells, if there is one."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def _decode(data: bytes, where: str, report: Report) -> str:
    marked = encoding_of(data)
    if marked is not None:
        try:
            return data.decode(marked)
        except UnicodeDecodeError as error:
            place = f"byte {error.start:,}"
            raise Unreadable(where, f"not valid {marked.removesuffix('-sig').upper()} at {place}", _SAVE) from None
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise Unreadable(where, f"line {line}: neither UTF-8 nor Windows-1252", _SAVE) from None
        report(Problem(where, f"line {line}: not UTF-8; read as Windows-1252", "check its accents", "note"))
        return text


def _refuse_binary(data: bytes, where: str) -> None:
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        start = data[:65536]
        if 0 not in start and sum(byte in _CONTROLS for byte in start) <= len(start) // 50:
            return
        kind = "binary"
    raise Unreadable(where, f"no text but {kind}" if kind != "binary" else "no text but binary data", _SAVE)
