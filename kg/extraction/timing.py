"""Timing: which date expression dates which event."""

from __future__ import annotations

import bisect
import re
from collections.abc import Container

from kg.extraction.dates import When, find_dates
from kg.extraction.tree import Tree

_CLAUSES = frozenset({"ccomp", "parataxis", "advcl", "acl", "conj"})
_DATELINE = re.compile(
    r"(?:^|\n)[ \t]*(?:[A-Z][\w.'’ ]{1,30}(?:, [A-Z][\w.'’ ]{1,20})?[,:]? )?"
    r"(?P<date>\(?(?:[A-Z][a-z]{2,8}day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)\)?"
    r"(?: \([A-Za-z .]{2,20}\))? ?(?:—|–|--?|:|\n) ?"
)

_REFERRING = re.compile(
    r"\b(?:day|days|months?|years?) (?:before|after|earlier|later)\b|\b(?:previous|next|following|same|that) day\b",
    re.I,
)


class Timing:
    """The dates of one document, resolved sentence by sentence when they are asked for."""

    def __init__(self, tree: Tree, published: str | None, names: Container[int] = ()) -> None:
        """`names` are the tokens of names, in which no date is told ("the June 7 Movement")."""
        self._tree = tree
        self._names = names
        self._text = tree.whole
        self._published = published
        self._found: dict[tuple[int, bool], dict[int, When]] = {}
        self._datelines: list[tuple[int, str]] = []
        for match in _DATELINE.finditer(self._text):
            days = [when.value for when in find_dates(match["date"], published) if len(when.value) == 10]
            if days:
                self._datelines.append((match.end(), days[-1]))

    def of(self, trigger: int, *, future: bool = False) -> str | None:
        """The ISO date of the event that a trigger tells of; one that hangs on a verb of saying is not the event's.

        `future` says that the event is to come, which decides what "on Monday" means.
        """
        dates = self._dates(self._tree.sentence[trigger], future)
        if not dates:
            return None
        tree, node = self._tree, trigger
        for _ in range(6):
            found = self._at(node, trigger, dates)
            if found is not None:
                return found.value
            head = tree.head[node]
            if head == node or tree.dep[node] in ("ccomp", "parataxis") or tree.deprel[node] == "acl:relcl":
                return None
            node = head
        return None

    def is_future(self, date: str) -> bool:
        """Whether a date lies after the day of publication."""
        return self._published is not None and date > self._published[: len(date)]

    def _at(self, node: int, trigger: int, dates: dict[int, When]) -> When | None:
        """The date expression nearest to the trigger below a node, clauses of their own aside."""
        tree = self._tree
        best: tuple[int, When] | None = None
        for index, when in dates.items():
            distance = abs(index - trigger)
            if best is not None and best[0] <= distance:
                continue
            at = index
            for _ in range(12):
                if at == node:
                    best = (distance, when)
                    break
                if tree.head[at] == at or tree.deprel[at] in ("acl:relcl", "appos"):
                    break  # what describes an actor dates nothing else
                if tree.dep[at] in _CLAUSES and tree.pos[at] in ("VERB", "AUX", "ADJ") and at != trigger:
                    break
                at = tree.head[at]
        return best[1] if best is not None else None

    def _dates(self, sentence: int, future: bool) -> dict[int, When]:
        """The date expressions of a sentence by each of their tokens."""
        key = (sentence, future)
        if key not in self._found:
            tree = self._tree
            first, last = tree.sentences[sentence]
            start = tree.idx[first]
            whens = self._resolve(sentence, future)
            starts = [tree.idx[i] - start for i in range(first, last)]
            tokens: dict[int, When] = {}
            for when in whens:
                at = bisect.bisect_left(starts, when.start)
                while at < len(starts) and starts[at] < when.end:
                    if first + at not in self._names:
                        tokens[first + at] = when
                    at += 1
            self._found[key] = tokens
        return self._found[key]

    def _resolve(self, sentence: int, future: bool) -> list[When]:
        tree = self._tree
        first, last = tree.sentences[sentence]
        start, end = tree.idx[first], tree.end_of(last - 1)
        text = self._text[start:end]
        reference = self._reference(sentence) if _REFERRING.search(text) else None
        published = self._published
        if self._datelines and (at := bisect.bisect_right(self._datelines, (start, "9"))):
            published = self._datelines[at - 1][1]
        return find_dates(text, published, future=future, reference=reference)

    def _reference(self, sentence: int) -> str | None:
        """The day that the two sentences before one spoke of last."""
        for before in range(sentence - 1, max(-1, sentence - 3), -1):
            first, last = self._tree.sentences[before]
            text = self._text[self._tree.idx[first] : self._tree.end_of(last - 1)]
            days = [when.value for when in find_dates(text, self._published) if len(when.value) == 10]
            if days:
                return days[-1]
        return None
