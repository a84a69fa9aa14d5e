"""Short forms: acronyms that a text introduces, and names of bands that nobody recognised."""

from __future__ import annotations

from kg.actors.names import key
from kg.extraction.discourse import Discourse
from kg.extraction.identity import own_entity
from kg.extraction.mention import Mention
from kg.extraction.spans import head_of
from kg.extraction.tree import Tree

GROUP_ENDS = frozenset(
    "brigade brigades front army militia militias battalion battalions regiment forces cartel gang jihad "
    "guerrillas rebels movement legion".split()
)
_NO_CREWS = frozenset(
    "accords games awards islands mountains talks conventions nations states affairs hills heights times news olympics "
    "series wars protocols rights relations lands plains waters straits highlands".split()
)
_INTRODUCED = (
    ("(",), (",", "or"), ("or",), (",", "known", "as"), (",", "also", "known", "as"), (",", "called"),
    ("(", "known", "as"),
    ("(", "also", "known", "as"), ("known", "as"), (",", "abbreviated"), ("(", "or"), ("(", "the"),
)  # fmt: skip


def acronyms(tree: Tree, mentions: list[Mention], talk: Discourse) -> None:
    """ "Front for Change (FC)", "…, or FC,": the short form names the same entity for the rest of the document."""
    by_start = {m.start: m for m in mentions if m.kind == "name"}
    within: list[tuple[int, int]] = []
    for mention in [m for m in mentions if m.kind == "name"]:
        at = _introduced(tree, mention.end)
        if at is None:
            continue
        short = tree.text[at]
        other = by_start.get(at)
        if mention.actor is not None and other is not None and other.actor is not None:
            continue
        if mention.actor is None and other is not None and other.actor is not None:
            initials = "".join(word[0] for word in mention.label.replace("-", " ").split() if word[:1].isupper())
            if initials[:1] == short[:1] or sorted(initials) == sorted(short):
                mention.actor, mention.type = other.actor, other.actor.type
            continue
        if (
            mention.actor is None
            and mention.type != "Person"
            and (start := _first_word(tree, mention, short)) < mention.start
        ):
            mention.start = start
            mention.head = head_of(tree, start, mention.end)
            mention.label = tree.whole[tree.idx[start] : tree.end_of(mention.end - 1)]
            mention.type = "ArmedGroup" if tree.lower[start] in GROUP_ENDS else mention.type
            within.append((start, mention.end))
        talk.register("acronym " + key(short), own_entity(mention, talk))
    if within:
        kept = [m for m in mentions if m.kind == "name" or not any(start <= m.head < end for start, end in within)]
        if len(kept) < len(mentions):
            mentions[:] = kept


def crews(tree: Tree, mentions: list[Mention]) -> None:
    """ "The Blue Scarves": names in the plural after an article that nobody recognised; bands, parties and clubs."""
    covered = {i: m for m in mentions if m.kind in ("name", "adjective") for i in range(m.start, m.end)}
    for index in range(1, tree.size):
        word = tree.text[index]
        if (
            tree.pos[index] != "PROPN"
            or not word[:1].isupper()
            or not word.endswith("s")
            or index in covered
            or word.isupper()
        ):
            continue
        if (
            tree.lower[index] in _NO_CREWS
            or word.endswith(("ss", "us", "is"))
            or tree.text[index + 1 : index + 2] in (["-"], ["of"])
        ):
            continue
        start = index
        while (
            start > 0
            and tree.text[start - 1][:1].isupper()
            and tree.pos[start - 1] in ("PROPN", "ADJ", "NOUN")
            and index - start < 4
        ):
            start -= 1
        if start == index or start == 0 or tree.lower[start - 1] != "the" or not tree.head[start - 1] >= start:
            continue
        if index + 1 < tree.size and tree.pos[index + 1] == "PROPN":
            continue
        inside = {id(covered[i]): covered[i] for i in range(start, index) if i in covered}
        if any(m.start < start or m.end > index for m in inside.values()):
            continue
        mentions[:] = [m for m in mentions if id(m) not in inside and not start <= m.head <= index]
        label = tree.whole[tree.idx[start] : tree.end_of(index)]
        head = head_of(tree, start, index + 1)
        mentions.append(Mention(start, index + 1, head, "name", "Organization", plural=True, label=label,
                                how="name in the plural after an article", sure=0.75))  # fmt: skip


def _introduced(tree: Tree, end: int) -> int | None:
    """The token of an acronym that is introduced after a name's end."""
    for words in _INTRODUCED:
        at = end + len(words)
        if at >= tree.size or tuple(tree.lower[end:at]) != words:
            continue
        short = tree.text[at]
        closed = words[0] != "(" or tree.text[at + 1 : at + 2] == [")"] or tree.lower[at + 1 : at + 2] == [","]
        if short.isupper() and 1 < len(short) < 9 and short.isalpha() and closed:
            return at
    return None


def _first_word(tree: Tree, mention: Mention, short: str) -> int:
    """Where a name begins that its acronym spells, if before the mention ("Movement for a | Free Delta (MFD)")."""
    letters = [c for c in short.lower() if c.isalpha()]
    sentence = tree.sentences[tree.sentence[mention.head]][0]
    index = mention.end - 1
    first = mention.start
    while letters and index >= sentence:
        word = tree.text[index]
        if word[:1].isupper():
            if word[0].lower() != letters[-1]:
                return mention.start
            letters.pop()
            first = index
        elif tree.pos[index] not in ("ADP", "DET", "CCONJ", "PART") and word not in ("-", "'s", "’s", "’", "'"):
            return mention.start
        index -= 1
    return min(first, mention.start) if not letters else mention.start
