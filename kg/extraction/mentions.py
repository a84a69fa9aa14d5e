"""Mentions: names found by the actor base and the entity recogniser, described actors ("US troops"), pronouns."""

from __future__ import annotations

from collections import Counter

from kg.actors.linking import Link, Linker
from kg.actors.matcher import Candidate, Match
from kg.actors.model import Actor
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Mention
from kg.extraction.tree import Tree

LOCATIVE = frozenset(
    "in at near outside around inside across through throughout into within north south east west off along "
    "beyond toward towards via surrounding".split()
)
_PARTS_OF_TOWN = frozenset(
    "central downtown northern southern eastern western northeastern northwestern southeastern southwestern greater".split()
)
_OF_A_PLACE = frozenset(
    "city town capital suburb outskirt outskirts province district area centre center neighbourhood neighborhood street resident "
    "fall governor occupation liberation northeast northwest southeast southwest map evacuee native inhabitant dweller mayor skyline sky quarter airport siege bombing bombardment evacuation north south east west".split()
)
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
_OF_STATES = frozenset(  # "the Moscow talks", "a Washington ally": what is rather a government's
    "talk talks ally policy position official lobbyist spokesman spokeswoman regime leadership elite establishment sanction decision "
    "response statement insider consensus".split()
)
_TRAVEL = frozenset(
    "go travel fly return come move head arrive drive march flee journey sail walk run deploy bring take transfer "
    "evacuate visit trip flight retreat advance march road route".split()
)
_DONE_TO_PLACES = frozenset(
    "flee leave visit enter reach capture seize storm besiege shell bomb bombard evacuate cover rock shake flood surround approach "
    "cross encircle overrun retake liberate raze loot paralyse paralyze tour quit abandon recapture".split()
)
_PERSONS = frozenset({"Person"})
_SPEAKERS = frozenset("i me my we us our ours myself ourselves".split())
_MODIFIERS = frozenset(
    {"amod", "compound", "nummod", "flat", "advmod", "goeswith", "punct", "nmod:desc", "nmod:unmarked"}
)
_GROUP_WORDS = frozenset(
    "brigade brigades front army militia movement battalion battalions regiment forces group cartel gang jihad resistance "
    "liberation guerrilla".split()
)
PLACE_NOUNS = frozenset(
    "district area province village town region neighbourhood neighborhood suburb governorate county camp crossing valley".split()
)
_BODY_WORDS = frozenset(
    "ministry department council court parliament senate assembly congress commission police agency office bureau "
    "directorate authority government guard navy army force command corps division administration committee embassy".split()
)
# Kinds of bodies of a state that stand for the state itself; ministries and parliaments are actors of their own.
_FOR_THE_STATE = frozenset({"forces", "government"})
_RANKS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "NORP": "Population"}


_TITLES = frozenset(
    "mr mrs ms dr sir lord lady sheikh sheik mullah maulana ayatollah general colonel major captain lieutenant sergeant commander admiral judge senator professor emir imam king queen prince princess president minister bishop father cardinal".split()
)
_THINGS = frozenset(
    "number order matter letter water winter summer border river power paper computer disorder error terror horror corner "
    "center centre counter danger weather shoulder finger register theater theatre chapter quarter master sector factor "
    "tractor reactor motor monitor mirror anchor harbor harbour labor labour favor favour behavior behaviour color colour "
    "honor honour humor humour rumor rumour rigor vigor vector door floor poor major minor prior senior junior superior "
    "interior exterior tower shower layer player? answer offer buffer transfer customer? cover discover manner banner dinner "
    "partner? thriller filler roller boiler trailer container carrier barrier tanker bunker rocket launcher helicopter bomber "
    "fighter destroyer freighter trawler cruiser cluster disaster poster filter shelter semester career pioneer? fever river "
    "silver liver lever hunger anger ginger trigger sugar degree fee tree coffee committee guarantee referee? jubilee decree "
    "debate charter whisper gender tender surrender calendar slender insider? outsider? hour year war car bar far "
    "corridor mayor? vapor vapour armor armour mentor? editor? author? ancestor creator? indicator elevator generator operator "
    "radiator escalator equator senator? predator ammunition list mist twist waist exist assist".replace(
        "?", ""
    ).split()
)


