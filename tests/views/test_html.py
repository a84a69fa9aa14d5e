"""The file as text: complete, small, always the same, and nothing in it that asks the network."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.views import bundle
from kg.views.html import render_html
from kg.views.notebook import inline

from .sample import ACTORS, DOCUMENTS, HOSTILE, STATEMENTS, hostile, synthetic


class Parts(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self.inside, []).append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def data(html: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert block
    return json.loads(block[1])  # type: ignore[no-any-return]


def test_the_same_whatever_the_order() -> None:
    html = render_html(DOCUMENTS, STATEMENTS, ACTORS)
    assert html == render_html(DOCUMENTS[::-1], STATEMENTS[::-1] + STATEMENTS[:3], dict(reversed(ACTORS.items())))


def test_under_a_megabyte_before_the_data() -> None:
    html = render_html([], [])
    assert len(html.encode()) < 1_000_000
    assert html.startswith("<!DOCTYPE html>")
    assert html.rstrip().endswith("</html>")


def test_nothing_refers_outside() -> None:
    parts = Parts(render_html(DOCUMENTS, STATEMENTS, ACTORS))
    for tag, attributes in parts.tags:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "form"}
        for name, value in attributes.items():
            assert name not in {"src", "srcset", "style", "action"}
            assert not name.startswith("on")
            assert not (name == "href" and not (value or "").startswith("#"))
    assert "sourceMappingURL" not in render_html([], [])


def test_the_policy_admits_just_our_scripts_and_styles() -> None:
    html = render_html(DOCUMENTS, STATEMENTS)
    parts = Parts(html)
    policy = next(a["content"] for t, a in parts.tags if t == "meta" and a.get("http-equiv")) or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", html, re.S)
    assert len(scripts) == 2
    for text in [*scripts, *re.findall(r"<style>(.*?)</style>", html, re.S)]:
        assert bundle.source_hash(text) in policy
    # The policy must come before what it governs.
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script")


def test_our_scripts_write_no_markup() -> None:
    script = bundle.script()
    for forbidden in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "fetch(",
        "XMLHttp",
    ]:
        assert forbidden not in script


def test_edges_are_grouped_and_symmetric_ones_joined() -> None:
    page = data(render_html(DOCUMENTS, STATEMENTS, ACTORS))
    labels = [node["label"] for node in page["nodes"]]
    edges = [
        (labels[a], page["relations"][r]["id"], labels[b], page["styles"]["statuses"][s]["id"])
        for a, r, b, s in page["edges"]
    ]
    assert len(edges) == len(set(edges)) == 17
    assert ("Norland", "struck", "Harbour Front", "asserted") in edges
    assert ("Sudmark", "armed", "Harbour Front", "negated") in edges
    assert sum(relation == "metWith" for _, relation, _, _ in edges) == 1
    flipped = [row[4] for row in page["statements"] if edges[row[0]][1] == "metWith"]
    assert sorted(flipped) == [0, 1]


def test_mentions_are_counted_as_javascript_counts() -> None:
    page = data(render_html(DOCUMENTS, STATEMENTS, ACTORS))
    row = next(row for row in page["statements"] if page["sentences"][row[1]][1].startswith("🌊"))
    text = page["sentences"][row[1]][1].encode("utf-16-le")
    start, end = row[5][:2]
    assert text[2 * start : 2 * end].decode("utf-16-le") == "Norland"


def test_actors_carry_names_and_facts() -> None:
    nodes = {node["label"]: node for node in data(render_html(DOCUMENTS, STATEMENTS, ACTORS))["nodes"]}
    norland = nodes["Norland"]
    assert {"Nordish", "Kingdom of the North", "Nordlandet"} <= set(norland["names"])
    assert norland["wikidata"] == "Q42"
    assert nodes["Ana Petrov"]["offices"] == [["president", "Norland", "2019-01-10", ""]]
    assert nodes["Ana Petrov"]["country"] == "Norland"
    assert "wikidata" not in nodes["Sudmark"]


def test_documents_that_were_not_given_are_known_by_their_id() -> None:
    page = data(render_html([], STATEMENTS))
    assert [paper["title"] for paper in page["documents"]] == ["d1", "d2", "d3"]


def test_top_and_focus() -> None:
    documents, statements = synthetic(200, 600)
    page = data(render_html(documents, statements, top=20))
    assert sum("first" in node for node in page["nodes"]) == 20
    assert all("first" in node for node in page["nodes"][:20])
    focused = data(render_html(DOCUMENTS, STATEMENTS, focus="HF"))
    assert focused["nodes"][focused["view"]["focus"]]["label"] == "Harbour Front"
    assert {node["label"] for node in focused["nodes"] if "first" in node} == {"Harbour Front", "Norland", "Sudmark"}


def test_statuses_asked_for_are_shown_at_first() -> None:
    denied = [statement for statement in STATEMENTS if statement.status == "negated"]
    page = data(render_html(DOCUMENTS, denied, statuses=["negated"]))
    assert [style["id"] for style in page["styles"]["statuses"] if style["shown"]] == ["negated"]
    assert all("first" in node for node in page["nodes"])
    assert [node["said"] for node in page["nodes"]] == [1, 1]


@pytest.mark.parametrize("wrong", [{"focus": "Nobody"}, {"top": 0}, {"depth": 0}])
def test_wrong_wishes_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"no actor|at least 1"):
        render_html(DOCUMENTS, STATEMENTS, **wrong)


def test_hostile_text_stays_in_its_block() -> None:
    documents, statements, actors = hostile()
    markup = render_html([], []).count("<script")  # of which one stands in vis-network's own text
    for title in HOSTILE:
        html = render_html(documents, statements, actors, title=title)
        html.encode("utf-8")
        assert html.count("<script") == markup
        around = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.S)
        assert around.count("hacked") == 2 * title.count("hacked")  # the title and the heading, escaped
        assert data(html)["title"] == title
    block = html[html.index('id="data">') :]
    assert not re.search("[\u2028\u2029\x00-\x08]", block)


def test_inline_in_a_notebook() -> None:
    html = render_html(DOCUMENTS, STATEMENTS, title='a "quoted" <title>')
    shown = inline(html, height=500)._repr_html_()
    parts = Parts(shown)
    frame = next(attributes for tag, attributes in parts.tags if tag == "iframe")
    assert frame["srcdoc"] == html
    assert frame["height"] == "500"
    assert "allow-same-origin" not in (frame["sandbox"] or "")
    assert "Trust Notebook" in shown
    assert len(repr(inline(html))) < 100
