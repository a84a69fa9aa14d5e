"""HTML to text: by trafilatura where it is installed (`pip install 'geokg[html]'`), else by the standard library."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, BinaryIO, cast

from kg.documents.model import Document
from kg.documents.problems import Unreadable
from kg.documents.readers.base import Context, whole_text


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SKIPPED = _words(
    "script style noscript template svg math nav header footer aside form button select iframe figure figcaption "
    "menu dialog video audio canvas object"
)
_VOID = _words("area base br col embed hr img input link meta param source track wbr")
_BLOCKS = _words(
    "p div section article main h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr td th caption br hr "
    "address details summary body title"
)
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate",
)  # fmt: skip
_TITLES = ("og:title", "dc.title", "twitter:title")
_AUTHORS = ("author", "dc.creator", "parsely-author")
_SOURCES = ("og:site_name", "application-name", "dc.publisher", "publisher")


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page; empty strings where nothing was."""

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    author: str = ""


def read_html(file: BinaryIO, context: Context) -> Iterator[Document]:
    """A web page is a document."""
    yield read_markup(whole_text(file, context), context)


def read_markup(markup: str, context: Context) -> Document:
    """The document in a page. Raises Unreadable."""
    page = read_page(markup)
    if not page.text.strip():
        raise Unreadable(context.where, "no text was found in the page")
    published = context.date(page.date)
    return context.document(page.text, title=page.title, published=published, source=page.source, author=page.author)


def read_page(markup: str) -> Page:
    """The running text of an HTML page, with its title, date and publisher."""
    try:
        import trafilatura
    except ImportError:
        return read_plainly(markup)
    extract = cast(Any, trafilatura).bare_extraction
    found = extract(markup, include_comments=False, include_tables=False, with_metadata=True)
    if found is None or not found.text:
        return read_plainly(markup)
    own = read_plainly(markup)
    return Page(
        text=found.text,
        title=found.title or own.title,
        date=own.date or found.date or "",
        source=found.sitename or own.source,
        author=own.author or ", ".join((found.author or "").split("; ")),
    )


def read_plainly(markup: str) -> Page:
    """The same with the standard library alone: paragraphs of `article`, else of `main`, else of the whole page."""
    parser = _Parser()
    parser.feed(markup.replace("<![", "<!-["))  # sections that the parser does not know make it fail
    parser.close()
    return parser.page()


@dataclass(slots=True)
class _Block:
    text: str
    tag: str
    within: frozenset[str]


@dataclass
class _State:
    stack: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.state = _State()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        state = self.state
        if tag == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            state.meta.setdefault(name, values.get("content", "").strip())
        elif tag == "time" and "datetime" in values:
            state.meta.setdefault("time", values["datetime"].strip())
        if tag in _BLOCKS:
            self._flush()
        if tag == "script" and values.get("type", "").lower() == "application/ld+json":
            tag = "ld+json"
        if tag not in _VOID:
            if tag in ("p", "li") and tag in state.stack[-2:]:  # left open, as HTML allows
                self._close(tag)
            state.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.state.stack and self.state.stack[-1] == "ld+json":
            tag = "ld+json"
        if tag in _BLOCKS:
            self._flush()
        if tag in self.state.stack:
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self.state.stack and self.state.stack[-1] == "ld+json":
            self.state.linked.append(data)
        elif not _SKIPPED.intersection(self.state.stack):
            self.state.words.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _close(self, tag: str) -> None:
        stack = self.state.stack
        while stack and stack.pop() != tag:
            pass

    def _flush(self) -> None:
        text = " ".join("".join(self.state.words).split())
        self.state.words.clear()
        if text:
            stack = self.state.stack
            innermost = next((tag for tag in reversed(stack) if tag in _BLOCKS), "")
            self.state.blocks.append(_Block(text, innermost, frozenset(stack)))

    def page(self) -> Page:
        blocks = self.state.blocks
        meta = self.state.meta
        linked = _linked_data(self.state.linked)
        titles = [block.text for block in blocks if "title" in block.within]
        headings = [block.text for block in blocks if "h1" in block.within]
        body = [block for block in blocks if "title" not in block.within]
        for container in ("article", "main"):
            inside = [block for block in body if container in block.within]
            if sum(len(block.text) for block in inside) > 200:
                body = inside
                break
        paragraphs = [block for block in body if block.tag in ("p", "blockquote", "li", "pre", "h2", "h3", "h4")]
        if sum(len(block.text) for block in paragraphs) * 2 < sum(len(block.text) for block in body):
            paragraphs = body  # a page that has no paragraphs to speak of
        text = "\n\n".join(block.text for block in paragraphs)
        title = next((meta[name] for name in _TITLES if meta.get(name)), "") or "".join((headings or titles)[:1])
        date = linked.get("date") or next((meta[name] for name in (*_DATES, "time") if meta.get(name)), "")
        source = next((meta[name] for name in _SOURCES if meta.get(name)), "") or linked.get("source", "")
        named = (meta.get(name, "") for name in _AUTHORS)
        author = linked.get("author", "") or next((name for name in named if name and "://" not in name), "")
        return Page(text, title, date, source, author)


def _linked_data(blocks: list[str]) -> dict[str, str]:
    """Date and publisher from a page's JSON-LD, where it can be read."""
    found: dict[str, str] = {}
    for block in blocks:
        try:
            waiting: list[Any] = [json.loads(block)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                waiting.extend(item.get("@graph") or [])
                publisher, author = item.get("publisher"), item.get("author")
                if isinstance(item.get("datePublished"), str):
                    found.setdefault("date", item["datePublished"])
                if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                    found.setdefault("source", publisher["name"])
                writers = [
                    one.get("name")
                    for one in (author if isinstance(author, list) else [author])
                    if isinstance(one, dict)
                ]
                if names := [name for name in writers if isinstance(name, str)]:
                    found.setdefault("author", ", ".join(names))
    return found


_TAG = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|article)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether a text of unknown kind opens as an HTML page does."""
    return bool(_TAG.match(text.lstrip()[:100]))
