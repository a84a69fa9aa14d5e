"""Events: which event a passive happens in, and who is said to have done an event."""

from __future__ import annotations

from typing import NamedTuple

from kg.extraction.tree import Tree
from kg.extraction.view import View

_DONE = frozenset(
    "carry launch conduct perpetrate stage commit execute mount claim wage undertake order organise organize plan make issue file "
    "voice express deliver send lodge raise pose propose draft".split()
)
_BLAME = frozenset(
    "accuse blame condemn criticise criticize suspect charge implicate denounce fault convict thank praise".split()
)
_THANKS = frozenset({"thank", "praise"})  # what one is thanked for one did


class Doers(NamedTuple):
    """The tokens that stand for the doers of an event, and how the text says so."""

    tokens: list[int]
    how: str
    status: str = ""  # that the deed was attributed with ("blamed X for the attack")
    trigger: int | None = None  # the attributing verb, where its status counts


def events_around(view: View, verb: int) -> list[int]:
    """The event in which somebody "was killed": "in a strike by X", "in which" after "a strike by X"."""
    tree, nouns = view.tree, view.event_nouns
    out: list[int] = []
    for child in tree.kids(verb, "obl"):
        if not tree.prepositions(child) & {"in", "during", "by", "after"}:
            continue
        token = view.arguments.antecedent(verb) if tree.lower[child] in ("which", "that") else child
        if token is not None and token in view.by_token and tree.lemma[tree.head[token]] in nouns:
            token = tree.head[token]  # "an attack on soldiers in which …": hung on the soldiers
        if token is not None and tree.lemma[token] in nouns and token not in view.by_token:
            out.append(token)
    if tree.deprel[verb] == "acl:relcl" and any(tree.lower[c] == "where" for c in tree.children[verb]):
        antecedent = view.arguments.antecedent(verb)
        if antecedent is not None and tree.lemma[antecedent] in nouns and antecedent not in view.by_token:
            out.append(antecedent)
    return out


def doers(view: View, event: int) -> Doers | None:
    """Who is said elsewhere in the sentence to have done an event: "the strike, *carried out by X*", "claimed by X",
    "X claimed responsibility for it", "Y blamed X for it"."""
    tree, arguments = view.tree, view.arguments
    for child in tree.kids(event, "amod", "acl", "compound"):  # "the US-led invasion"
        if (
            tree.lower[child] in ("led", "launched", "backed")
            and tree.text[child - 1] == "-"
            and tree.lower[child] != "backed"
        ):
            return Doers([child - 2], f"“{tree.text[child - 2]}-{tree.text[child]}”")
    for child in tree.kids(event, "acl"):
        lemma = tree.lemma[child]
        if lemma in _DONE and arguments.passive(child) and (agent := arguments.agent(child)) is not None:
            return Doers([agent], f"“{tree.lower[child]} by”", trigger=child)
        if (
            lemma in ("claim", "take", "deny", "accept")
            and (thing := tree.child(child, "obj")) is not None
            and tree.lemma[thing] == "responsibility"
        ):
            return Doers(
                arguments.subjects(child), "claimed responsibility", "negated" if lemma == "deny" else "", child
            )
    claim = _relative_claim(view, event)
    if claim is not None:
        return Doers(arguments.subjects(claim), "claimed responsibility", "", claim)
    head, dep = tree.head[event], tree.dep[event]
    if dep == "nmod" and tree.lemma[head] == "responsibility" and tree.dep[head] == "obj":
        verb = tree.head[head]
        if tree.lemma[verb] in ("claim", "take", "deny", "accept", "admit"):
            return Doers(
                arguments.subjects(verb),
                f"{tree.lower[verb]} responsibility",
                "negated" if tree.lemma[verb] == "deny" else "",
                verb,
            )
    if tree.pos[head] in ("VERB", "ADJ"):
        lemma, case = tree.lemma[head], tree.case(event)
        if (
            lemma in ("claim", "deny", "take")
            and case == "for"
            and (thing := tree.child(head, "obj")) is not None
            and tree.lemma[thing] == "responsibility"
        ):
            return Doers(
                arguments.subjects(head),
                f"{tree.lower[head]} responsibility",
                "negated" if lemma == "deny" else "",
                head,
            )
        if event in arguments.objects(head):
            if lemma == "claim":
                return Doers(arguments.subjects(head), "claimed", trigger=head)
            if lemma in ("blame", "pin"):
                return Doers([c for c in tree.kids(head, "obl") if tree.case(c) == "on"], "blamed", "alleged")
            if lemma in _DONE:
                return Doers(arguments.subjects(head), tree.lower[head], trigger=head)
        elif lemma in _BLAME and case in ("for", "of", "over", "with", "in"):
            return Doers(arguments.objects(head), tree.lower[head], "" if lemma in _THANKS else "alleged")
        elif lemma == "responsible" and case == "for":
            subject = arguments.surface_subject(head)
            return Doers([] if subject is None else [subject], "responsible for", trigger=head)
    return None


def _relative_claim(view: View, event: int) -> int | None:
    """The verb of "the attacks in X, *for which* Y claimed responsibility", wherever the parser hangs the clause."""
    tree = view.tree
    end = tree.sentences[tree.sentence[event]][1]
    for token in range(event + 1, end):
        if (
            tree.lemma[token] in view.event_nouns
            and tree.pos[token] == "NOUN"
            and tree.lemma[token] != "responsibility"
        ):
            return None  # the clause is on that one
        if tree.lower[token] == "which" and tree.lower[token - 1] == "for":
            verb = tree.head[token]
            thing = tree.child(verb, "obj")
            claimed = thing is not None and tree.lemma[thing] == "responsibility"
            return verb if claimed and tree.lemma[verb] in ("claim", "take", "accept", "admit") else None
    return None


_ATTACKS = frozenset(
    "operation attack strike airstrike raid assault offensive bombing campaign shelling bombardment act action aggression".split()
)
_KINDS = frozenset("aggression violence terror terrorism terrorist military criminal cowardly heinous".split())
_HELP = frozenset("assistance aid support funding package help".split())
_WINDOW = 3  # sentences
_FAR = 12  # sentences, for the same word


def taken_up(view: View, event: int) -> list[int]:
    """Earlier events that a bare "the operation", "this assistance" may take up, the last first."""
    tree = view.tree
    lemma = tree.lemma[event]
    words = _ATTACKS if lemma in _ATTACKS else _HELP
    if lemma not in words or not bare(tree, event):
        return []
    sentence = tree.sentence[event]
    start = tree.sentences[max(0, sentence - _FAR)][0]
    return [
        token
        for token in range(event - 1, start - 1, -1)
        if (near := sentence - tree.sentence[token] <= _WINDOW) or tree.lemma[token] == lemma
        if (tree.pos[token] == "NOUN" and tree.lemma[token] in words and not bare(tree, token))
        or (near and tree.pos[token] == "VERB" and ("verb", tree.lemma[token]) in view.lexicon.entries)
    ]


def bare(tree: Tree, event: int) -> bool:
    """Whether an event noun has an article and nothing more: "the attack" takes up what was told."""
    return any(tree.lower[c] in ("the", "this", "that", "these", "those") for c in tree.kids(event, "det")) and not any(
        tree.dep[c] in ("amod", "compound", "nmod", "acl") and tree.lemma[c] not in _KINDS for c in tree.children[event]
    )
