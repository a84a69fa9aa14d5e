"""JSON: a document, or a list of them; JSON Lines: one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from kg.documents.decoding import beginning, decode, encoding_of
from kg.documents.limits import LINE
from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers.base import Context, whole_text
from kg.documents.readers.records import read_record

_MEND = 'a document is an object such as {"id": "a1", "title": "…", "published": "2019-12-31", "text": "…"}'


def read_json(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A JSON file: one document, or a list of them, or these under "documents"."""
    text = whole_text(file, context)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = getattr(error, "lineno", 1)
        if lines > 1 and "Extra data" in str(error):  # JSON Lines under another name
            yield from json_lines(text.split("\n"), context)
            return
        raise Unreadable(f"{context.where}: line {lines}", f"not valid JSON ({_reason(error)})", _MEND) from None
    if isinstance(data, dict) and isinstance(data.get("documents"), list):
        data = data["documents"]
    if isinstance(data, dict):
        yield _document(data, context)
        return
    if not isinstance(data, list):
        raise Unreadable(context.where, "holds no documents", _MEND)
    for number, item in enumerate(data, start=1):
        try:
            yield _document(item, context.part(f"item {number}", str(number)))
        except Unreadable as error:
            context.report(error.problem)


def read_json_lines(file: BinaryIO, context: Context) -> Iterator[Document]:
    """JSON Lines, read as a stream; a bad line does not lose the others."""
    if encoding_of(beginning(file)) not in (None, "utf-8-sig"):
        yield from json_lines(whole_text(file, context).split("\n"), context)
        return
    found = False
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        found = True
        here = context.at(number)
        try:
            if len(line) > LINE:
                raise Unreadable(here.where, f"has more than {LINE >> 20} MiB")
            yield _line(decode(line, here.where, context.report), here)
        except Unreadable as error:
            context.report(error.problem)
    if not found:
        raise Unreadable(context.where, "the file is empty")


def json_lines(lines: Iterable[str], context: Context) -> Iterator[Document]:
    """The documents in lines of JSON."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _line(line, context.at(number))
            except Unreadable as error:
                context.report(error.problem)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines; of one that is too long, a beginning that is too long as well."""
    while line := file.readline(LINE + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(LINE)
        yield line


def _line(line: str, context: Context) -> Document:
    try:
        return _document(json.loads(line), context)
    except (ValueError, RecursionError) as error:
        raise Unreadable(context.where, f"not valid JSON ({_reason(error)})", _MEND) from None


def _document(data: Any, context: Context) -> Document:
    if not isinstance(data, dict):
        raise Unreadable(context.where, f"a JSON {type(data).__name__}, not an object", _MEND)
    if "text" not in data and "subject" in data and "relation" in data:
        what = 'the field "text" is missing; these are statements, not documents'
        raise Unreadable(context.where, what, _MEND)
    return read_record(data, context, called="field", mend=_MEND)


def _reason(error: Exception) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"
