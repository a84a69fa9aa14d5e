"""New names: people, places and bodies that the actor base does not hold."""

from __future__ import annotations

from kg.actors.linking import Linker
from kg.extraction.mention import Mention
from kg.extraction.phrases import TITLES, Phrases
from kg.extraction.spans import head_of
from kg.extraction.tree import Tree

_PERSONS = frozenset({"Person"})
_GROUP_WORDS = frozenset(
    "brigade brigades front army militia movement battalion battalions regiment forces group cartel gang jihad resistance "
    "liberation guerrilla".split()
)
_PLACE_NOUNS = frozenset(
    "district area province village town region neighbourhood neighborhood suburb governorate county camp crossing valley".split()
)
_BODY_WORDS = frozenset(
    "ministry department council court parliament senate assembly congress commission police agency office bureau "
    "directorate authority government guard navy army force command corps division administration committee embassy".split()
)
DISASTERS = frozenset("fire wildfire typhoon hurricane cyclone storm earthquake tsunami flood eruption".split())
# The labels of the entity recogniser, and the types of actors.
RANKS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "NORP": "Population"}


class NewNames:
    """Finds names that the base does not hold; one for a pipeline."""

    def __init__(self, linker: Linker, phrases: Phrases) -> None:
        self.linker = linker
        self.phrases = phrases
        self.lexicon = phrases.lexicon

    def people(self, tree: Tree, covered: set[int]) -> list[Mention]:
        """Proper nouns of two words and more that neither the base nor the entity recogniser saw, where their place in
        the sentence shows that they are a person (a title before, a post after, UD's flat names)."""
        names: list[Mention] = []
        index = 0
        while index < tree.size:
            if index in covered or tree.pos[index] != "PROPN" or not tree.text[index][:1].isupper():
                index += 1
                continue
            start = index
            while (
                start > 0
                and start - 1 not in covered
                and tree.text[start - 1][:1].isupper()
                and tree.pos[start - 1] in ("ADJ", "NOUN", "X")
                and tree.head[start - 1] in (index, index + 1)
                and not self.phrases.known(tree.lower[start - 1])
            ):
                start -= 1
            end = index + 1
            while end < tree.size and end not in covered and _continues(tree, end):
                end += 1
            index = end
            while start < end and (
                self.phrases.known(tree.lower[start]) or tree.lower[start] in TITLES or tree.text[start] == "-"
            ):
                start += 1  # "Attorney-General X"
            while end > start and tree.text[end - 1] == "-":
                end -= 1
            if end - start < 2:
                if (
                    start > 0
                    and tree.lower[start - 1] in TITLES
                    and end > start
                    and tree.head[start] != tree.head[start - 1]
                ) or (start > 0 and end > start and tree.lower[start - 1] in ("mr", "mrs", "ms", "dr", "mullah")):
                    names.append(self.entity(tree, start, end, "PERSON"))
                continue
            flat = any(tree.dep[i] == "flat" for i in range(start, end))
            post = tree.text[end : end + 1] == [","] and any(
                self.lexicon.roles.get(self.phrases.longest(tree, i)[0])
                for i in range(end + 1, min(end + 8, tree.size))
                if tree.dep[i] == "appos"
            )
            title = start > 0 and (tree.lower[start - 1] in self.lexicon.roles or tree.lower[start - 1] in TITLES)
            if post or (title and (flat or end - start <= 4)) or self.close_to_known(tree, start, end):
                names.append(self.entity(tree, start, end, "PERSON"))
        return names

    def places(self, tree: Tree, names: list[Mention]) -> list[Mention]:
        """The unknown name before "district", "village" …: "the **Doura** district"."""
        covered = {i for name in names for i in range(name.start, name.end)}
        found = []
        for head in range(1, tree.size):
            before = head - 1
            if (
                tree.lower[head] not in _PLACE_NOUNS
                or before in covered
                or tree.pos[before] != "PROPN"
                or not tree.text[before][:1].isupper()
                or tree.pos[head] == "VERB"
            ):
                continue
            start = before
            while (
                start > 0
                and start - 1 not in covered
                and tree.pos[start - 1] == "PROPN"
                and tree.text[start - 1][:1].isupper()
                and not self.phrases.known(tree.lower[start - 1])
            ):
                start -= 1
            if self.phrases.known(tree.lower[before]):
                continue
            name = tree.whole[tree.idx[start] : tree.end_of(before)]
            found.append(
                Mention(
                    start, before + 1, before, "name", "Place", label=name, how="name before a place noun", sure=0.8
                )
            )
        return found

    def close_to_known(self, tree: Tree, start: int, end: int) -> bool:
        """Whether a name is close to that of a person whom the base holds."""
        return self.linker.close(tree.whole[tree.idx[start] : tree.end_of(end - 1)], _PERSONS) is not None

    def entity(self, tree: Tree, start: int, end: int, label: str) -> Mention:
        """The mention of a named entity: of a known actor whose name is close to it, else of a new one."""
        kind = RANKS[label]
        words = {tree.lower[i] for i in range(start, end)}
        if label == "ORG" and words & _BODY_WORDS:
            kind = "GovernmentBody"
        elif label in ("ORG", "NORP") and words & _GROUP_WORDS:
            kind = "ArmedGroup"
        head = head_of(tree, start, end)
        name = tree.whole[tree.idx[start] : tree.end_of(end - 1)]
        if kind in ("Organization", "ArmedGroup", "Person"):
            close = self.linker.close(name, frozenset({kind}))
            if close is not None:
                return Mention(start, end, head, "name", close.actor.type, close.actor, gender=close.actor.gender,
                               label=close.actor.label, how=close.how, sure=close.score)  # fmt: skip
        adjective = label == "NORP" and tree.pos[head] == "ADJ"
        return Mention(start, end, head, "adjective" if adjective else "name", kind, label=name,
                       plural=label == "NORP" and name.endswith("s"), how=f"named entity ({label})", sure=0.85)  # fmt: skip


def _continues(tree: Tree, index: int) -> bool:
    """Whether a word goes on with the person's name before it: "Lai Ching-**te**", "Muhammad **bin** Salman"."""
    if tree.text[index - 1] == "-":
        return tree.text[index].isalpha() and tree.end_of(index - 1) == tree.idx[index]
    if tree.text[index] == "-":
        return True
    return tree.pos[index] == "PROPN" and (
        tree.text[index][:1].isupper() or tree.text[index] in ("al", "bin", "de", "van")
    )
