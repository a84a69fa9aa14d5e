"""Arguments: who does what to whom in a clause or noun phrase, read off Universal Dependencies.

Slots are named for the active clause as in ontology/README.md; passives, control, relative and participial clauses
and shared subjects are undone here (the deep arguments of PropS and PredPatt, Stanovsky et al. 2016, White et al. 2016).
"""

from __future__ import annotations

from kg.extraction.tree import Tree

# Verbs whose subject does the deed that their object names; "condemned the attack" is not of them.
_SUPPORT = frozenset(
    "continue begin start resume intensify escalate step plan announce order authorise authorize approve prepare vow threaten "
    "promise pledge pursue renew repeat expand increase end halt stop suspend cease lead launch conduct carry mount stage make "
    "hold have give offer issue undertake wage commit perpetrate execute declare extend send voice express reiterate reaffirm "
    "impose maintain keep deliver file lodge raise".split()
)
_EFFECTS = frozenset("kill wound injure leave damage destroy displace claim".split())
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
# Verbs whose object does not control the infinitive: "X promised Y to leave" (X leaves).
_SUBJECT_CONTROL = frozenset("promise vow pledge threaten swear offer agree commit".split())
_MEMBERS = frozenset({"including", "such_as", "like", "such", "among_them", "notably"})
_PARTICLES = frozenset("over down off out up back away".split())
_MONEY = frozenset("$€£¥") | {"US$", "USD", "C$", "A$", "EUR"}
_NAMELY = frozenset("notably especially particularly chiefly namely".split())
_NESTED = frozenset("by against on with toward towards from over".split())
_TWO_OBJECTS = frozenset(
    "give tell ask teach send pay offer grant lend show promise owe cost hand bring buy inform write wish".split()
)
_ADVERBIAL_MARKS = frozenset(
    {
        "from",
        "of",
        "for",
        "into",
        "despite",
        "instead",
        "through",
        "to",
        "by",
        "after",
        "before",
        "while",
        "without",
        "when",
        "in",
        "on",
        "upon",
        "since",
        "until",
    }
)


