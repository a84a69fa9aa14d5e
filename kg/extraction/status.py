"""Status: whether a triple is asserted, alleged, negated or hypothetical, and who says it.

The walk goes from the trigger of a triple up to the root of its sentence, and collects what stands on the way:
negation, modals, conditions, hedges, verbs of saying, planning and failing. Which words do what is data
(`ontology/lexicon/modality.csv`); the factuality scale follows FactBank (Saurí and Pustejovsky 2009), made coarse, the
projection of what is presupposed Karttunen (1971).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.attachment import CALLING, SPOKEN_ACTS, UNITED
from kg.extraction.attribution import SPEECH as SPEECH
from kg.extraction.attribution import according, hearsay, own_word, parenthetical, speaker
from kg.extraction.cues import PRETERITE, WAS, Cues, Walk, denied, finite, past, perfect
from kg.extraction.lexicon import Lexicon
from kg.extraction.modality import Effect, Modality, slots_of
from kg.extraction.tree import Tree
from kg.ontology import of_quad_class
from kg.statements import Status

_DENIALS = frozenset("deny dispute refute disclaim repudiate disavow rebut reject dismiss".split())
# What surely came to pass where a clause in the past tense stands under one of these.
_FACTUAL_MARKS = frozenset("as after since because while when although though whereas where given now".split())
# Verbs that bring their object about: the modality of the verb is that of the event.
_CREATION = frozenset(
    "launch carry conduct stage mount make hold have give offer issue undertake wage commit perpetrate execute "
    "declare send deliver file lodge raise impose begin start open plan prepare order plot threaten face suffer "
    "sustain do take perform seek cause trigger prompt provoke include involve lead risk allow permit authorise "
    "authorize approve see report announce claim promise pledge vow urge demand propose suggest consider discuss "
    "expect fear want need use receive organise organize fire direct turn aim point".split()
)
_EFFECTS = frozenset(
    "kill wound injure hit destroy damage leave cause happen occur take target strike begin start continue last "
    "follow go".split()
)
_ATTEMPTS = frozenset("seek try attempt strive endeavour endeavor".split())
_DECIDING = frozenset("decide agree vote approve adopt decision agreement resolve resolution".split())
_DURATIVE = frozenset({"clashedWith", "backs", "aided", "armed", "funded", "trained", "cooperatesWith"})
_ATTITUDES = frozenset({"endorsed", "alliedWith", "cooperatesWith"})
_INERT = frozenset({"Place", "Asset"})
_TOPICAL = frozenset({"discuss", "debate"})
_RALLYING = frozenset("rally march gather demonstrate assemble strike".split())
_LASTING = frozenset("continue keep".split())
_GLAD = frozenset("happy glad pleased proud sorry sad delighted honoured honored grateful".split())


@dataclass(slots=True)
class Judgement:
    """A status with its speaker's token (the subject of the verb of saying), if any, and the reason."""

    status: Status = "asserted"
    speaker: int | None = None
    quoted: bool = False
    reason: str = ""
    presupposed: bool = False  # what a name or description takes for granted, whoever uses it


