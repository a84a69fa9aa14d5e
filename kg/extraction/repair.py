"""Repair: garden paths of the parser, where a main verb was taken for a participle ("The report *called* for sanctions").

A sentence that has no finite verb at all, but a participle right after (or before) its head noun, is a clause whose
verb has the same form in the past tense. Headlines and captions, which have no full stop, are left alone.
"""

from __future__ import annotations

from kg.extraction.attachment import reattach
from kg.extraction.subjects import FINITE, fronted, give_back, give_subjects
from kg.extraction.tree import NOMINAL, Tree

_GIVING = frozenset("show deny owe cost give offer grant lend pay send award hand pledge promise sell supply".split())
_INSIDE = frozenset({"compound", "nmod", "nsubj"})


def repair(tree: Tree, verbs: frozenset[str] = frozenset()) -> None:
    """Mend them in place; the Doc is left as it is. `verbs` are forms of verbs that look like other words ("back")."""
    for index in range(1, tree.size - 2):
        if tree.text[index] in ("'s", "’s") and tree.tag[index + 1] in ("VBG", "VBN"):
            _participle(tree, index)
    for index in range(tree.size):
        if tree.pos[index] == "ADJ" and tree.lower[index].endswith("ed") and _has_object(tree, index):
            tree.retag(index, "VERB", "VBD")  # "Turkey armed Azerbaijan": no adjective has an object
        elif (
            tree.pos[index] == "ADJ"
            and tree.lower[index].endswith("ed")
            and (
                (
                    tree.dep[index] == "conj"
                    and tree.tag[tree.head[index]] == "VBN"
                    and tree.pos[tree.head[index]] == "VERB"
                )
                or any(tree.deprel[c] in ("obl:agent", "nsubj:pass") for c in tree.children[index])
            )
        ):
            tree.retag(
                index, "VERB", "VBN"
            )  # "has trained and armed", "who are armed by Iran", "is involved in a fight"
    for index in range(tree.size):
        if tree.tag[index] == "VBN" and tree.pos[index] == "VERB" and _is_active(tree, index):
            tree.tag[index] = "VBD"  # "as the group advanced": no participle has a subject of its own and no auxiliary
    for index in range(1, tree.size):
        if tree.deprel[index] == "nsubj:pass" and _perfect(tree, tree.head[index]):
            tree.attach(index, tree.head[index], "nsubj")
        if tree.pos[index] == "VERB" and tree.dep[index] in ("obj", "obl", "nmod"):
            _noun(tree, index)
    for index in range(2, tree.size):
        if tree.dep[index] == "xcomp" and tree.tag[index] == "VBZ" and tree.child(index, "aux", "cop", "mark") is None:
            _plural(tree, index)
    for index in range(tree.size - 3):
        if tree.lemma[index] in _GIVING and tree.pos[index] == "VERB":
            _addressee(tree, index)
    reattach(tree)
    give_subjects(tree)
    for start, end in tree.sentences:
        root = next((i for i in range(start, end) if tree.head[i] == i), None)
        if root is None:
            continue
        main = next(
            (i for i in range(root + 1, end) if tree.dep[i] == "obj" and tree.child(i, "cop") is not None), None
        )
        if main is not None and (taken := tree.child(main, "nsubj")) is not None:
            give_back(tree, taken, main)
        if main is not None and tree.pos[root] in ("NOUN", "PROPN") and tree.child(main, "nsubj") is None:
            fronted(tree, start, main)  # a predicate is no object: it is the main one
            if tree.child(main, "nsubj") is not None:
                tree.uproot(main)
                tree.attach(root, main, "obl")
                continue
        fronted(tree, start, root)
        if (
            tree.tag[root] in FINITE
            and tree.child(root, "nsubj", "csubj", "expl") is None
            and _has_compound(tree, root)
        ):
            _conjugate(tree, root)
        if tree.pos[root] not in ("NOUN", "PROPN") or not _is_sentence(tree, start, end):
            continue
        if _is_headline(tree, root, verbs):
            _conjugate(tree, root)
            continue
        if any(tree.dep[c] in ("cop", "aux", "nsubj", "parataxis", "appos") for c in tree.children[root] if c > root):
            continue
        verb = _misread(tree, root) or _untagged(tree, root, verbs)
        if verb is not None:
            _promote(tree, root, verb)
        elif (attribute := _attribute(tree, root, verbs)) is not None:
            _promote(tree, root, attribute[0])
            tree.attach(attribute[1], attribute[0], "obj")


def _is_active(tree: Tree, verb: int) -> bool:
    relations = {tree.deprel[c] for c in tree.children[verb]}
    return "nsubj" in relations and not relations & {"aux", "aux:pass", "cop"} and tree.deprel[verb] != "acl"


