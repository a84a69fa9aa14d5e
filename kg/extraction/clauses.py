"""Clauses: the deep subject and object of a verb, read off Universal Dependencies.

Passives, control, relative and participial clauses and shared subjects are undone here (the deep arguments of PropS and
PredPatt, Stanovsky et al. 2016, White et al. 2016).
"""

from __future__ import annotations

from collections.abc import Container

from kg.extraction.attachment import UNITED
from kg.extraction.tree import Tree

_EFFECTS = frozenset("kill wound injure leave damage destroy displace claim".split())
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
# Verbs whose object does not control the infinitive: "X promised Y to leave" (X leaves).
_SUBJECT_CONTROL = frozenset("promise vow pledge threaten swear offer agree commit".split())
# Verbs whose object is to do what an infinitive of purpose says: "sent X to fight Y".
_CAUSING = frozenset(
    "deploy send dispatch force order ask urge tell press push pressure compel persuade convince lobby encourage instruct oblige".split()
)
_CALLING = frozenset("call appeal press push plead wait arrange say shout signal".split())
_LOCATIVE = frozenset("in near at outside inside on around across".split())
_ASKING = frozenset("request demand call appeal order invitation plea instruction".split())
_PARTICLES = frozenset("over down off out up back away".split())
_PROTESTING = frozenset("strike protest demonstrate rally march fight".split())  # "over" conditions
_MONEY = frozenset("$€£¥") | {"US$", "USD", "C$", "A$", "EUR"}
_TWO_OBJECTS = frozenset(
    "give tell ask teach send pay offer grant lend show promise owe cost hand bring buy inform write wish".split()
)
_FOILING = frozenset(
    "foil thwart halt stop prevent disrupt uncover expose avert block frustrate discover reveal unmask condemn denounce "
    "detect detail investigate defeat derail allege".split()
)
_ADVERBIAL_MARKS = frozenset(
    "from of for into despite instead through to by after before while without when in on upon since until".split()
)


