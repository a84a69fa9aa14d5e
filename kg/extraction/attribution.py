"""Attribution: who says a clause, by "according to X", ", X said", "in the view of X", "as X puts it", "citing X"."""

from __future__ import annotations

from kg.extraction.tree import Tree

SPEECH = frozenset(
    "say tell report announce claim state declare add note write assert maintain insist argue explain allege "
    "believe suspect think acknowledge admit confirm reveal disclose testify recall stress emphasise emphasize "
    "reiterate describe call post tweet contend suggest conclude find estimate assess warn accuse blame charge "
    "complain caution quote comment remark respond reply tell inform brief indicate show fear".split()
)
# Nouns that speak for whoever made them: "a report by X", "X's account", "in the view of X".
SPOKEN = frozenset(
    "account report statement view opinion version word word telling figure datum data estimate count tally "
    "testimony document communique communiqué release finding assessment analysis paper memo letter tweet post "
    "speech interview claim message belief eye judgement judgment reckoning source dispatch cable transcript study "
    "survey record announcement".split()
)
_INFORMANTS = frozenset(
    "official source diplomat witness resident spokesman spokeswoman spokesperson agency intelligence doctor medic "
    "analyst activist expert media newspaper police officer minister governor commander survivor relative rescuer "
    "lawyer".split()
)
_HEARSAY = frozenset("rumour rumor legend gossip hearsay".split())
_SEEMING = frozenset("seem appear".split())
_NO_SOURCES = frozenset("plan schedule law constitution custom rule tradition agreement need ability".split())
_VIEWS = frozenset(
    "view opinion account version word telling eye judgement judgment reckoning estimate assessment".split()
)


def speaker(tree: Tree, verb: int) -> int | None:
    """The subject of a verb of saying, or the agent of its passive."""
    passive = False
    for child in tree.children[verb]:
        passive |= tree.deprel[child] in ("nsubj:pass", "aux:pass")
        if tree.deprel[child] in ("nsubj", "obl:agent") or (tree.dep[child] == "obl" and tree.case(child) == "by"):
            return None if tree.lower[child] in ("it", "there", "which", "that", "what") else child
    if passive:
        return None
    if tree.dep[verb] in ("conj", "xcomp", "advcl") and tree.head[verb] != verb and not _of_whom(tree, verb):
        return speaker(tree, tree.head[verb])
    if tree.dep[verb] == "acl" and tree.tag[verb] != "VBN":  # "two men *accused* of it" have said nothing
        return tree.head[verb]
    return None


def _of_whom(tree: Tree, verb: int) -> bool:
    """Whether a participle tells what is said of the subject: "the general, *accused* of it, fled"."""
    return tree.dep[verb] == "advcl" and tree.tag[verb] == "VBN" and tree.child(verb, "aux") is None


def according(tree: Tree, node: int) -> int | None:
    """The source of "according to X", "in the view of X", "by X's account", "citing X" that hangs on a node."""
    for child in tree.children[node]:
        dep = tree.dep[child]
        if dep in ("obl", "nmod", "advcl"):
            case = tree.case(child)
            if case.startswith("according") or case == "per":
                return None if tree.lemma[child] in _NO_SOURCES else child
            if case in ("in", "by", "from") and tree.lemma[child] in _VIEWS and _owned(tree, child):
                return child
        if dep in ("advcl", "case") and tree.lower[child] in ("according", "citing", "quoting"):
            for more in tree.children[child]:
                if tree.dep[more] in ("obl", "nmod") and tree.lower[child] == "according":
                    return None if tree.lemma[more] in _NO_SOURCES else more
                if tree.dep[more] == "obj" and (tree.pos[more] == "PROPN" or tree.lemma[more] in SPOKEN | _INFORMANTS):
                    return more
    return None


def _owned(tree: Tree, noun: int) -> bool:
    return any(
        tree.possessive(c) or (tree.dep[c] == "nmod" and tree.case(c) in ("of", "by")) for c in tree.children[noun]
    )


def parenthetical(tree: Tree, node: int) -> tuple[int | None, int] | None:
    """Subject and verb of ", X said", "as X puts it" or "it seems" that hangs on the clause it reports."""
    for child in tree.children[node]:
        dep = tree.dep[child]
        if dep not in ("parataxis", "advcl", "ccomp") or tree.pos[child] not in ("VERB", "AUX"):
            continue
        if tree.lemma[child] in _SEEMING and dep != "ccomp" and tree.child(child, "xcomp", "ccomp", "nsubj") is None:
            return None, child
        as_clause = dep == "advcl" and any(tree.lower[c] == "as" for c in tree.kids(child, "mark", "advmod"))
        if (
            as_clause
            and tree.lemma[child] in ("tell", "put", "see", "have")
            and any(tree.lower[c] in ("it", "this") for c in tree.kids(child, "obj"))
        ):
            return speaker(tree, child), child
        if as_clause and any(tree.lower[c] in ("i", "we") for c in tree.kids(child, "nsubj")):
            continue  # "as I have reported": the writer's own word
        if as_clause and any(tree.lemma[c] in ("name", "title") for c in tree.kids(child, "nsubj")):
            continue  # "as its name suggests"
        if tree.lemma[child] not in SPEECH or tree.child(child, "ccomp", "xcomp", "obj") is not None:
            continue
        if (dep == "advcl" and not as_clause) or (dep == "ccomp" and child < node):
            continue
        return speaker(tree, child), child
    return None


def own_word(tree: Tree, source: int) -> bool:
    """Whether a source is the subject's own: "according to its own figures"."""
    return any(tree.possessive(c) and tree.pos[c] == "PRON" for c in tree.children[source]) and any(
        tree.lower[c] == "own" for c in tree.children[source]
    )


def hearsay(tree: Tree, node: int, head: int) -> bool:
    """Whether a clause is told by "rumour has it that …"."""
    if tree.lemma[head] != "have" or tree.dep[node] not in ("ccomp", "acl", "advcl", "xcomp"):
        return False
    subject = tree.child(head, "nsubj")
    return subject is not None and tree.lemma[subject] in _HEARSAY
