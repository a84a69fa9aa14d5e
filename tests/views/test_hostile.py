"""Hostile texts in every field, in a real Chromium: all is shown as text, none is run or becomes an element."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from kg.views.html import render_html
from kg.views.notebook import inline

from .conftest import Watched, until
from .sample import ACTORS, DOCUMENTS, HOSTILE, STATEMENTS, hostile

pytestmark = pytest.mark.browser

Show = Callable[..., Watched]
# Elements that the page never makes, attributes that it never sets.
FOREIGN = """() => [
  window.hacked, window.polluted, ({}).polluted,
  document.querySelectorAll("img, iframe, object, embed, form, base, link, b").length,
  document.scripts.length,
  [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
  [...document.querySelectorAll("a")].filter((e) => !/^(https?:|blob:|#)/.test(e.getAttribute("href"))).length,
]"""


@pytest.fixture(scope="module")
def page_of_horrors() -> str:
    return render_html(*hostile(), title="".join(HOSTILE[:12]))


def test_every_view(show: Show, page_of_horrors: str) -> None:
    page = show(page_of_horrors).page
    expected = page.evaluate(FOREIGN)
    assert expected[3:] == [0, 3, 0, 0]
    page.click("[data-key=status-2]")
    page.click("[data-key=status-3]")
    page.click("[data-view=both]")
    for at in range(page.locator("#table tbody tr").count()):
        page.locator("#table tbody tr").nth(at).locator("td:nth-child(2) button").click()
        assert page.evaluate(FOREIGN) == expected
    for at in range(min(22, page.locator("#table tbody tr").count())):
        page.locator("#table tbody tr").nth(at).locator("td:nth-child(1) button").click()
        assert page.evaluate(FOREIGN) == expected
    for key in page.evaluate("[...document.querySelectorAll('[data-key^=unfold]')].map((e) => e.dataset.key)"):
        page.click(f"[data-key={key}]")
    assert page.evaluate(FOREIGN) == expected


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip() and len(text) < 100])
def test_search_for_it(show: Show, page_of_horrors: str, text: str) -> None:
    page = show(page_of_horrors).page
    page.fill("#search-input", text.replace("\x00", ""))
    page.keyboard.press("Enter")
    assert page.evaluate(FOREIGN)[3:] == [0, 3, 0, 0]


def test_what_is_shown_is_the_text_itself(show: Show) -> None:
    page = show(render_html(*hostile()), "view=table").page
    shown = page.locator("#table tbody td:first-child bdi").all_text_contents()
    for text in ("<script>window.hacked=1</script>", "&lt;b&gt;&amp;&#x3c;", "{{ 7*7 }} {% raw %} ${7*7} #{7*7}"):
        assert text in shown


def test_exports_of_it(show: Show, page_of_horrors: str) -> None:
    page = show(page_of_horrors).page
    for kind in ("csv", "txt", "png"):
        page.click("#export-button")
        with page.expect_download() as download:
            page.click(f"[data-export={kind}]")
        content = download.value.path().read_bytes()
        if kind == "csv":
            # No cell begins as a formula would.
            assert b'"=HYPERLINK' not in content
            assert b"'=HYPERLINK" in content


@pytest.mark.parametrize(
    "fragment", ["actor=<img src=x onerror=hacked=1>", "path=__proto__&path=constructor", "__proto__[polluted]=1"]
)
def test_hostile_links(show: Show, page_of_horrors: str, fragment: str) -> None:
    assert show(page_of_horrors, fragment).page.evaluate(FOREIGN)[3:] == [0, 3, 0, 0]


def test_inline_in_a_frame(browser: Any) -> None:
    """As a notebook shows it: in a frame with an origin of its own, with the links of the view going nowhere."""
    page = browser.new_page()
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.set_content(inline(render_html(DOCUMENTS, STATEMENTS, ACTORS, title=json.dumps(HOSTILE[:6])))._repr_html_())
    frame = page.frames[1]
    until(lambda: frame.evaluate("performance.getEntriesByName('kg-ready').length"))
    frame.click(".links .row >> nth=0")
    frame.click("[data-view=both]")
    assert frame.inner_text("#panel h2") == "Norland"
    assert logged == []
    page.close()
