"""Names: actors that the actor base knows and the entity recogniser sees."""

from __future__ import annotations

from collections import Counter

from kg.actors.linking import Link, Linker
from kg.actors.matcher import Match
from kg.actors.model import Actor
from kg.extraction.contexts import Contexts
from kg.extraction.locative import locative
from kg.extraction.mention import Mention
from kg.extraction.newnames import DISASTERS, RANKS, NewNames
from kg.extraction.phrases import TITLES, Phrases
from kg.extraction.spans import head_of, trim
from kg.extraction.tree import Tree


class NameFinder:
    """Finds the names of a document; one for a pipeline."""

    def __init__(self, linker: Linker, phrases: Phrases) -> None:
        self.linker = linker
        self.phrases = phrases
        self.lexicon = phrases.lexicon
        self.new = NewNames(linker, phrases)

    def find(self, tree: Tree, date: str | None) -> list[Mention]:
        """The names of a document in the order of the text."""
        matches = self.linker.matcher.find(tree.text)
        contexts = Contexts(self.linker, self.lexicon, tree, matches)
        entities = [(ent.start, ent.end, ent.label_) for ent in tree.doc.ents if ent.label_ in RANKS]
        names, covered = self._linked(tree, date, contexts, entities)
        names += self._recognised(tree, date, contexts.whole, entities, covered)
        names += self.new.people(tree, {i for name in names for i in range(name.start, name.end)})
        names += self._within_names(tree, names) + self.new.places(tree, names)
        names = self._foreign_bodies(tree, names)
        names.sort(key=lambda m: m.start)
        return names

    def _linked(
        self, tree: Tree, date: str | None, contexts: Contexts, entities: list[tuple[int, int, str]]
    ) -> tuple[list[Mention], set[int]]:
        """Names that the base holds, and the tokens that need no other look."""
        matches = contexts.matches
        label_at = {i: (start, end, label) for start, end, label in entities for i in range(start, end)}
        names: list[Mention] = []
        covered: set[int] = set()
        matched = {i for match in matches for i in range(match.start, match.end)}
        for match in matches:
            ent = next((label_at[i] for i in range(match.start, match.end) if i in label_at), None)
            if ent is not None and self._entity_wins(tree, ent, match, matched):
                continue
            if ent is None and not _plausible(tree, match):
                continue
            inside = ent is not None and ent[0] <= match.start and match.end <= ent[1]
            head = head_of(tree, match.start, match.end)
            role = self.phrases.role_before(tree, match.start)
            unsure = all(c.kind == "ambiguous" for c in match.candidates)
            if match.end - match.start == 1 and contexts.surname_of_another(match, unsure):
                continue
            if contexts.first_name(match):
                continue
            link = None
            for around in () if unsure and not role and contexts.inside_name(match) else contexts.of(match):
                link = self.linker.link(
                    match.candidates,
                    context=around,
                    ner=ent[2] if ent is not None and inside else "",
                    locative=locative(tree, head, self.lexicon),
                    date=date,
                    role=role,
                    described=self.phrases.described_before(tree, match.start),
                )
                if link is not None:
                    break
            if link is None:
                covered.update(range(match.start, match.end))
                if ent is not None and all(c.kind == "ambiguous" for c in match.candidates) and ent[2] == "PERSON":
                    covered.difference_update(range(match.start, match.end))
                continue
            names.append(_named(tree, match, head, link))
            covered.update(range(match.start, match.end))
        return names, covered

    def _recognised(
        self,
        tree: Tree,
        date: str | None,
        context: Counter[str],
        entities: list[tuple[int, int, str]],
        covered: set[int],
    ) -> list[Mention]:
        """Names that the entity recogniser sees where the base has none; their tokens are covered then."""
        names: list[Mention] = []
        for start, end, label in entities:
            if any(i in covered for i in range(start, end)):
                continue
            start, end = trim(tree, start, end)
            while label == "PERSON" and start < end < tree.size and _hyphenated(tree, end):  # "Hu Jin" + "-tao"
                end += 1
            if start >= end or not any(
                tree.text[i][:1].isupper() or tree.text[i][:1].isdigit() for i in range(start, end)
            ):
                continue
            if self.phrases.generic(tree, start, end) or _begins_sentence(tree, start, end):
                continue
            if tree.lower[start] in DISASTERS or tree.lower[end - 1] in DISASTERS:
                continue  # "Typhoon Phanfone", "the Woolsey Fire"
            if tree.lower[start : start + 2] == ["state", "for"]:
                continue  # "Secretary of *State for Culture*"
            if tree.lower[end - 1] in ("god", "allah"):
                continue  # "*May God* bless the republic"
            while (
                label == "PERSON"
                and end - start > 1
                and (tree.lower[start] in self.lexicon.roles or tree.lower[start] in TITLES)
            ):
                start += 1  # "Spokesperson Abbas Mosavi"
            if label == "PERSON":
                start = self._after_post(tree, start, end)
            role = self.phrases.role_before(tree, start) if label == "PERSON" else ""
            holder = (
                self.linker.titled(tree.whole[tree.idx[start] : tree.end_of(end - 1)], role, context, date)
                if role
                else None
            )
            if holder is not None:
                names.append(_named(tree, Match(start, end, ()), head_of(tree, start, end), holder))
            else:
                names.append(self.new.entity(tree, start, end, label))
            covered.update(range(start, end))
        return names

    def _after_post(self, tree: Tree, start: int, end: int) -> int:
        """Where a person's name begins within an entity that has a post before it ("Ministry Spokesman **X**")."""
        for index in range(end - 2, start, -1):
            phrase, first, _ = self.phrases.longest(tree, index)
            if phrase in self.lexicon.roles and first <= start:
                return index + 1
        return start

    def _entity_wins(self, tree: Tree, ent: tuple[int, int, str], match: Match, matched: set[int]) -> bool:
        """Whether a longer entity hides the base's name inside it ("Jordan Spieth", "Washington Post")."""
        start, end, label = ent
        if match.start < start or match.end > end or (match.start, match.end) == (start, end):
            return False
        types = {candidate.actor.type for candidate in match.candidates}
        rest = [i for i in range(start, end) if not match.start <= i < match.end]
        content = [i for i in rest if tree.pos[i] in ("PROPN", "NOUN", "ADJ") and tree.text[i][:1].isupper()]
        if not content or (label != "PERSON" and all(i in matched for i in content)):
            return False  # "US-Philippine" is two names
        if label == "PERSON":
            if "Person" not in types or match.end < end:
                return True
            # "Eric Trump" is not Trump; "Vladimir V. Putin" and "General Haftar" are who they are
            first = tree.lower[start]
            same = any(c.actor.label.lower().startswith(first) for c in match.candidates)
            return (
                match.start > start
                and not same
                and first not in TITLES
                and first not in self.lexicon.roles
                and not self.new.close_to_known(tree, start, end)
            )
        if label == "ORG":
            if any(c.kind == "adjective" for c in match.candidates) or types <= {"State", "Place"}:
                head = tree.lower[end - 1]
                known = head in self.lexicon.bodies or self.phrases.longest(tree, end - 1)[0] in self.lexicon.bodies
                known = known or (tree.lower[start] in self.lexicon.bodies and tree.lower[start + 1] == "of")
                return not known and match.end - match.start < end - start
            return match.end - match.start <= len(content)
        if label in ("GPE", "LOC"):
            return any(tree.pos[i] == "PROPN" for i in content)
        return False

    def _within_names(self, tree: Tree, names: list[Mention]) -> list[Mention]:
        """The place in the name of a group ("al-Qaeda in **Iraq**"): a mention of its own."""
        found = []
        for name in names:
            if name.type not in ("ArmedGroup", "Organization") or "in" not in tree.lower[name.start + 1 : name.end - 1]:
                continue
            first = tree.lower.index("in", name.start + 1) + 1
            for match in self.linker.matcher.find(tree.text[first : name.end]):
                places = {
                    c.actor.id: c.actor
                    for c in match.candidates
                    if c.kind == "name" and c.actor.type in ("State", "Place")
                }
                if match.start == 0 and first + match.end == name.end and len(places) == 1:
                    actor = next(iter(places.values()))
                    found.append(
                        Mention(
                            first,
                            name.end,
                            name.end - 1,
                            "name",
                            actor.type,
                            actor,
                            label=actor.label,
                            inner=True,
                            how="place in a name",
                            sure=0.9,
                        )
                    )
        return found

    def _foreign_bodies(self, tree: Tree, names: list[Mention]) -> list[Mention]:
        """ "Iraq's National Security Council" is not the American one: such names become described bodies of the state."""
        states = {m.end: m for m in names if m.actor is not None and m.actor.type == "State"}
        after = {m.start: m for m in names if m.actor is not None and m.actor.type == "State"}
        kept = []
        for name in names:
            actor = name.actor
            if actor is not None and actor.type == "GovernmentBody":
                before = name.start - (1 if tree.text[name.start - 1 : name.start] in (["'s"], ["’s"]) else 0)
                state = states.get(before)
                if state is None and tree.lower[name.end : name.end + 1] == ["of"]:  # "Supreme Court of India"
                    state = after.get(name.end + 1) or (
                        after.get(name.end + 2) if tree.lower[name.end + 1] == "the" else None
                    )
                if state is not None and state.actor is not None and state.actor.id != actor.country and actor.country:
                    phrase = " ".join(tree.lower[name.start : name.end])
                    kept.append(Mention(name.start, name.end, name.head, "nominal", "GovernmentBody", noun=phrase,
                                        label=tree.whole[tree.idx[name.start] : tree.end_of(name.end - 1)], owner=state, how=f"description “{phrase}”", sure=0.85))  # fmt: skip
                    continue
            kept.append(name)
        return kept


