"""One reader a kind of file: bytes in, documents out. They raise Unreadable, and report what could be read in part."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.documents import frontmatter, markdown
from kg.documents.dates import parse_date
from kg.documents.decoding import decode, encoding_of
from kg.documents.html import looks_like_html, read_page
from kg.documents.model import Document
from kg.documents.problems import Problem, Report, Unreadable

_DATE_MEND = "write it as 2019-12-31; the text is read without a date"
_JSON_MEND = 'a document is an object such as {"id": "a1", "title": "…", "published": "2019-12-31", "text": "…"}'


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know besides the bytes: how to call the file, and the id it would give one document."""

    where: str
    id: str
    report: Report

    def at(self, line: int) -> Context:
        return Context(f"{self.where}: line {line}", f"{self.id}-{line}", self.report)

    def date(self, value: object, line: int = 0) -> str | None:
        """A date as ISO; one that cannot be read is reported, and left out."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return parse_date(str(value))
        except ValueError:
            where = f"{self.where}: line {line}" if line else self.where
            self.report(Problem(where, f"the date {str(value)[:40]!r} cannot be read", _DATE_MEND))
            return None


_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Text that can be written as UTF-8: halves of surrogate pairs are replaced, one character by one."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


Reader = Callable[[BinaryIO, Context], Iterator[Document]]


def read_text(file: BinaryIO, context: Context) -> Iterator[Document]:
    """Plain text, with front matter or without."""
    parts = frontmatter.split(_text(file, context))
    yield _document(context, parts, parts.text, "")


def read_markdown(file: BinaryIO, context: Context) -> Iterator[Document]:
    """Markdown; a heading at the top is the title, unless the front matter gives one."""
    parts = frontmatter.split(_text(file, context))
    yield _document(context, parts, markdown.plain(parts.text), markdown.heading(parts.text))


def read_html(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A web page."""
    yield _page(_text(file, context), context)


def read_json(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A JSON file: one document, or a list of them, or these under "documents"."""
    text = _text(file, context)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = getattr(error, "lineno", 1)
        if lines > 1 and "Extra data" in str(error):  # JSON Lines under another name
            yield from _json_lines(text.split("\n"), context)
            return
        raise Unreadable(f"{context.where}: line {lines}", f"not valid JSON ({_reason(error)})", _JSON_MEND) from None
    if isinstance(data, dict) and isinstance(data.get("documents"), list):
        data = data["documents"]
    if isinstance(data, dict):
        yield _from_json(data, context)
        return
    if not isinstance(data, list):
        raise Unreadable(context.where, "holds no documents", _JSON_MEND)
    for number, item in enumerate(data, start=1):
        here = Context(f"{context.where}: item {number}", f"{context.id}-{number}", context.report)
        try:
            yield _from_json(item, here)
        except Unreadable as error:
            context.report(error.problem)


def read_json_lines(file: BinaryIO, context: Context) -> Iterator[Document]:
    """JSON Lines, read as a stream; a bad line does not lose the others."""
    head = file.peek(4)[:4] if hasattr(file, "peek") else b""
    if (encoding_of(head) or "utf-8-sig") != "utf-8-sig":
        yield from _json_lines(_text(file, context).split("\n"), context)
        return
    found = False
    for number, line in enumerate(file, start=1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        found = True
        try:
            yield _json_line(decode(line, f"{context.where}: line {number}", context.report), context.at(number))
        except Unreadable as error:
            context.report(error.problem)
    if not found:
        raise Unreadable(context.where, "the file is empty")


def read_unknown(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A file whose name tells nothing, or standard input: JSON Lines, HTML or text, by its beginning."""
    text = _text(file, context)
    start = text.lstrip()
    if start.startswith("{") and '"text"' in start:
        yield from _json_lines(text.split("\n"), context)
    elif looks_like_html(start):
        yield _page(text, context)
    else:
        parts = frontmatter.split(text)
        yield _document(context, parts, parts.text, "")


def _text(file: BinaryIO, context: Context) -> str:
    data = file.read()
    if not data.strip():
        raise Unreadable(context.where, "the file is empty")
    return decode(data, context.where, context.report)


def _document(context: Context, parts: frontmatter.FrontMatter, text: str, title: str) -> Document:
    if not text.strip():
        raise Unreadable(context.where, "there is no text below the front matter")
    fields = parts.fields
    return Document(
        id=fields.get("id") or context.id,
        text=text,
        title=fields.get("title") or title,
        published=context.date(fields.get("date"), parts.lines.get("date", 0)),
        source=fields.get("source") or "",
    )


def _page(markup: str, context: Context) -> Document:
    page = read_page(markup)
    if not page.text.strip():
        raise Unreadable(context.where, "no text was found in the page")
    return Document(context.id, page.text, page.title, context.date(page.date), page.source)


def _json_lines(lines: list[str], context: Context) -> Iterator[Document]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _json_line(line, context.at(number))
            except Unreadable as error:
                context.report(error.problem)


def _json_line(line: str, context: Context) -> Document:
    try:
        return _from_json(json.loads(line), context)
    except (ValueError, RecursionError) as error:
        raise Unreadable(context.where, f"not valid JSON ({_reason(error)})", _JSON_MEND) from None


def _from_json(data: Any, context: Context) -> Document:
    if not isinstance(data, dict):
        raise Unreadable(context.where, f"a JSON {type(data).__name__}, not an object", _JSON_MEND)
    if "text" not in data:
        hint = "; these are statements, not documents" if "subject" in data and "relation" in data else ""
        raise Unreadable(context.where, f'the field "text" is missing{hint}', _JSON_MEND)
    for name in ("text", "title", "source"):
        if not isinstance(data.get(name), str | None):
            raise Unreadable(context.where, f'the field "{name}" is not a string', _JSON_MEND)
    identifier = data.get("id")
    if not isinstance(identifier, str | int | None) or isinstance(identifier, bool):
        raise Unreadable(context.where, 'the field "id" is neither a string nor a number', _JSON_MEND)
    text = data["text"] or ""
    if not text.strip():
        raise Unreadable(context.where, "the text is empty")
    published = data.get("published")
    return Document(
        id=context.id if identifier is None or identifier == "" else clean(str(identifier)),
        text=clean(text),
        title=clean(data.get("title") or ""),
        published=context.date(data.get("date") if published is None else published),
        source=clean(data.get("source") or ""),
    )


def _reason(error: Exception) -> str:
    return f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else "nested too deeply"


READERS: dict[str, Reader] = {
    ".txt": read_text, ".text": read_text,
    ".md": read_markdown, ".markdown": read_markdown,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines, ".ndjson": read_json_lines,
}  # fmt: skip
"""Ending → reader. Each ending may have .gz after it."""
