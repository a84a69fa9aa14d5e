"""Every feature of the view in a real Chromium. The `show` fixture fails a test whose page logs an error or asks for
anything beside itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.views.html import render_html

from .conftest import Watched, click_at, fragment, still, until, where
from .sample import ACTORS, DOCUMENTS, STATEMENTS, synthetic

pytestmark = pytest.mark.browser

Show = Callable[..., Watched]
HF = "norland~struck~harbour-front~asserted"


@pytest.fixture(scope="module")
def story() -> str:
    return render_html(DOCUMENTS, STATEMENTS, ACTORS, title="Unrest on the coast")


@pytest.fixture(scope="module")
def crowd() -> str:
    return render_html(*synthetic(400, 1200), title="A crowd")


def actors(page: Any) -> set[str]:
    return {iri.rsplit("/", 1)[-1] for iri in page.evaluate("kgView.actors()")}


def relations(page: Any) -> set[str]:
    return set(page.evaluate("kgView.relations()"))


# Reading it


def test_first_view(show: Show, story: str) -> None:
    page = show(story).page
    assert page.title() == "Unrest on the coast"
    assert page.inner_text("#summary") == "14 actors · 15 relations"
    shown = relations(page)
    assert HF in shown
    assert "sudmark~backs~harbour-front~alleged" in shown
    assert not any(key.endswith(("negated", "hypothetical")) for key in shown)
    assert page.inner_text(".figures").split() == [
        "14",
        "actors",
        "17",
        "relations",
        "19",
        "statements",
        "3",
        "documents",
    ]


def test_a_large_graph_begins_with_its_best_known(show: Show, crowd: str) -> None:
    page = show(crowd).page
    assert len(actors(page)) <= 60
    assert re.match(r"(5\d|60) most talked about of 399 actors · 132 strongest of \d+ ", page.inner_text("#summary"))
    before = len(relations(page))
    page.click("#all-edges")
    assert len(relations(page)) > before
    page.click("[data-top='120']")
    assert 100 < len(actors(page)) <= 120
    page.click("[data-top='0']")
    assert len(actors(page)) > 300
    assert page.inner_text("#summary").startswith(f"{len(actors(page))} actors · ")


def test_nothing_is_drawn_over_each_other(show: Show, story: str) -> None:
    page = show(story).page
    places = [where(page, name) for name in actors(page)]
    assert all(abs(a[0] - b[0]) > 20 or abs(a[1] - b[1]) > 20 for i, a in enumerate(places) for b in places[:i])
    frame = page.locator("#graph").bounding_box()
    assert all(frame["x"] < x < frame["x"] + frame["width"] for x, _ in places)
    assert all(frame["y"] < y < frame["y"] + frame["height"] for _, y in places)


def test_the_same_graph_looks_the_same(show: Show, story: str) -> None:
    def picture() -> bytes:
        page = show(story).page
        page.wait_for_timeout(400)
        shot: bytes = page.locator("#graph").screenshot()
        return shot

    assert picture() == picture()


def test_the_legend_hides_and_shows(show: Show, story: str) -> None:
    page = show(story).page
    state = page.get_by_role("button", name="State")
    state.click()
    assert "norland" not in actors(page)
    assert state.get_attribute("aria-pressed") == "false"
    assert page.is_visible("#no-filters")
    state.click()
    assert "norland" in actors(page)
    page.click("[data-key=quad-0]")
    assert not any("~struck~" in key for key in relations(page))
    page.click("[data-key=quad-0]")
    page.click("[data-key=unfold-0]")
    page.get_by_role("button", name="clashed with").click()
    assert "red-dawn~clashedWith~westia~asserted" not in relations(page)
    assert HF in relations(page)
    assert page.get_attribute("[data-key=quad-0]", "aria-pressed") == "mixed"
    page.click("#reset")
    page.click("[data-key=status-2]")
    assert "sudmark~armed~harbour-front~negated" in relations(page)
    page.click("[data-key=status-3]")
    assert "westia~struck~red-dawn~hypothetical" in relations(page)
    page.get_by_role("button", name="Asserted").click()
    assert {key.rsplit("~")[-1] for key in relations(page)} == {"alleged", "negated", "hypothetical"}


# Exploring it


@pytest.mark.parametrize(
    ("query", "label"),
    [("northern rep", "Norland"), ("KINGDOM", "Norland"), ("anna petrova", "Ana Petrov"), ("السلام", "السلام عليكم")],
)
def test_search_by_any_name(show: Show, story: str, query: str, label: str) -> None:
    page = show(story).page
    page.keyboard.press("/")
    page.keyboard.type(query)
    assert page.get_attribute("#search-input", "aria-expanded") == "true"
    assert label in page.inner_text("#search-list [role=option]")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == label
    assert page.is_hidden("#search-list")


def test_search_shows_what_was_not_in_view(show: Show, crowd: str) -> None:
    page = show(crowd).page
    assert "actor-399" not in actors(page)
    page.fill("#search-input", "a399")
    page.click("#search-list li")
    assert "actor-399" in actors(page)
    assert page.inner_text("#summary").startswith("Around Actor 399, 1 step")
    page.fill("#search-input", "nobody of this name")
    assert "No actor" in page.inner_text("#search-list")


def test_actor_panel(show: Show, story: str) -> None:
    page = show(story).page
    still(page)
    click_at(page, "norland")
    until(lambda: page.inner_text("#panel h2") == "Norland")
    text = page.inner_text("#panel")
    for part in ("State", "Kingdom of the North", "Nordish", "1814", "Wikidata", "Q42", "struck", "condemned it"):
        assert part in text
    assert page.get_attribute("#panel a", "href") == "https://www.wikidata.org/wiki/Q42"
    page.fill("#search-input", "petrov")
    page.keyboard.press("Enter")
    assert "president, Norland 10 Jan 2019 – now" in page.inner_text("#panel")
    page.fill("#search-input", "westia")
    page.keyboard.press("Enter")
    assert page.locator("#panel a[href*=wikidata]").count() == 0  # what is no Q number is no link
    page.keyboard.press("Escape")
    still(page)
    click_at(page, "harbour-front")
    until(lambda: "more hidden by the filters" in page.inner_text("#panel"))


def test_edge_panel_shows_the_evidence(show: Show, story: str) -> None:
    page = show(story).page
    still(page)
    click_at(page, HF)
    until(lambda: page.locator("#panel .evidence").count() == 2)
    card = page.locator("#panel .evidence").filter(has_text="🌊")
    assert card.locator("mark.subject").inner_text() == "Norland"
    assert card.locator("mark.object").inner_text() == "Harbour Front"
    assert card.locator("blockquote").inner_text() == "🌊 Norland struck Harbour Front near Port Alba, killing 12."
    text = card.inner_text()
    for part in ("Raid on Port Alba", "4 Mar 2021", "3 Mar 2021", "Asserted", "Port Alba", "Killed", "12", "90 %"):
        assert part in text
    assert card.locator("a").get_attribute("href") == "https://example.org/raid"
    assert card.locator("a").get_attribute("rel") == "noopener noreferrer"


def test_claims_carry_their_speaker(show: Show, story: str) -> None:
    page = show(story, "relation=sudmark~backs~harbour-front~alleged").page
    text = page.inner_text("#panel .evidence")
    assert "Alleged" in text
    assert "Said by" in text
    assert "Ana Petrov" in text


def test_a_mutual_relation_marks_each_sentence_its_own_way(show: Show, story: str) -> None:
    page = show(story, "view=table").page
    page.get_by_role("button", name="met with: show the evidence").click()
    cards = page.locator("#panel .evidence")
    assert [cards.nth(at).locator("mark.subject").inner_text() for at in range(2)] == ["Sudmark", "Norland"]


def test_path_between_two(show: Show, story: str) -> None:
    page = show(story, "actor=joon-park").page
    page.fill("#path-input", "HF")
    page.keyboard.press("Enter")
    until(lambda: "Shortest path" in page.inner_text("#panel"))
    assert "Shortest path: 5 steps" in page.inner_text("#panel")
    assert actors(page) == {"joon-park", "eastreich", "league-of-coasts", "westia", "sudmark", "harbour-front"}
    assert page.locator("#panel blockquote").count() == 5
    assert "path=joon-park&path=harbour-front" in fragment(page)
    page.get_by_role("button", name="Alleged", exact=False).first.click()  # longer, as the last step was alleged
    assert "Shortest path: 6 steps" in page.inner_text("#panel")
    page.get_by_role("button", name="Structure", exact=False).first.click()
    assert "No path" in page.inner_text("#panel")


def test_time_slider(show: Show, story: str) -> None:
    page = show(story).page
    assert page.locator("#histogram rect").count() > 5
    before = relations(page)
    page.get_by_label("From").fill(str(30))
    until(lambda: relations(page) < before)
    assert "red-dawn~clashedWith~westia~asserted" in relations(page)
    assert "sudmark~condemned~norland~asserted" not in relations(page)
    assert page.get_attribute("#time-from", "aria-valuetext")
    kept = relations(page)
    page.uncheck("#document-dates")
    assert "eastreich~memberOf~league-of-coasts~asserted" in kept - relations(page)
    page.click("#time-reset")
    assert relations(page) == before


def test_a_link_restores_the_view(show: Show, story: str) -> None:
    page = show(story).page
    page.click("[data-key=type-5]")
    page.click("[data-key=status-2]")
    page.get_by_label("Talks by the coast").uncheck()
    page.get_by_label("Confidence").fill("70")
    page.click("[data-view=both]")
    page.fill("#search-input", "harbour")
    until(lambda: page.locator("#search-list [role=option]").count() > 0)
    page.focus("#search-input")
    page.keyboard.press("Enter")
    until(lambda: "confidence=0.7" in fragment(page) and "actor=harbour-front" in fragment(page))
    other = show(story, fragment(page)).page
    assert relations(other) == relations(page)
    assert other.inner_text("#panel") == page.inner_text("#panel")
    assert other.inner_text("#side") == page.inner_text("#side")
    assert other.get_attribute("#stage", "data-view") == "both"
    # In the same window too, as when a link is pasted over another.
    page.wait_for_timeout(600)  # the page writes its own fragment a moment after the last change
    page.evaluate("location.hash = ''")
    until(lambda: len(actors(page)) == 14)


@pytest.mark.parametrize(
    "fragment", ["actor=nobody", "path=a&path=b", "relation=x~y", "top=-1", "%%%", "from=x&confidence=9"]
)
def test_a_wrong_link_shows_the_first_view(show: Show, story: str, fragment: str) -> None:
    assert show(story, fragment).page.inner_text("#summary") == "14 actors · 15 relations"


def test_exports(show: Show, story: str, tmp_path: Path) -> None:
    page = show(story).page

    def export(kind: str) -> bytes:
        page.click("#export-button")
        with page.expect_download() as download:
            page.click(f"[data-export={kind}]")
        assert download.value.suggested_filename == f"unrest-on-the-coast.{kind}"
        return Path(download.value.path()).read_bytes()

    assert export("png").startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(export("csv").decode("utf-8-sig"))))
    assert len(rows) == 17
    first = next(row for row in rows if "🌊" in row["evidence"])
    assert first["subject"] == "Norland"
    assert first["quantities"] == "killed=12"
    assert first["date"] == "2021-03-03"
    assert first["source"] == "https://example.org/raid"
    text = export("txt").decode()
    assert "Sudmark — backs — Harbour Front [alleged by Ana Petrov]" in text
    assert "“Ana Petrov said that Sudmark backs Harbour Front.”" in text


def test_let_it_move(show: Show, story: str) -> None:
    page = show(story).page
    still(page)
    before = {name: where(page, name) for name in actors(page)}
    page.click("#physics")
    until(lambda: any(where(page, name) != place for name, place in before.items()))
    page.click("#physics")
    still(page)
