"""kg.explain: what is found in a text, shown in a notebook and in a terminal."""

from __future__ import annotations

import re

import pytest

import kg
from kg.building import build
from kg.documents import Document
from kg.explaining import Explanation, explain
from kg.language import ModelError
from tests.api.test_cards import Text, well_formed

TEXT = "Iran backs Hezbollah.\n\nIsrael, it said on Sunday, bombed Damascus. It denied that."


@pytest.fixture(scope="module")
def explained() -> Explanation:
    return explain(TEXT, published="2024-05-07")


def test_it_is_part_of_the_api() -> None:
    assert kg.explain is explain


def test_statements_are_those_of_a_graph(explained: Explanation) -> None:
    graph = build(Document(explained.document.id, TEXT, published="2024-05-07"))
    found = sorted(explained.statements, key=lambda s: (s.start, s.end, s.id))
    assert [s.id for s in found] == [s.id for s in graph.read_statements()]
    assert ("Iran", "backs", "Hezbollah") in {(s.subject.label, s.relation, s.object.label) for s in found}


def test_every_statement_has_its_steps(explained: Explanation) -> None:
    assert explained.statements
    for statement in explained.statements:
        assert statement.explanation
        for step in statement.explanation:
            assert step in str(explained)
            assert step in Text(explained._repr_html_()).text


def test_mentions_are_in_the_text_and_in_its_order(explained: Explanation) -> None:
    places = [(mention.actor.start, -mention.actor.end) for mention in explained.mentions]
    assert places == sorted(places)  # the longer first, as "Iran-backed militia" contains "Iran"
    for actor, _ in explained.mentions:
        assert TEXT[actor.start : actor.end] == actor.mention
    assert {"Iran", "Hezbollah", "Israel"} <= {actor.label for actor, _ in explained.mentions}


def test_in_a_terminal(explained: Explanation) -> None:
    text = str(explained)
    assert re.match(r"\d+ mentions of \d+ actors\n  Iran \(State\): “Iran”", text)
    assert "Iran backs Hezbollah (asserted; " in text
    assert "\n  - verb “back” → backs" in text
    assert repr(explained) == text


def test_in_a_notebook(explained: Explanation) -> None:
    html = explained._repr_html_()
    assert html.count('<div class="spans"') == 2  # paragraphs
    assert not re.search(r"<(script|link|img|a)\b|https?://", html)  # offline, and nothing to click on
    shown = " ".join(Text(html).text.split())
    assert "ArmedGroup" in shown
    assert "backs" in shown.split("mentions of")[0]  # a bar below the words
    well_formed(html)


def test_the_status_stands_with_the_bar() -> None:
    html = explain("Israel did not bomb Damascus.")._repr_html_()
    assert "struck, negated" in Text(html).text


def test_words_are_text_not_markup() -> None:
    html = explain('Iran backs "<b>Hezbollah</b> & <script>alert(1)</script>".')._repr_html_()
    assert Text(html).tags.isdisjoint({"script"})
    assert "<script" not in html
    assert "&lt;" in html
    well_formed(html)


@pytest.mark.parametrize("text", ["", "   \n", "Nothing happened.", "{braces} and {0} %s"])
def test_a_text_without_statements(text: str) -> None:
    explained = explain(text)
    assert explained.statements == ()
    assert "0 statements" in str(explained)
    assert "0 statements" in explained._repr_html_()


def test_lines_broken_to_a_width_are_read_as_one() -> None:
    text = (
        "The government of Iran has for many years been known to back Hezbollah and\n"
        "arms it too. On Sunday the United States of America, which is an old enemy,\n"
        "bombed Damascus."
    )
    explained = explain(text)
    assert explained.document.text == text
    assert [s.evidence for s in explained.statements] == [text[s.start : s.end] for s in explained.statements]


def test_a_document_has_its_own_date() -> None:
    paper = Document("d", "On Sunday Israel bombed Damascus.", published="2024-05-07")
    (statement,) = explain(paper).statements
    assert (statement.document, statement.date) == ("d", "2024-05-05")
    assert [s.date for s in explain(paper.text, published="2024-05-07").statements] == ["2024-05-05"]


def test_unsure_statements_are_left_out_on_request(explained: Explanation) -> None:
    assert explain(TEXT, min_confidence=1.01).statements == ()
    assert len(explain(TEXT, min_confidence=0.0).statements) >= len(explained.statements)


def test_wrong_dates_and_models() -> None:
    with pytest.raises(ValueError, match="'7 May 2024' is no date; write 2024-05-07"):
        explain("x", published="7 May 2024")
    with pytest.raises(ModelError, match="no language model 'en_nothing'"):
        explain("x", model="en_nothing")
