"""Coreference: which entity each mention of a document refers to, in one pass from left to right.

Names link by the actor base or by equality of name (naming.py); descriptions ("the militia", "both countries") and
pronouns look back for the one entity that fits in type, number and gender (descriptions.py, pronouns.py). Where two fit
equally, none is taken: a wrong edge costs more than a missing one. First persons wait for their speakers (speech.py).
"""

from __future__ import annotations

from kg.actors.linking import Linker
from kg.extraction.arguments import Arguments
from kg.extraction.descriptions import Descriptions
from kg.extraction.discourse import Discourse
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.naming import Naming
from kg.extraction.pronouns import Pronouns
from kg.extraction.tree import Tree


class Resolver:
    """Gives every mention its entity, or none; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        self.naming = Naming(lexicon)
        self.descriptions = Descriptions(linker, lexicon)
        self.pronouns = Pronouns(lexicon, self.descriptions.resolve)

    def resolve(self, tree: Tree, mentions: list[Mention], document: str, date: str | None) -> list[Entity]:
        """Set `entity` of the mentions (None where nothing fits); returns the entities in order of first mention.

        Adds the short names that the mention finder passed over."""
        talk = Discourse(tree, document, date, Arguments(tree))
        self.naming.prepare(mentions, talk)
        talk.mentions.update((mention.head, mention) for mention in mentions)
        mentions.sort(key=lambda m: (m.head, m.start))
        for mention in mentions:
            if mention.kind == "nominal" and mention.entity is None:
                self.descriptions.resolve(mention, talk)
            elif mention.kind == "pronoun" and mention.noun != "speaker":
                self.pronouns.resolve(mention, talk)
                if mention.entity is None:
                    talk.open.append(mention)
            if mention.entity is not None:
                if mention.kind != "pronoun":
                    _name(tree, mention)
                talk.note(mention)
        for mention in mentions:
            if (
                mention.kind == "name"
                and mention.actor is None
                and mention.entity is not None
                and mention.noun != "people"
            ):
                mention.type = mention.entity.type
        return list(talk.entities.values())


def _name(tree: Tree, mention: Mention) -> None:
    """Add what the text says to the names of its entity."""
    entity, owner = mention.entity, mention.owner
    assert entity is not None
    entity.add_name(tree.whole[tree.idx[mention.start] : tree.end_of(mention.end - 1)])
    if mention.kind != "nominal" or not mention.noun:
        return
    if entity.named and entity.type in ("ArmedGroup", "Organization", "Person"):
        entity.nouns.update({mention.noun, mention.noun.split()[-1]})
    if owner is not None and owner.start < mention.start and owner.kind != "pronoun":
        entity.add_name(tree.whole[tree.idx[owner.start] : tree.end_of(mention.end - 1)])
