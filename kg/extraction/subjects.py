"""Subjects: clauses in the present or past tense whose subject the parser gave to another word.

No finite verb of English goes without a subject, unless it shares the one of the verb that it is joined to. What stands
right before it decides: the last of a pair of objects, the noun after "as" or "after", the noun after a participle.
"""

from __future__ import annotations

from kg.extraction.tree import NOMINAL, Tree

FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBORDINATING = frozenset({"as", "after", "before", "since", "until"})
_JOINED = frozenset({"advcl", "ccomp", "parataxis", "conj"})


def give_subjects(tree: Tree) -> None:
    """Mend them in place."""
    for verb in range(1, tree.size):
        if tree.pos[verb] != "VERB" or tree.tag[verb] not in FINITE or tree.deprel[verb] == "acl:relcl":
            continue
        if tree.child(verb, "nsubj", "csubj", "expl", "mark", "aux", "cop") is None:
            before = _end_before(tree, verb)
            for mend in (_subordinate, _second_clause, _main):
                if before >= 0 and mend(tree, verb, before):
                    break


def _end_before(tree: Tree, verb: int) -> int:
    """The last word before a verb, adverbs and dates aside; -1 where a comma, a conjunction or nothing stands there."""
    last = verb - 1
    while last >= 0 and tree.sentence[last] == tree.sentence[verb]:
        if tree.dep[last] == "advmod":
            last -= 1
        elif (
            _hangs_on(tree, last, verb) and tree.dep[last] == "obl" and tree.case(last) == "on" and _capital(tree, last)
        ):
            last = min(tree.subtree(last)) - 1  # "on Wednesday", "on June 13"
        else:
            break
    if last < 0 or tree.sentence[last] != tree.sentence[verb] or tree.pos[last] in ("PUNCT", "CCONJ", "SPACE", "PART"):
        return -1
    return last


def _by(tree: Tree, verb: int) -> bool:
    """Whether a verb has an agent, and so is a participle."""
    return any(tree.case(c) == "by" or tree.deprel[c] == "obl:agent" for c in tree.children[verb])


def _stands_free(tree: Tree, noun: int) -> bool:
    """Whether no preposition stands before a noun but one that a comma cuts off from it."""
    return all("," in tree.text[c + 1 : noun] for c in tree.kids(noun, "case"))


def _hangs_on(tree: Tree, word: int, verb: int) -> bool:
    """Whether a word depends on a verb, or on a clause before it."""
    head = tree.head[word]
    return head == verb or (head < verb and tree.head[head] == verb and tree.dep[head] == "advcl")


def _capital(tree: Tree, token: int) -> bool:
    return tree.pos[token] == "NUM" or tree.text[token][:1].isupper()


def _ending_at(tree: Tree, last: int) -> list[int]:
    """The nouns whose phrase ends with a word, the innermost first."""
    found, node = [], last
    for _ in range(tree.size):
        if tree.pos[node] in NOMINAL:
            found.append(node)
        head = tree.head[node]
        if (
            head == node
            or head > last
            or max((i for i in tree.subtree(head) if tree.pos[i] != "PUNCT"), default=head) > last
        ):
            break
        node = head
    return found


def _subordinate(tree: Tree, verb: int, last: int) -> bool:
    """ "After *a fire* in a shop kills nine": a conjunction taken for a preposition."""
    if tree.dep[verb] == "acl":
        noun, head = tree.head[verb], tree.head[tree.head[verb]]
        if (
            tree.tag[verb] != "VBD"
            or _by(tree, verb)
            or tree.case(noun) not in _SUBORDINATING
            or tree.dep[noun] != "obl"
        ):
            return False
        if tree.child(verb, "obj", "obl", "ccomp", "xcomp") is None:
            return False
        tree.attach(verb, head, "advcl")
    elif tree.dep[verb] in _JOINED:
        found = [
            n
            for n in _ending_at(tree, last)
            if tree.dep[n] == "obl" and tree.case(n) in _SUBORDINATING and tree.head[n] in (verb, tree.head[verb])
        ]
        if not found:
            return False
        noun = found[-1]
        tree.attach(verb, tree.head[verb], "advcl")
    else:
        return False
    for child in tree.kids(noun, "case"):
        tree.attach(child, verb, "mark")
    tree.attach(noun, verb, "nsubj")
    return True


