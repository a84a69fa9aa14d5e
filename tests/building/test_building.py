"""The main job by its Python API, and the spaCy component."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import kg
from kg import building, language, reading
from kg.documents import Document, Problem
from kg.extraction import Extractor

TEXT = "The United States bombed Kata'ib Hezbollah on Sunday. Iran condemned the strike."
DOCUMENT = Document("report", TEXT, "Strikes", "2019-12-30", "Wire")


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    load = language.load
    monkeypatch.setattr(language, "load", lambda model=None: nlp if model is None else load(model))


def plain(graph: kg.Graph) -> set[tuple[str, ...]]:
    answer = graph.query("SELECT ?s ?p ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?p), STR(kg:))) }")
    return {tuple(str(cell).rpartition("/")[2].rpartition("#")[2] for cell in row) for row in answer}


def test_build_from_documents() -> None:
    graph = kg.build([DOCUMENT])
    assert ("united-states", "struck", "kataib-hezbollah") in plain(graph)
    (document,) = graph.read_documents()
    assert (document.id, document.title, document.published, document.source) == (
        "report",
        "Strikes",
        "2019-12-30",
        "Wire",
    )


def test_build_from_paths(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT)
    by_text = kg.build(str(tmp_path))
    by_path = kg.build([tmp_path / "report.txt"])
    assert plain(by_text) == plain(by_path) != set()


def test_a_stream_is_not_held() -> None:
    taken = 0

    def stream() -> Iterator[Document]:
        nonlocal taken
        for taken in range(1, 4):
            yield Document(f"d{taken}", TEXT)

    documents = iter(reading.Reading(building.documents(stream(), print), language.load(), print))
    next(documents)
    assert taken == 1


def test_store_is_added_to(tmp_path: Path) -> None:
    kg.build([DOCUMENT], store=tmp_path / "store").close()
    kg.build([Document("other", TEXT)], store=tmp_path / "store").close()
    with kg.open(tmp_path / "store") as graph:
        assert [document.id for document in graph.read_documents()] == ["other", "report"]


def test_nothing_to_read(tmp_path: Path) -> None:
    with (
        pytest.warns(building.SourceWarning, match="holds no texts"),
        pytest.raises(building.NoDocuments, match="no texts"),
    ):
        kg.build(tmp_path)
    with pytest.raises(building.NoDocuments):
        kg.build([])


def test_problems_are_warnings(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    with pytest.warns(building.SourceWarning, match=r"b\.txt: the file is empty"):
        graph = kg.build(tmp_path)
    assert len(graph.read_documents()) == 1


def test_one_failure_does_not_lose_the_others(extractor: Extractor, nlp: Language) -> None:
    problems: list[Problem] = []
    documents = [
        Document("a", TEXT),
        Document("b", TEXT),
        Document("c", "x" * (nlp.max_length + 1)),
        Document("d", TEXT),
    ]

    class Failing(Extractor):
        def __init__(self) -> None:
            pass

        def __call__(self, doc: object, document: Document) -> list:
            if document.id == "b":
                raise RuntimeError("oh")
            return extractor(doc, document)  # type: ignore[arg-type]

    read = [d.id for d, _ in reading.Reading(documents, nlp, problems.append, extract=Failing())]
    assert read == ["a", "d"]
    assert "document b: reading it failed (RuntimeError: oh)" in str(problems[0])
    assert "1,000,001 characters, and at most 1,000,000 are read" in str(problems[1])


def test_min_confidence(nlp: Language) -> None:
    every = [s for _, found in reading.Reading([DOCUMENT], nlp, print, min_confidence=0) for s in found]
    most = max(statement.confidence for statement in every)
    assert all(s.confidence >= most for _, found in reading.Reading([DOCUMENT], nlp, print, most) for s in found)


def test_broken_lines_do_not_matter(nlp: Language) -> None:
    words = (TEXT * 3).replace(".The", ". The")
    wrapped = words.replace("Sunday. Iran", "Sunday.\nIran").replace("strike. The", "strike.\nThe").replace(
        "the strike", "the\nstrike"
    )  # fmt: skip
    wrapped = "\n".join(line for line in wrapped.split("\n"))
    narrow = []
    line = ""
    for word in words.split():
        if len(line) + 1 + len(word) > 60:
            narrow.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    text = "\n".join([*narrow, line])

    def read(text: str) -> list[tuple]:
        pairs = reading.Reading([Document("a", text)], nlp, print)
        return [(s.subject.id, s.relation, s.object.id, s.start, s.end) for _, found in pairs for s in found]

    assert read(text) == read(words) != []


def test_pipeline(nlp: Language) -> None:
    nlp = kg.load()
    try:
        doc = nlp.make_doc(TEXT)
        doc._.document = DOCUMENT
        dated = nlp(doc)._.statements
        plain = nlp(TEXT)._.statements
        assert nlp("")._.statements == []
    finally:
        nlp.remove_pipe("geokg")  # it is the tests' shared pipeline
    assert next((s.subject.label, s.relation, s.object.label) for s in plain) == (
        "United States", "struck", "Kata'ib Hezbollah",
    )  # fmt: skip
    assert {s.document for s in dated} == {"report"}
    assert dated[0].date == "2019-12-29"
    ((_, read),) = reading.Reading([DOCUMENT], nlp, print)
    assert [s.to_dict() for s in read] == [s.to_dict() for s in dated]


def test_importing_is_quick() -> None:
    code = "import sys, kg, kg.cli; print(sorted({'spacy', 'numpy', 'rdflib', 'pandas', 'rich'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_public_names() -> None:
    assert set(kg.__all__) <= set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name).__doc__
    with pytest.raises(AttributeError):
        kg.nonsense  # noqa: B018


def test_halves_of_surrogate_pairs_in_a_document_are_replaced(nlp: Language) -> None:
    text = "Iran backs Hezbollah \ud83d, and Israel struck\udc00 Hezbollah in Beirut."
    given = Document("d\ud800", text, title="T\udfff")
    ((document, statements),) = reading.Reading([given], nlp, pytest.fail)
    assert (document.id, document.title) == ("d\ufffd", "T\ufffd")
    assert len(document.text) == len(text)
    assert statements
    assert all(s.evidence == document.text[s.start : s.end] for s in statements)


def test_statements_keep_their_iris_when_a_text_is_read_again() -> None:
    def iris(text: str) -> list[str]:
        with kg.build([Document("report", text, published="2019-12-30")]) as graph:
            return [row[0] for row in graph.query("SELECT ?s { GRAPH ?d { ?s a rdf:Statement } } ORDER BY ?s")]

    first = iris(TEXT)
    assert len(first) > 1
    assert iris(TEXT) == first
    longer = iris(f"{TEXT}\n\nTurkey struck Syria.")
    assert set(first) < set(longer)