class Arguments:
    """Argument look-ups in one tree, with the surface subjects cached."""

    def __init__(self, tree: Tree, event_nouns: frozenset[str] = frozenset()) -> None:
        self.tree = tree
        self.event_nouns = event_nouns
        self._subjects: dict[int, int | None] = {}

    # --- clauses -----------------------------------------------------------------------------------------------

    def passive(self, verb: int) -> bool:
        """Whether a verb is a passive, be it finite ("was struck"), reduced ("struck by") or conjoined to one."""
        tree = self.tree
        for child in tree.children[verb]:
            if tree.deprel[child] in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent"):
                return True
            if tree.deprel[child] == "nsubj" and tree.lower[child] not in _RELATIVE:
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
            subject = own[0]
            if tree.lower[subject] in _RELATIVE and tree.pos[subject] in ("PRON", "DET", "SCONJ"):
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
            return self.surface_subject(head) if tree.pos[head] in ("VERB", "AUX", "ADJ", "NOUN") else None
        if dep == "xcomp":
            return self._controller(verb, head)
        if tree.deprel[verb] == "acl:relcl":
            return None if tree.child(verb, "nsubj") is not None else self.antecedent(verb)
        if dep == "acl":
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
                    if (
                        "to" in marks
                        and tree.child(head, "obj") is not None
                        and tree.lemma[head] in ("deploy", "send", "dispatch", "force", "order", "ask", "urge", "tell")
                    ):
                        return tree.child(head, "obj")
                    return self.surface_subject(head)
                return self.surface_subject(head)
        return None

    def _causer(self, verb: int, antecedent: int | None) -> int | None:
        """In "strikes on a militia that killed 27" the strikes killed, wherever the parser hangs the clause."""
        tree = self.tree
        if antecedent is None or tree.lemma[verb] not in _EFFECTS or tree.dep[antecedent] not in ("nmod", "obl"):
            return antecedent
        event = tree.head[antecedent]
        return event if tree.lemma[event] in self.event_nouns and tree.pos[event] == "NOUN" else antecedent

    def _controller(self, verb: int, head: int) -> int | None:
        """The understood subject of an infinitive or small clause."""
        tree = self.tree
        if tree.pos[head] in ("VERB", "AUX") and tree.lemma[head] not in _SUBJECT_CONTROL:
            obj = tree.child(head, "obj", "iobj")
            if obj is not None and not self.passive(head):
                return obj
            for oblique in tree.kids(head, "obl"):
                if tree.case(oblique) in ("on", "upon", "to", "for") and tree.lemma[head] in (
                    "call",
                    "appeal",
                    "press",
                    "push",
                    "plead",
                    "wait",
                    "arrange",
                    "say",
                    "shout",
                    "signal",
                ):
                    return oblique
        return self.surface_subject(head)

    def _noun_controller(self, noun: int) -> int | None:
        """Who is to do the deed of "plan to attack", "threat to expel": the owner of the noun or the subject over it."""
        tree = self.tree
        for child in tree.children[noun]:
            if tree.possessive(child) or (tree.dep[child] == "nmod" and tree.case(child) in ("by", "for")):
                return child
        head = tree.head[noun]
        if tree.dep[noun] in ("obj", "obl", "nsubj") and tree.pos[head] in ("VERB", "AUX"):
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
            if tree.deprel[child] == "obl:agent" or (tree.dep[child] == "obl" and tree.case(child) == "by"):
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
            if tree.lower[own] in _RELATIVE and tree.pos[own] in ("PRON", "DET", "SCONJ"):
                found = self.antecedent(verb)
                return [] if found is None else [found]
            return [own]
        addressee = tree.child(verb, "iobj")
        if addressee is not None and any(self._infinitive(c) for c in tree.kids(verb, "xcomp", "ccomp", "advcl")):
            return [addressee]  # "urged the generals to …"
        if addressee is not None and tree.tag[addressee] == "PRP" and tree.lemma[verb] not in _TWO_OBJECTS:
            return [addressee]  # "killed him": a pronoun taken for an addressee
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
            return []
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
        subjects = [c for c in tree.kids(verb, "nsubj") if tree.lower[c] not in _RELATIVE]
        if not subjects:
            return False
        for child in tree.children[verb]:
            if tree.lower[child] in ("where", "when", "why", "whose", "how"):
                return False
            if tree.dep[child] == "obl" and any(tree.lower[c] in _RELATIVE for c in (child, *tree.children[child])):
                return False
        return True

    # --- slots -------------------------------------------------------------------------------------------------

    def slot(self, verb: int, slot: str, noun: int | None = None) -> list[int]:
        """Tokens that fill a slot of a verb (or predicate adjective); `noun` is the noun of a light-verb entry."""
        tree = self.tree
        if slot == "nsubj":
            return self.subjects(verb)
        if slot == "obj":
            return self.objects(verb)
        if slot == "iobj":
            child = tree.child(verb, "iobj")
            if child is None and self.passive(verb) and tree.child(verb, "obj") is not None:
                subject = self.surface_subject(verb)
                return [] if subject is None else [subject]
            return [] if child is None else [child]
        if slot == "conj":
            return []
        kind, _, rest = slot.partition(":")
        if kind == "obl":
            found = [c for c in tree.children[verb] if tree.dep[c] in ("obl", "nmod") and rest in tree.prepositions(c)]
            if rest == "by" and self.passive(verb):
                return []
            if not found:
                found = [
                    a
                    for c in tree.kids(verb, "obl")
                    if self._relative_oblique(c, rest)
                    for a in [self.antecedent(verb)]
                    if a is not None
                ]
            if not found:
                # The parser hangs "strikes on X", "ties with X" on the object as often as on the verb.
                obj = tree.child(verb, "obj")
                if obj is not None and noun is None:
                    found = [
                        c
                        for c in tree.kids(obj, "nmod")
                        if tree.case(c) == rest and rest not in ("of", "in", "from", "at")
                    ]
            return found
        if kind == "noun":
            return (
                []
                if noun is None
                else self.noun_slot(noun, rest if rest in ("poss", "amod", "compound", "between") else f"nmod:{rest}")
            )
        if kind == "xcomp":
            return [
                t
                for c in self._all(tree.kids(verb, "xcomp", "advcl"))
                if tree.dep[c] != "advcl" or self._infinitive(c)
                for t in self.slot(c, rest, self._light_noun(c))
            ]
        if kind == "ccomp":
            return [s for c in tree.kids(verb, "ccomp") if (s := self.surface_subject(c)) is not None]
        if kind == "acl":
            return [t for c in tree.kids(verb, "acl") for t in self.slot(c, rest)]
        return []

    def _relative_oblique(self, oblique: int, preposition: str) -> bool:
        tree = self.tree
        return tree.lower[oblique] in _RELATIVE and preposition in tree.prepositions(oblique)

    def _infinitive(self, verb: int) -> bool:
        return self.tree.tag[verb] == "VB" and any(self.tree.lower[c] == "to" for c in self.tree.kids(verb, "mark"))

    def _light_noun(self, verb: int) -> int | None:
        return self.tree.child(verb, "obj")

    def _all(self, tokens: list[int]) -> list[int]:
        return [conjunct for token in tokens for conjunct in self.tree.conjuncts(token)]

    def noun_slot(self, noun: int, slot: str) -> list[int]:
        """Tokens that fill a slot of a noun."""
        tree = self.tree
        if slot == "head":
            return [noun]
        if slot == "poss":
            return [c for c in tree.children[noun] if tree.possessive(c)]
        if slot in ("amod", "compound"):
            return [
                c for c in tree.children[noun]
                if c < noun and (tree.dep[c] == slot or (slot == "compound" and tree.deprel[c] in ("nmod", "flat", "nmod:desc", "nmod:unmarked") and tree.case(c) == ""))
                and not tree.possessive(c)
            ]  # fmt: skip
        if slot == "between":
            return [c for c in tree.kids(noun, "nmod") if tree.case(c) in ("between", "among")]
        kind, _, rest = slot.partition(":")
        if kind == "nmod":
            found = [
                c
                for n in tree.conjuncts(noun)
                for c in tree.kids(n, "nmod")
                if rest in tree.prepositions(c) and not tree.possessive(c)
            ]
            if not found and rest in _NESTED:  # "the release of hostages by X": hung on the hostages
                inner = [g for c in tree.kids(noun, "nmod") for g in tree.kids(c, "nmod")]
                found = [g for g in inner if tree.case(g) == rest]
            if (
                not found
                and tree.dep[noun] in ("obj", "nsubj")
                and rest not in ("of", "in", "from", "by", "with", "at")
            ):
                # "launched strikes … on X": the phrase may hang on the verb
                verb = tree.head[noun]
                found = [c for c in tree.kids(verb, "obl") if c > noun and tree.case(c) == rest]
            return found
        if kind == "acl":
            return [t for c in tree.kids(noun, "acl") for t in self.slot(c, rest)]
        return []

    def support_subject(self, noun: int) -> list[int]:
        """Subject of the verb that has an event noun as its object ("X vowed *retaliation* against Y")."""
        tree = self.tree
        head = tree.head[noun]
        if tree.dep[noun] == "obj" and tree.pos[head] == "VERB" and tree.lemma[head] in _SUPPORT:
            return self.subjects(head)
        return []

    def expand(self, token: int) -> list[int]:
        """A filler with its conjuncts and the members that "including" and "such as" name."""
        tree = self.tree
        out = [token]
        for child in tree.children[token]:
            if tree.dep[child] == "conj" and tree.pos[child] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
                out.append(child)
                out += [c for c in tree.kids(child, "conj") if tree.pos[c] in ("NOUN", "PROPN")]
        return out

    def members(self, token: int) -> list[int]:
        """The members that "including X", "such as X", "among them X" or "notably X" name of a described group."""
        tree = self.tree
        found: list[int] = []
        near = tree.kids(token, "nmod", "obl", "acl", "appos")
        head = tree.head[token]
        if tree.pos[head] == "VERB":  # the parser hangs "including X" on the verb as often
            near += [c for c in tree.kids(head, "obl", "nmod") if token < c < token + 15]
        for child in near:
            if tree.prepositions(child) & _MEMBERS or any(
                tree.lower[c] in _NAMELY or (tree.lower[c] in ("them", "which", "whom") and tree.case(c) == "among")
                for c in tree.children[child]
            ):
                found += self.expand(child)
        return found
