"""View: one document as the readers of relations see it."""

from __future__ import annotations

from kg.actors.names import slug
from kg.extraction.arguments import Arguments
from kg.extraction.identity import described
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.tree import Tree
from kg.statements import ACTOR


class View:
    """One document as the finder sees it: tree, arguments, mentions by token."""

    def __init__(self, lexicon: Lexicon, tree: Tree, mentions: list[Mention], document: str = "") -> None:
        self.lexicon = lexicon
        self.event_nouns = lexicon.event_nouns
        self.document = document
        self.tree = tree
        self.arguments = Arguments(tree, self.event_nouns, lexicon.bodies)
        self.by_token: dict[int, Mention] = {}
        self.in_name: set[int] = set()
        for mention in mentions:
            if mention.kind == "nominal" or mention.kind == "pronoun":
                self.by_token[mention.head] = mention
        for mention in mentions:
            if mention.kind in ("name", "adjective"):
                for index in range(mention.start, mention.end):
                    self.by_token[index] = mention
                    self.in_name.add(index)

    def describe(self, token: int, kind: str, *, named: bool = False) -> Mention:
        """A mention made for a noun that is not in the list of descriptions, or for a name that nobody saw."""
        tree = self.tree
        start = token
        while (
            start > 0
            and tree.head[start - 1] in (token, token - 1)
            and tree.dep[start - 1] in ("amod", "compound", "nummod")
        ):
            start -= 1
        label = tree.whole[tree.idx[start] : tree.end_of(token)]
        mention = Mention(
            start,
            token + 1,
            token,
            "nominal",
            kind,
            plural=tree.tag[token] == "NNS",
            noun=tree.lemma[token],
            label=label,
            sure=0.75,
        )
        mention.entity = described(mention, self.document)
        if named:
            mention.kind = "name"
            mention.entity = Entity(
                ACTOR + (slug(label) or mention.entity.id.removeprefix(ACTOR)), label, kind, names=[label]
            )
        self.by_token[token] = mention
        return mention