def _named(tree: Tree, match: Match, head: int, link: Link) -> Mention:
    actor: Actor = link.actor
    kind = next((c.kind for c in match.candidates if c.actor.id == actor.id), "name")
    kinds = {c.kind for c in match.candidates if c.actor.id == actor.id}
    modifier = tree.dep[head] in ("amod", "compound") or tree.pos[head] == "ADJ"
    adjective = kind == "adjective" or (modifier and bool(kinds & {"adjective", "people"}))
    people = not adjective and "people" in kinds and "name" not in kinds
    plural = people and tree.tag[head] in ("NNS", "NNPS")
    return Mention(
        match.start, match.end, head, "adjective" if adjective else "name",
        "Population" if people and actor.type in ("State", "Place") and plural else
        "Person" if people and actor.type in ("State", "Place") else actor.type,
        actor, link.place, plural=plural or actor.type == "Population", gender=actor.gender, label=actor.label, how=link.how,
        sure=link.score, noun="people" if people and actor.type in ("State", "Place") else "",
    )  # fmt: skip


def _hyphenated(tree: Tree, index: int) -> bool:
    """Whether a hyphen and what follows it belong to the name before: written without spaces, lower case after it."""
    if tree.text[index] == "-":
        return index + 1 < tree.size and tree.end_of(index - 1) == tree.idx[index] and _hyphenated(tree, index + 1)
    return (
        tree.text[index - 1] == "-"
        and tree.text[index].isalpha()
        and tree.text[index].islower()
        and tree.end_of(index - 1) == tree.idx[index]
    )


