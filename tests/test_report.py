"""The tally of a build: what it counts does not depend on the order of documents."""

from __future__ import annotations

from itertools import permutations

from kg.report import Tally
from kg.statements import Participant, Statement, Status


def actor(name: str, label: str | None = None) -> Participant:
    return Participant(f"x:{name}", label or name, "State", name, 0, 1)


def said(
    subject: Participant, other: Participant, status: Status = "asserted", by: Participant | None = None
) -> Statement:
    return Statement("d", subject, "struck", other, status, "…", 0, 1, 0.5, by)


DOCUMENTS: tuple[list[Statement], ...] = (
    [said(actor("a"), actor("b")), said(actor("a"), actor("b"), "alleged", by=actor("e"))],
    [said(actor("a", "A of old"), actor("c")), said(actor("c"), actor("b")), said(actor("d"), actor("d"))],
    [said(actor("b"), actor("a"))],
    [],
)


def test_the_tally_counts_the_same_in_every_order() -> None:
    for documents in permutations(DOCUMENTS):
        tally = Tally()
        for statements in documents:
            tally.add(statements)
        assert (tally.documents, tally.statements, tally.actors()) == (4, 6, 5)
        assert tally.statuses() == {"asserted": 5, "alleged": 1}
        # d says something of itself only, and e takes no part: neither has a neighbour.
        assert tally.connected() == [("A of old", 2, 4), ("b", 2, 4), ("c", 2, 2)]
        assert tally.connected(1) == [("A of old", 2, 4)]
        assert tally.unknown(["x:a", "x:nobody"]) == (4, [("b", 4), ("c", 2), ("d", 2), ("e", 0)])
        assert tally.unknown(["x:a", "x:b"], 1) == (3, [("c", 2)])


def test_an_empty_tally_names_nobody() -> None:
    tally = Tally()
    assert tally.connected() == []
    assert tally.unknown(["x:a"]) == (0, [])


def test_a_name_with_half_a_character_is_counted() -> None:
    tally = Tally()
    tally.add([said(actor("a", "A\udc80"), actor("b"))])
    assert [label for label, *_ in tally.connected()] == ["A\udc80", "b"]
