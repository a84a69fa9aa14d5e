"""Every feature of the view, in a real Chromium, on the graph of `seeds/`. What must be seen is worked out from the
graph's own statements, so that nothing here depends on what the extractor finds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.graph import Graph
from kg.ontology import relations, types
from kg.statements import STATUSES, Statement
from kg.views.style import relation as style_of

from .conftest import Watched, still
from .expected import SHOWN, actors, behind, drawn, ends, keys, said, shown

pytestmark = pytest.mark.browser

Show = Callable[..., Watched]
ALL = "top=0&all=true"
EVERYTHING = ALL + "&status=" + "+".join(STATUSES)


# Reading it


def test_first_view_is_no_ball_of_hair(show: Show, html: str, graph: Graph, statements: list[Statement]) -> None:
    page = show(html).page
    seen = actors(page)
    assert 20 < len(seen) <= 60
    rank = said(shown(statements))
    assert min(rank[actor] for actor in seen) >= sorted(rank.values(), reverse=True)[:60][-1]
    among = {key for key in keys(shown(statements)) if set(key.split("~")[0:3:2]) <= seen}
    assert drawn(page) <= among
    assert len(drawn(page)) >= min(len(among), 2 * len(seen))
    lines = f"{len(among)} relations"
    if drawn(page) < among:
        lines = f"{len(drawn(page))} strongest of {lines} among them"
    assert page.inner_text("#summary") == f"{len(seen)} most talked about of {len(rank)} actors · {lines}"
    unseen = [status for status in STATUSES if status not in SHOWN and any(s.status == status for s in statements)]
    hidden = len(statements) - len(shown(statements))
    assert page.inner_text("#all-statuses") == f"+ {hidden} {' or '.join(unseen)}"
    figures = [int(text) for text in page.locator(".figures strong").all_inner_texts()]
    assert figures == [len(ends(statements)), len(keys(statements)), len(statements), len(graph.read_documents())]


def test_labels_are_readable(show: Show, html: str) -> None:
    for width, height in ((1440, 900), (1920, 1080), (390, 844)):
        page = show(html, width=width, height=height).page
        still(page)
        boxes = list(page.evaluate("kgView.labels()").values())
        assert len(boxes) > 0.8 * len(actors(page))
        for at, a in enumerate(boxes):
            for b in boxes[:at]:
                apart = a["x"] + a["w"] <= b["x"] or b["x"] + b["w"] <= a["x"]
                assert apart or a["y"] + a["h"] <= b["y"] or b["y"] + b["h"] <= a["y"]
        room = page.locator("#graph").bounding_box()
        assert all(box["x"] >= -1 and box["x"] + box["w"] <= room["width"] + 1 for box in boxes)


def test_what_is_hidden_can_be_shown(show: Show, html: str, statements: list[Statement]) -> None:
    page = show(html).page
    page.click("[data-top='0']")
    assert actors(page) == ends(shown(statements))
    if page.locator("#all-edges").count():
        page.click("#all-edges")
    assert drawn(page) == keys(shown(statements))
    page.click("#all-statuses")
    assert drawn(page) == keys(statements)
    assert actors(page) == ends(statements)
    assert page.locator("#all-statuses").count() == 0
    page.click("#no-filters")
    assert drawn(page) == keys(shown(statements))


def test_legend_explains_hides_and_shows(show: Show, html: str, statements: list[Statement]) -> None:
    page = show(html, ALL).page
    kinds = {end.id: end.type for s in statements for end in (s.subject, s.object)}
    for name, known in types().items():
        toggle = page.locator("#legend .toggle", has_text=re.compile(rf"^{known.label}\d"))
        if name not in kinds.values():
            assert toggle.count() == 0
            continue
        assert toggle.get_attribute("title") == known.definition
        before = actors(page)
        toggle.click()
        assert {kinds[iri] for iri in page.evaluate("kgView.actors()")} == {
            kinds[end.id]  # who is connected with hidden ones alone is hidden as well
            for s in shown(statements)
            if name not in (kinds[s.subject.id], kinds[s.object.id])
            for end in (s.subject, s.object)
        }
        toggle.click()
        assert actors(page) == before
    for at in range(page.locator(".unfold").count()):
        page.locator(".unfold").nth(at).click()
    for name in sorted({s.relation for s in shown(statements)}):
        toggle = page.locator(".members .toggle", has_text=re.compile(rf"^{style_of(name).label}\d"))
        assert toggle.get_attribute("title") == relations()[name].definition
        toggle.click()
        assert drawn(page) == keys(s for s in shown(statements) if s.relation != name)
        toggle.click()
    for at, status in enumerate(STATUSES):
        page.click(f"[data-key=status-{at}]")
        wanted = {*SHOWN} ^ {status}
        assert drawn(page) == keys(s for s in statements if s.status in wanted)
        page.click("#no-filters")


# For everybody


def test_table_says_the_same(show: Show, html: str, statements: list[Statement]) -> None:
    page = show(html, "view=table").page
    assert page.locator("#table tbody tr").count() == min(200, len(keys(shown(statements))))
    page.click("[data-key=sort-statements]")
    counts = [int(text.split()[0]) for text in page.locator("#table td.number:not(.papers)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == max(map(len, behind(shown(statements)).values()))
    page.locator("#table tbody tr").first.locator("td:nth-child(2) button").click()
    assert page.locator("#panel .evidence").count() == counts[0]


def test_by_keyboard(show: Show, html: str) -> None:
    page = show(html).page
    page.focus("#graph")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
        assert re.fullmatch(r".+, .+, \d+ relations? shown", page.inner_text("#live"))
    page.keyboard.press("Enter")
    assert page.inner_text("#live").startswith(page.inner_text("#panel h2"))
    page.keyboard.press("Escape")
    page.focus("#graph")
    page.keyboard.press("n")
    assert page.inner_text("#summary").startswith("Around ")


def test_on_a_phone(show: Show, html: str, statements: list[Statement]) -> None:
    name = said(shown(statements)).most_common(1)[0][0]
    page = show(html, f"around={name}&actor={name}", width=390, height=844, has_touch=True).page
    still(page)
    sheet = page.locator("#panel").bounding_box()["y"]
    assert all(page.evaluate(f"kgView.where({iri!r}).y") < sheet for iri in actors(page))
    page.click("#panel .fold")
    still(page)
    assert page.locator("#panel").bounding_box()["y"] > sheet + 100
    page.click("#panel .close")
    assert page.is_hidden("#panel")
    for view in ("both", "table", "graph"):
        page.click(f"[data-view={view}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("#export-button")
    assert page.locator("#export-menu").bounding_box()["x"] >= 0
