"""Unlisted fillers: proper nouns that nobody took for names, and nouns that no list of descriptions holds or that say
nothing of their own ("his choice, X")."""

from __future__ import annotations

from kg.extraction.candidate import Filler
from kg.extraction.mention import Mention
from kg.extraction.newnames import DISASTERS
from kg.extraction.nominals import human
from kg.extraction.view import View
from kg.ontology import Relation

_ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ance", "ence", "cy", "ship", "dom", "ing", "ure", "sis", "hood")
# Verbs of violence that things have as objects as often as people.
_OF_THINGS_TOO = frozenset("hold seize release execute free eliminate keep take".split())
_CHOSEN = frozenset("choice pick selection favourite favorite replacement target prey catch".split())
_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december christmas easter ramadan eid".split()
)


def unseen_name(view: View, token: int) -> bool:
    """A proper noun that neither the base nor the entity recogniser took for a name ("investigated *Flynn*")."""
    tree = view.tree
    text = tree.text[token]
    first = tree.sentences[tree.sentence[token]][0]
    return (
        tree.pos[token] == "PROPN"
        and token > first
        and len(text) > 2
        and text not in ("God", "Allah")
        and text[0].isupper()
        and text.isalpha()
        and not text.isupper()
        and tree.lower[token] not in view.lexicon.roles
        and tree.lower[token] not in _DAYS_AND_MONTHS
        and tree.lower[token - 1] not in DISASTERS
    )


def called(view: View, token: int) -> Mention | None:
    """The name in apposition to a noun that only says what it is for somebody: "his first choice, *X*"."""
    tree = view.tree
    for child in tree.kids(token, "appos") if tree.lemma[token] in _CHOSEN else []:
        named = view.by_token.get(child)
        if named is not None and named.kind == "name" and tree.text[named.start - 1] == ",":
            return named
    return None


def thing(view: View, token: int, relation: Relation, only: frozenset[str]) -> list[Filler]:
    """An unlisted noun as the object of force: people where people are killed, a thing where things are struck."""
    tree = view.tree
    people = relation.name in ("killed", "wounded", "detained", "released", "trained")
    if not people and relation.name != "struck":
        return []
    if tree.case(token) not in ("", "at"):
        return []
    number = tree.pos[token] == "NUM" and people
    if not number and (
        tree.pos[token] != "NOUN"
        or ("noun", tree.lemma[token]) in view.lexicon.entries
        or tree.lemma[token].endswith(_ABSTRACT)
    ):
        return []
    if people and not number and tree.lemma[tree.head[token]] in _OF_THINGS_TOO and not human(tree.lemma[token]):
        return []  # "held a referendum", "seized the firearms"
    determiners = {tree.lower[c] for c in tree.kids(token, "det", "nummod")}
    if (
        not number
        and tree.tag[token] == "NN"
        and not determiners & ({"a", "an", "one"} if people else {"a", "an", "one", "the"})
    ):
        return []
    kind = ("Population" if number or tree.tag[token] == "NNS" else "Person") if people else "Asset"
    if only and kind not in only:
        return []
    return [Filler(view.describe(token, kind), 0.72, "unlisted noun")]
