"""Speech acts that a triple about the future or a refusal implies: who says "we will" promises or threatens.

"X agreed to send aid to Y" is a pledge to Y, "X vowed to strike Y" a threat, "X refused to meet Y" a rejection, "X said
Y must leave" a demand (commissives and directives of Searle 1976; PLOVER codes them AGREE, THREATEN, REJECT, REQUEST).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.candidate import Candidate
from kg.extraction.fillers import Fillers
from kg.extraction.mention import Entity, Mention
from kg.extraction.status import SPEECH, Judgement
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.ontology import relations

_BENEFITS = frozenset(
    "aided backs armed funded trained released withdrewFrom concededTo cooperatesWith alliedWith deployedTo".split()
)
# Whose leaving or coming is no favour: who "will withdraw from the union", "send ships to the gulf".
_UNPLEDGED = {"withdrewFrom": ("Organization",), "deployedTo": ("Place", "Asset")}
_REFUSED = _BENEFITS | frozenset("agreedWith pledgedTo metWith visited endorsed".split())
_HARMS = frozenset(
    "struck killed captured overthrew detained coerced sanctioned expelled protested mobilizedAgainst clashedWith "
    "wounded".split()
)
_REFUSALS = frozenset("refuse decline reject".split())
_COMMISSIVES = frozenset(
    "agree pledge promise vow offer undertake commit consent announce guarantee swear volunteer declare".split()
)
_THREATS = frozenset("threaten vow swear warn pledge promise announce declare".split())
_WILLING = frozenset("ready willing prepared committed poised keen".split())
_WARNINGS = frozenset("warn threaten vow swear".split())
_ANNOUNCING = frozenset(["will", "would", "'ll", "’ll", "shall"])
_OBLIGATIONS = frozenset("must should".split())
_CONDITIONS = frozenset("if unless whether".split())
_FUTURE = frozenset(["will", "'ll", "’ll", "shall"])
_RETALIATIONS = frozenset(
    "answer retaliate respond attack strike punish avenge hit bomb burn destroy crush shell".split()
)
_ADDRESSING = frozenset(
    "tell urge ask order instruct command direct implore beg press exhort advise warn caution pressure request".split()
)
_SUBJUNCTIVE = frozenset("demand insist request ask urge propose recommend require order suggest".split())
_DIRECTIVES = _ADDRESSING | _SUBJUNCTIVE


def implied(tree: Tree, candidate: Candidate, judgement: Judgement, speaker: Entity | None) -> Candidate | None:
    """The pledge, threat or rejection that a candidate implies, with the same subject and object; None if none."""
    relation = candidate.relation
    if candidate.construction not in ("verb", "light verb", "nominal support", "nominal"):
        return None
    if speaker is not None and speaker is not candidate.subject.entity:
        return None
    verb = candidate.trigger
    matrix = tree.head[verb] if tree.dep[verb] in ("xcomp", "ccomp", "obj", "conj", "obl") else verb
    if tree.dep[verb] == "conj" and tree.dep[tree.head[verb]] in ("xcomp", "ccomp"):
        matrix = tree.head[tree.head[verb]]
    lemma = tree.lemma[matrix] if matrix != verb else ""
    auxiliaries = {tree.lower[c] for c in tree.kids(verb, "aux")}
    will = not auxiliaries.isdisjoint({"will", "wo", "'ll", "’ll"}) or (
        "would" in auxiliaries and lemma in SPEECH and tree.tag[matrix] == "VBD" and tree.child(verb, "advcl") is None
    )  # "said it would"
    new = ""
    if judgement.status == "negated" and relation in _REFUSED:
        if will or (lemma in _REFUSALS and tree.dep[verb] in ("xcomp", "conj")):
            new = "rejected"
    elif judgement.status == "hypothetical":
        if relation in _BENEFITS:
            if candidate.object.entity is not None and candidate.object.entity.type in _UNPLEDGED.get(relation, ()):
                return None
            if lemma in _COMMISSIVES or lemma in _WILLING or (will and (not lemma or lemma in SPEECH)):
                new = "pledgedTo"
        elif relation in _HARMS and (lemma in _THREATS or (will and (not lemma or lemma in SPEECH))):
            new = "threatened"
    target: Mention | None = candidate.object
    if not new or target is None:
        return None
    if target.entity is None or target.entity.type not in relations()[new].range:
        target = target.owner  # "will burn their refineries" threatens them
        if target is None or target.entity is None or target.entity.type not in relations()[new].range:
            return None
        if target.entity is candidate.subject.entity:
            return None
    return replace(
        candidate,
        object=target,
        relation=new,
        weight=min(1.0, candidate.weight * 1.02),
        own_status="",
        construction="speech act",
        trigger=matrix if lemma and tree.pos[matrix] in ("VERB", "ADJ") else verb,
        how=f"implied by {candidate.relation}[{judgement.status}]; {candidate.how}",
    )


def demands(tree: Tree, view: View, speaker_of: dict[int, tuple[Mention, Entity]]) -> Iterator[Candidate]:
    """Demands that the syntax makes: "X said that Y must leave", "X told Y to leave", "X demanded that Y leave".

    `speaker_of` maps sentences to who speaks in them.
    """
    for index in range(tree.size):
        if tree.dep[index] == "aux":
            if tree.lower[index] in _OBLIGATIONS:
                yield from _obligation(tree, view, index, speaker_of)
                yield from _condition_of_refusal(tree, view, index)
            elif tree.lower[index] in _FUTURE or tree.lower[index] in ("wo", "would"):
                yield from _condition_of_refusal(tree, view, index)
                yield from _conditional_threat(tree, view, index, speaker_of)
        elif tree.lemma[index] in _WARNINGS and tree.pos[index] == "VERB":
            yield from _warning(tree, view, index)
        if tree.lemma[index] in _DIRECTIVES and tree.pos[index] == "VERB":
            yield from _directive(tree, view, index)


def _obligation(
    tree: Tree, view: View, modal: int, speaker_of: dict[int, tuple[Mention, Entity]]
) -> Iterator[Candidate]:
    """ "X said that Y must leave"."""
    verb = tree.head[modal]
    said = speaker_of.get(tree.sentence[modal])
    subject = tree.child(verb, "nsubj")
    if said is None or subject is None or view.arguments.passive(verb):
        return
    governed = tree.dep[verb] in ("ccomp", "parataxis") or tree.quoted[modal]
    if not governed and not any(tree.lemma[c] in SPEECH for c in tree.kids(verb, "parataxis", "ccomp")):
        return
    mention, entity = said
    for filler in Fillers(view).fill([subject], relations()["demanded"], "object"):
        actor, target = entity.actor, filler.mention.entity
        known = target.actor if target is not None and filler.mention.kind == "name" else None
        if actor is not None and known is not None and actor.country == known.id:
            continue  # what one's own country must do is no demand on it
        if filler.mention.entity is entity or (filler.mention.kind == "pronoun" and filler.mention.noun == "speaker"):
            continue
        how = f"“{tree.lower[modal]}” in reported speech"
        yield Candidate("demanded", mention, filler.mention, verb, 0.8 * filler.factor, how, "asserted", "speech act")


def _conditional_threat(
    tree: Tree, view: View, modal: int, speaker_of: dict[int, tuple[Mention, Entity]]
) -> Iterator[Candidate]:
    """ "If X moves its tanks, we will answer", warned Y."""
    verb = tree.head[modal]
    said = speaker_of.get(tree.sentence[modal])
    own = tree.child(verb, "nsubj")
    if said is None or own is None:
        return
    mention, entity = said
    mine = view.by_token.get(own)
    if mine is None or mine.entity is not entity:
        return
    warned = tree.dep[verb] in ("ccomp", "parataxis") and tree.lemma[tree.head[verb]] in (
        "warn",
        "threaten",
        "vow",
        "caution",
    )
    if not warned and tree.lemma[verb] not in _RETALIATIONS:
        return
    for clause in tree.kids(verb, "advcl"):
        actor = tree.child(clause, "nsubj")
        if actor is None or not any(tree.lower[c] in ("if", "unless") for c in tree.kids(clause, "mark")):
            continue
        for filler in Fillers(view).fill([actor], relations()["threatened"], "object"):
            if filler.mention.entity is not entity:
                how = f"“{tree.lower[verb]}” on a condition"
                yield Candidate(
                    "threatened", mention, filler.mention, verb, 0.8 * filler.factor, how, "asserted", "speech act"
                )


def _warning(tree: Tree, view: View, verb: int) -> Iterator[Candidate]:
    """ "X warned that it would cut its ties with Y": whom the announced deed touches is threatened."""
    threatened = relations()["threatened"]
    fillers = Fillers(view)
    for clause in tree.kids(verb, "ccomp", "parataxis"):
        own = tree.child(clause, "nsubj")
        mine = view.by_token.get(own) if own is not None else None
        if mine is None or not any(tree.lower[c] in _ANNOUNCING for c in tree.kids(clause, "aux")):
            continue
        for speaker in fillers.fill(view.arguments.subjects(verb), threatened, "subject"):
            if mine.entity is not speaker.mention.entity:
                continue
            for token in _after(tree, clause):
                named = view.by_token.get(token)
                if named is None or named.kind == "pronoun" or named.head != token or named.entity is mine.entity:
                    continue
                for filler in fillers.fill([token], threatened, "object", plain=True, expand=False):
                    how = f"“{tree.lower[verb]}” of what it will do"
                    yield Candidate(
                        "threatened", speaker.mention, filler.mention, verb,
                        0.65 * speaker.factor * filler.factor, how, "asserted", "speech act",
                    )  # fmt: skip
                break


def _after(tree: Tree, clause: int) -> list[int]:
    """The words of a clause after its verb, without those of clauses below it."""
    out: list[int] = []
    stack = [c for c in tree.children[clause] if c > clause]
    while stack:
        token = stack.pop()
        if tree.dep[token] in ("advcl", "ccomp", "parataxis", "conj") and tree.pos[token] == "VERB":
            continue
        out.append(token)
        stack.extend(tree.children[token])
    return sorted(out)


def _condition_of_refusal(tree: Tree, view: View, modal: int) -> Iterator[Candidate]:
    """ "X will not lift the siege until Y disarms": X refuses Y."""
    verb = tree.head[modal]
    if not any(tree.lower[c] in ("not", "n't", "n’t", "never") for c in tree.children[verb]):
        return
    rejected = relations()["rejected"]
    fillers = Fillers(view)
    for clause in tree.kids(verb, "advcl"):
        if not any(tree.lower[c] in ("until", "till", "unless") for c in tree.kids(clause, "mark")):
            continue
        for subject in fillers.fill(view.arguments.subjects(verb), rejected, "subject"):
            for filler in fillers.fill(view.arguments.subjects(clause), rejected, "object", plain=True):
                if filler.mention.entity is not subject.mention.entity:
                    how = f"“not {tree.lower[verb]}” until a condition is met"
                    yield Candidate(
                        "rejected", subject.mention, filler.mention, verb,
                        0.7 * subject.factor * filler.factor, how, "asserted", "speech act",
                    )  # fmt: skip


def _directive(tree: Tree, view: View, verb: int) -> Iterator[Candidate]:
    """ "X told Y to leave", "Y was told by X to leave", "X demanded that Y leave"."""
    demanded = relations()["demanded"]
    addressees: list[int] = []
    for clause in tree.kids(verb, "xcomp", "ccomp", "advcl"):
        subject = tree.child(clause, "nsubj")
        if tree.tag[clause] != "VB" or any(tree.lower[c] in _CONDITIONS for c in tree.kids(clause, "mark")):
            continue
        if any(tree.lower[c] == "to" for c in tree.kids(clause, "mark")):
            if tree.lemma[verb] in _ADDRESSING:
                addressees += view.arguments.objects(verb) or tree.kids(verb, "iobj")
        elif subject is not None and tree.child(clause, "aux") is None and tree.lemma[verb] in _SUBJUNCTIVE:
            addressees.append(subject)
    fillers = Fillers(view)
    for speaker in fillers.fill(view.arguments.subjects(verb), demanded, "subject"):
        for filler in fillers.fill(addressees, demanded, "object"):
            if filler.mention.entity is not speaker.mention.entity:
                weight = 0.8 * speaker.factor * filler.factor
                how = f"“{tree.lower[verb]}” with what is to be done"
                yield Candidate("demanded", speaker.mention, filler.mention, verb, weight, how)
