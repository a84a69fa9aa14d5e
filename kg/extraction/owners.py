"""Owners: whose a described actor is ("**Iraq**'s army")."""

from __future__ import annotations

from kg.extraction.appositions import GROUP_TYPES
from kg.extraction.mention import Mention
from kg.extraction.tree import Tree


def owner_of(tree: Tree, mention: Mention, by_token: dict[int, Mention]) -> Mention | None:
    """The mention that modifies a description as its owner: "US troops", "Iraq's army", "the army of Iraq"."""
    head = mention.head
    best: tuple[int, Mention] | None = None
    for child in tree.children[head]:
        rank = None
        if tree.possessive(child):
            rank = 0
        elif child < head and tree.dep[child] in ("amod", "compound", "nmod", "flat", "det"):
            rank = 1
        elif tree.dep[child] == "nmod" and tree.case(child) == "of":
            rank = 2
        elif tree.dep[child] == "nmod" and tree.case(child) in ("in", "from", "for", "to", "at"):
            rank = 3
        if rank == 1 and _beside_compound(tree, child, head):
            continue
        if rank is None or (
            child > 1 and tree.text[child - 1] == "-" and tree.lower[child - 2] in ("pro", "anti", "non", "ex")
        ):
            continue
        found = by_token.get(child)
        if found is None or found is mention or (rank == 3 and found.kind == "pronoun"):
            continue
        if rank == 1 and found.kind == "name" and found.type in GROUP_TYPES:
            rank = 0  # "the US-backed **YPG** fighters"
        if best is None or rank < best[0]:
            best = (rank, found)
    if best is not None:
        return best[1]
    # The parser often hangs "Iraqi foreign ministry" elsewhere: believe a name that stands just before the words.
    before = mention.start - 1
    if before >= 0 and tree.text[before] in ("'s", "’s", "'", "’"):
        before -= 1
    between = (by_token[i] for i in range(mention.start, head) if i in by_token)
    inside = next((m for m in between if m.kind != "pronoun" and not _hyphenated(tree, m)), None)
    if inside is not None:
        return inside
    found = by_token.get(before)
    if (
        found is not None
        and (found.start == 0 or tree.text[found.start - 1] != "-")  # "pro-Russian rebels"
        and tree.sentence[found.head] == tree.sentence[head]
        and found.end in (mention.start, mention.start - 1)
    ):
        if found.kind == "pronoun":
            return found if tree.tag[found.head] == "PRP$" else None
        if (
            found.kind == "adjective"
            or found.end == mention.start - 1
            or (found.actor is not None and found.actor.type != "Person")
        ):
            return found
    return None


def _beside_compound(tree: Tree, name: int, head: int) -> bool:
    """Whether a name is joined to a hyphenated modifier: "US and Iran-backed groups" are no groups of the US."""
    after = tree.lower[name + 1 : head]
    return after[:1] in (["and"], ["or"]) and "-" in after and tree.tag[head - 1] in ("VBN", "VBD", "JJ")


def _hyphenated(tree: Tree, name: Mention) -> bool:
    """Whether a name is part of a compound: "**al-Qaeda**-linked militants" are none of its own."""
    return "-" in (*tree.text[name.end : name.end + 1], *tree.text[max(0, name.start - 1) : name.start])
