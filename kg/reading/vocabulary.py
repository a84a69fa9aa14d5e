"""A language pipeline keeps each word that it meets; reading an archive, it must forget them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")

_STRINGS = 10_000  # new ones (words, their shapes and endings), which take some 10 MiB


class Forgetting:
    """A context in which a pipeline (`nlp`) forgets the words that it met, now and then and in the end.

    Call it with what is read, one after the other: between two items, once many `strings` are new, a memory zone of
    spaCy's ends and another begins. (With a zone for each item, every common word would be looked up again in each.) No
    Doc may be used after the next item was asked for. What is read is the same.
    """

    def __init__(self, nlp: Language, strings: int = _STRINGS) -> None:
        self._nlp = nlp
        self._most = len(nlp.vocab.strings) + strings
        self._zone = ExitStack()

    def __enter__(self) -> Forgetting:
        self._zone.enter_context(self._nlp.memory_zone())
        return self

    def __exit__(self, *_: object) -> None:
        self._zone.close()

    def __call__(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            if len(self._nlp.vocab.strings) > self._most:
                self._zone.close()
                self._zone.enter_context(self._nlp.memory_zone())
            yield item
