"""Assembly: candidates become statements, with status, speaker, date, place, quantities, evidence and confidence."""

from __future__ import annotations

from kg.extraction.attribution import SPOKEN
from kg.extraction.candidate import Candidate
from kg.extraction.confidence import certainty
from kg.extraction.details import Details
from kg.extraction.lexicon import Lexicon
from kg.extraction.mention import Mention
from kg.extraction.sides import Sides
from kg.extraction.speech import Speakers
from kg.extraction.speechacts import implied
from kg.extraction.status import Judgement, StatusReader
from kg.extraction.tree import Tree
from kg.extraction.view import View
from kg.statements import Participant, Statement, Status

_PRESUPPOSED = frozenset({"role", "origin", "location", "compound"})
_ACTS = frozenset({"threatened", "accused", "condemned", "rejected", "demanded", "endorsed", "pledgedTo", "agreedWith"})
_PLACE_FIRST = frozenset({"visited", "captured", "deployedTo", "withdrewFrom", "basedIn", "locatedIn"})


class Assembler:
    """Makes statements; one for a pipeline."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.status = StatusReader(lexicon)

    def assemble(
        self,
        tree: Tree,
        candidates: list[Candidate],
        mentions: list[Mention],
        view: View,
        speakers: Speakers,
        document: str,
        published: str | None,
    ) -> list[Statement]:
        """Statements in the order of the text; of the same triple in one sentence only the surest."""
        sides = Sides(candidates, self.status.roles, speakers.author)
        details = Details(tree, view, published)
        made: dict[tuple[str, str, str, int], Statement] = {}
        judged: list[tuple[Candidate, Judgement, Mention | None]] = []
        replaced: set[tuple[str, int, int]] = set()
        for candidate in candidates:
            if (
                candidate.subject.entity is None
                or candidate.object.entity is None
                or candidate.subject.entity is candidate.object.entity
            ):
                continue
            judgement = self._judge(tree, candidate, view, speakers, sides)
            speaker = self._speaker(judgement, speakers, view)
            judged.append((candidate, judgement, speaker))
            other = speaker is not None and not sides.own(speaker, candidate.subject, candidate.relation)
            act = implied(tree, candidate, judgement, speaker.entity if speaker is not None and other else None)
            if act is not None:
                judged.append(
                    (
                        act,
                        self._judge(tree, act, view, speakers, sides)
                        if act.trigger != candidate.trigger
                        else Judgement(),
                        speaker,
                    )
                )
                replaced.add((act.relation, act.trigger, id(act.subject.entity)))
        for candidate, judgement, speaker in judged:
            if (
                candidate.construction != "speech act"
                and (candidate.relation, candidate.trigger, id(candidate.subject.entity)) in replaced
            ):
                continue  # "threatened to close the border with X" threatens X, not the border
            statement = self._statement(tree, candidate, judgement, speaker, view, document, details)
            slot = (statement.subject.id, statement.relation, statement.object.id, statement.start)
            held = made.get(slot)
            if held is None or _rank(statement) > _rank(held):
                made[slot] = statement
        statements = list(made.values())
        statements.sort(
            key=lambda s: (s.start, min(s.subject.start, s.object.start), s.relation, s.subject.id, s.object.id)
        )
        return statements

    # --- status and speaker ------------------------------------------------------------------------------------

    def _judge(self, tree: Tree, candidate: Candidate, view: View, speakers: Speakers, sides: Sides) -> Judgement:
        if candidate.construction in _PRESUPPOSED and not candidate.own_status:
            heads = {
                candidate.trigger,
                candidate.object.head if candidate.relation != "basedIn" else candidate.subject.head,
            }
            if candidate.construction in ("compound", "role") and any(
                self.status.cues.hedged(tree, head) for head in heads
            ):
                return Judgement("alleged", reason="hedged")
            return Judgement("asserted", reason="presupposed")
        if candidate.own_status == "asserted":
            return Judgement("asserted", reason="the speaker's own act")
        named = view.by_token.get(candidate.trigger)
        judgement = self.status.judge(
            tree, candidate.trigger, own=candidate.own_status, subject=candidate.subject.head,
            object=candidate.object.head, relation=candidate.relation,
            # "Its missiles against X" are what it does with them: no actor.
            actor=named is not None and named.head == candidate.trigger and named.type != "Asset",
        )  # fmt: skip
        if (
            candidate.construction == "light verb"
            and candidate.relation not in _ACTS
            and judgement.status in ("asserted", "alleged")
        ):
            planned = self.status.modality.effect(tree, candidate.trigger, ["obj"])
            if planned == "hypothetical":  # "is preparing an offensive"
                judgement.status, judgement.reason = planned, f"“{tree.lower[candidate.trigger]}”"
        if judgement.presupposed:
            return judgement
        if judgement.status == "asserted" and judgement.quoted and judgement.speaker is None:
            said = speakers.of_quotation(candidate.trigger)
            if said is not None or _long_quotation(tree, candidate.trigger):
                judgement.status, judgement.speaker = "alleged", said[0] if said is not None else None
                judgement.reason = "in a quotation"
        if (
            judgement.status == "asserted"
            and judgement.speaker is None
            and (monologue := speakers.in_monologue(candidate.trigger)) is not None
        ):
            judgement.status, judgement.speaker, judgement.reason = "alleged", monologue[0], "in a speech"
        if judgement.status == "alleged" and judgement.speaker is not None:
            who = self._speaker(judgement, speakers, view)
            if who is not None and sides.own(who, candidate.subject, candidate.relation):
                judgement.status = "asserted"
                judgement.speaker = None
                judgement.reason += ", own side"
        return judgement

    def _speaker(self, judgement: Judgement, speakers: Speakers, view: View) -> Mention | None:
        """The mention of the speaker: the actor itself, the maker of a report, or a noun that only says who."""
        token = judgement.speaker
        if token is None:
            return None
        tree = view.tree
        if tree.lemma[token] in SPOKEN and token not in view.in_name:
            for child in tree.children[token]:
                other = view.by_token.get(child)
                made = (
                    tree.possessive(child)
                    or tree.dep[child] in ("amod", "compound")
                    or (tree.dep[child] == "nmod" and tree.case(child) in ("of", "by", "from"))
                )
                if made and other is not None and other.entity is not None:
                    return other
            return None
        mention = view.by_token.get(token)
        if mention is not None and mention.entity is not None:
            return mention
        for child in tree.children[token]:
            other = view.by_token.get(child)
            if other is not None and other.entity is not None and tree.dep[child] in ("amod", "compound"):
                return other
        if tree.pos[token] == "NOUN":
            return view.describe(token, "Person")
        return None

    # --- the statement -----------------------------------------------------------------------------------------

    def _statement(
        self, tree: Tree, candidate: Candidate, judgement: Judgement, speaker: Mention | None, view: View,
        document: str, details: Details,
    ) -> Statement:  # fmt: skip
        number = tree.sentence[candidate.trigger]
        first, last = _trimmed(tree, *tree.sentences[number])
        start, end = tree.idx[first], tree.end_of(last - 1)
        text = tree.whole
        status: Status = judgement.status
        date = None if candidate.construction in _PRESUPPOSED else details.date(candidate, status)
        if date is not None and status == "asserted" and details.to_come(candidate, date):
            status = "hypothetical"  # "next Tuesday the Pope visits Iraq"
            judgement.reason = "a date to come"
        place = details.place(candidate)
        quantities = details.quantities(candidate)

        return Statement(
            document=document,
            subject=participant(tree, candidate.subject),
            relation=candidate.relation,
            object=participant(tree, candidate.object, place=candidate.relation in _PLACE_FIRST),
            status=status,
            evidence=text[start:end],
            start=start,
            end=end,
            confidence=certainty(candidate, status, spoken=speaker is not None),
            by=participant(tree, speaker) if speaker is not None else None,
            date=date,
            place=participant(tree, place, place=True) if place is not None else None,
            quantities=quantities,
            explanation=tuple(
                filter(
                    None,
                    (
                        candidate.how,
                        f"status: {status} ({judgement.reason})" if judgement.reason else f"status: {status}",
                    ),
                )
            ),
        )


def participant(tree: Tree, mention: Mention, *, place: bool = False) -> Participant:
    """A mention as it stands in a statement. A pronoun shows its antecedent's nearest name in the same sentence."""
    entity = mention.entity
    assert entity is not None
    start, end = tree.idx[mention.start], tree.end_of(mention.end - 1)
    text = tree.whole[start:end]
    if place and mention.place is not None:
        actor = mention.place
        return Participant(actor.iri, actor.label, actor.type, text, start, end, (text,))
    return Participant(
        entity.id,
        entity.label,
        entity.type,
        text,
        start,
        end,
        tuple(sorted(entity.names, key=lambda n: (-len(n), n))) or (text,),
    )


