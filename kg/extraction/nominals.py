"""Nominals: actors without a name that a noun describes ("US troops", "the Iraqi government", "hackers")."""

from __future__ import annotations

from kg.extraction.inflection import plural_forms
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Mention
from kg.extraction.phrases import Phrases
from kg.extraction.tree import Tree

_MODIFIERS = frozenset(
    {"amod", "compound", "nummod", "flat", "advmod", "goeswith", "punct", "nmod:desc", "nmod:unmarked"}
)
# Kinds of bodies of a state that stand for the state itself; ministries and parliaments are actors of their own.
_FOR_THE_STATE = frozenset({"forces", "government"})
_THINGS = frozenset(
    "nor'easter nor’easter maneuver kroner shilling number order matter letter water winter summer border river power paper computer disorder error terror horror corner "
    "center centre counter danger weather shoulder finger register theater theatre chapter quarter master sector factor "
    "tractor reactor motor monitor mirror anchor harbor harbour labor labour favor favour behavior behaviour color colour "
    "honor honour humor humour rumor rumour rigor vigor vector door floor poor major minor prior senior junior superior "
    "interior exterior tower shower layer player? answer offer buffer transfer customer? cover discover manner banner dinner "
    "partner? thriller filler roller boiler trailer container carrier barrier tanker bunker rocket launcher helicopter bomber "
    "fighter destroyer freighter trawler cruiser cluster disaster poster filter shelter semester career pioneer? fever river "
    "silver liver lever hunger anger ginger trigger sugar degree fee tree coffee committee guarantee referee? jubilee decree "
    "heist playlist checklist shortlist watchlist wishlist blacklist encounter murder ouster slaughter waiver debate charter whisper gender tender surrender calendar slender insider? outsider? hour year war car bar far "
    "corridor mayor? vapor vapour armor armour mentor? editor? author? ancestor creator? indicator elevator generator operator "
    "radiator escalator equator senator? predator ammunition list mist twist waist exist assist".replace(
        "?", ""
    ).split()
)


_LONGEST_OF = 6  # tokens
_KINDS = frozenset({"terrorist", "military", "civilian"})  # "a terrorist attack" says of what kind it is
_ACTING = frozenset({"ArmedGroup", "GovernmentBody", "Organization"})