def _perfect(tree: Tree, verb: int) -> bool:
    """Whether a participle has "have" and no "been": "which both have criticised" is active."""
    before = [c for c in tree.children[verb] if c < verb]
    auxiliaries = {tree.lower[c] for c in before if tree.deprel[c] in ("aux", "aux:pass", "cop")}
    return bool(auxiliaries) and auxiliaries <= {"have", "has", "had", "having", "'ve", "’ve"}


def _has_object(tree: Tree, word: int) -> bool:
    relations = {tree.dep[c] for c in tree.children[word]}
    return {"obj", "nsubj"} <= relations and "cop" not in relations


def _noun(tree: Tree, word: int) -> None:
    """In "rejected a ministry call to free X" the object is a noun, whatever its tag."""
    before = [c for c in tree.children[word] if c < word]
    if tree.child(word, "obj", "aux", "mark") is not None or not any(
        tree.dep[c] in ("det", "amod", "compound", "case") or tree.possessive(c)
        for c in (*before, *(g for c in before for g in tree.children[c]))
    ):
        return
    for child in before:
        if tree.dep[child] == "nsubj" and child == word - 1:
            tree.attach(child, word, "compound")
    tree.retag(word, "NOUN", "NNS" if tree.lower[word].endswith("s") else "NN")


def _plural(tree: Tree, noun: int) -> None:
    """In "called the US strikes an outrage" no finite verb depends on "called": it is the plural of a noun."""
    verb, owner = tree.head[noun], noun - 1
    if tree.dep[owner] != "obj" or tree.head[owner] != verb:
        return
    predicate = tree.child(noun, "obj")
    tree.retag(noun, "NOUN", "NNS")
    for child in [c for c in tree.children[noun] if c > noun]:
        tree.attach(child, verb, "xcomp" if child == predicate else tree.deprel[child])
    for child in [c for c in tree.children[owner] if c < owner]:
        tree.attach(child, noun, tree.deprel[child])
    tree.attach(noun, verb, "obj")
    tree.attach(owner, noun, "compound")


def _addressee(tree: Tree, verb: int) -> None:
    """In "gave Niger 30 million kroner" the name is no part of the sum; of two objects the first is addressed."""
    objects = tree.kids(verb, "obj")
    if len(objects) == 2 and verb < objects[0] and tree.child(verb, "iobj") is None:
        tree.attach(objects[0], verb, "iobj")
        return
    name, noun = verb + 1, tree.child(verb, "obj")
    if (
        noun is None
        or tree.pos[name] != "PROPN"
        or noun not in (tree.head[name], tree.head[tree.head[name]])
        or tree.dep[name] not in _INSIDE
    ):
        return
    last = name
    while tree.pos[last + 1] == "PROPN" and tree.head[last + 1] in (noun, name, tree.head[name]):
        last += 1
    if last + 1 >= noun or not (tree.pos[last + 1] in ("NUM", "DET") or tree.tag[last + 1] == "$"):
        return
    tree.attach(last, verb, "iobj")
    for token in range(name, last):
        tree.attach(token, last, "compound")


def _participle(tree: Tree, mark: int) -> None:
    """In "X's escalating attacks" the participle modifies the noun, of which X is the possessor."""
    owner, verb = tree.head[mark], mark + 1
    noun = tree.child(verb, "obj")
    if owner >= mark or tree.dep[mark] != "case" or noun is None or tree.head[verb] == noun:
        return
    if any(tree.pos[i] not in ("ADJ", "NOUN", "PROPN") for i in range(verb + 1, noun)) or tree.pos[noun] != "NOUN":
        return
    governor, relation = tree.head[owner], tree.deprel[owner]
    if governor == verb or tree.deprel[owner] == "nmod:poss" or tree.head[verb] > owner:
        return
    tree.attach(noun, governor, relation)
    tree.attach(owner, noun, "nmod:poss")
    tree.attach(verb, noun, "amod")


def _is_sentence(tree: Tree, start: int, end: int) -> bool:
    while end > start and (tree.text[end - 1].isspace() or tree.text[end - 1] in "\"'”’)"):
        end -= 1
    return end - start > 4 and tree.text[end - 1] in (".", "!", "?")


def _misread(tree: Tree, root: int) -> int | None:
    """The participle on a head noun that must be the main verb, or None."""
    for child in tree.children[root]:
        if tree.pos[child] != "VERB" or tree.tag[child] not in ("VBN", "VBD"):
            continue
        if tree.dep[child] == "acl" and child > root and tree.deprel[child] != "acl:relcl":
            if any(tree.deprel[c] == "obl:agent" or tree.case(c) == "by" for c in tree.children[child]):
                return None
            return child
        if tree.dep[child] == "amod" and child < root and tree.tag[child] == "VBD":
            before = child - 1
            if tree.head[before] == root and tree.pos[before] == "PROPN" and not tree.possessive(before):
                return child
    for token in sorted(tree.subtree(root)):  # "Those who are part of the first group of troops *arrived*"
        if tree.deprel[token] != "acl" or tree.tag[token] != "VBD" or tree.pos[token] != "VERB" or token < root:
            continue
        if not any(tree.case(c) == "by" for c in tree.children[token]):
            return token
    return None


