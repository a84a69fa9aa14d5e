"""The view for everybody: by keyboard and screen reader, in the dark, on a phone, from right to left, for weak eyes."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from kg.views.html import render_html

from .conftest import Watched, until
from .expected import actors
from .sample import ACTORS, DOCUMENTS, STATEMENTS, synthetic

pytestmark = pytest.mark.browser

Show = Callable[..., Watched]


@pytest.fixture(scope="module")
def story() -> str:
    return render_html(DOCUMENTS, STATEMENTS, ACTORS, title="Unrest on the coast")


@pytest.fixture(scope="module")
def crowd() -> str:
    return render_html(*synthetic(400, 1200), title="A crowd")


def test_table(show: Show, story: str) -> None:
    page = show(story).page
    page.click("[data-view=table]")
    assert page.is_hidden("#graph")
    table = page.get_by_role("table")
    assert table.get_by_role("row").count() == 16
    page.get_by_role("button", name="Subject").click()
    assert page.get_attribute(".column-subject", "aria-sort") == "ascending"
    subjects = page.locator("tbody tr td:first-child").all_inner_texts()
    assert subjects[0] == "Ana Petrov"
    assert [s for s in subjects if s.isascii()] == sorted((s for s in subjects if s.isascii()), key=str.casefold)
    page.get_by_role("button", name="Subject").click()
    assert page.get_attribute(".column-subject", "aria-sort") == "descending"
    page.get_by_role("button", name="struck: show the evidence").first.click()
    assert page.locator("#panel .evidence").count() >= 1
    page.locator("tbody .link").first.click()
    assert page.inner_text("#panel h2")


def test_by_keyboard_alone(show: Show, story: str) -> None:
    page = show(story).page
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#live").startswith("Norland, State, ")
    heard = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        heard.add(page.inner_text("#live"))
    assert len(heard) > 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    assert page.inner_text("#panel h2") in page.inner_text("#live")
    page.keyboard.press("Escape")
    assert page.inner_text("#panel h2") == "Overview"
    page.focus("#graph")
    page.keyboard.press("n")
    assert page.inner_text("#summary").startswith("Around ")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.inner_text("#summary").startswith("14 actors")
    page.keyboard.press("Enter")
    page.locator("#panel .row").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"  # not lost with what it was on
    page.locator("[data-key=type-0]").press("Enter")
    assert page.evaluate("document.activeElement.dataset.key") == "type-0"  # focus stays where it was
    page.focus("#skip")
    page.keyboard.press("Enter")
    assert page.is_visible("table")


def test_all_controls_have_names(show: Show, story: str) -> None:
    page = show(story, "view=both&actor=norland").page
    unnamed = page.evaluate("""() => [...document.querySelectorAll("button, input, a, [role=listbox]")]
      .filter((e) => e.offsetParent && !(e.innerText || e.ariaLabel || e.title || e.labels?.length))
      .map((e) => e.outerHTML.slice(0, 200))""")
    assert unnamed == []
    twice = page.evaluate("""() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
      return ids.filter((id, at) => ids.indexOf(id) !== at); }""")
    assert twice == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(show: Show, story: str, scheme: str) -> None:
    page = show(story, color_scheme=scheme).page

    def ground() -> int:
        value: int = page.evaluate("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        return value

    assert (ground() > 200) == (scheme == "light")
    page.click("#theme")
    assert (ground() > 200) == (scheme == "dark")


def test_on_a_phone(show: Show, crowd: str) -> None:
    page = show(crowd, width=390, height=844, has_touch=True, device_scale_factor=2).page
    assert len(actors(page)) <= 30
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.is_hidden("#side")
    page.click("#open-side")
    until(lambda: page.is_visible("#side"))
    page.keyboard.press("Escape")
    until(lambda: page.is_hidden("#side"))
    page.fill("#search-input", "actor 0")
    page.click("#search-list li")
    assert page.is_visible("#panel")
    page.click("#panel .close")
    assert page.is_hidden("#panel")
    page.click("[data-view=table]")
    assert page.is_visible("tbody tr")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_right_to_left_names_are_set_apart(show: Show, story: str) -> None:
    page = show(story, "actor=red-dawn").page
    row = page.locator("#panel bdi", has_text="السلام")
    assert row.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    assert row.evaluate("e => getComputedStyle(e).direction") in {"ltr", "rtl"}


# Text whose colour stands too little out from what is behind it (WCAG 2.2, 1.4.3: 4.5 to 1, large text 3 to 1).
PALE = """() => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, ground) => [0, 1, 2].map((at) => top[at] * top[3] + ground[at] * (1 - top[3]));
  const light = (colour) => colour
    .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("button:disabled, script, noscript, .visually-hidden, .side-head")) continue;
    let ground = [255, 255, 255];
    const above = [];
    for (let outer = element; outer; outer = outer.parentElement) above.unshift(outer);
    for (const outer of above) ground = over(parse(getComputedStyle(outer).backgroundColor), ground);
    const style = getComputedStyle(element);
    const [a, b] = [light(over(parse(style.color), ground)), light(ground)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) found.push(element.outerHTML);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "view", ["", "view=both&actor=norland", "view=table&status=negated+hypothetical", "path=joon-park&path=norland"]
)
def test_text_stands_out(show: Show, story: str, scheme: str, view: str) -> None:
    page = show(story, view, color_scheme=scheme).page
    page.click("[data-key=unfold-0]")
    page.fill("#search-input", "nor")
    assert page.evaluate(PALE) == []


def test_focus_is_seen(show: Show, story: str) -> None:
    """Whatever the Tab key reaches has an outline, or is a slider whose knob changes."""
    page = show(story, "view=both&actor=norland").page
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        tag, width = page.evaluate(
            "() => [document.activeElement.className, parseFloat(getComputedStyle(document.activeElement).outlineWidth)]"
        )
        assert width >= 2 or tag == "thumb", page.evaluate("document.activeElement.outerHTML")
        here = page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        if here in reached:
            break
        reached.add(here)
    assert len(reached) > 60


def test_headings_go_down_by_steps(show: Show, story: str) -> None:
    page = show(story, "view=both&actor=norland").page
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((e) => Number(e.tagName[1]))")
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