class Clauses:
    """Subjects and objects in one tree, with the surface subjects cached."""

    def __init__(self, tree: Tree, event_nouns: Container[str] = (), bodies: Container[str] = ()) -> None:
        self.tree = tree
        self.event_nouns = event_nouns
        self.bodies = bodies
        self._subjects: dict[int, int | None] = {}

    def passive(self, verb: int) -> bool:
        """Whether a verb is a passive, be it finite ("was struck"), reduced ("struck by") or conjoined to one."""
        tree = self.tree
        for child in tree.children[verb]:
            if tree.deprel[child] in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"):
                return True
            if tree.deprel[child] == "nsubj" and tree.lower[child] not in RELATIVE:
                return False
        if tree.tag[verb] != "VBN":
            return False
        if tree.child(verb, "aux") is not None:  # "has struck"
            return any(tree.lower[c] in ("be", "been", "being") for c in tree.kids(verb, "aux"))
        if tree.dep[verb] == "acl" and tree.deprel[verb] != "acl:relcl":
            return True
        if tree.dep[verb] in ("advcl", "amod"):
            return tree.child(verb, "obj") is None
        if tree.dep[verb] == "conj":
            return self.passive(tree.head[verb])
        if tree.dep[verb] == "xcomp":
            return tree.child(verb, "obj") is None
        return False

    def surface_subject(self, verb: int) -> int | None:
        """The subject of a clause as it stands, or the one it shares, is controlled by or modifies; None if there is none."""
        if verb not in self._subjects:
            self._subjects[verb] = None  # against cycles of malformed trees
            self._subjects[verb] = self._find_subject(verb)
        return self._subjects[verb]

    def _find_subject(self, verb: int) -> int | None:
        tree = self.tree
        own = [c for c in tree.children[verb] if tree.dep[c] == "nsubj" and tree.deprel[c] != "nsubj:outer"]
        if own:
            subject = next((c for c in own if tree.pos[c] not in ("NUM", "SPACE", "PUNCT")), own[0])
            if tree.lower[subject] in RELATIVE and tree.pos[subject] in ("PRON", "DET", "SCONJ"):
                return self._causer(verb, self.antecedent(verb))
            return subject
        head, dep = tree.head[verb], tree.dep[verb]
        if head == verb:
            before = [
                c
                for c in tree.children[verb]
                if c == verb - 1 and tree.dep[c] in ("compound", "nmod") and tree.pos[c] == "PROPN"
            ]
            return before[0] if before else None  # "Chad borders Sudan" parsed as a noun phrase
        if dep == "conj":
            while (
                tree.tag[verb] in ("VBZ", "VBP", "VBD")
                and tree.tag[head] == "VB"
                and tree.dep[head] in ("xcomp", "advcl", "conj")
                and tree.head[head] != head
            ):
                head = tree.head[head]  # "urged X to stay and warned Y": a finite verb is no second infinitive
            return self.surface_subject(head) if tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN") else None
        if dep == "xcomp":
            return self._controller(verb, head)
        if tree.deprel[verb] == "acl:relcl":
            return None if tree.child(verb, "nsubj") is not None else self.antecedent(verb)
        if dep == "acl":
            if tree.tag[verb] == "VBG" and tree.lemma[verb] in _EFFECTS and tree.case(head) in _LOCATIVE:
                # "hit a bus in the west of X, killing 22": not X killed
                main = next((a for a in tree.ancestors(head) if tree.pos[a] == "VERB"), None)
                return None if main is None else self.surface_subject(main)
            if tree.tag[verb] in ("VBG", "VBN"):
                return head
            return self._noun_controller(head)
        if dep == "advcl" and (tree.tag[verb] in ("VBG", "VBN", "VB")):
            marks = {tree.lower[c] for c in tree.kids(verb, "mark", "case")}
            if marks <= _ADVERBIAL_MARKS:
                if tree.pos[head] in ("VERB", "AUX", "ADJ"):
                    if marks & {"from", "of", "for", "into"}:  # "accused Rwanda of backing", "stop Israel from bombing"
                        objects = self.objects(head)
                        if objects:
                            return objects[0]
                    if "to" in marks and tree.child(head, "obj") is not None and tree.lemma[head] in _CAUSING:
                        return tree.child(head, "obj")
                    if "to" in marks and (addressed := self._addressed(head)) is not None:
                        return addressed
                    return self.surface_subject(head)
                return self.surface_subject(head)
        return None

    def _causer(self, verb: int, antecedent: int | None) -> int | None:
        """In "strikes on a militia that killed 27" the strikes killed, wherever the parser hangs the clause."""
        tree = self.tree
        if antecedent is None or tree.lemma[verb] not in _EFFECTS or tree.dep[antecedent] not in ("nmod", "obl"):
            return antecedent
        event = tree.head[antecedent]
        if tree.pos[event] == "VERB":  # "condemned strikes on …": hung on the verb
            event = next((o for o in tree.kids(event, "obj") if o < antecedent), event)
        return event if tree.lemma[event] in self.event_nouns and tree.pos[event] == "NOUN" else antecedent

    def _controller(self, verb: int, head: int) -> int | None:
        """The understood subject of an infinitive or small clause."""
        tree = self.tree
        if tree.pos[head] in ("VERB", "AUX") and tree.lemma[head] not in _SUBJECT_CONTROL:
            obj = tree.child(head, "obj", "iobj")
            if obj is not None and not self.passive(head):
                return obj
            if (addressed := self._addressed(head)) is not None:
                return addressed
        return self.surface_subject(head)

    def _addressed(self, verb: int) -> int | None:
        """Whom the phrase of "called *on X* to leave", "appealed *to X* to stay" names."""
        tree = self.tree
        if tree.lemma[verb] in _CALLING:
            for oblique in tree.kids(verb, "obl"):
                if tree.case(oblique) in ("on", "upon", "to", "for"):
                    return oblique
        return None

    def _noun_controller(self, noun: int) -> int | None:
        """Who is to do the deed of "plan to attack", "threat to expel": the owner of the noun or the subject over it."""
        tree = self.tree
        head = tree.head[noun]
        if tree.lemma[noun] in UNITED:
            return noun
        if tree.lemma[noun] in _ASKING:  # whose the request is does not do it; who was asked does
            return self.surface_subject(head) if tree.dep[noun] == "obl" and tree.pos[head] == "VERB" else None
        for child in tree.children[noun]:
            if tree.possessive(child) or (tree.dep[child] == "nmod" and tree.case(child) in ("by", "for")):
                return child
        if tree.dep[noun] in ("obj", "obl", "nsubj") and tree.pos[head] in ("VERB", "AUX"):
            if tree.lemma[head] in _FOILING:  # "police foiled a plot to bomb X": not theirs
                return None
            return self.surface_subject(head)
        for child in tree.children[noun]:
            if (
                tree.dep[child] in ("amod", "compound")
                and tree.pos[child] in ("PROPN", "ADJ")
                and tree.text[child][:1].isupper()
            ):
                return child
        return None

    def antecedent(self, verb: int) -> int | None:
        """The noun that a relative clause modifies."""
        tree = self.tree
        clause = verb
        for _ in range(4):
            if tree.dep[clause] == "acl":
                return tree.head[clause]
            if tree.dep[clause] in ("conj", "xcomp", "ccomp") and tree.head[clause] != clause:
                clause = tree.head[clause]
            else:
                return None
        return None

    def agent(self, verb: int) -> int | None:
        """The by-phrase of a passive."""
        tree = self.tree
        for child in tree.children[verb]:
            if (tree.deprel[child] == "obl:agent" and tree.case(child) in ("by", "")) or (
                tree.dep[child] == "obl" and tree.case(child) == "by"
            ):
                return child
        if tree.dep[verb] == "conj":
            return None
        for child in tree.children[verb]:  # "struck and killed by": the agent hangs on the last conjunct
            if tree.dep[child] == "conj" and tree.pos[child] == "VERB" and self.passive(child):
                agent = self.agent(child)
                if agent is not None:
                    return agent
        return None

    def subjects(self, verb: int) -> list[int]:
        """The deep subject: the doer, whatever the voice."""
        if self.passive(verb):
            agent = self.agent(verb)
            return [] if agent is None else [agent]
        subject = self.surface_subject(verb)
        return [] if subject is None else [subject]

    def objects(self, verb: int) -> list[int]:
        """The deep direct object: what it is done to, whatever the voice."""
        tree = self.tree
        if self.passive(verb):
            own = tree.child(verb, "obj")
            subject = self.surface_subject(verb)
            if tree.dep[verb] == "acl" and tree.deprel[verb] != "acl:relcl":
                return [tree.head[verb]]
            return [subject] if subject is not None else ([own] if own is not None else [])
        own = tree.child(verb, "obj")
        if own is not None:
            if tree.lower[own] in RELATIVE and tree.pos[own] in ("PRON", "DET", "SCONJ"):
                found = self.antecedent(verb)
                return [] if found is None else [found]
            return [own]
        addressee = tree.child(verb, "iobj")
        if addressee is not None and any(self.infinitive(c) for c in tree.kids(verb, "xcomp", "ccomp", "advcl")):
            return [addressee]  # "urged the generals to …"
        if addressee is not None and tree.lemma[verb] not in _TWO_OBJECTS:
            return [addressee]  # "killed him", "accusing X of": an object taken for an addressee
        if tree.deprel[verb] == "acl:relcl" and self._gap(verb):
            return [tree.head[verb]]
        for child in tree.children[verb]:  # "killed at least 14 miners": the numeral's "at" misleads the parser
            if (
                child > verb
                and tree.dep[child] == "obl"
                and tree.deprel[child] != "obl:unmarked"
                and not tree.case(child)
                and tree.pos[child] in ("NOUN", "PROPN")
            ):
                return [child]
            if (
                child > verb
                and tree.dep[child] == "obl"
                and verb + 1 < tree.size
                and tree.head[verb + 1] == child
                and tree.lower[verb + 1] in _PARTICLES
                and tree.case(child) == tree.lower[verb + 1]
                and tree.lemma[verb] not in _PROTESTING
            ):
                return [child]  # "handed over equipment": a particle taken for a preposition
            if (
                child > verb
                and tree.dep[child] == "obl"
                and (tree.text[child] in _MONEY or tree.child(child, "nummod") is not None)
                and tree.case(child) in ("around", "about", "over", "nearly", "almost", "some", "under")
            ):
                return [child]
            if (
                child > verb
                and tree.dep[child] == "obl"
                and tree.lower[verb + 1 : verb + 3] in (["at", "least"], ["up", "to"], ["at", "most"])
                and tree.case(child) in ("at", "to", "up_to")
                and tree.child(child, "nummod") is not None
            ):
                return [child]
        if tree.dep[verb] == "conj" and tree.tag[verb] == tree.tag[tree.head[verb]] and tree.pos[verb] == "VERB":
            first = tree.head[verb]
            if tree.deprel[first] == "acl:relcl" and self.objects(first) == [tree.head[first]]:
                return [tree.head[first]]  # "militias that X has funded and *armed*"
            shared = tree.child(tree.head[verb], "obj")  # "has armed and funded X": hung on the first verb
            return [shared] if shared is not None and shared > verb else []
        for child in tree.children[verb]:  # "trained and armed militias": the object hangs on the last verb
            if tree.dep[child] == "conj" and tree.pos[child] == "VERB" and child > verb:
                between = [
                    c
                    for c in tree.children[verb]
                    if verb < c < child and tree.dep[c] not in ("cc", "punct", "conj", "advmod")
                ]
                shared = tree.child(child, "obj")
                if not between and shared is not None and tree.child(child, "nsubj") is None:
                    return [shared]
        return []

    def _gap(self, verb: int) -> bool:
        """Whether a relative clause lacks its object: it has its own subject and no "where", "when" or stranded preposition."""
        tree = self.tree
        subjects = [c for c in tree.kids(verb, "nsubj") if tree.lower[c] not in RELATIVE]
        if not subjects:
            return False
        for child in tree.children[verb]:
            if tree.lower[child] in ("where", "when", "why", "whose", "how"):
                return False
            if tree.dep[child] == "obl" and any(tree.lower[c] in RELATIVE for c in (child, *tree.children[child])):
                return False
        return True

    def infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with "to"."""
        return self.tree.tag[verb] == "VB" and any(self.tree.lower[c] == "to" for c in self.tree.kids(verb, "mark"))
