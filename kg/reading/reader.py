"""Reading: from documents to statements, one document after the other, so that a stream of any length is fine."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.deadline import OutOfTime, time_limit
from kg.documents import Document, Problem
from kg.documents.dates import check_date
from kg.documents.legible import legible
from kg.documents.problems import Report
from kg.documents.wrapping import as_written
from kg.statements import Statement

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.actors.base import ActorBase
    from kg.actors.judgements import Judgements
    from kg.extraction import Extractor

MIN_CONFIDENCE = 0.3
"""Statements below this confidence are left out unless asked for."""
SECONDS = 300.0
"""Time that a document may take: a thousand times what an article takes."""


@functools.cache
def extractor() -> Extractor:
    """The extractor with the lexicon and actor base that ship with the package (made once a process)."""
    from kg.extraction import Extractor

    return Extractor()


def extractor_over(base: ActorBase) -> Extractor:
    """The extractor over an actor base, such as one with the user's own actors."""
    from kg.actors import ActorBase
    from kg.extraction import Extractor

    return extractor() if base is ActorBase.default() else Extractor(base)


@dataclass(slots=True)
class Reading:
    """Documents being read: iterate to get each with its statements, the actors judged the same being one.

    Each document is parsed by itself: in batches the numbers of the model differ in the last digit with what else is
    in the batch, so the same text could give another graph in other company. It costs no time.
    """

    documents: Iterable[Document]
    nlp: Language
    report: Report
    min_confidence: float = MIN_CONFIDENCE
    extract: Extractor = field(default_factory=extractor)
    judgements: Judgements | None = None

    def __iter__(self) -> Iterator[tuple[Document, list[Statement]]]:
        for document in map(self._dated, map(Document.writable, self.documents)):
            statements = self._read(document)
            if statements is not None:
                yield document, statements

    def _read(self, document: Document) -> list[Statement] | None:
        length = len(document.text)
        if length > self.nlp.max_length:
            what = f"the text has {length:,} characters, and at most {self.nlp.max_length:,} are read"
            self.report(Problem(f"document {document.id}", what, "split it into documents"))
            return None
        try:
            with time_limit(SECONDS):
                statements = self._extract(document)
        except OutOfTime:
            what = f"reading it took longer than {SECONDS:g} s"
            self.report(Problem(f"document {document.id}", what, "split it into documents"))
            return None
        except Exception as error:
            # One bad document never loses the others.
            what = f"reading it failed ({type(error).__name__}: {error})"
            self.report(Problem(f"document {document.id}", what, "please report this, with the text"))
            return None
        kept = [statement for statement in statements if statement.confidence >= self.min_confidence]
        return kept if self.judgements is None else list(self.judgements.apply(kept))

    def _dated(self, document: Document) -> Document:
        """The document without a date that is none: "on Sunday" could count from nothing."""
        try:
            if document.published is not None:
                check_date(document.published)
        except ValueError as error:
            self.report(Problem(f"document {document.id}", f"{error}; read without a date", kind="note"))
            return replace(document, published=None)
        return document

    def _extract(self, document: Document) -> list[Statement]:
        from kg.extraction import read

        readable = replace(document, text=legible(document.text))
        ((_, statements),) = read(self.nlp, self.extract, [readable], batch_size=1)
        if readable.text == document.text:
            return statements
        return [as_written(statement, document.text) for statement in statements]
