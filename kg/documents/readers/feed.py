"""RSS and Atom feeds that were saved as files, by feedparser (`pip install 'geokg[feeds]'`): a document an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.documents.limits import read_whole
from kg.documents.model import Document
from kg.documents.problems import Problem, Unreadable
from kg.documents.readers.base import Context
from kg.documents.readers.html import read_plainly

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(file: BinaryIO, context: Context) -> Iterator[Document]:
    """The entries with their titles, dates, authors and identifiers; the feed is their source. No link is followed."""
    try:
        import feedparser
    except ImportError:
        raise Unreadable(context.where, "reading feeds needs feedparser", "pip install 'geokg[feeds]'") from None
    data = read_whole(file, context.where)
    bare = data.replace(b"\0", b"")  # UTF-16 and UTF-32 too
    if not _FEED.search(bare):
        raise Unreadable(context.where, "XML that is no RSS or Atom feed", "give a feed, or the texts themselves")
    if _ENTITY.search(bare):
        # They can be nested to fill the memory, or name files of this machine; no feed needs them.
        raise Unreadable(context.where, "declares XML entities, which are not read", "take them out")
    # Never the name: feedparser would fetch what looks like an address.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
    publisher = _string(feed.feed.get("title"))
    without = 0
    for number, entry in enumerate(feed.entries, start=1):
        here = context.part(f"entry {number}", str(number))
        text = _text(entry)
        if not text.strip():
            without += 1
            continue
        yield here.document(
            text,
            id=_string(entry.get("id")) or _string(entry.get("link")),
            title=read_plainly(_string(entry.get("title"))).text or _string(entry.get("title")),
            published=here.date(_string(entry.get("published") or entry.get("updated"))),
            source=_string(entry.get("source", {}).get("title")) or publisher,
            author=_string(entry.get("author")),
        )
    if without:
        context.report(Problem(context.where, f"{without} of {len(feed.entries)} entries have no text", kind="note"))
    if not feed.entries:
        reason = f" ({feed.bozo_exception})" if feed.bozo else ""
        raise Unreadable(context.where, f"a feed without entries{reason}")


def looks_like_feed(head: bytes) -> bool:
    """Whether a file that begins like this is a feed."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_FEED.search(head[:1000]))


def _text(entry: Any) -> str:
    """The longest of what an entry has: its content in full, or a summary."""
    parts = [*entry.get("content", ()), *([entry["summary_detail"]] if "summary_detail" in entry else [])]
    return max((_plain(part) for part in parts), key=len, default="")


def _plain(part: Any) -> str:
    value = _string(part.get("value"))
    return value if part.get("type") == "text/plain" else read_plainly(value).text


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
