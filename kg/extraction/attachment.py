"""Attachment: phrases and clauses that the parser hangs where their words cannot belong.

What a noun can take decides: a day of the week has no partner ("ties on Saturday *with X*"), a pair named by "between"
needs two members, and one verb has one subject.
"""

from __future__ import annotations

from kg.extraction.tree import Tree

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow january february march april may june "
    "july august september october november december".split()
)

_PEOPLE = frozenset(
    "people person man woman child migrant refugee civilian worker soldier prisoner student protester official citizen "
    "resident victim farmer fighter rebel militant leader".split()
)
_PREPOSITIONS = frozenset("on upon with against to from at".split())
# "called X to thank him": the caller does what he calls for.
CALLING = frozenset("call phone telephone ring write visit meet".split())
SPOKEN_ACTS = frozenset("congratulate thank express convey offer discuss commend welcome apologise apologize".split())
_DISCUSSING = frozenset("discuss debate review raise".split())
_TELLING = frozenset("assure tell inform remind warn promise convince persuade notify advise".split())
_SAYING = frozenset(
    "blame accuse say add call warn urge insist claim vow threaten describe denounce condemn demand argue note stress tell".split()
)
UNITED = frozenset("coalition alliance".split())  # what exists for what it is to do

# What somebody makes or says, and has before it as a modifier.
_VOICED = frozenset(
    "call plan proposal effort bid demand offer decision appeal initiative request resolution mission position invitation "
    "claim policy stance move push campaign operation raid strike attack offensive invasion".split()
)


def reattach(tree: Tree) -> None:
    """Mend them in place."""
    for index in range(1, tree.size):
        if tree.lower[index] in _DAYS and tree.pos[index] in ("PROPN", "NOUN"):
            _from_date(tree, index)
        elif tree.dep[index] == "obj" and tree.case(index) in _PREPOSITIONS and tree.child(index, "nummod") is None:
            tree.attach(index, tree.head[index], "obl")  # no object has a preposition
        elif tree.dep[index] == "conj" and tree.dep[tree.head[index]] == "nmod":
            _pair(tree, index)
        elif tree.dep[index] == "nmod" and tree.case(index) == "":
            _between(tree, index)
        elif tree.lower[index] == "with" and tree.lower[index - 1] in ("along", "together"):
            _companion(tree, index)
        elif tree.case(index) == "between" and tree.child(index, "conj") is None:
            _backed(tree, index)
        elif tree.dep[index] == "nmod" and tree.case(index) == "with":
            _partner(tree, index)
        elif tree.pos[index] == "VERB":
            if tree.dep[index] in ("advcl", "xcomp"):
                _purpose(tree, index)
            if tree.dep[index] == "xcomp" and tree.lemma[index] in SPOKEN_ACTS:
                _call(tree, index)
            elif tree.deprel[index] == "acl:relcl":
                _told(tree, index)
            if tree.dep[index] == "advcl" and tree.tag[index] == "VBG":
                _said_too(tree, index)
            if tree.lower[index] == "visiting":
                _visitor(tree, index)
            if tree.deprel[index] == "acl:relcl":
                _relative(tree, index)
            _inserted(tree, index)
            _modifier(tree, index)


def _said_too(tree: Tree, verb: int) -> None:
    """In "denied that it had bombed X, *blaming Y*" who denies blames: a speaker's further words are no part of the
    first."""
    said = tree.first_conjunct(tree.head[verb])
    if (
        tree.lemma[verb] in _SAYING
        and tree.text[verb - 1] == ","
        and tree.dep[said] == "ccomp"
        and said < verb
        and tree.pos[tree.head[said]] == "VERB"
    ):
        tree.attach(verb, tree.head[said], "advcl")


def _from_date(tree: Tree, day: int) -> None:
    """In "established ties on Saturday *with X*" the last phrase is no part of the day."""
    head = tree.head[day]
    if head == day or tree.dep[day] not in ("obl", "nmod"):
        return
    for child in tree.kids(day, "nmod"):
        if child > day and tree.case(child) not in ("", "of", "in"):
            tree.attach(child, head, "obl" if tree.pos[head] in ("VERB", "AUX") else "nmod")


def _partner(tree: Tree, partner: int) -> None:
    """In "discuss X's war on Y *with* Z" Z is whom one talks to."""
    noun = tree.head[partner]
    verb = tree.head[noun]
    if tree.dep[noun] != "obj" or tree.lemma[verb] not in _DISCUSSING:
        return
    if any(tree.case(c) in ("on", "against", "of") and c < partner for c in tree.kids(noun, "nmod")):
        tree.attach(partner, verb, "obl")


def _pair(tree: Tree, second: int) -> None:
    """In "talks between the government of X and *Y*" the second is the partner of the government."""
    first = tree.head[second]
    outer = tree.head[first]
    if (
        tree.case(first) not in ("between", "among")
        and tree.case(outer) == "between"
        and tree.child(outer, "conj") is None
    ):
        tree.attach(second, outer, "conj")


def _between(tree: Tree, second: int) -> None:
    """In "the war between X and *Y-backed rebels*" what "and" joins is the partner, however the parser hangs it."""
    first = next((c for c in tree.kids(tree.head[second], "nmod") if tree.case(c) == "between" and c < second), None)
    if first is None or tree.child(first, "conj") is not None or tree.pos[second] not in ("NOUN", "PROPN"):
        return
    between = tree.lower[max(tree.subtree(first)) + 1 : second]
    if between[:1] == ["and"] and "," not in between:
        tree.attach(second, first, "conj")