class NominalFinder:
    """Finds descriptions."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.lexicon = phrases.lexicon

    def find(self, tree: Tree, head: int, taken: dict[int, Mention]) -> Mention | None:
        """The description whose head is a noun; the names inside it are taken."""
        if tree.deprel[head] in ("compound", "flat") and tree.head[head] > head and tree.head[head] not in taken:
            return self.before(tree, head)  # else part of a longer noun phrase
        phrase, first, last = self.phrases.longest(tree, head)
        if not phrase:
            if tree.pos[head] != "NOUN" or not human(tree.lemma[head]):
                return None
            phrase = tree.lemma[head]
        plural = tree.tag[head] in ("NNS", "NNPS")
        if phrase == "power" and not plural and tree.child(head, "amod") is None:
            return None  # "refused to give up power"
        if phrase == "force" and not plural and not _modified(tree, head):
            return None  # "evicted by force", "the use of force"
        kind = self._type(phrase, plural)
        if kind is None:
            return None
        start = first
        children = set(tree.children[head])
        while start > 0 and start - 1 not in taken:
            before = start - 1
            attached = before in children or tree.head[before] in children or first <= tree.head[before] < head
            if (
                not attached
                or not (tree.dep[before] in _MODIFIERS or tree.deprel[before] in _MODIFIERS)
                or tree.text[before] in ",;:"
            ):
                break
            start = before
        while start > 0 and start - 1 in taken and (tree.head[start - 1] == head or tree.head[start - 1] in children):
            modifier = taken[start - 1]
            if tree.dep[modifier.head] not in ("amod", "compound"):
                break
            start = modifier.start
        while start < head and (tree.pos[start] in ("PUNCT", "DET", "ADP")):
            start += 1
        while (
            start > 1 and tree.text[start - 1] == "-" and not tree.text[start - 2].isspace()
        ):  # "Iran-backed", "pro-Iranian"
            start = taken[start - 2].start if start - 2 in taken else start - 2
        definite = any(
            tree.lower[c] in ("the", "this", "these", "those", "both", "that")
            for c in tree.children[head]
            if tree.dep[c] == "det"
        )
        return Mention(start, last + 1, head, "nominal", kind, plural=plural, definite=definite, noun=phrase,
                       gender=self.lexicon.roles[phrase].gender if phrase in self.lexicon.roles else "",
                       label=tree.whole[tree.idx[start] : tree.end_of(last)], full=_full(tree, start, last, head), how=f"description “{phrase}”", sure=0.9)  # fmt: skip

    def before(self, tree: Tree, head: int) -> Mention | None:
        """The group before another word of its phrase: in a hyphenated participle ("**rebel**-held"), or before the noun
        of its deed ("a **rebel** attack", "**police** raids")."""
        noun = tree.lemma[head]
        one, many = self.lexicon.descriptions.get(noun, ("", ""))
        if tree.text[head + 1 : head + 2] == ["-"]:
            known = many == "ArmedGroup" and head + 2 < tree.size
            if not known or ("compound", tree.lower[head + 2]) not in self.lexicon.entries:
                return None
        else:
            known = many == "ArmedGroup" or (
                tree.pos[head] != "ADJ" and (one in _ACTING or noun in self.lexicon.bodies)
            )
            if (
                not known
                or noun in _KINDS
                or tree.head[head] != head + 1
                or tree.lemma[head + 1] not in self.lexicon.deeds
            ):
                return None
            if tree.dep[head] not in ("compound", "amod") or tree.pos[head + 1] != "NOUN":
                return None
        plural = one == "Person"
        label = min(plural_forms(noun)) if plural else tree.text[head].lower()
        kind = many if many == "ArmedGroup" else one or "GovernmentBody"
        return Mention(head, head + 1, head, "nominal", kind, plural=plural, definite=True, noun=noun, label=label,
                       how=f"description “{noun}”", sure=0.8)  # fmt: skip

    def _type(self, phrase: str, plural: bool) -> str | None:
        lexicon = self.lexicon
        if not self.phrases.known(phrase):
            return "Population" if plural else "Person"
        if phrase in lexicon.descriptions:
            return lexicon.descriptions[phrase][plural]
        if phrase in lexicon.roles:
            return "Population" if plural else "Person"
        if phrase in lexicon.bodies:
            return "GovernmentBody"
        return None


def _modified(tree: Tree, noun: int) -> bool:
    """Whether a noun has an article or another word before it that tells which one is meant."""
    return any(c < noun and tree.dep[c] in ("det", "amod", "compound", "nmod", "nummod") for c in tree.children[noun])


def _full(tree: Tree, start: int, last: int, head: int) -> str:
    """A description with the phrase that says what it is of, where that is short: "residents of the camp"."""
    for child in tree.kids(head, "nmod"):
        if tree.case(child) != "of":
            continue
        inside = sorted(tree.subtree(child))
        whole = inside == list(range(last + 1, inside[-1] + 1))
        if whole and len(inside) <= _LONGEST_OF and not any(tree.tag[i].startswith(("VB", "PRP", "W")) for i in inside):
            return tree.whole[tree.idx[start] : tree.end_of(inside[-1])]
    return ""


def human(lemma: str) -> bool:
    """Whether an unlisted noun looks like one of people ("hackers", "machinists")."""
    return (
        len(lemma) > 4
        and lemma.endswith(("er", "or", "ist", "man", "men", "woman", "ian", "herd", "smith", "ee", "monk", "nun"))
        and lemma not in _THINGS
        and not lemma.endswith(
            ("meter", "ier", "ther", "tter", "ower", "ater", "nder", "mber", "over", "ever", "aper", "yer", "ather")
        )
    )


def stands_for_state(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a described body ("US troops", "the Iraqi government") is taken for the state itself."""
    return lexicon.bodies.get(mention.noun) in _FOR_THE_STATE
