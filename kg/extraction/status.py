"""Status: whether a triple is asserted, alleged, negated or hypothetical, and who says it.

The walk goes from the trigger of a triple up to the root of its sentence, and collects what stands on the way:
negation, modals, conditions, hedges, verbs of saying, planning and failing. Which words do what is data
(`ontology/lexicon/modality.csv`); the factuality scale follows FactBank (Saurí and Pustejovsky 2009), made coarse, the
projection of what is presupposed Karttunen (1971).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.attribution import SPEECH as SPEECH
from kg.extraction.attribution import according, hearsay, own_word, parenthetical, speaker
from kg.extraction.lexicon import Lexicon
from kg.extraction.modality import Effect, Modality, phrase, slots_of
from kg.extraction.tree import Tree
from kg.statements import Status

_NO = frozenset("no neither nor none nobody nothing no-one".split())
_FOCUS = frozenset("only just merely simply".split())
_BE = frozenset("be is are was were am been being 's ’s 're ’re".split())
_PAST = frozenset("was were had did".split())
_DENIALS = frozenset("deny dispute refute disclaim repudiate disavow rebut reject dismiss".split())
_PRETERITE = frozenset({"VBD", "VBZ", "VBP"})
# What surely came to pass where a clause in the past tense stands under one of these.
_FACTUAL_MARKS = frozenset("as after since because while when although though whereas where given now".split())
# Verbs that bring their object about: the modality of the verb is that of the event.
_CREATION = frozenset(
    "launch carry conduct stage mount make hold have give offer issue undertake wage commit perpetrate execute declare send "
    "deliver file lodge raise impose begin start open plan prepare order plot threaten face suffer sustain do take perform seek "
    "cause trigger prompt provoke include involve lead risk allow permit authorise authorize approve see report announce "
    "claim promise pledge vow urge demand propose suggest consider discuss expect fear want need use receive organise organize".split()
)
_EFFECTS = frozenset(
    "kill wound injure hit destroy damage leave cause happen occur take target strike begin start continue last follow go".split()
)
_ATTEMPTS = frozenset("seek try attempt strive endeavour endeavor".split())
_DURATIVE = frozenset({"clashedWith", "backs", "aided", "armed", "funded", "trained", "cooperatesWith"})
_GLAD = frozenset("happy glad pleased proud sorry sad delighted honoured honored grateful".split())


@dataclass(slots=True)
class Judgement:
    """A status with its speaker's token (the subject of the verb of saying), if any, and the reason."""

    status: Status = "asserted"
    speaker: int | None = None
    quoted: bool = False
    reason: str = ""
    presupposed: bool = False  # what a name or description takes for granted, whoever uses it


@dataclass(slots=True)
class _Walk:
    """What has been met on the way up."""

    negated: bool = False
    hypothetical: bool = False
    alleged: bool = False
    factual: bool = False  # what stands above says nothing any more of whether it happened
    by_noun: bool = False  # alleged by a noun just passed: "claims that", which may be denied
    shielded: bool = False  # negation above is that of another clause
    conceded: bool = False  # "if, as Kyiv claims, …"
    speaker: int | None = None
    reasons: list[str] = field(default_factory=list)

    def apply(self, effect: Effect, why: str) -> None:
        if effect in ("negated", "hypothetical") and (self.factual or (self.shielded and effect == "negated")):
            return
        if effect == "negated":
            self.negated = not self.negated
        elif effect == "hypothetical":
            self.hypothetical = True
        elif effect == "alleged":
            self.alleged = True
        elif effect == "presupposed":
            self.factual = True
        if effect != "asserted":
            self.reasons.append(why)