class StatusReader:
    """Reads statuses off trees; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.modality = Modality(lexicon)
        self.actors = frozenset(noun for noun, types in lexicon.descriptions.items() if not _INERT.issuperset(types))
        self.roles = frozenset(
            noun for noun, role in lexicon.roles.items() if role.relation != "memberOf"
        )  # "the purported leader" is doubted as leader, not in what he does
        self.cues = Cues(self.modality, self.roles)

    def judge(
        self,
        tree: Tree,
        trigger: int,
        *,
        own: str = "",
        subject: int | None = None,
        object: int | None = None,
        relation: str = "",
        actor: bool = False,
    ) -> Judgement:
        """The status of what a trigger (verb, event noun or adjective) says; `own` is a status of its lexicon entry,
        `subject` and `object` are the tokens that fill its slots; `actor` says that the trigger names an actor."""
        walk = Walk(negated=own == "negated", hypothetical=own == "hypothetical", alleged=own == "alleged")
        quoted = tree.quoted[trigger]
        nominal = tree.pos[trigger] in ("NOUN", "PROPN", "ADJ") and tree.child(trigger, "cop") is None
        if nominal and (actor or trigger in (subject, object)) and tree.dep[trigger] != "xcomp":
            self.cues.attributes(tree, trigger, walk)  # "its proxies": an actor, whatever becomes of the clause
            judgement = self._judgement(walk, quoted)
            judgement.presupposed = True
            return judgement
        self.cues.argument(tree, trigger, subject, walk, hedges=True)
        self.cues.argument(tree, trigger, object, walk, hedges=False)
        self.cues.local(tree, trigger, walk, trigger=True)
        node = trigger
        for _ in range(60):
            self._source(tree, node, walk)
            head = tree.head[node]
            if head == node:
                break
            if tree.dep[node] == "parataxis" and ";" in tree.text[head:node]:
                break  # a sentence of its own
            if tree.dep[node] == "conj":
                node, walk_on = self._conjunct(tree, node, head, walk, relation)
                if not walk_on:
                    break
                continue
            if self._govern(tree, node, head, walk, relation, quoted):
                break
            node = head
            if not walk.factual:
                self.cues.local(tree, node, walk)
        return self._judgement(walk, quoted)

    def _judgement(self, walk: Walk, quoted: bool) -> Judgement:
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

    # --- one node ----------------------------------------------------------------------------------------------

    def _source(self, tree: Tree, node: int, walk: Walk) -> None:
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

    def _conjunct(self, tree: Tree, node: int, head: int, walk: Walk, relation: str) -> tuple[int, bool]:
        """Go from a later conjunct to the first, taking what both share; False where nothing more can be learnt."""
        if tree.pos[node] in ("NOUN", "PROPN", "PRON"):
            if tree.child(node, "det") is None and tree.child(node, "nmod:poss") is None:
                walk.negated ^= any(tree.lower[c] == "no" for c in tree.kids(head, "det")) and not walk.factual
            return head, True
        own = tree.tag[node] in PRETERITE and tree.child(node, "nsubj") is None
        if own:  # "vowed to attack X and shelled Y": the parser hangs "shelled" on the infinitive
            at = head
            while (
                tree.dep[at] in ("xcomp", "advcl", "acl")
                and not finite(tree, at)
                and tree.head[at] != at
                and tree.deprel[at] != "acl:relcl"
            ):
                at = tree.head[at]
            if at != head and tree.pos[at] in ("VERB", "AUX"):
                return at, True
            backshifted = tree.tag[head] == "VBN" and any(tree.lower[c] == "had" for c in tree.kids(head, "aux"))
            if (
                backshifted
                and tree.dep[head] == "ccomp"
                and tree.tag[node] == "VBD"
                and tree.pos[tree.head[head]] == "VERB"
                and not (relation in of_quad_class(4) and tree.text[node - 2 : node - 1] != [","])
            ):
                return tree.head[head], True  # "said X had done A and demanded B", but not "had seized and killed"
        if not walk.factual:
            self.cues.local(tree, head, walk, shared=node)
        return head, True

    # --- a node and what governs it ----------------------------------------------------------------------------

    def _govern(self, tree: Tree, node: int, head: int, walk: Walk, relation: str, quoted: bool) -> bool:
        """Take what the governing word says of the governed; whether the walk ends here."""
        dep, deprel, lemma = tree.dep[node], tree.deprel[node], tree.lemma[head]
        by_noun, walk.by_noun = walk.by_noun, False
        if hearsay(tree, node, head):
            walk.apply("alleged", "rumour")
            return False
        if deprel in ("acl:relcl", "advcl:relcl"):
            walk.factual = True
            return not quoted
        if dep == "appos" or deprel == "nmod:poss" or (dep == "acl" and self._described(tree, node, head)):
            walk.factual = True
            return not quoted
        if dep == "advcl" and self._fact(tree, node):
            walk.factual = True
            return False
        if dep == "advcl" and (finite(tree, node) or node < head):
            walk.shielded = True  # what stands before a clause is not within its "not"
        effect = self.modality.effect(tree, head, slots_of(tree, node))
        effect = self._default(tree, node, head, relation, effect)
        if effect is not None:
            if effect == "hypothetical" and relation == "demanded" and lemma in _ATTEMPTS:
                effect = "asserted"  # "sought to dissuade X": the demand is the attempt
            elif effect == "hypothetical" and relation == "sanctioned" and lemma in _DECIDING:
                effect = "asserted"  # who decides on sanctions has imposed them
            elif (
                effect == "hypothetical" and lemma in _TOPICAL and any(tree.possessive(c) for c in tree.children[node])
            ):
                effect = "presupposed"  # "discussed X's strikes"
            elif effect in ("negated", "hypothetical") and by_noun and lemma in _DENIALS:
                effect = "negated"
            elif effect == "negated" and lemma in _DENIALS and denied(tree, head):
                effect = "alleged"  # "neither confirmed nor denied"
                walk.factual = True
            elif effect == "alleged":
                walk.by_noun = tree.pos[head] == "NOUN"
                if walk.speaker is None:
                    walk.speaker = self._who(tree, head)
            if effect == "presupposed" and relation in _ATTITUDES and dep == "xcomp" and lemma not in _LASTING:
                effect = "negated"  # who ceases to recognise X no longer does
            walk.apply(effect, f"“{tree.lower[head]}”")
            return bool(effect == "presupposed" and dep in ("obj", "nsubj") and not quoted)
        if tree.pos[node] in ("NOUN", "PROPN") and self._given(tree, node, head):
            walk.factual = True
            return not quoted
        return False

    def _described(self, tree: Tree, node: int, head: int) -> bool:
        """Whether a participle tells which actor is meant: "the withdrawal of the troops *occupying* X"."""
        return tree.tag[node] in ("VBG", "VBN") and tree.lemma[head] in self.actors

    def _fact(self, tree: Tree, node: int) -> bool:
        marks = [tree.lower[c] for c in tree.kids(node, "mark", "advmod")]
        if any(tree.tag[c] == "MD" for c in tree.kids(node, "aux")) or "if" in marks:
            return False
        return "where" in marks or (any(mark in _FACTUAL_MARKS for mark in marks) and past(tree, node))

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
            if (
                pos == "ADJ"
                and dep == "xcomp"
                and lemma == "able"
                and any(tree.lower[c] in WAS for c in tree.kids(head, "cop", "aux"))
            ):
                return "asserted"
            if effect == "alleged" and dep not in ("ccomp", "parataxis", "xcomp", "obj", "nmod", "acl", "obl", "advcl"):
                return None
            return effect
        if dep == "advcl" and infinitive and relation == "protested" and lemma in _RALLYING:
            return "asserted"  # "rallied to protest against X"
        if dep == "advcl" and infinitive and lemma in CALLING and tree.lemma[node] in SPOKEN_ACTS and past(tree, head):
            return "asserted"  # "phoned X to thank him"
        if dep == "advcl" and infinitive and pos in ("VERB", "ADJ"):
            found = self.modality.effect(tree, head, ["xcomp"])
            if found is not None:
                return found
            if relation in _DURATIVE and past(tree, head):
                return "asserted"  # "were mobilised to fight X"
            return "hypothetical"
        if dep in ("ccomp", "parataxis") and lemma in SPEECH and pos == "VERB":
            return "alleged"
        if dep == "xcomp" and lemma in SPEECH and pos == "VERB" and tree.child(head, "obj") is None:
            return "alleged"  # "is said to have", "claims to have"
        if dep == "acl" and tree.tag[node] == "VB":
            standing = lemma in UNITED and any(tree.lower[c] == "the" for c in tree.kids(head, "det"))
            return "presupposed" if standing else "hypothetical"
        if dep == "xcomp" and pos == "ADJ":
            return "asserted" if lemma in _GLAD or perfect(tree, node) else "hypothetical"
        return None

    def _given(self, tree: Tree, node: int, head: int) -> bool:
        """Whether an event noun names what is taken for known: "will avenge *the killing* of X", "after X's raid"."""
        dep = tree.dep[node]
        lemma = tree.lemma[head]
        if dep == "nsubj":
            if any(tree.lower[c] in ("a", "an", "any", "another", "no") for c in tree.kids(node, "det")):
                return False
            return lemma not in _EFFECTS and not (tree.deprel[node] == "nsubj:pass" and lemma in _CREATION)
        if dep in ("obl", "nmod") and tree.prepositions(node) & {
            "after",
            "following",
            "since",
            "despite",
            "over",
            "amid",
            "because",
        }:
            return True
        if "including" in tree.prepositions(node) and any(tree.possessive(c) for c in tree.children[node]):
            return True
        if dep not in ("obj", "obl", "nmod") or tree.pos[head] not in ("VERB", "NOUN", "ADJ"):
            return False
        if lemma in _CREATION or (dep == "nmod" and tree.pos[head] == "NOUN"):
            return False
        return any(
            tree.lower[c] in ("the", "this", "that", "these", "those") or tree.possessive(c)
            for c in tree.children[node]
            if c < node
        )