class _Contexts:
    """What speaks for the meaning of a name: the sentences about it first, then the document, if it has one topic."""

    def __init__(self, linker: Linker, lexicon: Lexicon, tree: Tree, matches: list[Match]) -> None:
        self.linker = linker
        self.lexicon = lexicon
        self.tree = tree
        self.matches = matches
        self.taken = {i for match in matches for i in range(match.start, match.end)}
        self.whole = linker.context(match.candidates for match in matches)
        self._surnames: set[str] | None = None
        self._near: dict[tuple[int, int], Counter[str]] = {}
        states = {i for i in self.whole if (actor := linker.base.get(i)) is not None and actor.type == "State"}
        self._one_topic = len(states) <= 12  # a digest of the day's news is about nothing in particular

    def of(self, match: Match) -> list[Counter[str]]:
        """Contexts for a match, the nearest first."""
        if all(c.kind not in ("ambiguous", "metonym") for c in match.candidates):
            return [self.whole]
        sentence = self.tree.sentence[match.start]
        if self._one_topic:
            return [self._around(sentence, 0), self._around(sentence, 1), self.whole]
        return [self._around(sentence, 0)]

    def _around(self, sentence: int, distance: int) -> Counter[str]:
        """The context that a sentence and those up to a distance from it give."""
        held = self._near.get((sentence, distance))
        if held is None:
            tree, known = self.tree, self.lexicon.descriptions
            words = range(
                tree.sentences[max(0, sentence - distance)][0],
                tree.sentences[min(len(tree.sentences) - 1, sentence + distance)][1],
            )
            described = [known[tree.lemma[i]][0] for i in words if tree.pos[i] == "NOUN" and tree.lemma[i] in known]
            around = [m.candidates for m in self.matches if m.start in words]
            held = self._near[sentence, distance] = self.linker.context(around, described)
        return held

    def inside_name(self, match: Match) -> bool:
        """Whether an ambiguous name is a part of a longer one that nobody knows ("Executive **Order**", "**Gao** Zhisheng")."""
        tree = self.tree

        def name(i: int) -> bool:
            return (
                0 <= i < tree.size and i not in self.taken and tree.text[i][:1].isupper() and tree.text[i].isalpha()
                and tree.tag[i] in ("NNP", "NNPS") and tree.lower[i] not in _TITLES and tree.lower[i] not in self.lexicon.roles
                and tree.lower[i] not in self.lexicon.bodies and tree.sentence[i] == tree.sentence[match.start]
            )  # fmt: skip

        first = tree.sentences[tree.sentence[match.start]][0]
        return (match.start - 1 > first and name(match.start - 1)) or (match.end - match.start == 1 and name(match.end))

    def surname_of_another(self, match: Match, unsure: bool) -> bool:
        """Whether one word is the surname of a person whom the document names in full and nobody knows."""
        if self._surnames is None:
            full = [ent for ent in self.tree.doc.ents if ent.label_ == "PERSON" and ent.end - ent.start > 1]
            known = {m.end - 1 for m in self.matches if m.end - m.start > 1}
            self._surnames = {ent[-1].text for ent in full if ent.end - 1 not in known} - {
                self.tree.text[i] for i in known
            }
        if self.tree.text[match.start] not in self._surnames:
            return False
        return unsure or any(c.actor.type == "Person" for c in match.candidates)

    def first_name(self, match: Match) -> bool:
        """Whether a name goes on as a person's: "**Cuba** Gooding"."""
        tree, end = self.tree, match.end
        return (
            end < tree.size and end - match.start == 1 and end not in self.taken and tree.dep[end] == "flat"
            and tree.head[end] == match.start and tree.tag[end] == "NNP" and tree.text[end][:1].isupper()
            and all(c.kind != "adjective" for c in match.candidates)
        )  # fmt: skip


