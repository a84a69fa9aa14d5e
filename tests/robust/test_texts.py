"""Any text is read, or is said to be too much: no crash, and no statement whose quotations the text does not have."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg import deadline
from kg.deadline import OutOfTime, time_limit
from kg.documents import Document, Problem, Sources
from kg.documents import sources as reading_sources
from kg.documents.legible import legible
from kg.graph import Graph
from kg.graph.formats import FORMATS
from kg.graph.serialise import write
from kg.reading import Reading, reader
from kg.statements import Statement
from kg.views.html import render_html
from tests.robust.texts import SAID, TEXTS

Pairs = list[tuple[Document, list[Statement]]]


def read(text: str, nlp: Language, problems: list[Problem]) -> Pairs:
    """What is read in a text, after a look at all that is quoted from it."""
    pairs = list(Reading([Document("d", text, "T", "2031-05-10")], nlp, problems.append))
    for document, statements in pairs:
        for s in statements:
            assert 0 <= s.start < s.end <= len(document.text)
            assert document.text[s.start : s.end] == s.evidence
            for participant in (s.subject, s.object, s.by, s.place):
                if participant is not None and participant.end > participant.start:
                    assert document.text[participant.start : participant.end] == participant.mention
            assert s.start <= s.subject.start
            assert s.object.end <= s.end or s.object.end == s.object.start
    return pairs


def keep(pairs: Pairs) -> None:
    """It can be kept, written in every format that can hold it, read back, and shown."""
    graph = Graph.in_memory()
    graph.add_all(pairs)
    kept = {s.id for s in graph.read_statements()}
    assert kept == {s.id for _, statements in pairs for s in statements}
    for name in ("trig", "nquads", "json-ld", "turtle"):
        out = io.BytesIO()
        write(graph.store, out, FORMATS[name])
        out.getvalue().decode("utf-8")
    render_html(graph.read_documents(), graph.read_statements())


@pytest.mark.parametrize("name", TEXTS)
def test_nasty_texts(name: str, nlp: Language) -> None:
    problems: list[Problem] = []
    pairs = read(TEXTS[name], nlp, problems)
    if name == "a line of ten megabytes":
        assert [str(problem) for problem in problems] == [
            "document d: the text has 10,005,000 characters, and at most 1,000,000 are read; split it into documents"
        ]
        return
    assert problems == []
    assert len(pairs) == 1
    keep(pairs)


@pytest.mark.parametrize(
    "name",
    ["a million spaces", "brackets in brackets", "commas", "spaces that do not break", "other line breaks", "digits",
     "bidirectional marks", "parted brackets", "lines that patterns could stumble over"],
)  # fmt: skip
def test_what_is_said_amid_it_is_found(name: str, nlp: Language) -> None:
    ((_, statements),) = read(TEXTS[name], nlp, [])
    assert ("United States", "struck", "Kata'ib Hezbollah") in {
        (s.subject.label, s.relation, s.object.label) for s in statements
    }


pieces = st.one_of(
    st.sampled_from(
        [
            SAID, "Iran condemned the strike.", "Russia accused Ukraine of shelling Donetsk,", "he said.", "“We will respond,”",
            "Israel", "Hamas", "which", "and", "who", "killed", "has backed", "(", ")", '"', "“", "”", "—", "...", "\n\n", "\n",
            "\t", "\x00", "\u202e", "\u200b", "\N{NO-BREAK SPACE}", "U.S.", "al-", "'s", "on Sunday", "32 Jan. 2031", "25", "%", "@",
            "👩‍👩‍👧", "\ud800", "قصفت", "<b>", "{", "\\", "By Ada Venn", "READ ALSO:", "TARN (AFP) -",
        ]
    ),
    st.text(max_size=8),
)  # fmt: skip


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(pieces, max_size=25).map(" ".join))
def test_any_text(nlp: Language, text: str) -> None:
    problems: list[Problem] = []
    pairs = read(text, nlp, problems)
    assert problems == []
    keep(pairs)


@given(st.text())
def test_what_the_parser_reads_is_as_long(text: str) -> None:
    assert len(legible(text)) == len(text)


@pytest.mark.parametrize(
    "name",
    ["t.txt", "t.md", "t.html", "t.json", "t.jsonl", "t.csv", "t.xml", "t.pdf", "t.parquet", "t.zip", "t.gz", "t"],
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_told(name: str, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / name
    head = {
        "t.pdf": b"%PDF-1.7\n",
        "t.parquet": b"PAR1",
        "t.zip": b"PK\x03\x04",
        "t.gz": b"\x1f\x8b\x08",
        "t.xml": b"<rss>",
    }
    file.write_bytes(head.get(name, b"") + content)
    problems: list[Problem] = []
    documents = list(Sources(file, problems.append))
    assert documents or problems
    assert not any("please report this" in str(problem) for problem in problems), problems
    for document in documents:
        document.to_json().encode()


def test_time_is_limited(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    monkeypatch.setattr(reader, "SECONDS", 0.2)

    def endless(reading: Reading, document: Document) -> list[Statement]:
        while document.id == "slow":
            pass
        return []

    monkeypatch.setattr(Reading, "_extract", endless)
    problems: list[Problem] = []
    read = Reading([Document("slow", "Text."), Document("quick", "Text.")], nlp, problems.append)
    assert [document.id for document, _ in read] == ["quick"]
    assert str(problems[0]) == "document slow: reading it took longer than 0.2 s; split it into documents"


def test_time_of_files_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(reading_sources, "SECONDS", 0.2)

    def endless(*_: object) -> Iterator[Document]:
        yield Document("first", "Text.")
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(reading_sources, "read", endless)
    (tmp_path / "a.txt").write_text("Text.")  # type: ignore[operator]
    problems: list[Problem] = []
    assert [document.id for document in Sources([tmp_path / "a.txt"], problems.append)] == ["first"]  # type: ignore[operator]
    assert "reading a document of it took longer than 0.2 s" in str(problems[0])


def test_a_limit_cannot_be_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_AGAIN", 0.05)

    def stubborn() -> None:
        while True:
            try:
                time.sleep(0.01)
            except Exception:
                continue

    with pytest.raises(OutOfTime), time_limit(0.05):
        stubborn()


def test_no_limit_is_left_behind() -> None:
    with time_limit(0.05):
        pass
    time.sleep(0.1)
