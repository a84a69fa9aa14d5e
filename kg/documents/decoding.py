"""Bytes to text: encodings, line ends, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.documents.limits import LINE, read_whole
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
    b"\x1f\x8b": "compressed by gzip", b"{\\rtf": "an RTF document", b"PAR1": "a Parquet table",
}  # fmt: skip
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x0b\x1b\x1a")
_DECLARED = re.compile(rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SAVE = "save it as plain text in UTF-8"


def decode(data: bytes, where: str, report: Report) -> str:
    """The text of a file, with line ends of one character. Raises Unreadable for what is no text.

    UTF-8 with or without a byte order mark, UTF-16 too, UTF-32 with one, the encoding that HTML or XML declares, else
    Windows-1252, which is reported.
    """
    encoding = encoding_of(data)
    if encoding is not None:
        text = _marked(data, encoding, where)
    else:
        refuse_binary(data, where)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            text = _declared(data) or _windows(data, data.count(b"\n", 0, error.start) + 1, where, report)
    return _one_character_ends(text)


def text_lines(file: BinaryIO, where: str, report: Report) -> Iterator[str]:
    """The lines of a file as a stream, each with its end, of one character. Raises Unreadable for what is no text.

    As for `decode`, but each line that is not UTF-8 is read as Windows-1252 for itself; the first is reported.
    """
    head = beginning(file)
    encoding = encoding_of(head)
    if encoding not in (None, "utf-8-sig"):
        yield from _parted(decode(read_whole(file, where), where, report))
        return
    refuse_binary(head, where)
    tell = report
    number = 0
    while line := file.readline(LINE + 1):
        number += 1
        if len(line) > LINE:
            raise Unreadable(where, f"line {number} has more than {LINE >> 20} MiB", "part it into lines")
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = _windows(line, number, where, tell)
            tell = _silent
        yield from _parted(_one_character_ends(text))


def beginning(file: BinaryIO, length: int = 4096) -> bytes:
    """The first bytes of a file without reading on; none where it cannot be looked into."""
    return bytes(file.peek(length)[:length]) if hasattr(file, "peek") else b""


def encoding_of(data: bytes) -> str | None:
    """The encoding that a byte order mark tells, or the zeros beside Latin letters; None if there is neither."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return marked
    start = data[:1000]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = start[first::2], start[1 - first :: 2]
        if len(start) > 20 and zeros.count(0) > 0.8 * len(zeros) and not others.count(0):
            return name
    return None


def refuse_binary(data: bytes, where: str) -> None:
    """Raises Unreadable, which names the kind of file, for what is no text."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind is None:
        start = data[:65536]
        if 0 not in start and sum(byte in _CONTROLS for byte in start) <= len(start) // 50:
            return
        kind = "binary data"
    raise Unreadable(where, f"no text but {kind}", _SAVE)


def _one_character_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parted(text: str) -> Iterator[str]:
    """Lines with their ends; not by `splitlines`, to which other characters are ends as well."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _marked(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name, place = encoding.removesuffix("-sig").upper(), f"byte {error.start:,}"
        raise Unreadable(where, f"not valid {name} at {place}", _SAVE) from None


def _declared(data: bytes) -> str | None:
    """By the encoding that a page declares, if it does and its bytes are valid in it."""
    found = _DECLARED.search(data[:4096])
    try:
        return data.decode(found[1].decode("ascii")) if found else None
    except (UnicodeError, LookupError, ValueError):
        return None


def _windows(data: bytes, line: int, where: str, report: Report) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(where, f"line {line}: neither UTF-8 nor Windows-1252", _SAVE) from None
    report(Problem(where, f"line {line}: not UTF-8; read as Windows-1252", "check its accents", "note"))
    return text


def _silent(problem: Problem) -> None:
    """Told once is enough."""
