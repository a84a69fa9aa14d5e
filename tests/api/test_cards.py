"""How statements, documents, actors and answers show themselves in a notebook and in a terminal."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.actors.model import Actor
from kg.documents import Document
from kg.graph import Graph
from kg.statements import Participant, Statement
from kg.views.cards import marked
from tests.graph.factory import BASE, corpus, participant

HOSTILE = '<script>alert(1)</script> & "quoted" <img src=x onerror=alert(1)>\x1b[31m'


class Text(HTMLParser):
    """The text of a piece of HTML, its tags, and what is inside its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.marks: list[str] = []
        self.open: list[int] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "mark":
            self.open.append(len(self.marks))
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        for number in self.open:
            self.marks[number] += data


def well_formed(html: str) -> None:
    ElementTree.fromstring(f"<div>{html.replace(chr(0x1B), '')}</div>")


def struck(**changes: Any) -> Statement:
    sentence = "Norland bombed the River Brigade near Tarn, the Herald said."
    made = Statement(
        document="herald-1",
        subject=participant("norland", start=100),
        relation="struck",
        object=participant("river-brigade", start=119),
        status="alleged",
        evidence=sentence,
        start=100,
        end=100 + len(sentence),
        confidence=0.875,
        by=participant("herald", "Herald", 148, label="Herald"),
        date="2031-05-09",
        place=participant("tarn", start=138),
        quantities={"wounded": 1_200, "killed": 12},
    )
    return replace(made, **changes)


def test_a_statement_in_a_terminal() -> None:
    assert str(struck()) == (
        "Norland struck River Brigade (alleged; said by Herald; 2031-05-09; at Tarn; 12 killed; 1,200 wounded; "
        "confidence 0.88)\n"
        "  “[Norland] bombed the [River Brigade] near [Tarn], the [Herald] said.”\n"
        "  herald-1, characters 100–160"
    )
    assert repr(struck()) == f"<Statement: {str(struck()).splitlines()[0]}>"


def test_a_statement_without_details() -> None:
    plain = struck(by=None, date=None, place=None, quantities={}, status="asserted")
    assert str(plain).splitlines()[0] == "Norland struck River Brigade (asserted; confidence 0.88)"


def test_a_statement_in_a_notebook() -> None:
    html = struck()._repr_html_()
    well_formed(html)
    shown = Text(html)
    assert shown.marks == ["Norland subject", "River Brigade object", "Tarn place", "Herald speaker"]
    for part in ("Norland struck River Brigade", "alleged", "said by Herald", "2031-05-09", "at Tarn", "12 killed"):
        assert part in shown.text
    assert "herald-1, characters 100–160" in shown.text


def test_a_mention_in_a_mention_is_marked_inside_it() -> None:
    sentence = "Iran-backed militias shelled a base."
    html = marked(sentence, [(0, 20, "subject"), (0, 4, "speaker"), (29, 35, "object")])
    well_formed(html)
    assert Text(html).marks == ["Iran speaker-backed militias subject", "Iran speaker", "a base object"]
    # Told by a terminal, the outer one alone is in brackets.
    nested = struck(
        evidence=sentence, start=0, end=36, by=None, place=None,
        subject=Participant("i", "Iran", "State", "Iran", 0, 4),
        object=Participant("m", "militias", "ArmedGroup", "Iran-backed militias", 0, 20),
    )  # fmt: skip
    assert "“[Iran-backed militias] shelled a base.”" in str(nested)


def test_the_text_is_kept_whatever_is_marked() -> None:
    text = "a < b & c > d"
    for spans in (
        [],
        [(0, 3, "subject")],
        [(0, 13, "subject"), (4, 9, "object")],
        [(2, 6, "subject"), (4, 9, "object")],
    ):
        shown = Text(marked(text, spans)).text
        for role in ("subject", "object"):
            shown = shown.replace(f" {role}", "")
        assert shown == text


def test_mentions_that_cross_are_not_both_marked() -> None:
    html = marked("abcdefgh", [(0, 4, "subject"), (2, 6, "object")])
    well_formed(html)
    assert html.count("<mark") == 1


def test_a_mention_elsewhere_in_the_text_is_not_marked() -> None:
    elsewhere = struck(subject=participant("norland", start=3), object=participant("river-brigade", start=120))
    assert Text(elsewhere._repr_html_()).marks == ["Tarn place", "Herald speaker"]


def test_what_texts_say_is_text_not_markup() -> None:
    hostile = struck(
        subject=participant("norland", label=HOSTILE), relation=HOSTILE, evidence=HOSTILE, document=HOSTILE,
        by=participant("x", label=HOSTILE), place=participant("y", label=HOSTILE), date=HOSTILE,
        quantities={HOSTILE: 1},
    )  # fmt: skip
    paper = Document(HOSTILE, HOSTILE, HOSTILE, None, HOSTILE, HOSTILE)
    actor = Actor(HOSTILE, HOSTILE, HOSTILE, aliases=(HOSTILE,), country=HOSTILE, wikidata=HOSTILE)
    for shown in (hostile, paper, actor):
        html = shown._repr_html_()
        well_formed(html)
        assert Text(html).tags <= {"div", "b", "code", "mark", "sub"}
    for text in (str(hostile), repr(hostile), repr(paper), repr(actor)):
        assert "\x1b" not in text


