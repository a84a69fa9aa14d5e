"""Recipe: all that decides what is read in a document, as a value that other processes and machines can be given."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.documents import Document
from kg.documents.dates import check_date
from kg.documents.problems import Report
from kg.reading.reader import MIN_CONFIDENCE, Reading, extractor_over
from kg.resources import ontology
from kg.statements import Statement

if TYPE_CHECKING:
    from kg.actors.base import ActorBase
    from kg.actors.judgements import Judgements

Pair = tuple[Document, list[Statement]]
Read = Callable[[Iterable[Document], Report], Iterable[Pair]]
"""Reads documents, and tells the problems that it meets."""

_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = ("actors", "documents", "extraction", "language", "reading")  # the folders of kg that have a say in it
_DATA = ("actors", "lexicon", "schema", "boilerplate.csv", "other-senses.csv", "country-codes.csv")


class Reader(Protocol):
    """What reads documents: a Recipe, or what stands for one in a test."""

    def prepare(self) -> AbstractContextManager[Read]: ...

    def fingerprint(self) -> str: ...

    def mark(self, document: Document) -> str: ...


@dataclass(frozen=True)
class Recipe:
    """How documents are read: by which `model` (the shipped one if None), keeping statements of at least
    `min_confidence`, over which actor `base` (the shipped one if None), and with which `judgements`."""

    model: str | None = None
    min_confidence: float = MIN_CONFIDENCE
    base: ActorBase | None = None
    judgements: Judgements | None = None

    @classmethod
    def of(
        cls, model: str | Path | None, min_confidence: float, base: ActorBase, judgements: Judgements | None
    ) -> Recipe:
        """A recipe over an actor base, which is not sent about if it is the shipped one."""
        from kg.actors.base import ActorBase

        own = None if base is ActorBase.default() else base
        return cls(None if model is None else str(model), min_confidence, own, judgements)

    @contextmanager
    def prepare(self) -> Iterator[Read]:
        """Load what is needed, and keep it small while it reads. Raises `kg.language.ModelError`."""
        from kg.actors.base import ActorBase
        from kg.language import load
        from kg.reading.vocabulary import Forgetting

        nlp = load(self.model)
        extract = extractor_over(self.base if self.base is not None else ActorBase.default())

        def read(documents: Iterable[Document], report: Report) -> Iterator[Pair]:
            return iter(Reading(forgetting(documents), nlp, report, self.min_confidence, extract, self.judgements))

        with Forgetting(nlp) as forgetting:
            yield read

    def fingerprint(self) -> str:
        """A hash of all that decides what is read: program, model, ontology and the user's own knowledge."""
        given = (
            self.min_confidence,
            None if self.base is None else sorted(astuple(actor) for actor in self.base),
            [(each.verdict, each.a, each.b) for each in self.judgements or ()],
        )
        return _hash(_shipped(), _model(self.model), json.dumps(given, default=str))

    def mark(self, document: Document) -> str:
        """A hash of a document and of how it is read: while it stays the same, so does the document's graph."""
        return _hash(self._fingerprint, *_content(document))

    @functools.cached_property
    def _fingerprint(self) -> str:
        return self.fingerprint()


def _content(document: Document) -> tuple[str, ...]:
    published = document.published or ""
    try:
        check_date(published)
    except ValueError:
        published = ""  # as it is read
    return document.id, document.sha256, document.title, published, document.source, document.author


@functools.cache
def _shipped() -> str:
    from kg import __version__

    code = [file for name in _CODE for ending in ("*.py", "*.json") for file in (_PACKAGE / name).rglob(ending)]
    data = [found for name in _DATA for found in (ontology(name), *ontology(name).rglob("*")) if found.is_file()]
    own = [file for file in code if _PACKAGE / "language" / "model" not in file.parents]
    return _hash(__version__, *_files(own, _PACKAGE), *_files(data, ontology()))


@functools.cache
def _model(name: str | None) -> str:
    from spacy.util import get_package_path, is_package

    if name is None:
        folder = _PACKAGE / "language" / "model"
    else:
        folder = get_package_path(name) if is_package(name) else Path(name)
    return _hash(*_files((file for file in folder.rglob("*") if file.is_file()), folder))


def _files(paths: Iterable[Path], root: Path) -> Iterator[str]:
    for path in sorted(paths):
        if "__pycache__" not in path.parts:
            with path.open("rb") as file:
                yield f"{path.relative_to(root).as_posix()} {hashlib.file_digest(file, 'sha256').hexdigest()}"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
