"""Arguments: who does what to whom in a clause or noun phrase, read off Universal Dependencies.

Slots are named for the active clause as in ontology/README.md; clauses.py undoes the passive and all else that moves
subjects and objects.
"""

from __future__ import annotations

from kg.extraction.clauses import RELATIVE, Clauses

# Verbs whose subject does the deed that their object names; "condemned the attack" is not of them.
_SUPPORT = frozenset(
    "continue begin start resume intensify escalate step plan announce order authorise authorize approve prepare vow threaten "
    "promise pledge pursue renew repeat expand increase end halt stop suspend cease lead launch conduct carry mount stage make "
    "hold have give offer issue undertake wage commit perpetrate execute declare extend send voice express reiterate reaffirm "
    "impose maintain keep deliver file lodge raise".split()
)
# What is done in doing something else: "gave two million *in aid*", "killed nine *in an attack*", "arrested two *in a raid*".
_RAIDS = frozenset("raid ambush incursion".split())
_MEANS = (
    (frozenset("give provide send donate contribute deliver disburse supply".split()), frozenset("aid assistance relief".split())),
    (
        frozenset("kill wound injure capture seize destroy abduct kidnap shoot hit damage".split()),
        _RAIDS | frozenset("attack strike airstrike assault bombing shelling offensive bombardment massacre shooting".split()),
    ),
    (frozenset("arrest detain".split()), _RAIDS),
)  # fmt: skip
_SUSPECTS = frozenset("suspect defendant".split())
_MEMBERS = frozenset({"including", "such_as", "like", "such", "among_them", "notably"})
_NAMELY = frozenset("notably especially particularly chiefly namely".split())
_CARRIERS = frozenset("package listing regime measure designation round bill legislation".split())
# "Two soldiers were killed in clashes with X": they fought; civilians may have stood by.
_FALLING = frozenset("kill wound injure die fall".split())
_FIGHTS = frozenset("clash fighting battle skirmish gunfight shootout firefight gunbattle combat".split())
_FIGHTERS = frozenset(
    "fighter militant soldier rebel insurgent gunman troop guerrilla jihadist trooper combatant paramilitary policeman "
    "militiaman serviceman marine separatist".split()
)
_JOINED = frozenset("on against upon towards toward to with between".split())
_FAR = frozenset({"against", "on", "upon"})
_NESTED = frozenset("by against on with toward towards from over to".split())


