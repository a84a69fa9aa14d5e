"""Naming: names and their short forms (acronyms, surnames, first words of a group's name) as names of one entity."""

from __future__ import annotations

import hashlib

from kg.actors.names import fold, key, pieces, slug
from kg.extraction.discourse import AMBIGUOUS, Discourse
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Entity, Mention
from kg.extraction.mentions import _TITLES as TITLES
from kg.extraction.mentions import head_of
from kg.extraction.tree import Tree
from kg.statements import ACTOR

_GROUP_ENDS = frozenset(
    "brigade brigades front army militia militias battalion battalions regiment forces cartel gang jihad "
    "guerrillas rebels movement legion".split()
)
_NO_CREWS = frozenset(
    "accords games awards islands mountains talks conventions nations states affairs hills heights times news olympics "
    "series wars protocols rights relations lands plains waters straits highlands".split()
)
_GROUP_BEGINNINGS = frozenset("ansar jaysh jaish harakat jabhat kataib katibat liwa lashkar jund saraya asaib hizb".split())
_STATES = frozenset("republic kingdom emirate sultanate".split())
_NO_SURNAMES = frozenset({"al", "bin", "abu", "jr", "sr", "ii", "the"})
_INTRODUCED = (
    ("(",), (",", "or"), ("or",), (",", "known", "as"), (",", "also", "known", "as"), (",", "called"), ("(", "known", "as"),
    ("(", "also", "known", "as"), ("known", "as"), (",", "abbreviated"), ("(", "or"), ("(", "the"),
)  # fmt: skip
_MEN = frozenset("mr sir lord father king prince sheikh imam".split())
_WOMEN = frozenset("mrs ms miss lady queen princess sister".split())


class Naming:
    """Entities of names; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.titles = frozenset(_MEN | _WOMEN | TITLES | {noun for noun in lexicon.roles if " " not in noun})

    def prepare(self, mentions: list[Mention], talk: Discourse) -> None:
        """Give every name its entity, before descriptions and pronouns are looked at."""
        tree = talk.tree
        _crews(tree, mentions)
        _acronyms(tree, mentions, talk)
        names = sorted((m for m in mentions if m.kind in ("name", "adjective")), key=lambda m: m.start)
        for name in names:
            if name.actor is None and name.kind == "name":
                self._retype(tree, name)
            self._shorten(name, talk)
        for name in names:
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
            if rest[0] in ("for", "in", "on", "since", "after", "by", "with", "from") and not any(word[:1].isupper() for word in rest):
                name.end = index
                name.label = tree.whole[tree.idx[name.start] : tree.end_of(index - 1)]
                name.head = head_of(tree, name.start, name.end)
                break
        words = tree.lower[name.start : name.end]
        if words[0] in self.titles and len(words) > 1 and tree.text[name.start + 1][:1].isupper() and name.type != "Population":
            if words[-1] in _GROUP_ENDS:
                return
            name.type = "Person"
            name.start += 1
        elif len(words) > 2 and words[0] in self.titles and words[1] == "of" and name.type == "Organization":
            name.type = "Person"
        elif len(words) > 1 and (words[-1] in _GROUP_ENDS or words[0] in _GROUP_BEGINNINGS) and name.type != "GovernmentBody":
            name.type = "ArmedGroup"
        elif len(words) > 1 and name.type in ("Place", "Organization", "Person") and (words[-1] in _STATES or (words[0] in _STATES and words[1] == "of")):
            name.type = "State"
        if name.type == "Person":
            while name.end < tree.size and tree.dep[name.end] == "flat" and tree.head[name.end] == name.head and tree.text[name.end][:1].isalpha():
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
                    return None if " " not in short else _own(mention, talk)
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
        return _own(mention, talk)

    def _shorten(self, mention: Mention, talk: Discourse) -> None:
        """Register the forms by which a full name may be taken up later: surname, initials, parts of a group's name."""
        if mention.kind != "name" or mention.noun == "people":
            return
        words = [fold(piece) for piece in pieces(mention.label)]
        if len(words) < 2:
            return
        if mention.type == "Person":
            entity = _own(mention, talk)
            for form in {words[-1], " ".join(words[-2:])} - _NO_SURNAMES:
                talk.register("person " + form, entity)
        elif mention.type in ("ArmedGroup", "Organization", "GovernmentBody"):
            entity = _own(mention, talk)
            capitals = [piece[0] for piece in talk.tree.text[mention.start : mention.end] if piece[:1].isupper()]
            if len(capitals) > 2:
                talk.register("acronym " + key("".join(capitals)), entity)
            if mention.actor is None and mention.type != "GovernmentBody":
                for form in (" ".join(words[:-1]), " ".join(words[1:])):
                    if len(form) > 3 and form.split()[-1] not in ("of", "for", "the"):
                        talk.register("group " + form, entity)

    def _unseen(self, tree: Tree, mentions: list[Mention], talk: Discourse) -> None:
        """Surnames and acronyms of the document that the mention finder passed over: they are names here."""
        surnames = {form[7:] for form, entity in talk.forms.items() if form.startswith("person ") and " " not in form[7:] and entity is not AMBIGUOUS}
        acronyms = {form[8:] for form, entity in talk.forms.items() if form.startswith("acronym ") and entity is not AMBIGUOUS}
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
            elif tree.pos[index] in ("PROPN", "NOUN", "ADJ", "X") and fold(text) in surnames and (index not in starts or tree.pos[index] == "PROPN"):
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


