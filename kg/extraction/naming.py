"""Naming: names and their short forms (acronyms, surnames, first words of a group's name) as names of one entity."""

from __future__ import annotations

from kg.actors.names import fold, key, pieces
from kg.extraction.aliases import aliases
from kg.extraction.discourse import AMBIGUOUS, Discourse
from kg.extraction.identity import own_entity
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.phrases import TITLES
from kg.extraction.shortforms import GROUP_ENDS, acronyms, crews
from kg.extraction.spans import head_of
from kg.extraction.tree import Tree

_GROUP_BEGINNINGS = frozenset(
    "ansar jaysh jaish harakat jabhat kataib katibat liwa lashkar jund saraya asaib hizb".split()
)
_STATES = frozenset("republic kingdom emirate sultanate".split())
_HELD = frozenset({"held", "controlled", "occupied", "besieged"})  # "rebel-held **Karm**"
_NO_SURNAMES = frozenset({"al", "bin", "abu", "jr", "sr", "ii", "the"})
_MEN = frozenset("mr sir lord father king prince sheikh imam".split())
_WOMEN = frozenset("mrs ms miss lady queen princess sister".split())


class Naming:
    """Entities of names; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles = frozenset(_MEN | _WOMEN | TITLES | {noun for noun in lexicon.roles if " " not in noun})

    def prepare(self, mentions: list[Mention], talk: Discourse) -> None:
        """Give every name its entity, before descriptions and pronouns are looked at."""
        tree = talk.tree
        crews(tree, mentions)
        acronyms(tree, mentions, talk)
        names = sorted((m for m in mentions if m.kind in ("name", "adjective")), key=lambda m: m.start)
        for name in names:
            if name.actor is None and name.kind == "name":
                self._retype(tree, name)
            self._shorten(name, talk)
        known_as = aliases(tree, names)
        for name in names:
            whole = known_as.get(name.start)
            if whole is not None and whole.entity is not None:
                talk.register("acronym " + key(name.label), whole.entity)
            name.entity = self.entity(name, talk)
            if name.entity is None:
                continue
            talk.at[name.head] = name.entity
            if name.kind == "name":
                talk.names.update(dict.fromkeys(range(name.start, name.end), name))
                before = tree.lower[name.start - 1] if name.start else ""
                if name.entity.type == "Person" and before in self.titles:
                    name.entity.nouns.add(before)
                if name.entity.type == "Person" and not name.entity.gender and before in _MEN | _WOMEN:
                    name.entity.gender = "m" if before in _MEN else "f"
        self._unseen(tree, mentions, talk)

    def _retype(self, tree: Tree, name: Mention) -> None:
        """Correct the entity recogniser by the words of the name: "Sir X" is a person, "X Brigade" a group."""
        for index in range(name.start + 1, name.end):  # "the X Front for years"
            rest = tree.text[index : name.end]
            if rest[0] in ("for", "in", "on", "since", "after", "by", "with", "from") and not any(
                word[:1].isupper() for word in rest
            ):
                name.end = index
                name.label = tree.whole[tree.idx[name.start] : tree.end_of(index - 1)]
                name.head = head_of(tree, name.start, name.end)
                break
        words = tree.lower[name.start : name.end]
        if (
            words[0] in self.titles
            and len(words) > 1
            and tree.text[name.start + 1][:1].isupper()
            and name.type != "Population"
        ):
            if words[-1] in GROUP_ENDS:
                return
            name.type = "Person"
            name.start += 1
        elif len(words) > 2 and words[0] in self.titles and words[1] == "of" and name.type == "Organization":
            name.type = "Person"
        elif (
            len(words) > 1
            and (words[-1] in GROUP_ENDS or words[0] in _GROUP_BEGINNINGS)
            and name.type != "GovernmentBody"
        ):
            name.type = "ArmedGroup"
        elif (
            len(words) > 1
            and name.type in ("Place", "Organization", "Person")
            and (words[-1] in _STATES or (words[0] in _STATES and words[1] == "of"))
        ):
            name.type = "State"
        elif name.start > 1 and tree.text[name.start - 2] == "-" and tree.lower[name.start - 1] in _HELD:
            name.type = "Place"
        if name.type == "Person":
            while (
                name.end < tree.size
                and tree.dep[name.end] == "flat"
                and tree.head[name.end] == name.head
                and tree.text[name.end][:1].isalpha()
            ):
                name.end += 1
            if not name.start <= name.head < name.end:
                name.head = head_of(tree, name.start, name.end)
            name.label = tree.whole[tree.idx[name.start] : tree.end_of(name.end - 1)]

    def entity(self, mention: Mention, talk: Discourse) -> Entity | None:
        """The entity of a name, found by its short form where that was introduced before."""
        if mention.actor is None:
            short = key(mention.label)
            known = talk.forms.get("acronym " + short)
            if known is not None and known is not AMBIGUOUS:
                mention.how = "short form introduced before"
                mention.type = known.type
                return known
            if " " not in short or mention.type == "Person":
                person = talk.forms.get("person " + short)
                if person is AMBIGUOUS:
                    return None if " " not in short else own_entity(mention, talk)
                if person is not None and mention.type in ("Person", "Organization", "Place"):
                    if key(person.label) != short:
                        mention.how = "surname after the full name"
                        mention.type = "Person"
                    return person
            group = talk.forms.get("group " + short)
            if group is not None and group is not AMBIGUOUS and key(group.label) != short:
                mention.how = f"part of the name {group.label}"
                mention.type = group.type
                return group
        return own_entity(mention, talk)

    def _shorten(self, mention: Mention, talk: Discourse) -> None:
        """Register the forms by which a full name may be taken up later: surname, initials, parts of a group's name."""
        if mention.kind != "name" or mention.noun == "people":
            return
        words = [fold(piece) for piece in pieces(mention.label)]
        if len(words) < 2:
            return
        if mention.type == "Person":
            entity = own_entity(mention, talk)
            for form in sorted({words[-1], " ".join(words[-2:])} - _NO_SURNAMES):
                talk.register("person " + form, entity)
        elif mention.type in ("ArmedGroup", "Organization", "GovernmentBody"):
            entity = own_entity(mention, talk)
            capitals = [piece[0] for piece in talk.tree.text[mention.start : mention.end] if piece[:1].isupper()]
            if len(capitals) > 2:
                talk.register("acronym " + key("".join(capitals)), entity)
            if mention.actor is None and mention.type != "GovernmentBody":
                for form in (" ".join(words[:-1]), " ".join(words[1:])):
                    if len(form) > 3 and form.split()[-1] not in ("of", "for", "the"):
                        talk.register("group " + form, entity)

    def _unseen(self, tree: Tree, mentions: list[Mention], talk: Discourse) -> None:
        """Surnames and acronyms of the document that the mention finder passed over: they are names here."""
        surnames = {
            form[7:]
            for form, entity in talk.forms.items()
            if form.startswith("person ") and " " not in form[7:] and entity is not AMBIGUOUS
        }
        acronyms = {
            form[8:] for form, entity in talk.forms.items() if form.startswith("acronym ") and entity is not AMBIGUOUS
        }
        if not surnames and not acronyms:
            return
        covered = {i for m in mentions if m.kind != "pronoun" for i in range(m.start, m.end)}
        starts = {start for start, _ in tree.sentences}
        added = []
        for index, text in enumerate(tree.text):
            if not text[:1].isupper() or index in covered or len(text) < 3:
                continue
            if text.isupper():
                if tree.lower[index] not in acronyms:
                    continue
                kind = "Organization"
            elif (
                tree.pos[index] in ("PROPN", "NOUN", "ADJ", "X")
                and fold(text) in surnames
                and (index not in starts or tree.pos[index] == "PROPN")
            ):
                kind = "Person"
            else:
                continue
            name = Mention(index, index + 1, index, "name", kind, label=text, how="short form", sure=0.8)
            name.entity = self.entity(name, talk)
            if name.entity is not None:
                talk.at[index] = name.entity
                talk.names[index] = name
                added.append(name)
        mentions += added
