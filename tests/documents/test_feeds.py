"""RSS and Atom files: a document an entry; nothing in them is fetched, run or expanded."""

from __future__ import annotations

import socket

import pytest

from kg.documents import Document, Problem
from tests.documents.conftest import Read, Write
from tests.documents.making import rss

pytest.importorskip("feedparser")

ITEM = (
    "<title>Raid &amp;amp; reply</title><link>https://wire.example/1</link><guid>tag:wire,1</guid>"
    "<pubDate>Fri, 09 May 2031 10:00:00 GMT</pubDate><author>desk@wire.example (Ada Venn)</author>"
    "<description>&lt;p&gt;Norland &lt;b&gt;bombed&lt;/b&gt; Tarn.&lt;/p&gt;&lt;p&gt;Sudria protested.&lt;/p&gt;"
    "&lt;script&gt;alert(1)&lt;/script&gt;</description>"
)
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><id>urn:1</id><title>Raid</title><updated>2031-05-09T10:00:00Z</updated><author><name>Ada Venn</name></author>
<summary>Short.</summary><content type="html">&lt;p&gt;Norland bombed Tarn on Friday.&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title>Empty</title><updated>2031-05-09T10:00:00Z</updated></entry></feed>"""


def test_rss(read: Read, write: Write, problems: list[Problem]) -> None:
    (document,) = read(write("f.rss", rss(ITEM)))
    assert document.id == "tag:wire,1"
    assert document.text == "Norland bombed Tarn.\n\nSudria protested."
    assert (document.title, document.published, document.source) == ("Raid & reply", "2031-05-09", "The Wire")
    assert "Ada Venn" in document.author
    assert problems == []


@pytest.mark.parametrize("name", ["f.atom", "f.xml", "unnamed"])
def test_atom(name: str, read: Read, write: Write, problems: list[Problem]) -> None:
    (document,) = read(write(name, ATOM))
    assert document == Document("urn:1", "Norland bombed Tarn on Friday.", "Raid", "2031-05-09", "Herald", "Ada Venn")
    (problem,) = problems
    assert "1 of 2 entries have no text" in str(problem)


def test_entries_without_ids_are_numbered(read: Read, write: Write) -> None:
    found = read(write("f.rss", rss("<description>One.</description>", "<description>Two.</description>")))
    assert [(document.id, document.text) for document in found] == [("f-1", "One."), ("f-2", "Two.")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<config><a/></config>", "XML that is no RSS or Atom feed"),
        (rss(), "a feed without entries"),
        (rss(ITEM, head='<!DOCTYPE r [<!ENTITY a "b">]>'), "declares XML entities"),
        (
            rss(ITEM, head='<!DOCTYPE r [<!entity x SYSTEM "file:///etc/passwd">]>').encode("utf-16"),
            "declares XML entities",
        ),
    ],
)
def test_what_is_not_read(content: str | bytes, told: str, read: Read, write: Write, problems: list[Problem]) -> None:
    assert read(write("f.xml", content)) == []
    assert told in str(problems[0])


def test_nothing_is_fetched(read: Read, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = ITEM.replace("Sudria protested.", "&lt;img src='https://evil.example/x.png'&gt;Sudria protested.")
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "https://evil.example/rss.dtd">'
    assert len(read(write("f.rss", rss(page, head=doctype)))) == 1
