"""Exploring the graph of `seeds/` in a real Chromium: search, panels, neighbourhoods, paths, filters, time, exports."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.graph import Graph
from kg.ontology import types
from kg.statements import STATUSES, Statement
from kg.views.filters import neighbourhood, select

from .conftest import Watched, click_at, fragment, still, until
from .expected import actors, behind, drawn, ends, key_of, keys, ordered, said, short, shown

pytestmark = pytest.mark.browser

Show = Callable[..., Watched]
ALL = "top=0&all=true"
EVERYTHING = ALL + "&status=" + "+".join(STATUSES)


def test_search_by_any_alias(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    page = show(html).page
    tried = 0
    for name, _ in said(statements).most_common(12):
        known = graph.base.get(name)
        if known is None:
            continue
        for alias in (known.label, *known.aliases):
            page.fill("#search-input", alias)
            options = page.locator("#search-list [role=option] .match > bdi").all_inner_texts()
            assert known.label in options, alias
            tried += 1
        page.fill("#search-input", known.label)
        page.keyboard.press("Enter")
        assert page.inner_text("#panel h2") == known.label
    assert tried > 30


def test_actor_panel(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    for name, _ in said(shown(statements)).most_common(12):
        known = graph.base.get(name)
        if known is None:
            continue
        page = show(html, f"actor={name}").page
        text = page.inner_text("#panel")
        assert page.inner_text("#panel h2") == known.label
        assert page.inner_text("#panel .panel-head .note") == types()[known.type].label
        for more in page.locator("#panel .names .link").all():
            more.click()
        assert {*known.aliases} <= {*page.locator("#panel .names bdi").all_inner_texts()}
        if known.wikidata:
            link = page.locator("#panel .facts a")
            assert link.get_attribute("href") == f"https://www.wikidata.org/wiki/{known.wikidata}"
        for office in known.offices:
            assert f"{office.role}, " in text
        own = [s for s in shown(statements) if name in ends([s])]
        assert f"{len(own)} STATEMENT" in text.upper()
        assert page.locator("#panel .group .row").count() == len(behind(own))
        assert page.locator("#panel .group h4").count() >= len({s.relation for s in own})


def test_edge_panel_shows_every_sentence(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    papers = {document.id: document for document in graph.read_documents()}
    edges = sorted(behind(statements).items(), key=lambda item: (-len(item[1]), item[0]))
    page = show(html, EVERYTHING).page
    chosen = edges[:5] + [next((item for item in edges if item[0].endswith(status)), edges[0]) for status in STATUSES]
    for key, own in chosen:
        real = next(found for found in page.evaluate("kgView.relations()") if ordered(found) == key)
        page.evaluate("fragment => { location.hash = fragment }", f"{EVERYTHING}&relation={real}")
        until(lambda own=own: page.locator("#panel .evidence").count() == len(own))  # type: ignore[misc]
        cards = page.locator("#panel .evidence")
        told = [" ".join(text.split()) for text in cards.locator("blockquote").all_inner_texts()]
        assert sorted(told) == sorted(" ".join(s.evidence.split()) for s in own)
        for statement in own:
            card = cards.nth(told.index(" ".join(statement.evidence.split())))
            text = card.inner_text()
            marks = {*card.locator("mark").all_inner_texts()}
            for end in (statement.subject, statement.object):
                inside = statement.start <= end.start < end.end <= statement.end
                assert " ".join(end.mention.split()) in {" ".join(mark.split()) for mark in marks} or not inside
                assert inside or f"{label(end, graph)} is understood" in text
            paper = papers[statement.document]
            for part in (paper.title, paper.source, statement.status.capitalize()):
                assert part in text
            assert abs(int(re.findall(r"(\d+) %", text)[-1]) - 100 * statement.confidence) <= 0.51
            assert statement.by is None or f"Said by\n{label(statement.by, graph)}" in text
            assert statement.date is None or f"Event\n{readable(statement.date)}" in text


def label(end: Any, graph: Graph) -> str:
    known = graph.base.get(end.id)
    return known.label if known else str(end.label)


def readable(date: str) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    year, *rest = date.split("-")
    return " ".join([*(str(int(day)) for day in rest[1:]), *(months[int(month) - 1] for month in rest[:1]), year])


def test_clicks_open_what_they_hit(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    page = show(html).page
    still(page)
    name = said(shown(statements)).most_common(1)[0][0]
    click_at(page, name)
    until(lambda: page.inner_text("#panel h2") == label(graph.actor(name) or graph.base.get(name), graph))
    page.keyboard.press("Escape")
    # One with a single relation: its line is alone in the picture of its neighbourhood.
    lone = min(name for name, count in said(shown(statements)).items() if count == 1)
    page = show(html, f"around={lone}").page
    still(page)
    (line,) = page.evaluate("kgView.relations()")
    click_at(page, line)
    until(lambda: page.locator("#panel .evidence").count() == 1)
    (own,) = (s for s in shown(statements) if key_of(s) == ordered(line))
    assert " ".join(page.inner_text("#panel blockquote").split()) == " ".join(own.evidence.split())


def test_neighbourhood_by_double_click(show: Show, html: str, statements: list[Statement]) -> None:
    page = show(html).page
    still(page)
    name = said(shown(statements)).most_common(1)[0][0]

    def opened() -> bool:
        # On a busy machine the two clicks may come too far apart.
        click_at(page, name, clicks=2)
        page.wait_for_timeout(100)
        return bool(page.inner_text("#summary").startswith("Around "))

    until(opened)
    iri = next(end.id for s in statements for end in (s.subject, s.object) if short(end.id) == name)
    for depth in (1, 2):
        if depth == 2:
            page.click("#panel .stepper [aria-label='2 steps']")
        near = {short(other) for other in neighbourhood(shown(statements), iri, depth)}
        assert actors(page) == near if len(near) <= 60 else actors(page) < near
    page.click("#overview")
    assert page.locator("#overview").count() == 0


def test_path_between_two(show: Show, html: str, statements: list[Statement]) -> None:
    net = nx.Graph([(short(s.subject.id), short(s.object.id)) for s in shown(statements)])
    parts = sorted(nx.connected_components(net), key=lambda part: (-len(part), min(part)))
    start = said(shown(statements)).most_common(1)[0][0]
    away = nx.single_source_shortest_path_length(net, start)
    far = max(away, key=lambda name: (away[name], name))
    page = show(html, f"path={start}&path={far}").page
    assert f"Shortest path: {away[far]} step" in page.inner_text("#panel")
    assert actors(page) <= {name for path in nx.all_shortest_paths(net, start, far) for name in path}
    assert {start, far} <= actors(page)
    other = min(next(part for part in parts if start not in part))
    page = show(html, f"path={start}&path={other}").page
    assert "No path" in page.inner_text("#panel")


def test_filters_by_document_and_confidence(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    page = show(html, ALL).page
    for paper in graph.read_documents()[:3]:
        box = page.locator("#documents .paper", has_text=paper.title).locator("input")
        box.uncheck()
        assert drawn(page) == keys(s for s in shown(statements) if s.document != paper.id)
        box.check()
    page.click("#documents >> text=None")
    assert page.is_visible("#empty")
    page.click("#empty-reset")
    page.get_by_label("Confidence").fill("80")
    wanted = keys(select(shown(statements), min_confidence=0.8))
    until(lambda: drawn(page) == wanted)


def test_time_slider(show: Show, html: str, statements: list[Statement], published: dict[str, str]) -> None:
    page = show(html, ALL).page
    assert page.locator("#histogram rect").count() > 5
    last = int(page.get_attribute("#time-until", "max"))
    for first, end in ((last // 2, last), (1, last // 2)):
        page.click("#time-reset") if page.is_visible("#time-reset") else None
        page.get_by_label("From").fill(str(first))
        page.get_by_label("Until").fill(str(end))
        until(lambda: "from=" in fragment(page))
        span = dict(re.findall(r"(from|until)=([\d-]+)", fragment(page)))
        wanted = keys(select(shown(statements), since=span["from"], until=span.get("until"), published=published))
        until(lambda wanted=wanted: drawn(page) == wanted)  # type: ignore[misc]
        page.uncheck("#document-dates")
        wanted = keys(select(shown(statements), since=span["from"], until=span.get("until")))
        until(lambda wanted=wanted: drawn(page) == wanted)  # type: ignore[misc]
        page.check("#document-dates")


def test_a_link_restores_the_view(show: Show, html: str, statements: list[Statement]) -> None:
    name = said(shown(statements)).most_common(1)[0][0]
    page = show(html, f"actor={name}").page
    page.click("[data-key=type-0]")
    page.click("[data-key=status-3]")
    page.click("[data-view=both]")
    page.get_by_label("Confidence").fill("60")
    until(lambda: "confidence=0.6" in fragment(page))
    other = show(html, fragment(page)).page
    for part in ("#panel", "#side", "#table", "#summary"):
        assert other.inner_text(part) == page.inner_text(part)
    assert drawn(other) == drawn(page)


def test_exports(show: Show, html: str, statements: list[Statement]) -> None:
    page = show(html, EVERYTHING).page

    def export(kind: str) -> bytes:
        page.click("#export-button")
        with page.expect_download() as download:
            page.click(f"[data-export={kind}]")
        return Path(download.value.path()).read_bytes()

    picture = export("png")
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8-sig"))))
    told = {(row["subject_iri"], row["relation"], row["object_iri"], row["status"], row["evidence"]) for row in rows}
    assert told == {(s.subject.id, s.relation, s.object.id, s.status, s.evidence) for s in statements}
    assert len(rows) == len(statements)
    text = export("txt").decode()
    for statement in statements:
        assert f"“{' '.join(statement.evidence.split())}”" in text
