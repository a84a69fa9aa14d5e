"""Corpora → spaCy training documents, in our tokenisation.

Treebanks come as CoNLL-U (UD v2), entity corpora as JSON lines with `text` and `ents` ([start, end, label] in
characters). Both are split and grouped so that training looks like real news: several sentences a document,
paragraph breaks as white-space tokens, curly quotation marks in half of the copies.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

TREEBANKS = ("ewt", "gum")
PARAGRAPH = "\n\n"
_PIECES = re.compile(r"[-‐‑]|[^-‐‑]+")
_SPLITTABLE = re.compile(r"(?:[A-Za-z]|['’.])+(?:[-‐‑][A-Za-z'’.]+)+$|[0-9]+(?:[-‐‑][A-Za-z]+)+$")


@dataclass(frozen=True)
class Word:
    """A syntactic word of a treebank; `head` is the index in its sentence, its own index for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


@dataclass
class Sentence:
    words: list[Word]
    new_document: bool = False
    new_paragraph: bool = False


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file (gzip or plain). Empty nodes are skipped; hyphenated words are split."""
    opener = gzip.open if path.suffix == ".gz" else open
    rows: list[list[str]] = []
    comments: list[str] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("#"):
                comments.append(line)
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield Sentence(
                    _split_hyphens(_words(rows)),
                    any(c.startswith("# newdoc") for c in comments),
                    any(c.startswith("# newpar") for c in comments),
                )
                rows, comments = [], []


def _words(rows: list[list[str]]) -> list[Word]:
    no_space_after: dict[int, bool] = {}
    plain: list[list[str]] = []
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:  # a multiword token: its parts are written together, the space is the token's own
            first, last = map(int, row[0].split("-"))
            for number in range(first, last):
                no_space_after[number] = True
            no_space_after[last] = "SpaceAfter=No" in row[9]
        else:
            plain.append(row)
    words = []
    for position, row in enumerate(plain):
        number, head = int(row[0]), int(row[6])
        blank = "" if row[2] == "_" and row[1] != "_" else row[2]
        glued = no_space_after.get(number, "SpaceAfter=No" in row[9])
        words.append(
            Word(row[1], blank, row[3], row[4], "" if row[5] == "_" else row[5],
                 position if head == 0 else head - 1, row[7], not glued)
        )  # fmt: skip
    return words


def _split_hyphens(words: list[Word]) -> list[Word]:
    """Split "pro-Iranian" into three words; the last piece is the head and keeps the word's own relation."""
    if not any(_SPLITTABLE.match(word.form) for word in words):
        return words
    pieces: list[list[Word]] = []
    for word in words:
        if not _SPLITTABLE.match(word.form):
            pieces.append([word])
            continue
        forms = _PIECES.findall(word.form)
        lemmas = _PIECES.findall(word.lemma) if word.lemma else []
        lemmas = lemmas if len(lemmas) == len(forms) else [form.lower() for form in forms]
        parts = []
        for form, lemma in zip(forms, lemmas, strict=True):
            if form in "-‐‑":
                parts.append(
                    replace(
                        word, form=form, lemma="-", upos="PUNCT", xpos="HYPH", feats="", deprel="punct", space=False
                    )
                )
            else:
                parts.append(
                    replace(word, form=form, lemma=lemma if word.lemma else "", deprel="compound", space=False)
                )
        parts[-1] = replace(parts[-1], deprel=word.deprel, space=word.space)
        pieces.append(parts)
    last = []
    total = 0
    for parts in pieces:
        total += len(parts)
        last.append(total - 1)
    out: list[Word] = []
    for parts, index in zip(pieces, last, strict=True):
        for part in parts[:-1]:
            out.append(replace(part, head=index))
        out.append(replace(parts[-1], head=last[parts[-1].head]))
    return out


def groups(sentences: Iterable[Sentence], rng: random.Random, longest: int = 12) -> Iterator[list[Sentence]]:
    """Runs of 1 to `longest` consecutive sentences of one document."""
    group: list[Sentence] = []
    wanted = rng.randint(1, longest)
    for sentence in sentences:
        if group and (sentence.new_document or len(group) >= wanted):
            yield group
            group, wanted = [], rng.randint(1, longest)
        group.append(sentence)
    if group:
        yield group


def to_doc(nlp: Language, group: list[Sentence], *, curly: bool = False) -> Doc:
    """One training document."""
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    opened = False
    for number, sentence in enumerate(group):
        if number and sentence.new_paragraph:  # as spaCy has it: white space hangs on the word before it
            spaces[-1] = False
            words.append(PARAGRAPH)
            spaces.append(False)
            tags.append("_SP")
            pos.append("SPACE")
            morphs.append("")
            lemmas.append(PARAGRAPH)
            heads.append(len(words) - 2)
            deps.append("dep")
        offset = len(words)
        for word in sentence.words:
            form = word.form
            if curly:
                form, opened = _curl(form, opened, bool(spaces) and spaces[-1])
            words.append(form)
            spaces.append(word.space)
            tags.append(word.xpos)
            pos.append(word.upos)
            morphs.append(word.feats)
            lemmas.append(word.lemma)
            heads.append(offset + word.head)
            deps.append("ROOT" if word.deprel == "root" else word.deprel)
        spaces[-1] = True
    return Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, pos=pos, morphs=morphs,
               lemmas=lemmas, heads=heads, deps=deps)  # fmt: skip


def _curl(form: str, opened: bool, after_space: bool) -> tuple[str, bool]:
    if form in ('"', "``", "''"):
        return ("”", False) if opened else ("“", True)
    if form == "'":
        return ("‘" if after_space and not opened else "’"), opened
    return form.replace("'", "’"), opened


def treebank_docs(nlp: Language, path: Path, *, seed: int = 0, curly: float = 0.0, longest: int = 12) -> list[Doc]:
    """A treebank file as training documents; `curly` is the share that gets curly quotation marks."""
    rng = random.Random(f"{path.name}/{seed}")
    return [to_doc(nlp, group, curly=rng.random() < curly) for group in groups(read_conllu(path), rng, longest)]


def entity_docs(nlp: Language, path: Path) -> list[Doc]:
    """An entity corpus as documents in our tokenisation; entities that cut through a token are left out."""
    docs = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            doc = nlp.make_doc(record["text"])
            spans: list[Span] = []
            for start, end, label in record["ents"]:
                span = doc.char_span(start, end, label=label, alignment_mode="contract")
                if span is not None:
                    spans.append(span)
            doc.set_ents(filter_spans(spans))
            docs.append(doc)
    return docs
