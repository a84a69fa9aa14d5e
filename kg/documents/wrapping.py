"""Lines broken to a width, as in e-mail and many text files: such a break is a space, not the end of anything.

The parser takes line breaks for the ends of sentences, as they are in text from the web. It therefore reads the text
with the breaks replaced by spaces, character by character, so that all offsets stay; what is quoted from the text
keeps the breaks.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kg.statements import Participant, Statement

_WIDEST = 140
_NARROWEST = 40


def unwrap(text: str) -> str:
    """The text with spaces for breaks within paragraphs, if its lines are broken to a width; of the same length."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST or len(lines) < 2:
        return text
    parts = [lines[0]]
    for line, following in pairwise(lines):
        word = following.partition(" ")[0]
        # The next word had no room on the line: that is why it was broken.
        broken = bool(line.strip()) and bool(word) and len(line.rstrip()) + 1 + len(word) > width
        parts += (" " if broken else "\n", following)
    return "".join(parts)


def as_written(statement: Statement, text: str) -> Statement:
    """The statement with its quotations as they stand in the text."""

    def quoted(participant: Participant) -> Participant:
        if participant.end <= participant.start:
            return participant
        return replace(participant, mention=text[participant.start : participant.end])

    return replace(
        statement,
        subject=quoted(statement.subject),
        object=quoted(statement.object),
        by=quoted(statement.by) if statement.by else None,
        place=quoted(statement.place) if statement.place else None,
        evidence=text[statement.start : statement.end],
    )