def _attribute(tree: Tree, root: int, verbs: frozenset[str]) -> tuple[int, int] | None:
    """The participle before a noun that must be the main verb, and that noun: "A court on Monday *freed* activist X"."""
    for thing in tree.kids(root, "nmod", "appos", "flat", "dep"):
        verb = min(tree.subtree(thing))
        if verb <= root or tree.head[verb] != thing or tree.dep[verb] != "amod" or tree.case(thing):
            continue
        if tree.tag[verb] in ("VBN", "VBD") and tree.lemma[verb] in verbs and tree.pos[verb - 1] != "PUNCT":
            return verb, thing
    return None


def _untagged(tree: Tree, root: int, verbs: frozenset[str]) -> int | None:
    """The word between subject and object that must be the verb: "X and Y *back* Z"."""
    subject = tree.child(root, "nsubj")
    if subject is None or subject > root or tree.child(root, "cop", "aux") is not None:
        return None
    for child in tree.children[root]:
        if max(tree.subtree(subject)) + 1 == child < root and tree.lower[child] in verbs and not tree.children[child]:
            return child
    return None


def _is_headline(tree: Tree, root: int, verbs: frozenset[str]) -> bool:
    """Whether the noun at the root is a verb in the present tense: "A court *sentences* X", "40,000 farmers *rally* in Y"."""
    if tree.lower[root] not in verbs or not _has_compound(tree, root):
        return False
    if tree.child(root, "cop", "aux") is not None or tree.case(root):
        return False
    plural = tree.tag[root] == "NNS"
    if plural and any(tree.lower[c] in ("a", "an") for c in tree.kids(root, "det")):
        return True  # no plural has this article
    if not plural and tree.tag[root - 1] in ("NNS", "NNPS"):
        return True  # "farmers rally": no such compound
    for child in tree.children[root]:
        if child > root and (
            tree.dep[child] == "obj"
            or (tree.dep[child] == "appos" and min(tree.subtree(child)) == root + 1)
            or (tree.dep[child] == "advcl" and tree.tag[child] == "VB" and tree.child(child, "mark") == root + 1)
            or (tree.dep[child] == "conj" and tree.tag[child] in FINITE)
        ):
            return True
    return False


def _has_compound(tree: Tree, root: int) -> bool:
    """Whether the noun right before the root hangs on it as a part of its name."""
    subject = root - 1
    return (
        subject >= 0
        and tree.head[subject] == root
        and tree.dep[subject] in ("compound", "nmod", "nsubj")
        and tree.pos[subject] in ("NOUN", "PROPN")
        and not tree.possessive(subject)
        and not tree.case(subject)
    )


def _conjugate(tree: Tree, root: int) -> None:
    """Make the word at the root the verb of the noun before it."""
    subject = root - 1
    for child in [c for c in tree.children[root] if c < subject and tree.pos[c] != "PUNCT" and not tree.case(c)]:
        tree.attach(child, subject, tree.deprel[child])
    tree.attach(subject, root, "nsubj")
    for child in [c for c in tree.children[root] if c > root]:
        relation = {"appos": "obj", "acl": "advcl", "nmod": "obl"}.get(tree.deprel[child])
        if relation is not None:
            tree.attach(child, root, relation)
    if tree.pos[root] != "VERB":
        tree.retag(root, "VERB", "VBZ" if tree.tag[root] == "NNS" else "VBP")


def _promote(tree: Tree, root: int, verb: int) -> None:
    dependents = [c for c in tree.children[root] if c != verb]
    tree.uproot(verb)
    if verb > root:
        tree.attach(root, verb, "nsubj")
        moved = [c for c in dependents if c > verb]
    else:
        tree.attach(root, verb, "obj")
        tree.attach(tree.child(root, "nsubj") or verb - 1, verb, "nsubj")
        moved = [c for c in dependents if c < verb - 1 or (c > root and tree.dep[c] in ("acl", "punct", "obl", "nmod"))]
        moved = [c for c in moved if tree.pos[c] not in ("DET", "ADJ") or c > root]
    for child in moved:
        if child != verb - 1 or verb > root:
            dep = tree.deprel[child]
            if dep == "acl":
                dep = "advcl"
            elif tree.pos[child] in NOMINAL and dep.startswith("nmod"):
                dep = "obl" + dep[4:]
            tree.attach(child, verb, dep)
    if tree.pos[verb] != "VERB":
        tree.retag(verb, "VERB", "VBZ" if tree.lower[verb].endswith("s") else "VBP")
    else:
        tree.tag[verb] = "VBD"
