"""Senses: where the words around a predicate make it mean another relation, or none.

What the predicate's own object decides stands in the lexicon (`exclude`, `only`); here is what needs more of the
sentence to be seen.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.lexicon import Entry
from kg.extraction.tree import Tree

_LISTING = frozenset("sanction embargo listing designation blacklist asset".split())
_ARMS = frozenset("strike airstrike missile rocket bomb drone jet artillery raid attack shell troop soldier".split())
_AIMING = frozenset("target hit designate list".split())
# What is done to ties when they are no longer what they were.
_LOOSENING = frozenset(
    "review reconsider reassess rethink reevaluate cut sever break end suspend freeze downgrade strain damage harm sour poison "
    "undermine hurt jeopardise jeopardize endanger threaten complicate worsen ruin lose halt severing cutting".split()
)
_TOGETHER = (["side", "by", "side"], ["shoulder", "to", "shoulder"])
_TALKING = frozenset("discuss brief congratulate thank felicitate exchange inform apprise".split())
_ABUSING = frozenset("call accuse describe brand label denounce mock blast".split())
_OF_SPEECH = frozenset(
    "verbal scathing blistering stinging withering personal furious extraordinary scornful sarcastic thinly-veiled rhetorical "
    "unprecedented partisan political ad-hominem".split()
)
_TIES = frozenset("tie relation relationship link cooperation co-operation partnership contact".split())
_STRAINED = frozenset("strained tense fraught sour soured poor bad hostile frosty icy bitter uneasy troubled".split())


def adjusted(tree: Tree, trigger: int, rows: list[Entry]) -> list[Entry]:
    """The lexicon entries of a trigger that can be meant where it stands, with the relation that they then have."""
    lemma = tree.lemma[trigger]
    if lemma in _AIMING and tree.pos[trigger] == "VERB":
        if any(entry.relation == "struck" for entry in rows) and _about_sanctions(tree, trigger):
            return [replace(e, relation="sanctioned") if e.relation == "struck" else e for e in rows if not e.nouns]
    elif lemma == "call" and naming(tree, trigger):
        return [entry for entry in rows if entry.nouns]
    elif lemma == "call" and _courtesy(tree, trigger):
        return [replace(e, relation="metWith") if e.relation == "demanded" else e for e in rows]
    elif any(entry.relation == "struck" for entry in rows) and _in_words(tree, trigger):
        return [replace(e, relation="condemned", exclude=frozenset()) if e.relation == "struck" else e for e in rows]
    elif lemma == "welcome" and _received(tree, trigger):
        return [replace(e, relation="metWith") if e.relation == "endorsed" else e for e in rows]
    elif lemma == "fight" and any(tree.lower[trigger + 1 : trigger + 4] == each for each in _TOGETHER):
        return [entry for entry in rows if entry.relation != "clashedWith"]
    elif lemma in _TIES and tree.pos[trigger] == "NOUN" and _loosened(tree, trigger):
        return [entry for entry in rows if entry.relation != "cooperatesWith"]
    return rows


def _about_sanctions(tree: Tree, trigger: int) -> bool:
    """Whether the sentence and its neighbours speak of sanctions and of no weapons ("we are *targeting* the firms")."""
    number = tree.sentence[trigger]
    first = tree.sentences[max(0, number - 2)][0]
    last = tree.sentences[min(len(tree.sentences) - 1, number + 1)][1]
    words = set(tree.lemma[first:last])
    return bool(words & _LISTING) and not words & _ARMS


def naming(tree: Tree, verb: int) -> bool:
    """ "Called the strikes *a war crime*", "called him *weak*": neither a request nor a telephone call."""
    thing = tree.child(verb, "obj", "iobj", "xcomp")
    if thing is None or any(tree.case(c) in ("on", "upon", "for") and c > verb for c in tree.kids(verb, "obl")):
        return False
    for child in tree.children[verb]:
        if child > thing and tree.dep[child] in ("xcomp", "obj", "ccomp") and tree.child(child, "mark") is None:
            return tree.pos[child] in ("NOUN", "ADJ", "PROPN")
    end = max(tree.subtree(thing))
    return tree.text[end + 1 : end + 2] in (["“"], ['"'])


def _courtesy(tree: Tree, verb: int) -> bool:
    """ "Called on the president *to discuss* the crisis": a visit."""
    return any(tree.case(c) == "on" for c in tree.kids(verb, "obl")) and any(
        tree.lemma[c] in _TALKING and tree.lower[c - 1] == "to" for c in tree.kids(verb, "advcl", "xcomp")
    )


def _in_words(tree: Tree, trigger: int) -> bool:
    """ "Launched a *scathing* attack on X", "an attack on X, *calling* him a liar": no blow was struck."""
    attack = trigger if tree.pos[trigger] == "NOUN" else tree.child(trigger, "obj")
    if attack is None or tree.lemma[attack] not in ("attack", "assault"):
        return False
    if any(tree.lower[c] in _OF_SPEECH for c in tree.kids(attack, "amod")):
        return True
    heads = (attack, tree.head[attack]) if trigger == attack else (attack, trigger)
    return any(
        tree.tag[c] == "VBG"
        and tree.lemma[c] in _ABUSING
        and any(tree.lower[o] != "it" for o in tree.kids(c, "obj", "iobj"))
        for head in heads
        for c in tree.kids(head, "advcl", "acl")
        if c > attack
    )


def _received(tree: Tree, verb: int) -> bool:
    """ "Welcomed the president *to* the capital": a visit, no praise."""
    thing = tree.child(verb, "obj")
    near = [*tree.kids(verb, "obl"), *(tree.kids(thing, "nmod") if thing is not None else [])]
    return thing is not None and tree.pos[thing] in ("PROPN", "NOUN") and any(tree.case(c) == "to" for c in near)


def _loosened(tree: Tree, noun: int) -> bool:
    """ "Will *review* its relationship with X", "*strained* ties": no cooperation is told."""
    if any(tree.lower[c] in _STRAINED for c in tree.kids(noun, "amod")):
        return True
    head = tree.head[tree.first_conjunct(noun)]
    return tree.dep[noun] in ("obj", "nsubj", "conj") and tree.lemma[head] in _LOOSENING