class MentionFinder:
    """Finds the mentions of a document; one for a pipeline."""

    def __init__(self, linker: Linker, lexicon: Lexicon) -> None:
        self.linker = linker
        self.lexicon = lexicon
        self._longest = 1 + max(name.count(" ") for name in (*lexicon.roles, *lexicon.bodies, *lexicon.descriptions))

    def find(self, tree: Tree, date: str | None) -> list[Mention]:
        """All mentions in the order of the text; names do not overlap, descriptions may contain names."""
        names = self._names(tree, date)
        taken: dict[int, Mention] = {i: mention for mention in names for i in range(mention.start, mention.end)}
        mentions = [*names]
        passed = -1
        for index in range(tree.size):
            if index in taken or index <= passed:
                continue
            pos = tree.pos[index]
            if pos in ("NOUN", "PROPN"):
                nominal = self._nominal(tree, index, taken)
                if nominal is not None:
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

    # --- names -------------------------------------------------------------------------------------------------

    def _names(self, tree: Tree, date: str | None) -> list[Mention]:
        matches = self.linker.matcher.find(tree.text)
        contexts = _Contexts(self.linker, self.lexicon, tree, matches)
        context = contexts.whole
        entities = [(ent.start, ent.end, ent.label_) for ent in tree.doc.ents if ent.label_ in _RANKS]
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
            role = self._role_before(tree, match.start)
            unsure = all(c.kind == "ambiguous" for c in match.candidates)
            if (
                (match.end - match.start == 1
                and contexts.surname_of_another(match, unsure))
                or contexts.first_name(match)
            ):
                continue
            link = None
            for around in () if unsure and not role and contexts.inside_name(match) else contexts.of(match):
                link = self.linker.link(
                    match.candidates,
                    context=around,
                    ner=ent[2] if ent is not None and inside else "",
                    locative=_locative(tree, head, self.lexicon),
                    date=date,
                    role=role,
                    described=self._described_before(tree, match.start),
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
            if self._is_description(tree, start, end):
                continue
            while (
                label == "PERSON"
                and end - start > 1
                and (tree.lower[start] in self.lexicon.roles or tree.lower[start] in _TITLES)
            ):
                start += 1  # "Spokesperson Abbas Mosavi"
            role = self._role_before(tree, start) if label == "PERSON" else ""
            holder = (
                self.linker.titled(tree.whole[tree.idx[start] : tree.end_of(end - 1)], role, context, date)
                if role
                else None
            )
            if holder is not None:
                names.append(_named(tree, Match(start, end, ()), head_of(tree, start, end), holder))
            else:
                names.append(self._unknown(tree, start, end, label))
            covered.update(range(start, end))
        names += self._unrecognised(tree, {i for name in names for i in range(name.start, name.end)})
        names += self._within_names(tree, names) + self._unknown_places(tree, names)
        names = self._foreign_bodies(tree, names)
        names.sort(key=lambda m: m.start)
        return names

    def _role_before(self, tree: Tree, start: int) -> str:
        """The post that stands just before a name ("Secretary of State Clinton"), or ""."""
        best = ""
        for first in range(start - 1, max(-1, start - 5), -1):
            phrase = " ".join(tree.lower[first:start])
            if phrase in self.lexicon.roles:
                best = phrase
        return best

    def _described_before(self, tree: Tree, start: int) -> str:
        """The type of the description that stands just before a name ("the watchdog RSF"), or ""."""
        if start == 0 or tree.pos[start - 1] not in ("NOUN", "PROPN"):
            return ""
        return self.lexicon.descriptions.get(tree.lemma[start - 1], ("", ""))[0]

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

    def _unknown_places(self, tree: Tree, names: list[Mention]) -> list[Mention]:
        """The unknown name before "district", "village" …: "the **Doura** district"."""
        covered = {i for name in names for i in range(name.start, name.end)}
        found = []
        for head in range(1, tree.size):
            before = head - 1
            if (
                tree.lower[head] not in PLACE_NOUNS
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
                and not self._known(tree.lower[start - 1])
            ):
                start -= 1
            if self._known(tree.lower[before]):
                continue
            name = tree.whole[tree.idx[start] : tree.end_of(before)]
            found.append(
                Mention(
                    start, before + 1, before, "name", "Place", label=name, how="name before a place noun", sure=0.8
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

    def _unrecognised(self, tree: Tree, covered: set[int]) -> list[Mention]:
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
                and not self._known(tree.lower[start - 1])
            ):
                start -= 1
            end = index + 1
            while end < tree.size and end not in covered and _continues(tree, end):
                end += 1
            index = end
            while start < end and self._known(tree.lower[start]):
                start += 1
            while end > start and tree.text[end - 1] == "-":
                end -= 1
            if end - start < 2:
                if (
                    (start > 0
                    and tree.lower[start - 1] in _TITLES
                    and end > start
                    and tree.head[start] != tree.head[start - 1])
                    or (start > 0 and end > start and tree.lower[start - 1] in ("mr", "mrs", "ms", "dr", "mullah"))
                ):
                    names.append(self._unknown(tree, start, end, "PERSON"))
                continue
            flat = any(tree.dep[i] == "flat" for i in range(start, end))
            post = tree.text[end : end + 1] == [","] and any(
                self.lexicon.roles.get(self._phrase(tree, i)[0])
                for i in range(end + 1, min(end + 8, tree.size))
                if tree.dep[i] == "appos"
            )
            title = start > 0 and (tree.lower[start - 1] in self.lexicon.roles or tree.lower[start - 1] in _TITLES)
            if post or (title and (flat or end - start <= 4)) or self.linker.close(tree.whole[tree.idx[start] : tree.end_of(end - 1)], _PERSONS) is not None:
                names.append(self._unknown(tree, start, end, "PERSON"))
        return names

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
            first = tree.lower[
                start
            ]  # "Eric Trump" is not Trump; "Vladimir V. Putin" and "General Haftar" are who they are
            same = any(c.actor.label.lower().startswith(first) for c in match.candidates)
            return match.start > start and not same and first not in _TITLES and first not in self.lexicon.roles and (
                self.linker.close(tree.whole[tree.idx[start] : tree.end_of(end - 1)], _PERSONS) is None
            )  # fmt: skip
        if label == "ORG":
            if any(c.kind == "adjective" for c in match.candidates) or types <= {"State", "Place"}:
                head = tree.lower[end - 1]
                known = head in self.lexicon.bodies or self._phrase(tree, end - 1)[0] in self.lexicon.bodies
                return not known and match.end - match.start < end - start
            return match.end - match.start <= len(content)
        if label in ("GPE", "LOC"):
            return any(tree.pos[i] == "PROPN" for i in content)
        return False

    def _is_description(self, tree: Tree, start: int, end: int) -> bool:
        """An entity that is only a generic body or role ("Foreign Ministry", "Parliament")."""
        phrase = " ".join(tree.lower[i] for i in range(start, end))
        return phrase in self.lexicon.bodies or phrase in self.lexicon.roles

    def _unknown(self, tree: Tree, start: int, end: int, label: str) -> Mention:
        kind = _RANKS[label]
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

    # --- descriptions ------------------------------------------------------------------------------------------

    def _known(self, phrase: str) -> bool:
        lexicon = self.lexicon
        return phrase in lexicon.roles or phrase in lexicon.bodies or phrase in lexicon.descriptions

    def _phrase(self, tree: Tree, head: int) -> tuple[str, int, int]:
        """The longest known role, body or description whose head is a noun, with its first and last token."""
        best = ("", head, head)
        ahead = tree.lower[head]
        for last in range(head + 1, min(head + 5, tree.size)):  # "secretary of state", "ministry of foreign affairs"
            if last == head + 1 and tree.lower[last] not in ("of", "for"):
                break
            ahead += " " + tree.lower[last]
            if self._known(ahead):
                best = (ahead, head, last)
        if best[0]:
            first = head
            while first > 0 and self._known(" ".join([*tree.lower[first - 1 : head], best[0]])):
                first -= 1
            return (" ".join([*tree.lower[first:head], best[0]]), first, best[2])
        tails = dict.fromkeys((tree.lower[head], tree.lemma[head]))  # the lemma decides, where both are known
        words: list[str] = []
        first = head
        for length in range(self._longest):
            if length:
                first -= 1
                if first < 0 or not (
                    tree.pos[first] in ("NOUN", "PROPN", "ADJ", "ADP", "CCONJ", "VERB")
                    or tree.text[first] in ("-", "'s", "’s")
                ):
                    break
                words.insert(0, tree.lower[first])
            for tail in tails:
                phrase = " ".join([*words, tail]).replace(" - ", "-")
                for form in dict.fromkeys((phrase, phrase.replace("-", " "))):
                    if self._known(form):
                        best = (form, first, head)
        return best

    def _nominal(self, tree: Tree, head: int, taken: dict[int, Mention]) -> Mention | None:
        if tree.deprel[head] in ("compound", "flat") and tree.head[head] > head and tree.head[head] not in taken:
            return None  # part of a longer noun phrase
        phrase, first, last = self._phrase(tree, head)
        if not phrase:
            if tree.pos[head] != "NOUN" or not human(tree.lemma[head]):
                return None
            phrase = tree.lemma[head]
        plural = tree.tag[head] in ("NNS", "NNPS")
        kind = self._type(phrase, plural)
        if kind is None:
            return None
        start = first
        children = set(tree.children[head])
        while start > 0 and start - 1 not in taken:
            before = start - 1
            attached = before in children or tree.head[before] in children or first <= tree.head[before] < head
            if (
                not attached
                or not (tree.dep[before] in _MODIFIERS or tree.deprel[before] in _MODIFIERS)
                or tree.text[before] in ",;:"
            ):
                break
            start = before
        while start > 0 and start - 1 in taken and (tree.head[start - 1] == head or tree.head[start - 1] in children):
            modifier = taken[start - 1]
            if tree.dep[modifier.head] not in ("amod", "compound"):
                break
            start = modifier.start
        while start < head and (tree.pos[start] in ("PUNCT", "DET", "ADP")):
            start += 1
        while (
            start > 2 and tree.text[start - 1] == "-" and not tree.text[start - 2].isspace()
        ):  # "Iran-backed", "pro-Iranian"
            start = taken[start - 2].start if start - 2 in taken else start - 2
        definite = any(
            tree.lower[c] in ("the", "this", "these", "those", "both", "that")
            for c in tree.children[head]
            if tree.dep[c] == "det"
        )
        return Mention(start, last + 1, head, "nominal", kind, plural=plural, definite=definite, noun=phrase,
                       gender=self.lexicon.roles[phrase].gender if phrase in self.lexicon.roles else "",
                       label=tree.whole[tree.idx[start] : tree.end_of(last)], how=f"description “{phrase}”", sure=0.9)  # fmt: skip

    def _type(self, phrase: str, plural: bool) -> str | None:
        lexicon = self.lexicon
        if not self._known(phrase):
            return "Population" if plural else "Person"
        if phrase in lexicon.descriptions:
            return lexicon.descriptions[phrase][plural]
        if phrase in lexicon.roles:
            return "Population" if plural else "Person"
        if phrase in lexicon.bodies:
            return "GovernmentBody"
        return None


def human(lemma: str) -> bool:
    """Whether an unlisted noun looks like one of people ("hackers", "machinists")."""
    return (
        len(lemma) > 4
        and lemma.endswith(("er", "or", "ist", "man", "men", "woman", "ian", "herd", "smith", "ee", "monk", "nun"))
        and lemma not in _THINGS
        and not lemma.endswith(
            ("meter", "ier", "ther", "tter", "ower", "ater", "nder", "mber", "over", "ever", "aper", "yer", "ather")
        )
    )


def stands_for_state(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a described body ("US troops", "the Iraqi government") is taken for the state itself."""
    return lexicon.bodies.get(mention.noun) in _FOR_THE_STATE


def head_of(tree: Tree, start: int, end: int) -> int:
    """The token of a span on which the others hang: the one whose head lies outside, the last noun if several."""
    outside = [i for i in range(start, end) if not start <= tree.head[i] < end or tree.head[i] == i]
    nouns = [i for i in outside if tree.pos[i] in ("PROPN", "NOUN")]
    if nouns:
        return nouns[0] if len(nouns) == 1 else nouns[-1]
    return outside[-1] if outside else end - 1


def trim(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """A span without articles, possessive endings and punctuation at its ends."""
    while start < end and (
        tree.lower[start] in ("the", "a", "an") or tree.pos[start] == "PUNCT" or tree.text[start].isspace()
    ):
        start += 1
    while start < end and (
        tree.lower[end - 1] in ("'s", "’s", "'", "’") or tree.pos[end - 1] == "PUNCT" or tree.text[end - 1].isspace()
    ):
        end -= 1
    return start, end


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


def _continues(tree: Tree, index: int) -> bool:
    """Whether a word goes on with the person's name before it: "Lai Ching-**te**", "Muhammad **bin** Salman"."""
    if tree.text[index - 1] == "-":
        return tree.text[index].isalpha() and tree.end_of(index - 1) == tree.idx[index]
    if tree.text[index] == "-":
        return True
    return tree.pos[index] == "PROPN" and (
        tree.text[index][:1].isupper() or tree.text[index] in ("al", "bin", "de", "van")
    )


def _locative(tree: Tree, head: int, lexicon: Lexicon) -> bool:
    """Whether a name stands where places stand: "in Baghdad", "the capital Kabul", "left Tehran", "the Kabul attack"."""
    if tree.prepositions(head) & LOCATIVE:
        return True
    if any(tree.lower[child] in _PARTS_OF_TOWN for child in tree.children[head] if child < head):
        return True
    parent = tree.head[head]
    if parent == head:
        return False
    if tree.lower[head - 1 : head] and tree.lower[head - 1] in ("capital", "city", "town"):
        return True
    if tree.dep[head] == "compound" and parent > head:
        return not (tree.lemma[parent] in lexicon.bodies or tree.lower[parent] in lexicon.bodies or tree.lemma[parent] in lexicon.roles
                    or tree.lemma[parent] in _OF_STATES or tree.pos[parent] == "PROPN" or "-" in tree.text[head + 1 : parent])  # fmt: skip
    if tree.case(head) == "of" and tree.lemma[parent] in _OF_A_PLACE:
        return True
    if tree.case(head) == "to" and (tree.lemma[parent] in _TRAVEL or tree.lemma[tree.head[parent]] in _TRAVEL):
        return True
    if tree.dep[head] == "obj" and not tree.case(head) and tree.lemma[parent] in _DONE_TO_PLACES:
        return True
    if (
        tree.dep[head] in ("appos", "conj", "nmod")
        and tree.case(head) == ""
        and parent < head
        and tree.pos[parent] == "PROPN"
    ):
        return _locative(tree, parent, lexicon)
    return False


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


def owner_of(tree: Tree, mention: Mention, by_token: dict[int, Mention]) -> Mention | None:
    """The mention that modifies a description as its owner: "US troops", "Iraq's army", "the army of Iraq"."""
    head = mention.head
    best: tuple[int, Mention] | None = None
    for child in tree.children[head]:
        rank = None
        if tree.possessive(child):
            rank = 0
        elif child < head and tree.dep[child] in ("amod", "compound", "nmod", "flat", "det"):
            rank = 1
        elif tree.dep[child] == "nmod" and tree.case(child) == "of":
            rank = 2
        elif tree.dep[child] == "nmod" and tree.case(child) in ("in", "from", "for", "to", "at"):
            rank = 3
        if rank is None or (
            child > 1 and tree.text[child - 1] == "-" and tree.lower[child - 2] in ("pro", "anti", "non", "ex")
        ):
            continue
        found = by_token.get(child)
        if found is None or found is mention or (rank == 3 and found.kind == "pronoun"):
            continue
        if best is None or rank < best[0]:
            best = (rank, found)
    if best is not None:
        return best[1]
    # The parser often hangs "Iraqi foreign ministry" elsewhere: believe a name that stands just before the words.
    before = mention.start - 1
    if before >= 0 and tree.text[before] in ("'s", "’s", "'", "’"):
        before -= 1
    inside = next((by_token[i] for i in range(mention.start, head) if i in by_token and by_token[i].kind != "pronoun"
                   and "-" not in (tree.text[i + 1], tree.text[i - 1] if i else "")), None)  # fmt: skip
    if inside is not None:
        return inside
    found = by_token.get(before)
    if (
        found is not None
        and tree.sentence[found.head] == tree.sentence[head]
        and found.end in (mention.start, mention.start - 1)
    ):
        if found.kind == "pronoun":
            return found if tree.tag[found.head] == "PRP$" else None
        if (
            found.kind == "adjective"
            or found.end == mention.start - 1
            or (found.actor is not None and found.actor.type != "Person")
        ):
            return found
    return None


def candidates_text(candidates: tuple[Candidate, ...]) -> str:
    """The candidates of a name, for people."""
    return ", ".join(f"{c.actor.label} ({c.kind})" for c in candidates)
