"""How a text is read: the mentions and the statements found in it, and by which steps they came about."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg import language, reading
from kg.documents import Document
from kg.documents.dates import check_date
from kg.documents.legible import legible
from kg.documents.wrapping import as_written
from kg.pipeline import unnamed
from kg.statements import Participant, Statement
from kg.views.cards import statement_html
from kg.views.style import OTHER_QUAD, OTHER_TYPE, QUADS, TYPES, relation
from kg.wording import one_line

if TYPE_CHECKING:
    from spacy.language import Language

_TYPES = {type_.id: type_.dark for type_ in (*TYPES, OTHER_TYPE)}  # displaCy writes labels in black on these
_QUADS = {quad.id: quad.dark for quad in (*QUADS, OTHER_QUAD)}


class Mention(NamedTuple):
    """A stretch of a text that stands for an actor, and `how` it was understood: a name, a description, a pronoun."""

    actor: Participant
    how: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was found in a document: `mentions` of actors and `statements`, each with how it came about.

    `tokens` are the starts and ends of the text's words.
    """

    document: Document
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    tokens: tuple[tuple[int, int], ...]

    def __str__(self) -> str:
        lines = [f"{_number(len(self.mentions), 'mention')} of {_number(len(self._actors()), 'actor')}"]
        lines += [f"  {one_line(actor)}: {one_line('; '.join(told))}" for actor, told in self._actors()]
        lines += ["", _number(len(self.statements), "statement")]
        for statement in self.statements:
            lines += [str(statement), *(f"  - {one_line(step)}" for step in statement.explanation)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        actors = "".join(
            f"<li><b>{escape(actor)}</b>: {escape('; '.join(told))}</li>" for actor, told in self._actors()
        )
        steps = [[f"<li>{escape(step)}</li>" for step in statement.explanation] for statement in self.statements]
        statements = "".join(
            f"{statement_html(statement)}<ul>{''.join(told)}</ul>"
            for statement, told in zip(self.statements, steps, strict=True)
        )
        return (
            f"{self._spans()}<details><summary>{_number(len(self.mentions), 'mention')} of "
            f"{_number(len(self._actors()), 'actor')}</summary><ul>{actors}</ul></details>"
            f"<p>{_number(len(self.statements), 'statement')}</p>{statements}"
        )

    def _actors(self) -> list[tuple[str, list[str]]]:
        """The actors with their types, in the order of the text, and how each is named and was understood."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.actor.id].append(mention)
        return [(f"{m[0].actor.label} ({m[0].actor.type})", list(dict.fromkeys(map(_told, m)))) for m in found.values()]

    def _spans(self) -> str:
        """displaCy's picture, paragraph by paragraph: below the words the mentions by type, and the statements."""
        from spacy import displacy
        from spacy.displacy.templates import TPL_SPAN, TPL_SPAN_SLICE, TPL_SPAN_START

        colours: dict[str, str] = {}
        bars: list[tuple[int, int, str]] = []
        for actor, _ in self.mentions:
            bars.append((actor.start, actor.end, actor.type))
            colours[actor.type] = _TYPES.get(actor.type, _TYPES[OTHER_TYPE.id])
        for statement in self.statements:
            ends = (statement.subject, statement.object)
            label = (
                statement.relation if statement.status == "asserted" else f"{statement.relation}, {statement.status}"
            )
            bars.append((min(end.start for end in ends), max(end.end for end in ends), label))
            colours[label] = _QUADS[relation(statement.relation).quad]
        text = self.document.text
        paragraphs = [
            {"text": "", "tokens": [text[a:b] for a, b in words], "spans": _on_words(bars, words)}
            for words in self._paragraphs()
        ]
        templates = {
            "span": TPL_SPAN,
            "slice": TPL_SPAN_SLICE,
            "start": TPL_SPAN_START.replace("font-size: 0.6em", "font-size: 0.6em; white-space: nowrap"),
        }
        options = {"colors": colours, "template": templates}
        return displacy.render(paragraphs, style="span", manual=True, jupyter=False, options=options)

    def _paragraphs(self) -> list[list[tuple[int, int]]]:
        """The words of each paragraph."""
        paragraphs: list[list[tuple[int, int]]] = [[]]
        for start, end in self.tokens:
            word = self.document.text[start:end]
            if not word.isspace():
                paragraphs[-1].append((start, end))
            elif "\n" in word:
                paragraphs.append([])
        return [words for words in paragraphs if words]


def _on_words(bars: list[tuple[int, int, str]], words: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """displaCy's spans of the bars that lie on the words; it puts labels into the page as they are."""
    spans = []
    for start, end, label in bars:
        covered = [number for number, (first, last) in enumerate(words) if first < end and last > start]
        if covered:
            spans.append({"start_token": covered[0], "end_token": covered[-1] + 1, "label": escape(label)})
    return spans


def explain(
    text: str | Document,
    *,
    published: str | None = None,
    min_confidence: float = reading.MIN_CONFIDENCE,
    model: str | Path | None = None,
) -> Explanation:
    """What is found in a `text`, and by which steps: in a notebook as displaCy shows spans, elsewhere in words.

    `published` is the date of the text, as ISO has it, from which "on Sunday" counts; a Document has its own.
    Statements below `min_confidence` are left out. `model` is another language pipeline than the one that ships with the package.
    Raises ValueError for a date that is none, and `kg.language.ModelError`.
    """
    from kg.extraction.assembly import participant
    from kg.extraction.tree import Tree

    document = text if isinstance(text, Document) else replace(unnamed(text), published=published)
    if document.published is not None:
        check_date(document.published)
    readable = replace(document, text=legible(document.text))
    doc = _pipeline(model)(readable.text)
    extract = reading.extractor()
    statements = [as_written(found, document.text) for found in extract(doc, readable)]
    tree = Tree(doc, extract.lexicon.lemma)
    mentions = extract.finder.find(tree, document.published)
    extract.resolver.resolve(tree, mentions, document.id, document.published)
    found = {participant(tree, mention): mention.how for mention in mentions if mention.entity is not None}
    return Explanation(
        document,
        tuple(Mention(actor, found[actor]) for actor in sorted(found, key=lambda actor: (actor.start, -actor.end))),
        tuple(statement for statement in statements if statement.confidence >= min_confidence),
        tuple((token.idx, token.idx + len(token)) for token in doc),
    )


@functools.lru_cache(maxsize=1)
def _pipeline(model: str | Path | None) -> Language:
    return language.load(model)


def _told(mention: Mention) -> str:
    name = mention.actor.mention
    return f"“{name}”" + (f" ({mention.how})" if mention.how not in ("", f"name “{name}”") else "")


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