def named_in_sentence(tree: Tree, mentions: list[Mention]) -> None:
    """Show pronouns by a name of the same entity in the same sentence, since the evidence must speak for itself; a
    description together with the name that follows it ("his counterpart, X")."""
    names: dict[tuple[int, int], Mention] = {}
    for mention in mentions:
        if mention.kind in ("name", "nominal") and mention.entity is not None:
            names.setdefault((tree.sentence[mention.head], id(mention.entity)), mention)
    for mention in mentions:
        if mention.beside is not None and mention.end <= mention.beside.start <= mention.end + 1:
            mention.end = mention.beside.end
        owner = mention.owner
        if mention.kind == "nominal" and owner is not None and mention.head < owner.start < mention.end < owner.end:
            mention.end = mention.head + 1  # "speaker of the House" beside "House of Representatives"
        if mention.kind == "pronoun" and mention.entity is not None:
            name = names.get((tree.sentence[mention.head], id(mention.entity)))
            if name is not None:
                mention.start, mention.end = name.start, name.end


def _trimmed(tree: Tree, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and tree.text[start].isspace():
        start += 1
    while end > start + 1 and tree.text[end - 1].isspace():
        end -= 1
    return start, end


def _long_quotation(tree: Tree, index: int) -> bool:
    """Whether the quotation around a token is a clause of its sentence, no word or two and no paragraph."""
    first, last = tree.sentences[tree.sentence[index]]
    start = end = index
    while start > first and tree.quoted[start - 1]:
        start -= 1
    while end < last and tree.quoted[end]:
        end += 1
    if (start == first and first and tree.quoted[first - 1]) or (end == last and end < tree.size and tree.quoted[end]):
        return False
    return end - start > 5


def _rank(statement: Statement) -> tuple[int, float]:
    return (statement.status == "asserted", statement.confidence)
