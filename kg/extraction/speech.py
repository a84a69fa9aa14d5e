"""Speech: who speaks in a quotation, and whom "we" and "our" mean there."""

from __future__ import annotations

from kg.extraction.arguments import Arguments
from kg.extraction.descriptions import FORCES
from kg.extraction.mention import Entity, Mention
from kg.extraction.status import SPEECH
from kg.extraction.tree import Tree

_LONGEST = 400  # tokens of a quotation
_SCARE = 5  # fewer quoted tokens are a word in quotation marks, no speech


class Speakers:
    """Speakers of one document by sentence and by quotation."""

    def __init__(
        self, tree: Tree, arguments: Arguments, by_token: dict[int, Mention], author: Entity | None = None
    ) -> None:
        """`author` is who publishes the text, where that is an actor: it is "we" outside quotations."""
        self.author = author
        self.tree = tree
        self.by_token = by_token
        self._of_sentence: dict[int, tuple[int, Entity]] = {}
        for verb in range(tree.size):
            if tree.lemma[verb] not in SPEECH or tree.pos[verb] != "VERB" or tree.quoted[verb]:
                continue  # who is said in a quotation to say something does not speak it
            if arguments.infinitive(verb) or (
                tree.dep[verb] in ("conj", "advcl")
                and tree.tag[verb] != "VBD"
                and arguments.infinitive(tree.head[verb])
            ):
                continue  # "urged X to find …", "to help in responding to …"
            for subject in arguments.subjects(verb):
                entity = self.entity(subject)
                if entity is not None and (
                    entity.named or entity.type not in ("Place", "Asset")
                ):  # "arms show our support"
                    self._of_sentence.setdefault(tree.sentence[verb], (subject, entity))
        for index in range(tree.size):  # "…," a statement from the ministry
            if tree.lemma[index] == "statement" and tree.sentence[index] not in self._of_sentence:
                for child in tree.children[index]:
                    entity = self.entity(child)
                    if entity is not None and (tree.possessive(child) or tree.case(child) in ("by", "from")):
                        self._of_sentence[tree.sentence[index]] = (child, entity)

        for index in range(tree.size):  # "according to X"
            if (
                tree.lower[index] == "according"
                and tree.sentence[index] not in self._of_sentence
                and not tree.quoted[index]
            ):
                for source in (tree.head[index], *tree.children[index]):
                    entity = (
                        self.entity(source)
                        if tree.case(source).startswith("according") or source != tree.head[index]
                        else None
                    )
                    if entity is not None:
                        self._of_sentence[tree.sentence[index]] = (source, entity)
        self._monologue(tree)

    def _monologue(self, tree: Tree) -> None:
        """ "X said:" before a paragraph without quotation marks: all that follows, to the next speaker, is X's."""
        self._speech: dict[int, tuple[int, Entity]] = {}
        current: tuple[int, Entity] | None = None
        for number, (start, end) in enumerate(tree.sentences):
            scare = sum(tree.quoted[start:end]) < _SCARE
            if current is not None and number not in self._of_sentence and scare:
                self._speech[number] = current
            elif number in self._of_sentence:
                current = self._of_sentence[number] if self._announces(number) else None
            else:
                current = None

    def in_monologue(self, token: int) -> tuple[int, Entity] | None:
        """The speaker of a text that follows "X said:" without quotation marks."""
        return self._speech.get(self.tree.sentence[token])

    def by_sentence(self) -> dict[int, tuple[Mention, Entity]]:
        """Who speaks in each sentence, where somebody does; in one within a longer quotation its speaker."""
        found = {**self._speech, **self._of_sentence}
        quoted = self.tree.quoted
        for number, (start, end) in enumerate(self.tree.sentences):
            first = next((token for token in range(start, end) if not self.tree.text[token].isspace()), start)
            if number not in found and quoted[first] and sum(quoted[start:end]) > _SCARE:
                speaker = self.of_quotation(first)
                if speaker is not None:
                    found[number] = speaker
        return {
            number: (self.by_token[token], entity)
            for number, (token, entity) in found.items()
            if token in self.by_token
        }

    def entity(self, token: int) -> Entity | None:
        """The entity that speaks, for the subject of a verb of saying."""
        mention = self.by_token.get(token)
        if mention is None:
            return None
        return mention.entity

    def of_quotation(self, token: int) -> tuple[int, Entity] | None:
        """Who says the quoted words at a token: the speaker of its sentence, or of the one before or after where the
        quotation goes on over the sentence's end."""
        sentence = self.tree.sentence[token]
        found = self._of_sentence.get(sentence)
        if found is not None:
            return found
        quoted = self.tree.quoted
        if quoted[token]:
            for edge in (self._edge(token, 1), self._edge(token, -1)):
                if self.tree.sentence[edge] in self._of_sentence:
                    return self._of_sentence[self.tree.sentence[edge]]
        for step, far in ((-1, 12), (1, 3)):
            at = sentence
            for _ in range(far):
                at += step
                if not 0 <= at < len(self.tree.sentences):
                    break
                start, end = self.tree.sentences[at]
                if step == -1 and self._announces(at):
                    return self._of_sentence[at]
                if not any(quoted[start:end]) and not (step == 1 and at == sentence + 1 and self._open_ended(sentence)):
                    break
                if at in self._of_sentence:
                    return self._of_sentence[at]
        return None

    def _announces(self, sentence: int) -> bool:
        """Whether a sentence ends with a colon after its speaker ("X said:")."""
        start, end = self.tree.sentences[sentence]
        return sentence in self._of_sentence and [t for t in self.tree.text[start:end] if not t.isspace()][-1:] == [":"]

    def _edge(self, token: int, step: int) -> int:
        """The last (or first) token of the quotation in which a token stands."""
        for _ in range(_LONGEST):
            if not 0 <= token + step < self.tree.size or not self.tree.quoted[token + step]:
                break
            token += step
        return token

    def _open_ended(self, sentence: int) -> bool:
        """Whether a quotation ends with a comma at a sentence's end: the speaker stands in the next ("…," X said)."""
        start, end = self.tree.sentences[sentence]
        words = [text for text in self.tree.text[start:end] if not text.isspace() and text not in ('"', "”", "»")]
        return words[-1:] == [","]

    def resolve_first_person(self, mentions: list[Mention]) -> None:
        """Give "we", "our", "I" inside speech the entity of the speaker."""
        for mention in mentions:
            if mention.noun == "speaker" and mention.entity is None:
                if self.tree.quoted[mention.head]:
                    found = self.of_quotation(mention.head)
                else:
                    found = self.in_monologue(mention.head) or self._of_sentence.get(self.tree.sentence[mention.head])
                if found is None and self.author is not None and not self.tree.quoted[mention.head]:
                    mention.entity, mention.type, mention.sure = self.author, self.author.type, 0.75
                    mention.how = f"“{self.tree.text[mention.head]}” = the publisher, {self.author.label}"
                elif found is not None:
                    mention.entity = found[1]
                    mention.group = self._together(found[0]) if mention.plural else ()
                    mention.type = mention.entity.type
                    mention.how = f"“{self.tree.text[mention.head]}” = the speaker, {mention.entity.label}"
                    mention.sure = 0.75
        self._own_side(mentions, _sides(mentions))

    def _together(self, token: int) -> tuple[Entity, ...]:
        """Several who speak with one voice: "said both the government and the delegation"."""
        speakers = [self.entity(each) for each in self.tree.conjuncts(token)]
        known = {speaker.id: speaker for speaker in speakers if speaker is not None}
        return tuple(known.values()) if len(known) > 1 else ()

    def _own_side(self, mentions: list[Mention], sides: dict[str, Entity]) -> None:
        """ "Our soldiers": those of the speaker, or of the state or group for which he speaks."""
        for mention in mentions:
            if (
                mention.kind != "nominal"
                or mention.owner is None
                or mention.owner.noun != "speaker"
                or mention.owner.entity is None
            ):
                continue
            side = sides.get(mention.owner.entity.id, mention.owner.entity)
            if (
                side.type in ("State", "ArmedGroup", "Organization", "GovernmentBody")
                and self.tree.lemma[mention.head] in FORCES
            ):
                mention.entity, mention.how = side, f"{mention.noun} of the speaker, standing for {side.label}"


def _sides(mentions: list[Mention]) -> dict[str, Entity]:
    """Persons to the states and groups for which they are said to hold posts."""
    sides: dict[str, Entity] = {}
    for mention in mentions:
        owner = mention.owner.entity if mention.owner is not None else None
        if (
            mention.kind == "nominal"
            and mention.entity is not None
            and mention.entity.type == "Person"
            and owner is not None
        ):
            sides.setdefault(mention.entity.id, owner)
    return sides