def _relative(tree: Tree, clause: int) -> None:
    """In "boats of migrants *which* …" the clause is about the boats: no people are "which"."""
    noun = tree.head[clause]
    if (
        tree.lemma[noun] in _PEOPLE
        and tree.dep[noun] == "nmod"
        and tree.case(noun) == "of"
        and any(tree.lower[c] == "which" for c in tree.kids(clause, "nsubj", "obj"))
    ):
        tree.attach(clause, tree.head[noun], "acl:relcl")


def _backed(tree: Tree, noun: int) -> None:
    """In "the war between *X* and Y-backed rebels" X is a partner, no modifier of the rebels."""
    for name in tree.kids(noun, "compound", "amod"):
        if (
            tree.pos[name] == "PROPN"
            and name + 1 < noun
            and tree.lower[name + 1] == "and"
            and tree.text[name + 3] == "-"
        ):
            tree.attach(name, tree.head[noun], "nmod")
            tree.attach(next(c for c in tree.kids(noun, "case")), name, "case")
            tree.attach(noun, name, "conj")
            return


def _companion(tree: Tree, preposition: int) -> None:
    """In "X was jailed *along with two aides*" and "jailed two generals *along with a banker*" the phrase joins whom it
    happened to; in "X, *along with Y*, condemned Z" who did it."""
    other = tree.head[preposition]
    verb = tree.head[other]
    if tree.dep[preposition] not in ("case", "fixed") or tree.dep[other] != "obl" or tree.pos[verb] != "VERB":
        return
    subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "obj")
    if other < verb:
        partner = subject if subject is not None and subject < other and tree.text[preposition - 2] == "," else None
    elif tree.passive_auxiliary(verb):
        partner = subject
    else:
        common = thing is not None and thing < other and tree.pos[thing] == tree.pos[other] == "NOUN"
        partner = thing if common else None
    if partner is not None and any(c < other for c in tree.kids(partner, "acl")):
        return  # "X, accused by Y, was killed along with Z": only X was accused
    if partner is not None and tree.pos[partner] in ("NOUN", "PROPN") and tree.pos[other] in ("NOUN", "PROPN"):
        for child in [c for c in tree.kids(other, "case") if c < other]:
            tree.attach(child, other, "cc")
        tree.attach(other, partner, "conj")


def _purpose(tree: Tree, verb: int) -> None:
    """In "will lead the coalition *to defeat X*" the purpose is the coalition's."""
    mark = tree.child(verb, "mark")
    if mark is None or tree.lower[mark] != "to" or tree.lemma[mark - 1] not in UNITED or mark - 1 <= tree.head[verb]:
        return
    if any(tree.lower[c] == "the" for c in tree.kids(mark - 1, "det")):
        tree.attach(verb, mark - 1, "acl")


def _call(tree: Tree, verb: int) -> None:
    """In "called X *to congratulate* him" X is not asked to."""
    head = tree.head[verb]
    if tree.lemma[head] in CALLING and tree.child(head, "obj") is not None and tree.tag[verb] == "VB":
        tree.attach(verb, head, "advcl")


def _told(tree: Tree, verb: int) -> None:
    """In "assured the assembly *that X would fight*" the clause is what the assembly is told."""
    noun = tree.head[verb]
    that = next((c for c in tree.kids(verb, "mark", "obj") if c < verb and tree.lower[c] == "that"), None)
    subject = tree.child(verb, "nsubj")
    if that is None or subject is None or subject < that:
        return
    if tree.dep[noun] in ("obj", "iobj") and tree.lemma[tree.head[noun]] in _TELLING:
        tree.attach(that, verb, "mark")
        tree.attach(verb, tree.head[noun], "ccomp")


def _inserted(tree: Tree, verb: int) -> None:
    """In "*X*, the minister said, had fled" the first subject is that of the clause after the insertion."""
    subjects = [
        c for c in tree.children[verb] if tree.dep[c] == "nsubj" and tree.deprel[c] != "nsubj:outer" and c < verb
    ]
    clause = tree.child(verb, "ccomp")
    if len(subjects) < 2 or clause is None or clause < verb or tree.child(clause, "nsubj") is not None:
        return
    first = subjects[0]
    if tree.text[max(tree.subtree(first))] == "," or tree.text[max(tree.subtree(first)) + 1] == ",":
        tree.attach(first, clause, "nsubj:pass" if tree.passive_auxiliary(clause) else "nsubj")


def _modifier(tree: Tree, verb: int) -> None:
    """In "support the UN call" the name is no object of its own: only who is given something stands beside what."""
    objects = [c for c in tree.children[verb] if tree.dep[c] in ("obj", "iobj") and c > verb]
    if len(objects) != 2 or objects[0] + 1 != objects[1]:
        return
    name, noun = objects
    if tree.pos[name] == "PROPN" and tree.pos[noun] == "NOUN" and tree.lemma[noun] in _VOICED and not tree.case(name):
        tree.attach(name, noun, "compound")
        tree.attach(noun, verb, "obj")


def _visitor(tree: Tree, verb: int) -> None:
    """In "talks with *visiting* President X" nobody visits the president."""
    guest = tree.child(verb, "obj")
    prepositions = [
        c for c in tree.kids(verb, "mark", "case") if tree.lower[c] in ("with", "against", "to", "by", "from")
    ]
    if guest is None or not prepositions or tree.dep[verb] not in ("advcl", "acl"):
        return
    if not any(tree.deprel[c] == "nmod:desc" for c in tree.children[guest]):
        return
    head = tree.head[verb]
    tree.attach(guest, head, "obl" if tree.pos[head] == "VERB" else "nmod")
    for child in list(tree.children[verb]):
        tree.attach(
            child,
            guest if child in prepositions or child < guest else head,
            "case" if child in prepositions else tree.deprel[child],
        )
    tree.attach(verb, guest, "amod")
