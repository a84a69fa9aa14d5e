"""Datelines before silver text ("KABUL, Afghanistan (AP) -- "): the raw news has none, the texts to be read have.

A dateline is a sentence of its own, so that its place is not taken for the subject of what follows.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

AGENCIES = ("AP", "AFP", "Reuters", "UPI", "VOA", "Xinhua", "TASS", "IRNA", "Anadolu", "Yonhap", "Kyodo", "Pajhwok")
DASHES = ("-", "--", "—", "–", ":")


@dataclass
class _Line:
    """Columns of the dateline's words."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)

    def name(self, span: Span, dep: str, *, upper: bool) -> None:
        """A place, its words parsed as they are in the text."""
        start = len(self.words)
        for token in span:
            self.word(token.text.upper() if upper else token.text, token.tag_, token.pos_, str(token.morph),
                      start + token.head.i - span.start, token.dep_, space=bool(token.whitespace_))  # fmt: skip
        top = start + span.root.i - span.start
        self.heads[top], self.deps[top] = (top if dep == "ROOT" else 0), dep
        self.spaces[-1] = True
        self.entities.append((start, len(self.words), span.label_))

    def word(self, form: str, tag: str, pos: str, morph: str, head: int, dep: str, *, space: bool = True) -> None:
        self.words.append(form)
        self.spaces.append(space)
        self.tags.append(tag)
        self.pos.append(pos)
        self.morphs.append(morph)
        self.heads.append(head)
        self.deps.append(dep)


def with_dateline(doc: Doc, rng: random.Random) -> Doc:
    """The document with a dateline of places that it names itself; as it is where it names no plain one."""
    places = [ent for ent in doc.ents if ent.label_ == "GPE" and ent.text[0].isupper() and _plain(ent)]
    if not places:
        return doc
    line = _Line()
    line.name(rng.choice(places), "ROOT", upper=rng.random() < 0.6)
    root = next(i for i, dep in enumerate(line.deps) if dep == "ROOT")
    if rng.random() < 0.3:
        line.spaces[-1] = False
        line.word(",", ",", "PUNCT", "", root, "punct")
        line.name(rng.choice(places), "appos", upper=False)
        line.heads = [root if dep == "appos" else head for head, dep in zip(line.heads, line.deps, strict=True)]
    if rng.random() < 0.5:
        agency = len(line.words) + 1
        line.word("(", "-LRB-", "PUNCT", "", agency, "punct", space=False)
        line.word(rng.choice(AGENCIES), "NNP", "PROPN", "Number=Sing", root, "appos", space=False)
        line.word(")", "-RRB-", "PUNCT", "", agency, "punct")
        line.entities.append((agency, agency + 1, "ORG"))
    dash = rng.choice(DASHES)
    line.spaces[-1] = dash != ":"
    line.word(dash, ":" if dash != "-" else ",", "PUNCT", "", root, "punct")
    size = len(line.words)
    new = Doc(
        doc.vocab,
        [*line.words, *(token.text for token in doc)],
        [*line.spaces, *(bool(token.whitespace_) for token in doc)],
        tags=[*line.tags, *(token.tag_ for token in doc)],
        pos=[*line.pos, *(token.pos_ for token in doc)],
        morphs=[*line.morphs, *(str(token.morph) for token in doc)],
        heads=[*line.heads, *(size + token.head.i for token in doc)],
        deps=[*line.deps, *(token.dep_ for token in doc)],
    )
    old = [(ent.start + size, ent.end + size, ent.label_) for ent in doc.ents]
    new.set_ents([Span(new, start, end, label) for start, end, label in [*line.entities, *old]])
    return new


def _plain(span: Span) -> bool:
    """Whether all words but one hang on words of the span, and none is white space."""
    inside = sum(span.start <= token.head.i < span.end and token.i != span.root.i for token in span)
    return inside == len(span) - 1 and not any(token.is_space for token in span)
