"""Examples for the teacher: treebank sentences with the entities of a corpus over the same text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc, Span

from kg.language.tokenizer import blank
from kg.language.training.corpora import read_conllu
from kg.language.training.teacher.examples import Example, add_entities, biluo, from_doc, from_sentence, spans

TREEBANK = """\
# newdoc
1\tPro-Qatari\tpro-Qatari\tADJ\tJJ\tDegree=Pos\t2\tamod\t_\t_
2\tenvoys\tenvoy\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_
3\tleft\tleave\tVERB\tVBD\tMood=Ind\t0\troot\t_\t_
4\tAddis\tAddis\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\t_
5\tAbaba\tAbaba\tPROPN\tNNP\tNumber=Sing\t4\tflat\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\twaved\twave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Example]:
    path = tmp_path / "a.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return [from_sentence(sentence) for sentence in read_conllu(path)]


def corpus(tmp_path: Path, *records: tuple[str, list[list[object]]]) -> Path:
    path = tmp_path / "ner.jsonl"
    lines = (json.dumps({"text": text, "ents": ents}) for text, ents in records)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_hyphens_are_split_and_the_root_is_its_own_head(sentences: list[Example]) -> None:
    first = sentences[0]
    assert first.words == ["Pro", "-", "Qatari", "envoys", "left", "Addis", "Ababa", "."]
    assert first.heads == [2, 2, 3, 4, 4, 4, 5, 4]
    assert first.deps is not None
    assert first.deps[4] == "root"


def test_entities_are_laid_over_the_treebank(sentences: list[Example], tmp_path: Path) -> None:
    path = corpus(tmp_path, ("Pro-Qatari envoys left  Addis Ababa. Nobody waved.", [[4, 10, "NORP"], [24, 35, "GPE"]]))
    assert add_entities(sentences, path) == 2
    assert sentences[0].entities is not None
    assert spans(sentences[0].entities) == [(2, 3, "NORP"), (5, 7, "GPE")]
    assert sentences[1].entities == ["O", "O", "O"]


def test_a_sentence_that_the_corpus_lacks_has_no_entities(sentences: list[Example], tmp_path: Path) -> None:
    path = corpus(tmp_path, ("Something else was said.", []), ("Nobody waved.", []))
    assert add_entities(sentences, path) == 1
    assert sentences[0].entities is None
    assert sentences[1].entities == ["O", "O", "O"]


def test_an_entity_that_cuts_a_word_leaves_its_sentence_out(sentences: list[Example], tmp_path: Path) -> None:
    path = corpus(tmp_path, ("Pro-Qatari envoys left Addis Ababa. Nobody waved.", [[23, 30, "GPE"]]))
    assert add_entities(sentences, path) == 1
    assert sentences[0].entities is None


def test_white_space_tokens_are_left_out() -> None:
    doc = Doc(blank().vocab, ["Lima", "\n\n", "The", "Gulf", "of", "Aden"], [False, False, True, True, True, False])
    doc.set_ents([Span(doc, 0, 1, "GPE"), Span(doc, 3, 6, "LOC")])
    example = from_doc(doc)
    assert example.words == ["Lima", "The", "Gulf", "of", "Aden"]
    assert example.entities == ["U-GPE", "O", "B-LOC", "I-LOC", "L-LOC"]
    assert example.heads is None


def test_spans_and_tags_are_each_other_s_inverse() -> None:
    given = [(0, 1, "ORG"), (1, 3, "PERSON"), (4, 8, "LOC")]
    assert spans(biluo(9, given)) == given
