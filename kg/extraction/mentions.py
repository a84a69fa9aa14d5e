"""Mentions: names found by the actor base and the entity recogniser, described actors ("US troops"), pronouns."""

from __future__ import annotations

from kg.actors.linking import Linker
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Mention
from kg.extraction.names import NameFinder
from kg.extraction.nominals import NominalFinder
from kg.extraction.owners import owner_of
from kg.extraction.phrases import Phrases
from kg.extraction.tree import Tree

_PERSON_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_PRONOUNS = {**_PERSON_PRONOUNS, **dict.fromkeys("it its itself they them their themselves".split(), "")}
_SPEAKERS = frozenset("i me my we us our ours myself ourselves".split())


class MentionFinder:
    """Finds the mentions of a document; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        phrases = Phrases(lexicon)
        self.names = NameFinder(linker, phrases)
        self.nominals = NominalFinder(phrases)

    def find(self, tree: Tree, date: str | None) -> list[Mention]:
        """All mentions in the order of the text; names do not overlap, descriptions may contain names."""
        names = self.names.find(tree, date)
        taken: dict[int, Mention] = {i: mention for mention in names for i in range(mention.start, mention.end)}
        mentions = [*names]
        passed = -1
        for index in range(tree.size):
            if index in taken or index <= passed:
                continue
            pos = tree.pos[index]
            if pos in ("NOUN", "PROPN", "ADJ"):
                nominal = self.nominals.find(tree, index, taken) if pos != "ADJ" else self.nominals.before(tree, index)
                if nominal is not None:
                    if _proper(tree, nominal, taken):
                        nominal.kind, nominal.how = "name", "capitalised like a name"
                        taken.update((i, nominal) for i in range(nominal.start, nominal.end))
                    mentions.append(nominal)
                    passed = nominal.end - 1
            elif pos in ("PRON", "DET") and (mention := _pronoun(tree, index)) is not None:
                mentions.append(mention)
        mentions.sort(key=lambda m: (m.head, m.start))
        by_token: dict[int, Mention] = dict(taken)
        for mention in mentions:
            if mention.kind == "pronoun":
                by_token[mention.head] = mention
        for mention in mentions:
            if mention.kind == "nominal" and mention.owner is None:
                mention.owner = owner_of(tree, mention, by_token)
        return mentions


def _proper(tree: Tree, nominal: Mention, taken: dict[int, Mention]) -> bool:
    """Whether a described group is written as a name ("the Global Coalition"), and not in a headline."""
    words = range(nominal.start, nominal.end)
    if len(words) < 2 or nominal.type not in ("ArmedGroup", "Organization") or any(i in taken for i in words):
        return False
    if not all(tree.text[i][:1].isupper() for i in words):
        return False
    start, end = tree.sentences[tree.sentence[nominal.head]]
    others = [
        tree.text[i] for i in range(start, end) if i not in words and tree.text[i].isalpha() and len(tree.text[i]) > 3
    ]
    return sum(text[:1].isupper() for text in others) <= len(others) / 2


def _pronoun(tree: Tree, index: int) -> Mention | None:
    word = tree.lower[index]
    if word in _SPEAKERS and tree.text[index] != "US":
        return Mention(
            index,
            index + 1,
            index,
            "pronoun",
            "",
            noun="speaker",
            plural=word in ("we", "us", "our", "ours", "ourselves"),
            sure=0.7,
        )
    if word not in _PRONOUNS or (word == "it" and tree.dep[index] == "expl"):
        return None
    person = word in _PERSON_PRONOUNS
    return Mention(index, index + 1, index, "pronoun", "Person" if person else "", gender=_PRONOUNS[word],
                   plural=word in ("they", "them", "their", "themselves"), noun=word, sure=0.75)  # fmt: skip