def _second_clause(tree: Tree, verb: int, last: int) -> bool:
    """ "X condemns Y's acts and *the envoy* calls on Z": a subject taken for a second object."""
    head = tree.head[verb]
    if tree.dep[verb] == "acl" and tree.dep[head] == "conj" and _no_participle(tree, verb):
        head = next((a for a in tree.ancestors(head) if tree.pos[a] == "VERB"), head)
    elif tree.dep[verb] not in _JOINED:
        return False
    if head >= verb or tree.tag[head] not in FINITE or _by(tree, verb):
        return False
    if (tree.tag[verb] == "VBD") != (tree.tag[head] == "VBD"):
        return False
    for noun in _ending_at(tree, last):
        first = tree.head[noun]
        if tree.dep[noun] != "conj" or tree.pos[first] not in NOMINAL or first <= head:
            continue
        if tree.text[min(tree.subtree(noun))] not in ("and", "but", "while"):
            continue
        tree.attach(verb, head, "conj")
        tree.attach(noun, verb, "nsubj")
        return True
    return False


def _no_participle(tree: Tree, verb: int) -> bool:
    """Whether a word in -ed has what no passive has: an object, or an addressee who is to do something."""
    addressed = any(tree.case(c) in ("on", "for") for c in tree.kids(verb, "obl"))
    return tree.tag[verb] == "VBD" and (
        tree.child(verb, "obj") is not None or (addressed and tree.child(verb, "advcl", "xcomp") is not None)
    )


def _main(tree: Tree, verb: int, last: int) -> bool:
    """The subject of the main verb, where a phrase or clause before it took it."""
    if tree.head[verb] != verb:
        return False
    for noun in _ending_at(tree, last):
        head, dep = tree.head[noun], tree.dep[noun]
        if dep == "obl" and head == verb and tree.pos[noun] == "PROPN" and _stands_free(tree, noun):
            for child in [c for c in tree.children[noun] if c < noun and "," in tree.text[c + 1 : noun]]:
                tree.attach(child, verb, tree.deprel[child] if tree.dep[child] != "case" else "advmod")
            tree.attach(noun, verb, "nsubj")  # "Ahead of the summit, *X* on Monday met …"
            return True
        loose = dep == "obj" or (dep == "obl" and not tree.case(noun))
        if loose and tree.dep[head] == "advcl" and tree.head[head] == verb and tree.tag[head] == "VBG":
            start = min(tree.subtree(noun))
            if tree.text[start - 1] == ",":  # "Acting on a tip, *officers* arrested …"
                tree.attach(noun, verb, "nsubj")
                return True
    for clause in tree.kids(verb, "advcl"):  # "*the army* led by X overthrew …"
        subject = tree.child(clause, "nsubj")
        if clause > verb or subject is None or tree.tag[clause] != "VBN" or max(tree.subtree(clause)) != last:
            continue
        if tree.child(clause, "aux", "cop", "mark") is None and _by(tree, clause):
            tree.attach(subject, verb, "nsubj")
            tree.attach(clause, subject, "acl")
            return True
    return False


def fronted(tree: Tree, start: int, root: int) -> None:
    """In "Since the war that toppled Z, X and Y have been …" the subject is no conjunct of Z."""
    if tree.child(root, "nsubj", "csubj", "expl") is not None:
        return
    finite = [c for c in (*tree.kids(root, "aux", "cop"), root) if c <= root and tree.tag[c] in (*FINITE, "MD")]
    if not finite:
        return
    verb = min(finite)
    last = verb - 1
    while last > start and (tree.dep[last] == "advmod" or tree.text[last] == ","):
        last -= 1
    chained = [noun for noun in _ending_at(tree, last) if tree.dep[noun] in ("conj", "appos", "flat")]
    if not chained:
        return
    last = chained[0]
    chain = [last]
    while tree.dep[chain[-1]] in ("conj", "flat", "appos") and tree.head[chain[-1]] < chain[-1]:
        chain.append(tree.head[chain[-1]])
    first = chain[-1]
    members = [c for c in tree.children[first] if tree.dep[c] in ("conj", "appos") and first < c <= last]
    cut = next(
        (c for c in members if tree.text[min(tree.subtree(c)) - 1] == "," or tree.text[min(tree.subtree(c))] == ","),
        None,
    )
    if cut is None or first < start:
        return
    for member in members:
        if member == cut:
            tree.attach(member, root, "nsubj")
        elif member > cut:
            tree.attach(member, cut, "conj")


def give_back(tree: Tree, subject: int, main: int) -> None:
    """In "Since the war that toppled Z, X and Y have been …" Z is the object of the verb right before it."""
    verb = tree.head[main]
    after_comma = any(
        tree.dep[c] in ("conj", "appos") and tree.text[min(tree.subtree(c))] == "," for c in tree.children[subject]
    )
    if verb + 1 == min(tree.subtree(subject)) and tree.deprel[verb] == "acl:relcl" and after_comma:
        tree.attach(subject, verb, "obj")
