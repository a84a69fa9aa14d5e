"""The spaCy component `geokg`: extraction at the end of any pipeline with Universal Dependencies labels.

    nlp = kg.load()
    doc = nlp("Iran condemned the strike.")
    doc._.statements

A text has no date and no source; to give it these, set them before the pipeline runs:

    doc = nlp.make_doc(document.text)
    doc._.document = document
    nlp(doc)
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg import building, language
from kg.building import MIN_CONFIDENCE
from kg.documents import Document

NAME = "geokg"

if not Doc.has_extension("statements"):
    Doc.set_extension("statements", default=[])
    Doc.set_extension("document", default=None)


class Geokg:
    """Sets `doc._.statements`; `doc._.document` is taken where it is set."""

    def __init__(self, min_confidence: float = MIN_CONFIDENCE) -> None:
        self.min_confidence = min_confidence
        self._extract = building.extractor()

    def __call__(self, doc: Doc) -> Doc:
        document = doc._.document or unnamed(doc.text)
        found = self._extract(doc, document)
        doc._.statements = [statement for statement in found if statement.confidence >= self.min_confidence]
        return doc


@Language.factory(
    NAME,
    default_config={"min_confidence": MIN_CONFIDENCE},
    assigns=["doc._.statements"],
    requires=["token.dep", "token.head", "token.lemma", "token.pos", "doc.sents", "doc.ents"],
)
def make(nlp: Language, name: str, min_confidence: float) -> Geokg:
    """The factory that spaCy calls for `nlp.add_pipe("geokg")`."""
    return Geokg(min_confidence)


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