class StatusReader:
    """Reads statuses off trees; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.modality = Modality(lexicon)
        self.roles = frozenset(noun for noun, role in lexicon.roles.items() if role.relation != "memberOf")  # "the purported leader" is doubted as leader, not in what he does

    def judge(self, tree: Tree, trigger: int, *, own: str = "", subject: int | None = None, object: int | None = None, relation: str = "", actor: bool = False) -> Judgement:
        """The status of what a trigger (verb, event noun or adjective) says; `own` is a status of its lexicon entry,
        `subject` and `object` are the tokens that fill its slots; `actor` says that the trigger names an actor."""
        walk = _Walk(negated=own == "negated", hypothetical=own == "hypothetical", alleged=own == "alleged")
        quoted = tree.quoted[trigger]
        nominal = tree.pos[trigger] in ("NOUN", "PROPN", "ADJ") and tree.child(trigger, "cop") is None
        if nominal and (actor or trigger in (subject, object)) and tree.dep[trigger] != "xcomp":
            self._attributes(tree, trigger, walk)  # "its proxies": an actor, whatever becomes of the clause
            judgement = self._judgement(walk, quoted)
            judgement.presupposed = True
            return judgement
        self._argument(tree, trigger, subject, walk, hedges=True)
        self._argument(tree, trigger, object, walk, hedges=False)
        self._local(tree, trigger, walk, trigger=True)
        node = trigger
        for _ in range(60):
            self._source(tree, node, walk)
            head = tree.head[node]
            if head == node:
                break
            if tree.dep[node] == "conj":
                node, walk_on = self._conjunct(tree, node, head, walk)
                if not walk_on:
                    break
                continue
            if self._govern(tree, node, head, walk, relation, quoted):
                break
            node = head
            if not walk.factual:
                self._local(tree, node, walk)
        return self._judgement(walk, quoted)

    def _judgement(self, walk: _Walk, quoted: bool) -> Judgement:
        status: Status = "asserted"
        if walk.conceded:
            status = "alleged"
        elif walk.negated:
            status = "negated"
        elif walk.hypothetical:
            status = "hypothetical"
        elif walk.alleged:
            status = "alleged"
        return Judgement(status, walk.speaker, quoted, ", ".join(walk.reasons))

    def hedged(self, tree: Tree, noun: int) -> bool:
        """Whether a noun itself is called in doubt: "the alleged leader"."""
        return any(
            self.modality.word(kind, tree.lower[child], slot) == "alleged"
            for child in tree.children[noun]
            for kind, slot in (("adjective", "amod"), ("adverb", "advmod"))
            if tree.dep[child] == slot
        )

    # --- one node ----------------------------------------------------------------------------------------------

    def _argument(self, tree: Tree, trigger: int, token: int | None, walk: _Walk, *, hedges: bool) -> None:
        """Negation and hedges of the nominal that fills a slot: "no soldier", "but not from Chad", "allegedly by Iran"."""
        if token is None:
            return
        negated = False
        for _ in range(5):
            if token == trigger or tree.pos[token] in ("VERB", "AUX"):
                break
            negated |= tree.lower[token] in _NO
            for child in tree.children[token]:
                word = tree.lower[child]
                if (word in _NO and tree.dep[child] in ("det", "cc", "advmod", "case")) or (word == "not" and self._negates(tree, child)):
                    negated |= tree.head[child] == token and child < token
                elif hedges and tree.dep[child] == "amod" and tree.lemma[token] not in self.roles and self.modality.word("adjective", tree.lower[child], "amod") == "alleged":
                    walk.apply("alleged", word)
                elif tree.dep[child] == "advmod" and self.modality.word("adverb", tree.lower[child], "advmod") == "alleged":
                    walk.apply("alleged", word)
            if tree.head[token] == token:
                break
            token = tree.head[token]
        if negated:
            walk.apply("negated", "no")

    def _negates(self, tree: Tree, word: int) -> bool:
        """Whether a "not" stands alone, not as "not only"."""
        return word + 1 >= tree.size or tree.lower[word + 1] not in _FOCUS

    def _attributes(self, tree: Tree, noun: int, walk: _Walk) -> None:
        for child in tree.children[noun]:
            if tree.dep[child] in ("amod", "det", "compound"):
                effect = self.modality.word("adjective", tree.lower[child], "amod" if tree.dep[child] != "det" else "det")
                effect = effect or self.modality.word("adjective", tree.lemma[child], "amod")
                if effect is not None:
                    walk.apply(effect, tree.lower[child])
                elif tree.lower[child] == "any":
                    walk.apply("hypothetical", "any")

    def _local(self, tree: Tree, node: int, walk: _Walk, *, trigger: bool = False, shared: int | None = None) -> None:
        """Negation, modality and hedges among the children of a node. With `shared`, a later conjunct of the node, only
        what holds of both."""
        verbal = tree.pos[node] in ("VERB", "AUX", "ADJ") or tree.child(node, "cop") is not None
        if not verbal:
            if trigger:
                self._attributes(tree, node, walk)
            elif any(tree.lower[c] == "no" for c in tree.kids(node, "det")):
                walk.apply("negated", "no")
            return
        forms = True  # whether auxiliaries and negation are shared
        first = tree.size
        if shared is not None:
            own_subject = tree.child(shared, "nsubj") is not None
            forms = not own_subject and tree.child(shared, "aux", "cop") is None and tree.tag[shared] not in _PRETERITE
            first = node if not own_subject else -1
        for child in tree.children[node]:
            dep, word = tree.dep[child], tree.lower[child]
            if dep == "aux" and forms:
                if self.modality.word("aux", _full(word), "aux") == "hypothetical":
                    walk.apply("hypothetical", word)
            elif dep in ("advmod", "neg", "cc") and child < first:
                if word == "not" and not self._negates(tree, child):
                    continue
                if dep == "cc" and word not in ("neither", "nor"):
                    continue
                effect = self._adverb(tree, node, child)
                if effect == "negated" and not forms:
                    continue
                if effect is not None:
                    walk.apply(effect, word)
            elif dep in ("mark", "case") and (shared is None or child < node):
                effect = self._marker(tree, node, child, trigger)
                if effect is not None and not (shared is not None and effect == "negated"):
                    walk.apply(effect, phrase(tree, child))
            elif dep == "nsubj" and shared is None and not trigger and tree.lower[child] in ("nobody", "none", "no-one", "neither"):
                walk.apply("negated", word)
        if shared is None and self._to_come(tree, node):
            walk.apply("hypothetical", "is to")
        if shared is None and _coming(tree, node):
            walk.apply("hypothetical", "to come")
        if self._asked(tree, node):
            walk.apply("hypothetical", "question")

    def _adverb(self, tree: Tree, node: int, adverb: int) -> Effect | None:
        word = tree.lower[adverb]
        if word in ("longer", "more") and any(tree.lower[c] == "no" for c in tree.children[adverb]):
            return "negated"
        if word in ("n’t", "never", "neither", "nor", "no"):
            return "negated"
        effect = self.modality.word("adverb", word, "advmod")
        if effect == "negated" and word in ("nearly", "almost") and adverb + 1 != node:
            return None
        if effect == "hypothetical" and (tree.tag[node] in ("VBD", "VBN") or tree.child(node, "aux") is not None):
            return None  # "soon", "eventually" of what has happened
        return effect

    def _marker(self, tree: Tree, node: int, marker: int, trigger: bool) -> Effect | None:
        word = phrase(tree, marker)
        if tree.dep[marker] == "case" and not trigger:
            return None
        effect = self.modality.word("marker", word, tree.dep[marker]) or self.modality.word("marker", tree.lower[marker], "mark")
        if effect == "hypothetical":
            if tree.dep[marker] == "case" and tree.tag[node] != "VBG":
                return None
            if word in ("before", "until", "till", "once", "as long as", "so long as") and (_past(tree, node) or tree.tag[node] == "VBG"):
                return None
        return effect

    def _to_come(self, tree: Tree, node: int) -> bool:
        """ "is to join": the infinitive as a predicate."""
        if tree.tag[node] != "VB" or not any(tree.lower[c] == "to" for c in tree.kids(node, "mark")):
            return False
        return any(tree.lower[c] in _BE for c in tree.kids(node, "cop", "aux"))

    def _asked(self, tree: Tree, node: int) -> bool:
        """Whether a clause is a question of yes or no; "why did X …" takes it that X did."""
        _, end = tree.sentences[tree.sentence[node]]
        if tree.dep[node] != "root" and not (tree.quoted[node] and tree.dep[node] in ("ccomp", "parataxis")):
            return False
        if not any(tree.text[i] == "?" for i in range(node, min(end, node + 60))):
            return False
        start = min(tree.subtree(node))
        return not any(tree.lower[i] in ("why", "how", "when", "where", "who", "whom", "which", "what", "whose") and tree.pos[i] != "SCONJ"
                       for i in range(start, min(start + 4, node)))  # fmt: skip

    def _source(self, tree: Tree, node: int, walk: _Walk) -> None:
        source = according(tree, node)
        if source is not None and not own_word(tree, source):
            walk.apply("alleged", "according to")
            walk.speaker = source if walk.speaker is None else walk.speaker
            return
        said = parenthetical(tree, node)
        if said is not None:
            who, verb = said
            if tree.dep[verb] == "advcl" and any(tree.lower[c] == "if" for c in tree.kids(node, "mark")):
                walk.conceded = True
            walk.apply("alleged", f"“{tree.lower[verb]}”")
            walk.speaker = who if walk.speaker is None else walk.speaker

    # --- conjuncts ---------------------------------------------------------------------------------------------

    def _conjunct(self, tree: Tree, node: int, head: int, walk: _Walk) -> tuple[int, bool]:
        """Go from a later conjunct to the first, taking what both share; False where nothing more can be learnt."""
        if tree.pos[node] in ("NOUN", "PROPN", "PRON"):
            if tree.child(node, "det") is None and tree.child(node, "nmod:poss") is None:
                walk.negated ^= any(tree.lower[c] == "no" for c in tree.kids(head, "det")) and not walk.factual
            return head, True
        finite = tree.tag[node] in _PRETERITE and tree.child(node, "nsubj") is None
        if finite:  # "vowed to attack X and shelled Y": the parser hangs "shelled" on the infinitive
            at = head
            while tree.dep[at] in ("xcomp", "advcl", "acl") and not self._finite(tree, at) and tree.head[at] != at and tree.deprel[at] != "acl:relcl":
                at = tree.head[at]
            if at != head and tree.pos[at] in ("VERB", "AUX"):
                return at, True
            backshifted = tree.tag[head] == "VBN" and any(tree.lower[c] == "had" for c in tree.kids(head, "aux"))
            if backshifted and tree.dep[head] == "ccomp" and tree.tag[node] == "VBD" and tree.pos[tree.head[head]] == "VERB":
                return tree.head[head], True  # "said X had done A, and demanded B"
        if not walk.factual:
            self._local(tree, head, walk, shared=node)
        return head, True

    def _finite(self, tree: Tree, verb: int) -> bool:
        return tree.tag[verb] in _PRETERITE or any(tree.tag[c] in (*_PRETERITE, "MD") for c in tree.kids(verb, "aux", "cop"))

    # --- a node and what governs it ----------------------------------------------------------------------------

    def _govern(self, tree: Tree, node: int, head: int, walk: _Walk, relation: str, quoted: bool) -> bool:
        """Take what the governing word says of the governed; whether the walk ends here."""
        dep, deprel, lemma = tree.dep[node], tree.deprel[node], tree.lemma[head]
        by_noun, walk.by_noun = walk.by_noun, False
        if hearsay(tree, node, head):
            walk.apply("alleged", "rumour")
            return False
        if deprel in ("acl:relcl", "advcl:relcl"):
            walk.factual = True
            return not quoted
        if dep == "appos" or deprel == "nmod:poss":
            walk.factual = True
            return not quoted
        if dep == "advcl" and self._fact(tree, node):
            walk.factual = True
            return False
        if dep == "advcl" and self._finite(tree, node):
            walk.shielded = True
        effect = self.modality.effect(tree, head, slots_of(tree, node))
        effect = self._default(tree, node, head, relation, effect)
        if effect is not None:
            if effect == "hypothetical" and relation == "demanded" and lemma in _ATTEMPTS:
                effect = "asserted"  # "sought to dissuade X": the demand is the attempt
            elif effect in ("negated", "hypothetical") and by_noun and lemma in _DENIALS:
                effect = "negated"
            elif effect == "negated" and lemma in _DENIALS and self._denied(tree, head):
                effect = "alleged"  # "neither confirmed nor denied"
                walk.factual = True
            elif effect == "alleged":
                walk.by_noun = tree.pos[head] == "NOUN"
                if walk.speaker is None:
                    walk.speaker = self._who(tree, head)
            walk.apply(effect, f"“{tree.lower[head]}”")
            if effect == "presupposed" and dep in ("obj", "nsubj") and not quoted:
                return True
            return False
        if tree.pos[node] in ("NOUN", "PROPN") and self._given(tree, node, head):
            walk.factual = True
            return not quoted
        return False

    def _fact(self, tree: Tree, node: int) -> bool:
        marks = [tree.lower[c] for c in tree.kids(node, "mark", "advmod")]
        if any(tree.tag[c] == "MD" for c in tree.kids(node, "aux")) or "if" in marks:
            return False
        return "where" in marks or (any(mark in _FACTUAL_MARKS for mark in marks) and _past(tree, node))

    def _denied(self, tree: Tree, verb: int) -> bool:
        return any(tree.lower[c] in ("not", "n't", "n’t", "never", "neither", "nor") for c in tree.kids(verb, "advmod", "cc"))

    def _who(self, tree: Tree, head: int) -> int | None:
        """Who says it: the subject of a verb, the owner of a noun."""
        if tree.pos[head] in ("VERB", "AUX"):
            return speaker(tree, head)
        for child in tree.children[head]:
            if tree.possessive(child) or (tree.dep[child] in ("nmod", "obl") and tree.case(child) in ("by", "from")):
                return child
        if tree.dep[head] == "obj":
            return speaker(tree, tree.head[head])
        return None

    def _default(self, tree: Tree, node: int, head: int, relation: str, effect: Effect | None) -> Effect | None:
        """The effect of a governing word by its kind, where the lexicon does not list it or the form says otherwise."""
        dep, lemma, pos = tree.dep[node], tree.lemma[head], tree.pos[head]
        infinitive = tree.tag[node] == "VB" and any(tree.lower[c] == "to" for c in tree.kids(node, "mark"))
        if effect is not None:
            if dep == "xcomp" and infinitive and (lemma == "have" or tree.lower[head] == "going"):
                return "hypothetical"
            if pos == "ADJ" and dep == "xcomp" and lemma == "able" and any(tree.lower[c] in _PAST for c in tree.kids(head, "cop", "aux")):
                return "asserted"
            if effect == "alleged" and dep not in ("ccomp", "parataxis", "xcomp", "obj", "nmod", "acl", "obl", "advcl"):
                return None
            return effect
        if dep == "advcl" and infinitive and pos in ("VERB", "ADJ"):
            found = self.modality.effect(tree, head, ["xcomp"])
            if found is not None:
                return found
            if relation in _DURATIVE and _past(tree, head):
                return "asserted"  # "were mobilised to fight X"
            return "hypothetical"
        if dep in ("ccomp", "parataxis") and lemma in SPEECH and pos == "VERB":
            return "alleged"
        if dep == "xcomp" and lemma in SPEECH and pos == "VERB" and tree.child(head, "obj") is None:
            return "alleged"  # "is said to have", "claims to have"
        if dep == "acl" and tree.tag[node] == "VB":
            return "hypothetical"
        if dep == "xcomp" and pos == "ADJ":
            return "asserted" if lemma in _GLAD or _perfect(tree, node) else "hypothetical"
        return None

    def _given(self, tree: Tree, node: int, head: int) -> bool:
        """Whether an event noun names what is taken for known: "will avenge *the killing* of X", "after X's raid"."""
        dep = tree.dep[node]
        lemma = tree.lemma[head]
        if dep == "nsubj":
            if any(tree.lower[c] in ("a", "an", "any", "another", "no") for c in tree.kids(node, "det")):
                return False
            return lemma not in _EFFECTS and not (tree.deprel[node] == "nsubj:pass" and lemma in _CREATION)
        if dep in ("obl", "nmod") and tree.prepositions(node) & {"after", "following", "since", "despite", "over", "amid", "because"}:
            return True
        if dep not in ("obj", "obl", "nmod") or tree.pos[head] not in ("VERB", "NOUN", "ADJ"):
            return False
        if lemma in _CREATION or (dep == "nmod" and tree.pos[head] == "NOUN"):
            return False
        return any(tree.lower[c] in ("the", "this", "that", "these", "those") or tree.possessive(c) for c in tree.children[node] if c < node)


def _full(word: str) -> str:
    """An auxiliary without its clipping: "'ll", "wo" (n't), "ca" (n't)."""
    return {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would"}.get(word, word)


def _coming(tree: Tree, verb: int) -> bool:
    """Whether a clause in the present tense speaks of a time to come: "next week the Pope visits"."""
    if tree.tag[verb] not in ("VBZ", "VBP", "VBG") or any(tree.lower[c] in _PAST for c in tree.kids(verb, "aux")):
        return False
    for child in tree.kids(verb, "obl", "advmod", "nmod"):
        if tree.lower[child] in ("tomorrow", "soon"):
            return True
        if any(tree.lower[c] in ("next", "coming") for c in tree.kids(child, "amod")) and not tree.case(child):
            return True
    return False


def _past(tree: Tree, verb: int) -> bool:
    """Whether a clause stands in the past or the perfect."""
    if tree.tag[verb] == "VBD":
        return True
    auxiliaries = [tree.lower[c] for c in tree.kids(verb, "aux", "cop")]
    if any(tree.tag[c] == "MD" for c in tree.kids(verb, "aux")):
        return False
    return any(word in ("was", "were", "had", "did") or word in ("has", "have") for word in auxiliaries)


def _perfect(tree: Tree, verb: int) -> bool:
    return any(tree.lower[c] == "have" for c in tree.kids(verb, "aux"))