def _plausible(tree: Tree, match: Match) -> bool:
    """A name that the entity recogniser did not see: is it one? Sentence-initial common words are not."""
    if match.end - match.start > 1:
        return True
    index = match.start
    text = tree.text[index]
    if text.isupper() and len(text) > 1:
        return True
    initial = tree.sentences[tree.sentence[index]][0] == index
    if (
        not initial
        and text[:1].isupper()
        and all(c.kind == "name" and c.actor.type == "State" for c in match.candidates)
    ):
        return True  # whatever the tagger thinks of "Mozambique"
    if not tree.tag[index].startswith("NNP") and tree.pos[index] in (
        "VERB",
        "AUX",
        "ADV",
        "ADP",
        "PRON",
        "DET",
        "SCONJ",
        "CCONJ",
        "INTJ",
    ):
        return False
    weak = all(c.actor.type in ("Place", "Person") for c in match.candidates)
    return not (initial and weak and tree.pos[index] != "PROPN")


def _begins_sentence(tree: Tree, start: int, end: int) -> bool:
    """Whether a supposed name is a common noun that has its capital from the beginning of the sentence ("Estimates")."""
    first = tree.sentences[tree.sentence[start]][0]
    while first < start and tree.pos[first] in ("PUNCT", "SPACE"):
        first += 1
    return end - start == 1 and start == first and tree.tag[start] == "NNS" and tree.lemma[start] != tree.lower[start]