def _own(mention: Mention, talk: Discourse) -> Entity:
    """The entity that bears exactly this name."""
    actor = mention.actor
    if mention.noun == "people" and actor is not None:  # "Iraqis": a population of the state
        name = f"{actor.adjectives[0] if actor.adjectives else actor.label} people"
        return talk.entities.setdefault(ACTOR + slug(name), Entity(ACTOR + slug(name), name, "Population", plural=True))
    identifier = actor.iri if actor is not None else ACTOR + (slug(mention.label) or digest(mention.label))
    entity = talk.entities.get(identifier)
    if entity is None:
        entity = talk.entities[identifier] = Entity(
            identifier, actor.label if actor is not None else mention.label, actor.type if actor is not None else mention.type,
            actor, gender=mention.gender, plural=mention.plural,
        )  # fmt: skip
    return entity


def _acronyms(tree: Tree, mentions: list[Mention], talk: Discourse) -> None:
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
            if initials[:1] == short[:1]:
                mention.actor, mention.type = other.actor, other.actor.type
            continue
        if mention.actor is None and mention.type != "Person" and (start := _first_word(tree, mention, short)) < mention.start:
            mention.start = start
            mention.head = head_of(tree, start, mention.end)
            mention.label = tree.whole[tree.idx[start] : tree.end_of(mention.end - 1)]
            mention.type = "ArmedGroup" if tree.lower[start] in _GROUP_ENDS else mention.type
            within.append((start, mention.end))
        talk.register("acronym " + key(short), _own(mention, talk))
    if within:
        kept = [m for m in mentions if m.kind == "name" or not any(start <= m.head < end for start, end in within)]
        if len(kept) < len(mentions):
            mentions[:] = kept


def _crews(tree: Tree, mentions: list[Mention]) -> None:
    """ "The Blue Scarves": names in the plural after an article that nobody recognised; bands, parties and clubs."""
    covered = {i: m for m in mentions if m.kind in ("name", "adjective") for i in range(m.start, m.end)}
    for index in range(1, tree.size):
        word = tree.text[index]
        if tree.pos[index] != "PROPN" or not word[:1].isupper() or not word.endswith("s") or index in covered or word.isupper():
            continue
        if tree.lower[index] in _NO_CREWS or word.endswith(("ss", "us", "is")) or tree.text[index + 1 : index + 2] in (["-"], ["of"]):
            continue
        start = index
        while start > 0 and tree.text[start - 1][:1].isupper() and tree.pos[start - 1] in ("PROPN", "ADJ", "NOUN") and index - start < 4:
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


def digest(text: str) -> str:
    """A short stable hash, for what cannot be spelt in an identifier."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
