"""Matcher: all names of the actor base, found in a list of words in one pass (a trie over folded words)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.actors.model import Actor
from kg.actors.names import fold, fold_article

NameKind = Literal["name", "adjective", "people", "metonym", "ambiguous"]
_ARTICLES = frozenset({"Al", "El", "The"})  # "al Qaeda", "the Hague"
_HYPHENS = frozenset("-‐‑–")
_PARTS = re.compile(r"[-‐‑–,]|[^\s\-‐‑–/,()]+")
_POSSESSIVE = re.compile(r"['’]s$")


class Candidate(NamedTuple):
    """An actor that a name may mean, and as what the name stands in the base."""

    actor: Actor
    kind: NameKind
    shape: str  # the name as written in the base: decides which words must be capitalised


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at words `start`:`end`."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def names_of(actor: Actor) -> Iterable[tuple[str, NameKind]]:
    """Every name of an actor with its kind; the label is not a sure name where it stands under `ambiguous`."""
    unsure = set(actor.ambiguous)
    for name in (actor.label, *actor.aliases):
        if name not in unsure:
            yield name, "name"
    for name in actor.adjectives:
        if name not in unsure:
            yield name, "adjective"
    for name in actor.people:
        if name not in unsure:
            yield name, "people"
    for name in actor.metonyms:
        yield name, "metonym"
    for name in actor.ambiguous:
        yield name, "ambiguous"


def _split(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded words and written words of a name, hyphens dropped."""
    if name.isascii() and name.replace(" ", "").isalpha():  # most names: nothing to fold but the case
        written_words = name.split(" ")
        if len(written_words) > 1 and written_words[0].lower() == "the":
            del written_words[0]
        return tuple(word.lower() for word in written_words), tuple(written_words)
    parts = _PARTS.findall(name)
    if parts and parts[0].lower() == "the" and len(parts) > 1:
        parts = parts[1:]
    folded: list[str] = []
    written: list[str] = []
    for index, part in enumerate(parts):
        if part in _HYPHENS:
            continue
        stem = _POSSESSIVE.sub("", part)
        hyphen = index + 1 < len(parts) and parts[index + 1] in _HYPHENS
        folded.append(fold_article(fold(stem), hyphen))
        written.append(stem)
        if stem != part:
            folded.append("s")
            written.append("s")
    return tuple(folded), tuple(written)


class Matcher:
    """Built once from actors; `find` costs a dictionary look-up a word where nothing begins."""

    def __init__(self, actors: Iterable[Actor], blocked: Iterable[str] = ()) -> None:
        """`blocked` are phrases that contain a name and mean something else ("guinea pig")."""
        self._first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._entries: list[list[tuple[Candidate, tuple[str, ...]]]] = []
        index: dict[tuple[str, ...], int] = {}
        self._blocked: dict[int, tuple[str, ...]] = {}

        def number_of(words: tuple[str, ...]) -> int:
            number = index.get(words)
            if number is None:
                number = index[words] = len(self._entries)
                self._entries.append([])
                self._first.setdefault(words[0], []).append((words[1:], number))
            return number

        for actor in actors:
            for name, kind in names_of(actor):
                words, written = _split(name)
                if words:
                    self._entries[number_of(words)].append((Candidate(actor, kind, name), written))
        for phrase in blocked:
            words, written = _split(phrase)
            self._blocked[number_of(words)] = written
        for rests in self._first.values():
            rests.sort(key=lambda item: -len(item[0]))

    def find(self, words: Sequence[str]) -> list[Match]:
        """Longest matches, left to right, not overlapping. `words` are the tokens' texts."""
        positions = [i for i, word in enumerate(words) if word not in _HYPHENS]
        folded = []
        for i in positions:
            word = words[i]
            if word in ("'s", "’s"):
                folded.append("s")
            else:
                folded.append(fold_article(fold(word), i + 1 < len(words) and words[i + 1] in _HYPHENS))
        matches: list[Match] = []
        place, count = 0, len(positions)
        first = self._first
        while place < count:
            rests = first.get(folded[place])
            found = None
            if rests is not None:
                for rest, number in rests:
                    end = place + 1 + len(rest)
                    if end <= count and tuple(folded[place + 1 : end]) == rest:
                        texts = [words[i] for i in positions[place:end]]
                        fitting = tuple([c for c, written in self._entries[number] if _case_fits(texts, written)])
                        blocked = self._blocked.get(number)
                        if fitting or (blocked is not None and _case_fits(texts, blocked)):
                            found = Match(positions[place], positions[end - 1] + 1, fitting)
                            break
            if found is None:
                place += 1
            else:
                if found.candidates:
                    matches.append(found)
                while place < count and positions[place] < found.end:
                    place += 1
        return matches

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The candidates of a whole name, whatever its case."""
        words, _ = _split(name)
        if not words:
            return ()
        for rest, number in self._first.get(words[0], ()):
            if rest == words[1:]:
                return tuple(candidate for candidate, _ in self._entries[number])
        return ()

    def keys(self) -> Iterable[tuple[str, tuple[Candidate, ...]]]:
        """Every folded name with its candidates."""
        for first, rests in self._first.items():
            for rest, number in rests:
                if self._entries[number]:
                    yield " ".join((first, *rest)), tuple(candidate for candidate, _ in self._entries[number])


def _case_fits(texts: Sequence[str], written: Sequence[str]) -> bool:
    """Names keep their capitals; a short acronym keeps all of them ("US" is not "us"), a long one not ("Nato")."""
    for text, form in zip(texts, written, strict=True):
        if not form[:1].isupper() or form in _ARTICLES:
            continue
        if not text[:1].isupper():
            return False
        letters = form.replace(".", "")
        if 1 < len(letters) < 5 and not letters.isupper() and not letters[1:].islower() and letters.isalpha():
            if text != form and not text.isupper():
                return False  # "LeT" is not "let", "DoD" not "Dod"
            continue
        if len(letters) > 1 and letters.isupper() and not text.replace(".", "").isupper() and len(letters) < 4:
            return False
    return True
