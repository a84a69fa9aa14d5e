"""Extraction as spaCy components, for any pipeline with Universal Dependencies labels.

    nlp = kg.load()
    doc = nlp("Iran condemned the strike.")
    doc._.statements

`geokg` does it all. Its stages are components as well, each usable alone, since it does what is missing before it:

| component | sets |
|---|---|
| `geokg_mentions` | `doc._.mentions`; `doc.spans["mentions"]`, labelled with the type of actor |
| `geokg_coreference` | `doc._.entities`; `doc.spans["actors"]`, the mentions of known actors with their IRI as `kb_id_` |
| `geokg_statements` | `doc._.statements` |

A text has no date and no source; to give it these, set them before the pipeline runs:

    doc = nlp.make_doc(document.text)
    doc._.document = document
    nlp(doc)
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import language, reading
from kg.documents import Document
from kg.extraction.extractor import Analysis, Extractor
from kg.reading import MIN_CONFIDENCE

NAME = "geokg"
_NEEDS = ["token.dep", "token.head", "token.lemma", "token.pos", "doc.sents", "doc.ents"]

for _name, _default in (("statements", []), ("mentions", []), ("entities", []), ("document", None), ("analysis", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def _analysis(doc: Doc, extractor: Extractor) -> Analysis:
    """What the components before have found out, or the beginning of it."""
    if doc._.analysis is None:
        doc._.analysis = Analysis.of(doc, doc._.document or unnamed(doc.text), extractor.lexicon)
    return cast(Analysis, doc._.analysis)


class Mentions:
    """Sets `doc._.mentions` and `doc.spans["mentions"]`."""

    def __init__(self) -> None:
        self._extractor = reading.extractor()

    def __call__(self, doc: Doc) -> Doc:
        mentions = self._extractor.find(_analysis(doc, self._extractor))
        doc._.mentions = mentions
        doc.spans["mentions"] = [Span(doc, m.start, m.end, label=m.type or m.kind) for m in mentions]
        return doc


class Coreference:
    """Sets `doc._.entities` and `doc.spans["actors"]`; each of `doc._.mentions` has its entity then."""

    def __init__(self) -> None:
        self._extractor = reading.extractor()

    def __call__(self, doc: Doc) -> Doc:
        analysis = _analysis(doc, self._extractor)
        doc._.entities = self._extractor.resolve(analysis)
        doc._.mentions = self._extractor.find(analysis)
        doc.spans["actors"] = [
            Span(doc, m.start, m.end, label=m.entity.type, kb_id=m.entity.id)
            for m in doc._.mentions
            if m.entity is not None
        ]
        return doc


class Statements:
    """Sets `doc._.statements`; `doc._.document` is taken where it is set."""

    def __init__(self, min_confidence: float = MIN_CONFIDENCE) -> None:
        self.min_confidence = min_confidence
        self._extractor = reading.extractor()

    def __call__(self, doc: Doc) -> Doc:
        found = self._extractor.relate(_analysis(doc, self._extractor))
        doc._.statements = [statement for statement in found if statement.confidence >= self.min_confidence]
        doc._.analysis = None
        return doc


@Language.factory("geokg_mentions", assigns=["doc._.mentions"], requires=_NEEDS)
def make_mentions(nlp: Language, name: str) -> Mentions:
    """The factory of `nlp.add_pipe("geokg_mentions")`."""
    return Mentions()


@Language.factory("geokg_coreference", assigns=["doc._.entities", "doc._.mentions"], requires=_NEEDS)
def make_coreference(nlp: Language, name: str) -> Coreference:
    """The factory of `nlp.add_pipe("geokg_coreference")`."""
    return Coreference()


@Language.factory(
    "geokg_statements",
    default_config={"min_confidence": MIN_CONFIDENCE},
    assigns=["doc._.statements"],
    requires=_NEEDS,
)
def make_statements(nlp: Language, name: str, min_confidence: float) -> Statements:
    """The factory of `nlp.add_pipe("geokg_statements")`."""
    return Statements(min_confidence)


@Language.factory(
    NAME, default_config={"min_confidence": MIN_CONFIDENCE}, assigns=["doc._.statements"], requires=_NEEDS
)
def make(nlp: Language, name: str, min_confidence: float) -> Statements:
    """The factory of `nlp.add_pipe("geokg")`."""
    return Statements(min_confidence)


def load(model: str | Path | None = None, *, min_confidence: float = MIN_CONFIDENCE) -> Language:
    """A spaCy pipeline whose docs have `doc._.statements`: the model that ships with the package, or another one.

    `model` is the name of an installed spaCy pipeline or a folder. Statements below `min_confidence` are left out.
    Raises `kg.language.ModelError` where there is no such model, or one without what extraction needs.
    """
    nlp = language.load(model)
    nlp.add_pipe(NAME, config={"min_confidence": min_confidence})
    return nlp


def unnamed(text: str) -> Document:
    """A text by itself is named by what it says, so that its statements' ids stay the same."""
    return Document(f"text-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}", text)
