"""Status: whether a triple is asserted, alleged, negated or hypothetical, and who says it.

The walk goes from the trigger of a triple up to the root of its sentence, and collects what stands on the way:
negation, modals, conditions, hedges, verbs of saying, planning and failing. Which words do what is data
(`ontology/lexicon/modality.csv`); the factuality scale follows FactBank (Saurí and Pustejovsky 2009), made coarse.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.lexicon import Lexicon
from kg.extraction.tree import Tree
from kg.statements import Status

_NEGATIONS = frozenset("not n't n’t never no neither nor none nobody nothing without".split())
_MODALS = frozenset("will would could may might can should must shall wo ca 'll ’ll ought".split())
_CONDITIONS = frozenset("if unless whether lest".split())
SPEECH = frozenset(
    "say tell report announce claim state declare add note write assert maintain insist argue explain allege believe suspect "
    "think acknowledge admit confirm reveal disclose testify recall stress emphasise emphasize reiterate describe call "
    "post tweet contend suggest conclude find estimate assess warn accuse blame charge complain caution quote comment "
    "remark respond reply tell inform brief indicate show fear".split()
)
_ALLEGING = frozenset("allege claim believe suspect accuse blame charge assess estimate think contend suggest fear".split())
_ALLEGED_ADVERBS = frozenset("allegedly reportedly purportedly supposedly apparently ostensibly seemingly presumably".split())
_DOUBTFUL = frozenset("suspected alleged presumed apparent purported supposed suspect unconfirmed".split())
_HEDGES = frozenset("possibly perhaps probably likely maybe potentially".split())
# Verbs of which the complement is a fact when they are themselves facts.
_FACTIVE = frozenset(
    "acknowledge admit confirm reveal disclose manage continue begin start stop end cease force help cause let make see know "
    "realise realize regret remember forget succeed happen proceed".split()
)


@dataclass(slots=True)
class Judgement:
    """A status with its speaker's token (the subject of the verb of saying), if any, and the reason."""

    status: Status = "asserted"
    speaker: int | None = None
    quoted: bool = False
    own_confirmation: bool = False
    reason: str = ""


