"""The pictures of the view that the README shows. Each carries what it shows, so that a test can tell when it is stale."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from pathlib import Path
from typing import Any

from kg.graph import Graph
from kg.statements import ACTOR
from kg.views import bundle
from kg.views.part import render_view

DOCS = Path(__file__).parents[1] / "docs"
NAMES = ("graph.png", "evidence.png")

_KEYWORD = b"Shows\0\0"  # and the method of compression
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def look() -> str:
    """A hash of all that the look of the page comes from, but for the data."""
    return hashlib.sha256((bundle.template() + bundle.style() + bundle.script()).encode()).hexdigest()


def relations(graph: Graph) -> set[str]:
    """The relations of the first view and beyond, as the page names them."""
    return {
        "~".join((s.subject.id.removeprefix(ACTOR), s.relation, s.object.id.removeprefix(ACTOR), s.status))
        for s in graph.read_statements()
    }


def take(graph: Graph, folder: Path) -> None:
    """Screenshots of the graph of the seeds: as it opens, and with a relation's evidence, in the dark."""
    from playwright.sync_api import sync_playwright

    from tests.views.conftest import CHROMIUM, FLAGS, still

    page_file = folder / "view.html"
    page_file.write_text(render_view(graph), "utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, fragment, scheme in zip(NAMES, ("", _evident(graph)), ("light", "dark"), strict=True):
            page = browser.new_page(
                viewport={"width": 1440, "height": 840}, device_scale_factor=0.86, color_scheme=scheme
            )
            page.goto(f"{page_file.as_uri()}#{fragment}")
            still(page)
            picture = page.screenshot()
            told = {"look": look(), "relations": sorted(page.evaluate("kgView.relations()"))}
            (DOCS / name).write_bytes(_with_text(picture, told))
            page.close()
        browser.close()


def _evident(graph: Graph) -> str:
    """The view around the state that is most often said to back a group of the actor base, with these statements."""
    counts: dict[tuple[str, str], int] = {}
    for s in graph.read_statements():
        if (s.relation, s.status, s.subject.type) == ("backs", "asserted", "State") and graph.base.get(s.object.id):
            ends = s.subject.id.removeprefix(ACTOR), s.object.id.removeprefix(ACTOR)
            counts[ends] = counts.get(ends, 0) + 1
    subject, object_ = min(counts, key=lambda ends: (-counts[ends], ends))
    return f"around={subject}&relation={subject}~backs~{object_}~asserted"


def shows(picture: Path) -> dict[str, Any]:
    """What a picture says of itself: the `look` of its page, and the `relations` in it."""
    for kind, body in _chunks(picture.read_bytes()):
        if kind == b"zTXt" and body.startswith(_KEYWORD):
            told: dict[str, Any] = json.loads(zlib.decompress(body[len(_KEYWORD) :]))
            return told
    raise ValueError(f"{picture} does not say what it shows: python -m tests.readme")


def _with_text(picture: bytes, told: dict[str, Any]) -> bytes:
    """The picture packed as tightly as can be, with a chunk of compressed text after its head (PNG 3, 11.3.3.3)."""
    chunks = _chunks(picture)
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    text = _KEYWORD + zlib.compress(json.dumps(told).encode(), 9)
    written = [chunks[0], (b"zTXt", text), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in written
    )


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """The kind and body of each chunk."""
    found = []
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += length + 12
    return found