class Arguments(Clauses):
    """Argument look-ups in one tree."""

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
            if not found and rest == "for":  # "called *for X* to resign"
                found = [
                    s
                    for c in tree.kids(verb, "advcl", "ccomp", "xcomp")
                    if any(tree.lower[m] == "for" for m in tree.kids(c, "mark"))
                    for s in tree.kids(c, "nsubj")
                    if tree.deprel[s] == "nsubj"
                ]
            if not found:  # "deployed as peacekeepers *along the border*"
                roles = [c for c in tree.kids(verb, "obl") if tree.case(c) == "as"]
                found = [g for c in roles for g in tree.kids(c, "nmod") if tree.case(g) == rest != "of"]
            if not found:
                # The parser hangs "strikes on X", "ties with X" on the object as often as on the verb.
                obj = tree.child(verb, "obj")
                if obj is not None and noun is None and rest not in ("of", "in", "from", "at"):
                    found = [c for o in tree.conjuncts(obj) for c in tree.kids(o, "nmod") if tree.case(c) == rest]
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
                if tree.dep[c] != "advcl" or self.infinitive(c)
                for t in self.slot(c, rest, self._light_noun(c))
            ]
        if kind == "ccomp":
            return [s for c in tree.kids(verb, "ccomp") if (s := self.surface_subject(c)) is not None]
        if kind == "acl":
            return [t for c in tree.kids(verb, "acl") for t in self.slot(c, rest)]
        return []

    def _relative_oblique(self, oblique: int, preposition: str) -> bool:
        tree = self.tree
        return tree.lower[oblique] in RELATIVE and preposition in tree.prepositions(oblique)

    def _light_noun(self, verb: int) -> int | None:
        return self.tree.child(verb, "obj")

    def _all(self, tokens: list[int]) -> list[int]:
        return [conjunct for token in tokens for conjunct in self.tree.conjuncts(token)]

    def noun_slot(self, noun: int, slot: str) -> list[int]:
        """Tokens that fill a slot of a noun, or of the noun that it makes a compound with: "an EU sanctions *package*"."""
        carrier = self._carrier(noun)
        found = self._own_slot(noun, slot)
        return found if found or carrier == noun else [c for c in self._own_slot(carrier, slot) if c != noun]

    def _carrier(self, noun: int) -> int:
        """The noun that carries an event noun before it without changing its sense; else the noun itself."""
        tree = self.tree
        head = tree.head[noun]
        compound = tree.dep[noun] == "compound" and head == noun + 1 and tree.lemma[head] in _CARRIERS
        return head if compound else noun

    def _own_slot(self, noun: int, slot: str) -> list[int]:
        tree = self.tree
        if slot == "head":
            return [noun]
        if slot == "poss":
            return [c for c in tree.children[noun] if tree.possessive(c)]
        if slot in ("amod", "compound"):
            return [
                c for n in (noun, *self._makers(noun)) for c in tree.children[n]
                if c < n and (tree.dep[c] == slot or (slot == "compound" and tree.deprel[c] in ("nmod", "flat", "nmod:desc", "nmod:unmarked") and tree.case(c) == ""))
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
            if not found:
                found = self._by_participle(noun, rest)
            if not found and rest in _FAR:
                found = self._far(noun, rest)
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
        if kind == "ccomp":  # "its demand that *X* leave"
            return [
                s
                for c in tree.kids(noun, "acl", "ccomp")
                if any(tree.lower[m] == "that" for m in tree.kids(c, "mark"))
                for s in tree.kids(c, "nsubj")
            ]
        return []

    def reciprocal(self, token: int) -> bool:
        """Whether a token begins "each other" or "one another"."""
        return tuple(self.tree.lower[token : token + 2]) in (("each", "other"), ("one", "another"))

    def _makers(self, noun: int) -> list[int]:
        """The body before an event noun, which has the modifiers: "*Syrian* government shelling"."""
        tree = self.tree
        if tree.lemma[noun] not in self.event_nouns:
            return []
        return [
            c
            for c in tree.kids(noun, "compound")
            if c < noun and tree.pos[c] == "NOUN" and tree.lemma[c] in self.bodies
        ]

    def _far(self, noun: int, preposition: str) -> list[int]:
        """The nearest phrase with a preposition that only such a noun takes, wherever it hangs after the noun: "filed a
        suit in a Paris court *against* X"."""
        tree = self.tree
        top = tree.head[noun] if tree.dep[noun] == "obj" else noun
        level = [c for c in tree.children[top] if c > noun] if top != noun else tree.children[noun]
        for _ in range(3):
            found = [c for c in level if c > noun and tree.dep[c] in ("nmod", "obl") and tree.case(c) == preposition]
            if found:
                return found[:1]
            level = [
                g for c in level if tree.dep[c] in ("nmod", "obl", "conj", "appos", "obj") for g in tree.children[c]
            ]
        return []

    def _by_participle(self, noun: int, preposition: str) -> list[int]:
        """The argument of a noun that a participle joins to it: "sanctions *imposed on* X", "orders *issued by* X"."""
        tree = self.tree
        for child in tree.kids(noun, "acl"):
            if tree.tag[child] != "VBN" or tree.deprel[child] == "acl:relcl":
                continue
            if preposition == "by":
                agent = self.agent(child)
                if agent is not None:
                    return [agent]
            elif preposition in _JOINED:
                found = [c for c in tree.kids(child, "obl") if tree.case(c) == preposition]
                if found:
                    return found
        return []

    def support_subject(self, noun: int) -> list[int]:
        """Subject of the verb that has an event noun as its object ("X vowed *retaliation* against Y")."""
        tree = self.tree
        head = tree.head[noun]
        if tree.dep[noun] == "obj" and tree.pos[head] == "VERB" and tree.lemma[head] in _SUPPORT:
            return self.subjects(head)
        if tree.dep[noun] in ("obl", "nmod") and tree.case(noun) in ("in", "during"):
            verb = head if tree.pos[head] == "VERB" else tree.head[head]
            thing = tree.child(verb, "obj")
            words = tree.lemma[verb], tree.lemma[noun]
            if words[0] in _FALLING and words[1] in _FIGHTS and (thing is None or self.passive(verb)):
                return [c for c in tree.kids(verb, "nsubj") if tree.lemma[c] in _FIGHTERS]
            if thing is None or (tree.pos[head] != "VERB" and head != thing) or tree.lemma[thing] in _SUSPECTS:
                return []
            if any(words[0] in verbs and words[1] in nouns for verbs, nouns in _MEANS):
                return self.subjects(verb)
        return []

    def expand(self, token: int) -> list[int]:
        """A filler with its conjuncts and the members that "including" and "such as" name."""
        tree = self.tree
        out = [token]
        for child in tree.children[token]:
            if tree.dep[child] == "conj" and tree.pos[child] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
                if tree.case(child) == "with" and not tree.case(token):
                    continue  # "France, together with Mali *and with help from Niger*, …"
                if tree.case(child) == "including":
                    continue  # "a force led by Kenya *and including Benin*"
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
