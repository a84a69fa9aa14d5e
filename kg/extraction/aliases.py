"""Aliases: other names that a text gives in so many words ("also known as X", "whose real name is Y", "(“Army of Z”)")."""

from __future__ import annotations

import re

from kg.extraction.mention import Mention
from kg.extraction.tree import Tree

_GROUPS = frozenset({"ArmedGroup", "Organization", "GovernmentBody"})
_NEXT = 4  # names after a name among which its alias is looked for
_FARTHEST = 160  # characters between a name and its alias
_BRACKET = r"(?:\s*\([^()]{0,80}\))?"  # the name in another script
_HOW = r"(?:(?:also|better|formerly|previously|widely|commonly|locally|otherwise|sometimes|now|who is|more)\s+)*"
_QUOTE = r"[\"“”'‘]*"
_CUE = re.compile(
    rf"^{_BRACKET}\s*(?:[,(–—]\s*)?{_HOW}"
    r"(?:(?:commonly|better|widely|locally|popularly|simply)?\s*known\s+(?:\w+\s+)?as|"
    r"known by (?:his|her|its|their|the)(?:\s+[\w-]+){1,4}|a\.?k\.?a\.?|alias|"
    r"whose (?:\w+\s+)?name (?:is|was))"
    rf"\s*(?:the\s+)?{_QUOTE}$",
    re.IGNORECASE,
)
_PARENTHETIC = re.compile(
    rf"^{_BRACKET}\s*[,(–—]\s*{_HOW}(?:called|nicknamed|dubbed|or|born|real name|full name|birth name):?\s*(?:the\s+)?{_QUOTE}$",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(r"^\s*\((?:[^()]{0,120}\s)?[\"“”]+$")  # (Arabic: …, “Army of Truth”)
_CLOSED = re.compile(r"^[\"“”'’]*\s*[,)–—.]")
_CLOSED_QUOTE = re.compile(r"^[\"“”]+\s*\)")


def aliases(tree: Tree, names: list[Mention]) -> dict[int, Mention]:
    """Names that the text gives as other names, by their first tokens, with the names whose aliases they are.

    `names` in the order of the text. Where only the alias is known to the actor base, the first name gets its actor."""
    found: dict[int, Mention] = {}
    for position, name in enumerate(names):
        if name.kind != "name" or name.inner or name.noun == "people":
            continue
        for other in names[position + 1 : position + 1 + _NEXT]:
            between = tree.whole[tree.end_of(name.end - 1) : tree.idx[other.start]]
            if len(between) > _FARTHEST or tree.sentence[other.head] != tree.sentence[name.head]:
                break
            if other.kind == "name" and _told(tree, between, other) and _fit(tree, name, other):
                found[other.start] = name
                break
    return found


def _told(tree: Tree, between: str, other: Mention) -> bool:
    """Whether the words between two names say that the second is another name of the first."""
    after = tree.whole[tree.end_of(other.end - 1) :][:6]
    if _CUE.match(between):
        return True
    if _PARENTHETIC.match(between):
        return bool(_CLOSED.match(after)) and (" or " not in between.lower() or "(" in between or "–" in between)
    return bool(_TRANSLATED.match(between) and _CLOSED_QUOTE.match(after))


def _fit(tree: Tree, name: Mention, other: Mention) -> bool:
    """Whether two names can be those of one actor, by what is known of them."""
    if other.actor is not None:
        if name.actor is not None and name.actor.id != other.actor.id:
            return False
        if name.type != other.type and not {name.type, other.type} <= _GROUPS:
            return False
        name.actor, name.type = other.actor, other.type
        return True
    if name.type == other.type or {name.type, other.type} <= _GROUPS:
        return True
    # the entity recogniser guesses at strange names; "the leader of X, known as Y" is about the leader
    return name.type != "Place" and tree.dep[name.head] not in ("nmod", "compound", "amod")