def test_the_statements_of_a_graph_show_themselves(graph: Graph) -> None:
    for statement in graph.read_statements():
        well_formed(statement._repr_html_())
        assert len(str(statement).splitlines()) == 3
        assert len(repr(statement).splitlines()) == 1


def test_who_takes_part_is_marked_in_what_was_read(seeds: list[tuple[Document, list[Statement]]]) -> None:
    for _, statements in seeds:
        for statement in statements:
            html = statement._repr_html_()
            well_formed(html)
            marked_as = {mark.rpartition(" ")[2] for mark in Text(html).marks}
            roles = {"subject": statement.subject, "object": statement.object, "speaker": statement.by}
            in_sentence = {
                role for role, who in roles.items() if who and statement.start <= who.start < who.end <= statement.end
            }
            assert in_sentence <= marked_as, str(statement)
            assert in_sentence


def test_a_document() -> None:
    paper = Document("herald-1", "First line.\n\n" + "x" * 5_000, "A <raid>", "2031-05-09", "Herald", "A. Venn")
    assert repr(paper) == "<Document herald-1: A <raid>, 2031-05-09, Herald, 5,013 characters>"
    html = paper._repr_html_()
    well_formed(html)
    shown = Text(html).text
    assert "A <raid>" in shown
    assert "herald-1 · 2031-05-09 · Herald · A. Venn · 5,013 characters" in shown
    assert shown.endswith("x…")
    assert len(html) < 3_000


def test_a_document_that_says_little_of_itself() -> None:
    assert repr(Document("d", "text")) == "<Document d: 4 characters>"
    assert Text(Document("d", "text")._repr_html_()).text == "dd · no date · 4 characterstext"


def test_a_document_of_a_graph_has_no_text(graph: Graph) -> None:
    first = graph.read_documents()[0]
    assert repr(first) == "<Document courier-3: Report courier-3, 2031-06-01, Courier>"
    well_formed(first._repr_html_())


def test_an_actor() -> None:
    actor = Actor("norland", "State", "Norland", aliases=("Kingdom of Norland",), wikidata="Q1")
    assert repr(actor) == "Actor('Norland', id='norland', type='State', aliases=('Kingdom of Norland',), wikidata='Q1')"
    assert Text(actor._repr_html_()).text == "NorlandState · norland · Q1also Kingdom of Norland"


# Answers


def test_an_answer_is_a_table_in_a_terminal(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = graph.query("SELECT ?who ?whom { ?who kg:backs ?whom } ORDER BY ?who ?whom")
    lines = [line.split() for line in str(result).splitlines()]
    assert lines[0] == ["who", "whom"]
    assert lines[2:4] == [["actor:river-brigade", "actor:marsh-league"], ["actor:sudria", "actor:river-brigade"]]
    assert lines[-1] == ["2", "rows"]
    assert repr(result) == str(result)


def test_in_a_notebook_the_text_is_not_shown_beside_the_table(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rich.console._is_jupyter", lambda: True)
    assert "actor:sudria" in str(graph.query("SELECT ?who { ?who kg:backs ?whom }"))


def test_a_table_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    graph = Graph.in_memory(BASE)
    graph.add_all(corpus())
    result = graph.query("SELECT ?sentence { GRAPH ?d { ?s oa:exact ?sentence } }")
    assert max(map(len, str(result).splitlines())) <= 40


def test_a_long_answer_is_cut_where_it_is_shown_and_says_so(graph: Graph) -> None:
    result = graph.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }", limit=150)
    assert str(result).endswith("30 of 150 rows, and more that the limit cut off")
    html = result._repr_html_()
    assert "100 of 150 rows, and more that the limit cut off" in html
    assert html.count("<tr>") == 101


def test_yes_and_no(graph: Graph) -> None:
    yes, no = graph.query("ASK { ?a kg:struck ?b }"), graph.query("ASK { ?a kg:overthrew ?b }")
    assert (str(yes), str(no)) == ("yes", "no")
    assert "yes" in yes._repr_html_()


def test_an_answer_does_nothing_to_a_terminal_or_page() -> None:
    graph = Graph.in_memory(BASE)
    result = graph.query("SELECT ?x { VALUES ?x { $x } }", parameters={"x": HOSTILE + "[bold]not markup[/bold]"})
    assert "\x1b" not in str(result)
    assert "[bold]" in str(result)
    assert "<script>" not in result._repr_html_()