class StatusReader:
    """Reads statuses off trees; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.words: dict[tuple[str, str], str] = {}
        for (kind, lemma), slots in lexicon.modality.items():
            if kind in ("verb", "adjective", "noun"):
                self.verbs.setdefault(f"{kind} {lemma}", []).extend(slots)
            else:
                self.words[kind, lemma] = slots[0][1]

    def judge(self, tree: Tree, trigger: int, *, own: str = "") -> Judgement:
        """The status of what a trigger (verb, event noun or adjective) says; `own` is a status of its lexicon entry."""
        result = Judgement()
        negated = own == "negated"
        hypothetical = own == "hypothetical"
        alleged = own == "alleged"
        reasons: list[str] = []
        for child in tree.children[trigger]:  # "suspected rebels killed …", "what is believed to be …"
            if tree.dep[child] == "nsubj" or tree.deprel[child] == "obl:agent":
                for modifier in tree.children[child]:
                    if tree.dep[modifier] == "amod" and tree.lemma[modifier] in _DOUBTFUL:
                        alleged = True
                        reasons.append(tree.lower[modifier])
        node = trigger
        for _ in range(40):
            neg, hyp, hedge, why = self._local(tree, node, node == trigger)
            negated ^= neg
            hypothetical |= hyp
            alleged |= hedge
            if why:
                reasons.append(why)
            if (speaker := self._according(tree, node)) is not None and result.speaker is None:
                alleged, result.speaker = True, speaker
                reasons.append("according to")
            said = self._parenthetical(tree, node)
            if said is not None and result.speaker is None:
                speaker_token, verb = said
                if tree.lemma[verb] not in ("confirm", "announce", "acknowledge", "admit", "declare") or True:
                    alleged, result.speaker = True, speaker_token
                    reasons.append(f"“{tree.lower[verb]}”")
            head = tree.head[node]
            if head == node:
                break
            effect = self._governed(tree, node, head)
            if effect is not None:
                status, why = effect
                reasons.append(why)
                if status == "negated":
                    negated = not negated
                elif status == "hypothetical":
                    hypothetical = True
                elif status == "alleged":
                    alleged = True
                    if result.speaker is None:
                        result.speaker = self._speaker(tree, head)
                elif status == "stop":
                    break
            elif self._presupposed(tree, node, head):
                # what a relative clause, an apposition or a possessor says holds whatever becomes of the main clause
                if not tree.quoted[trigger]:
                    node = head
                    for up in (node, *tree.ancestors(node)):
                        if (speaker := self._according(tree, up)) is not None and result.speaker is None and False:
                            result.speaker = speaker
                    break
            node = head
        result.quoted = tree.quoted[trigger]
        result.reason = ", ".join(reasons)
        if negated:
            result.status = "negated"
        elif hypothetical:
            result.status = "hypothetical"
        elif alleged:
            result.status = "alleged"
        return result

    # --- one node ----------------------------------------------------------------------------------------------

    def _local(self, tree: Tree, node: int, trigger: bool) -> tuple[bool, bool, bool, str]:
        """Negation, modality and hedges among the children of a node."""
        negated = hypothetical = alleged = False
        why: list[str] = []
        verbal = tree.pos[node] in ("VERB", "AUX", "ADJ") or tree.child(node, "cop") is not None
        for child in tree.children[node]:
            dep, word = tree.dep[child], tree.lower[child]
            if dep in ("advmod", "det", "mark", "case", "cc", "neg", "advcl") and word in _NEGATIONS:
                if word == "not" and child + 1 < tree.size and tree.lower[child + 1] in ("only", "just", "merely", "simply"):
                    continue
                if dep == "case" and not trigger:
                    continue
                negated = not negated
                why.append(word)
            elif dep == "aux" and word in _MODALS:
                hypothetical = True
                why.append(word)
            elif dep == "mark" and word in _CONDITIONS:
                hypothetical = True
                why.append(word)
            elif dep == "advmod" and tree.lemma[child] in _ALLEGED_ADVERBS:
                alleged = True
                why.append(word)
            elif dep == "advmod" and tree.lemma[child] in _HEDGES and child < node:
                alleged = True
                why.append(word)
            elif dep == "amod" and not verbal:
                status = self._word_status("adjective", tree.lemma[child], "amod")
                if status:
                    negated |= status == "negated"
                    hypothetical |= status == "hypothetical"
                    alleged |= status == "alleged"
                    why.append(word)
            elif dep == "nsubj" and trigger and any(tree.lower[c] in ("no", "neither") for c in tree.kids(child, "det")):
                negated = not negated
                why.append("no")
            elif dep == "nsubj" and tree.lower[child] in ("nobody", "none", "no-one", "neither"):
                negated = not negated
                why.append(word)
        if verbal and tree.text[tree.sentences[tree.sentence[node]][1] - 1 :][:1] == ["?"] and tree.dep[node] in ("root",):
            hypothetical = True
            why.append("question")
        return negated, hypothetical, alleged, " ".join(why)

    def _word_status(self, kind: str, lemma: str, slot: str) -> str:
        for slots, status in self.verbs.get(f"{kind} {lemma}", ()):
            if slot in slots or not slots:
                return status
        return ""

    # --- a node and what governs it ----------------------------------------------------------------------------

    def _governed(self, tree: Tree, node: int, head: int) -> tuple[str, str] | None:
        """What the governing word does to the status of the governed clause or noun; None where it says nothing."""
        dep = tree.dep[node]
        lemma = tree.lemma[head]
        pos = tree.pos[head]
        slots = {dep}
        case = tree.case(node)
        if dep in ("obl", "nmod", "advcl"):
            marks = [tree.lower[c] for c in tree.kids(node, "mark", "case")]
            slots |= {f"{dep}:{case}"} | {f"{dep}:{mark}" for mark in marks} | {f"obl:{mark}" for mark in marks}
        if dep == "acl":
            slots.add("acl")
        kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}.get(pos, "")
        if dep == "advcl" and any(tree.lower[c] in _CONDITIONS for c in tree.kids(node, "mark")):
            return "hypothetical", "if"
        if dep == "advcl" and tree.tag[node] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(node, "mark")) and kind == "verb":
            found = self._by_slot(kind, lemma, {"xcomp", "advcl"})
            return found or ("hypothetical", "purpose")
        particles = [tree.lower[c] for c in tree.children[head] if tree.deprel[c] in ("compound:prt",)]
        for form in [f"{lemma} {p}" for p in particles] + [lemma]:
            found = self._by_slot(kind, form, slots)
            if found is not None:
                if found[0] == "asserted":
                    return None if dep in ("xcomp", "ccomp", "obj") else None
                if found[0] == "alleged" and dep not in ("ccomp", "parataxis", "xcomp", "obj", "nmod", "acl", "obl", "advcl"):
                    return None
                return found
        if dep in ("ccomp", "parataxis") and lemma in SPEECH and pos == "VERB":
            return "alleged", f"“{tree.lower[head]}”"
        if dep == "xcomp" and lemma in SPEECH and pos == "VERB" and tree.child(head, "obj") is None and lemma not in _FACTIVE:
            return "alleged", f"“{tree.lower[head]}”"  # "is said to have", "claims to have"
        if dep == "acl" and tree.tag[node] == "VB":
            return "hypothetical", f"{tree.lower[head]} to"
        if dep == "xcomp" and kind == "adjective":
            return "hypothetical", tree.lower[head]
        return None

    def _by_slot(self, kind: str, lemma: str, slots: set[str]) -> tuple[str, str] | None:
        for wanted, status in self.verbs.get(f"{kind} {lemma}", ()):
            if slots & set(wanted):
                return status, f"“{lemma}”"
        return None

    def _presupposed(self, tree: Tree, node: int, head: int) -> bool:
        dep = tree.deprel[node]
        return dep in ("acl:relcl", "appos", "nmod:poss", "nmod", "nsubj", "nsubj:pass", "advcl:relcl") and tree.pos[head] != "ADP"

    def _speaker(self, tree: Tree, verb: int) -> int | None:
        for child in tree.children[verb]:
            if tree.deprel[child] in ("nsubj", "obl:agent") or (tree.dep[child] == "obl" and tree.case(child) == "by"):
                return child
        if tree.dep[verb] == "conj":
            return self._speaker(tree, tree.head[verb])
        if tree.dep[verb] in ("xcomp", "advcl") and tree.head[verb] != verb:
            return self._speaker(tree, tree.head[verb])
        return None

    def _according(self, tree: Tree, node: int) -> int | None:
        """The source of "according to X" that hangs on a node."""
        for child in tree.children[node]:
            if tree.dep[child] in ("obl", "nmod") and tree.case(child).startswith("according"):
                return child if tree.lemma[child] not in ("plan", "schedule", "law", "constitution", "custom", "rule") else None
            if tree.dep[child] in ("advcl", "case") and tree.lower[child] == "according":
                for more in tree.children[child]:
                    if tree.dep[more] in ("obl", "nmod"):
                        return more
        return None

    def _parenthetical(self, tree: Tree, node: int) -> tuple[int | None, int] | None:
        """Subject and verb of ", X said" that hangs on the clause it reports."""
        for child in tree.children[node]:
            if tree.dep[child] in ("parataxis", "advcl", "ccomp") and tree.lemma[child] in SPEECH and tree.pos[child] == "VERB" and tree.child(child, "ccomp", "xcomp", "obj") is None:
                if tree.dep[child] == "advcl" and not any(tree.lower[c] == "as" for c in tree.kids(child, "mark", "advmod")):
                    continue
                if tree.dep[child] == "ccomp" and child < node:
                    continue
                return self._speaker(tree, child), child
        return None
