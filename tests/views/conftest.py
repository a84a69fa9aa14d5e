"""A real Chromium for the tests of the view, and pages in it that watch what they should not do."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.documents import Document
from kg.graph import Graph
from kg.statements import Statement
from kg.views.part import render_view

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip


def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait for a condition; fail when it does not come about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@dataclass
class Watched:
    """A page, and all that it logged, threw and asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("NOT TESTED IN A BROWSER: playwright is missing (pip install playwright)")
    if not CHROMIUM:
        pytest.skip("NOT TESTED IN A BROWSER: no Chromium on PATH (apt-get install chromium, or set $CHROMIUM)")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    """Open a page from a file: show(html, "fragment", width=…, height=…, color_scheme=…). Whatever a page logs, throws
    or asks for beside itself fails the test at its end."""
    opened: list[tuple[Watched, Any]] = []

    def open_(html: str, fragment: str = "", *, width: int = 1440, height: int = 900, **options: Any) -> Watched:
        file = tmp_path / f"view{len(opened)}.html"
        file.write_bytes(html.encode("utf-8"))
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        watched = Watched(context.new_page())
        opened.append((watched, context))
        watched.page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.complaints.append(f"thrown: {error}"))
        watched.page.on("dialog", lambda dialog: (watched.complaints.append("dialog"), dialog.dismiss()))
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        # Not wait_for_function, which the page's policy takes for eval.
        until(lambda: watched.page.evaluate("performance.getEntriesByName('kg-ready').length"))
        return watched

    yield open_
    for watched, context in opened:
        context.close()
        assert watched.complaints == []
        # The file itself, and what the page makes itself to be saved.
        assert [url for url in watched.requests[1:] if not url.startswith("blob:")] == []


def fragment(page: Any) -> str:
    """What the address holds of the view; asked of the page, as playwright learns of it only by and by."""
    text: str = page.evaluate("location.hash.slice(1)")
    return text


def where(page: Any, key: str) -> tuple[float, float]:
    """Where an actor's middle, or a relation's, is in the window."""
    place = page.evaluate(f"kgView.where({key!r})")
    return place["x"], place["y"]


def click_at(page: Any, key: str, clicks: int = 1) -> None:
    page.mouse.click(*where(page, key), click_count=clicks)


def still(page: Any) -> None:
    """Until animations have ended: the picture stands where it stood a moment before."""
    first = page.evaluate("kgView.actors()[0]")
    before: list[Any] = [None]

    def same() -> bool:
        now = where(page, first)
        page.wait_for_timeout(120)
        before[0], was = now, before[0]
        return now == was

    until(same)


# The graph of `seeds/`


@pytest.fixture(scope="session")
def graph(seeds: list[tuple[Document, list[Statement]]]) -> Iterator[Graph]:
    with Graph.in_memory() as graph:
        graph.add_all(seeds)
        yield graph


@pytest.fixture(scope="session")
def statements(graph: Graph) -> list[Statement]:
    return graph.read_statements()


@pytest.fixture(scope="session")
def published(graph: Graph) -> dict[str, str]:
    return {document.id: document.published for document in graph.read_documents() if document.published}


@pytest.fixture(scope="session")
def html(graph: Graph) -> str:
    return render_view(graph)
