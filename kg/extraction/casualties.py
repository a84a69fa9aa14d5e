"""Casualties: how many an event killed, wounded, displaced, and how many soldiers a deployment counts."""

from __future__ import annotations

from kg.extraction.candidate import Candidate
from kg.extraction.quantities import count_of
from kg.extraction.tree import Tree
from kg.extraction.view import View

OF_RELATION = {"killed": "killed", "wounded": "wounded", "detained": "detained", "released": "released"}
EVENTS = frozenset({"struck", "clashedWith"})
DEPLOYMENTS = frozenset({"deployedTo", "withdrewFrom"})
_TRANSITIVE = {
    "kill": "killed",
    "wound": "wounded",
    "injure": "wounded",
    "displace": "displaced",
    "slay": "killed",
    "massacre": "killed",
}
_INTRANSITIVE = {"die": "killed", "perish": "killed"}
_RESULTS = {"dead": "killed", "wounded": "wounded", "injured": "wounded", "homeless": "displaced"}
_LINKS = frozenset("nsubj obl obj advcl acl conj nmod xcomp ccomp parataxis".split())
_SPEECH_LINKS = frozenset({"ccomp", "parataxis"})
_OTHER_EVENT = frozenset(
    "after before since following because despite although though while amid over until unless if".split()
)
_ANSWERS = frozenset("reprisal retaliation retribution revenge vengeance response answer reaction".split())
_NEGATIONS = frozenset("not n't n’t never without".split())


class Casualties:
    """The counts of one document's casualties by the verb that tells them, and the events that they belong to."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._told: dict[int, list[tuple[int, str, int]]] = {}  # sentence → verb, what, count
        for verb in range(tree.size):
            if tree.pos[verb] in ("VERB", "ADJ", "NOUN") and (told := self._read(verb)) is not None:
                self._told.setdefault(tree.sentence[verb], []).append((verb, *told))

    def _read(self, verb: int) -> tuple[str, int] | None:
        """What and how many a verb says: "killing 12", "25 died", "left 15 dead", "claimed eight lives"."""
        tree = self._tree
        lemma = tree.lemma[verb]
        what = _TRANSITIVE.get(lemma)
        patient: int | None = None
        if what is not None and tree.pos[verb] != "NOUN":
            patient = tree.child(verb, "obj")
            if patient is None:
                patient = next((c for c in tree.children[verb] if tree.deprel[c] == "nsubj:pass"), None)
            if (
                patient is None
                and tree.dep[verb] == "acl"
                and tree.tag[verb] == "VBN"
                and tree.deprel[verb] != "acl:relcl"
            ):
                patient = tree.head[verb]  # "12 people killed in"
            if patient is None and tree.dep[verb] == "conj" and tree.lemma[tree.head[verb]] in _TRANSITIVE:
                first = tree.head[verb]  # "12 were killed and 30 wounded": the parser may hang 30 on the first verb
                patient = tree.child(first, "obj") or next(
                    (c for c in tree.children[first] if tree.deprel[c] == "nsubj:pass"), None
                )
        elif lemma in _INTRANSITIVE:
            what, patient = _INTRANSITIVE[lemma], tree.child(verb, "nsubj")
        elif lemma == "leave":
            result = next((c for c in tree.children[verb] if tree.lower[c] in _RESULTS), None)
            patient = tree.child(verb, "obj")
            if result is None and patient is not None:
                result = next((c for c in tree.children[patient] if tree.lower[c] in _RESULTS), None)
            what = _RESULTS[tree.lower[result]] if result is not None else None
        elif lemma in ("claim", "cost", "take"):
            patient = tree.child(verb, "obj")
            if patient is not None and tree.lemma[patient] == "life":
                what = "killed"
                victims = next((c for c in tree.kids(patient, "nmod") if tree.case(c) == "of"), None)
                patient = victims if victims is not None else patient
        if what is None or patient is None or any(tree.lower[c] in _NEGATIONS for c in tree.children[verb]):
            return None
        count = count_of(tree, patient)
        if count is None and (tree.pos[patient] == "PROPN"):
            count = 1
        return (what, count) if count else None

    def of_event(self, trigger: int) -> dict[str, int]:
        """The casualties of the event that a trigger tells of: of its own clause, of what hangs on it and over it."""
        told = self._told.get(self._tree.sentence[trigger])
        if not told:
            return {}
        above = self._chain(trigger)
        found: dict[str, int] = {}
        for verb, what, count in told:
            if (
                verb == trigger
                or verb in above
                or trigger in self._chain(verb)
                or (
                    above
                    and (shared := above & self._chain(verb))
                    and any(self._tree.lemma[s] in ("kill", "wound", "injure") for s in shared)
                )
            ):
                found.setdefault(what, count)
        return found

    def _chain(self, node: int) -> set[int]:
        """The heads of a node as far as they belong to the same event: not past a verb of saying."""
        tree = self._tree
        chain: set[int] = set()
        for _ in range(4):
            head = tree.head[node]
            if head == node or tree.dep[node] not in _LINKS or tree.dep[node] in _SPEECH_LINKS:
                break
            if any(tree.lower[c] in _OTHER_EVENT for c in tree.kids(node, "case", "mark")):
                break  # "struck depots *after* an attack in which one was killed"
            if tree.lemma[node] in _ANSWERS:
                break  # "… in *reprisal* for one"
            chain.add(head)
            node = head
        return chain


def own_count(tree: Tree, candidate: Candidate, view: View) -> int | None:
    """How many are killed, held or freed by what a candidate says; how many soldiers it deploys."""
    if candidate.relation in DEPLOYMENTS:
        trigger = candidate.trigger
        tokens = [*tree.kids(trigger, "obj", "nsubj"), *tree.kids(trigger, "nmod")]
        if tree.pos[trigger] == "NOUN":
            tokens.append(trigger)
        for token in tokens:
            mention = view.by_token.get(token)
            soldiers = mention is None or mention.kind == "nominal"
            if soldiers and token != candidate.object.head and tree.tag[token] in ("NNS", "NNPS", "CD"):
                count = count_of(tree, token)
                if count is not None:
                    return count
        return None
    mention = candidate.object
    if mention.kind == "name":
        return 1 if mention.type == "Person" else None
    return count_of(tree, mention.head)
