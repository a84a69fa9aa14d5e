"""Words are forgotten again, and what is read is the same."""

from __future__ import annotations

import itertools

from kg import language
from kg.documents import Document
from kg.reading import Reading
from kg.reading.vocabulary import Forgetting

SYLLABLES = "ba dor fen gul hir jol kam lun mer nod".split()
NAMES = ["".join(parts).capitalize() for parts in itertools.product(SYLLABLES, SYLLABLES, SYLLABLES)]
GIVEN = [
    Document(
        f"d{n}",
        f"General {NAMES[4 * n]} of {NAMES[4 * n + 1]} condemned Iran. Turkey bombed {NAMES[4 * n + 2]} "
        f"after {NAMES[4 * n + 3]} had fallen, and Iran accused it of war crimes.",
    )
    for n in range(40)
]


def test_words_are_forgotten_and_nothing_changes() -> None:
    nlp = language.load()
    strings = nlp.vocab.strings
    before, most = len(strings), 0
    found = []
    with Forgetting(nlp, strings=50) as forgetting:
        for document, statements in Reading(forgetting(GIVEN), nlp, print):
            most = max(most, len(strings) - before)
            found.append((document, statements))
    assert 50 < most < 100  # the last text before it forgets may bring some more
    assert len(strings) == before
    assert list(Reading(GIVEN, nlp, print)) == found
    assert len(strings) > before + 300
    assert all(statements for _, statements in found)
