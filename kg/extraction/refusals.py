"""Refusals: readings of a verb that the clause around it shows to be wrong, by the relation that they would have."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extraction.arguments import Arguments
from kg.extraction.inflection import verb_forms

_HOSTILE = frozenset(
    "target sanction attack strike punish expel fight arrest detain kill bomb destroy defeat isolate blacklist boycott condemn "
    "ban deport extradite prosecute".split()
)
_BLOWS = frozenset(
    "sanction embargo defeat arrest killing death capture expulsion indictment conviction sentencing overthrow ouster fall "
    "downfall elimination".split()
)
_WINNING = frozenset(
    "beat defeat thrash rout trounce edge overcome crush hammer down conquer demolish whip stun".split()
)
_SCORE = re.compile(r"\b\d{1,3} ?[–-] ?\d{1,3}\b(?! ?(?:[A-Z]|years?|days?|weeks?|months?))")
# In all their forms: lemmas of verbs that are not in the lexicon are not to be relied on.
_ACCIDENTS = frozenset(
    form
    for verb in "crash collide overturn capsize sink derail collapse roll fall plunge burn skid swerve erupt".split()
    for form in (verb, *verb_forms(verb))
)
_FALLING = frozenset("rocket missile shell bomb mortar projectile shrapnel debris".split())  # which are fired
_UNWILLING = frozenset("refuse decline".split())
_BLOCKING = frozenset(
    "block stop halt ban bar reject delay overturn dismiss condemn sanction oppose veto suspend prohibit criticise criticize "
    "denounce blame prosecute punish extradite".split()
)
_PASSAGE = frozenset("enter go leave return stay pass visit hold land resume come cross dock keep have".split())
_CARRYING = frozenset("return fly land sail ferry".split())


def refused(arguments: Arguments, relation: str, verb: int) -> bool:
    """Whether a verb cannot have a relation where it stands."""
    refusal = _REFUSALS.get(relation)
    return refusal is not None and refusal(arguments, verb)


def carried(arguments: Arguments, verb: int) -> bool:
    """Whether a verb has an object after it, in the active voice."""
    return not arguments.passive(verb) and any(thing > verb for thing in arguments.objects(verb))


def _ill_meant(arguments: Arguments, verb: int) -> bool:
    """Who "agreed to sanction X" has pledged X nothing."""
    tree = arguments.tree
    return any(tree.lemma[c] in _HOSTILE for c in tree.kids(verb, "xcomp", "advcl") if arguments.infinitive(c))


def _ill_received(arguments: Arguments, verb: int) -> bool:
    """Who "welcomed new sanctions listings on X" or "X's defeat" has not sided with X."""
    tree = arguments.tree
    words = [t for o in arguments.objects(verb) for t in (o, *tree.kids(o, "compound"))]
    return any(tree.lemma[t] in _BLOWS for t in words)


def _sent(arguments: Arguments, verb: int) -> bool:
    """Who "returned the ship *to X*" or "flew medicine *into X*" has not gone there."""
    return arguments.tree.lemma[verb] in _CARRYING and carried(arguments, verb)


def _led_elsewhere(arguments: Arguments, verb: int) -> bool:
    """In "militias lost their seat in the cabinet, led by X" the parser makes X lead the militias."""
    tree = arguments.tree
    if tree.dep[verb] != "advcl" or tree.tag[verb] != "VBN" or not arguments.passive(verb):
        return False
    subject = arguments.surface_subject(verb)
    if subject is None:
        return False
    return verb - max(token for token in tree.subtree(subject) if token < verb or token == subject) > 2


def _side_by_side(arguments: Arguments, verb: int) -> bool:
    """Who "fought *along with X*" has not fought X."""
    tree = arguments.tree
    beside = frozenset({"along", "together", "alongside"})
    return any(tree.lower[c] in beside for o in tree.kids(verb, "obl") for c in tree.kids(o, "case"))


def _no_fight(arguments: Arguments, verb: int) -> bool:
    return _scored(arguments, verb) or _side_by_side(arguments, verb)


def _scored(arguments: Arguments, verb: int) -> bool:
    """Who "beat X *6–3*" has won a game."""
    tree = arguments.tree
    if tree.lemma[verb] not in _WINNING:
        return False
    first, last = tree.sentences[tree.sentence[verb]]
    return _SCORE.search(tree.whole[tree.idx[first] : tree.end_of(last - 1)]) is not None


def _accident(arguments: Arguments, verb: int) -> bool:
    """A plane that "crashed, *killing* ten" has an accident, and whose it is has killed nobody."""
    tree = arguments.tree
    head = tree.head[verb]
    if tree.dep[verb] not in ("advcl", "conj") or tree.lower[head] not in _ACCIDENTS:
        return False
    subject = arguments.surface_subject(head)
    return subject is None or tree.lemma[subject] not in _FALLING


def _no_blow(arguments: Arguments, verb: int) -> bool:
    return _scored(arguments, verb) or _accident(arguments, verb)


def _unblocked(arguments: Arguments, verb: int) -> bool:
    """Who "refused to block X's plan" has let it pass."""
    tree = arguments.tree
    return tree.lemma[verb] in _UNWILLING and any(tree.lemma[c] in _BLOCKING for c in tree.kids(verb, "xcomp"))


def _let_do(arguments: Arguments, verb: int) -> bool:
    """Who "let X victimise others" has not yielded to X; who "let X enter" has."""
    tree = arguments.tree
    return tree.lemma[verb] == "let" and any(tree.lemma[c] not in _PASSAGE for c in tree.kids(verb, "xcomp", "ccomp"))


_REFUSALS: dict[str, Callable[[Arguments, int], bool]] = {
    "concededTo": _let_do,
    "rejected": _unblocked,
    "leads": _led_elsewhere,
    "clashedWith": _no_fight,
    "pledgedTo": _ill_meant,
    "killed": _accident,
    "struck": _no_blow,
    "wounded": _accident,
    "endorsed": _ill_received,
    "visited": _sent,
}
