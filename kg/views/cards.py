"""Statements, documents and actors as a notebook and a terminal show them.

Everything that a text says is escaped. Colours are given as frames and translucent grounds, so that a card can be read
in a light and in a dark notebook, and nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING

from kg.views.style import OTHER_QUAD, QUADS, relation
from kg.wording import one_line

if TYPE_CHECKING:
    from kg.actors.model import Actor
    from kg.documents import Document
    from kg.statements import Participant, Statement

_ROLES = {"subject": "#3990c6", "object": "#cc5f4e", "speaker": "#8d6cb8", "place": "#2b9a8b"}
_QUADS = {quad.id: quad.light for quad in (*QUADS, OTHER_QUAD)}
_SMALL = "font-size:88%;opacity:.75"
_SHOWN = 1_500  # characters of a text that a document's card has
_NAMED = 8  # names of an actor that its card has

Span = tuple[int, int, str]
"""Start and end in a text, and the role of what stands there."""


def statement_line(statement: Statement) -> str:
    """On one line: who did what to whom, the status, when, where and how many."""
    details = "; ".join((statement.status, *_details(statement)))
    return one_line(f"{statement.subject.label} {statement.relation} {statement.object.label} ({details})")


def statement_text(statement: Statement) -> str:
    """On three lines: the statement, its sentence with the mentions in brackets, and where it stands."""
    sentence = "".join(
        f"[{part}]" if role else part for part, role in _parts(statement.evidence, _flat(_mentions(statement)))
    )
    return f"{statement_line(statement)}\n  “{one_line(sentence)}”\n  {one_line(_where(statement))}"


def statement_html(statement: Statement) -> str:
    """A card: the statement, its sentence with the mentions marked, and where it stands."""
    colour = _QUADS[relation(statement.relation).quad]
    head = (
        f"<b>{escape(statement.subject.label)}</b> <code>{escape(statement.relation)}</code> "
        f"<b>{escape(statement.object.label)}</b> · {escape(statement.status)}"
    )
    details = " · ".join(escape(detail) for detail in (*_details(statement), _where(statement)))
    return (
        f'<div style="border-left:4px solid {colour};padding:.1em .9em;margin:.5em 0"><div>{head}</div>'
        f'<div style="margin:.3em 0;line-height:1.9">{marked(statement.evidence, _mentions(statement))}</div>'
        f'<div style="{_SMALL}">{details}</div></div>'
    )


def document_line(document: Document) -> str:
    """On one line: the id, title, date, source, and how long the text is."""
    parts = (document.title, document.published or "", document.source, _length(document))
    return one_line(f"{document.id}: " + ", ".join(filter(None, parts)))


def document_html(document: Document) -> str:
    """A card: the title, where the text comes from, and how it begins."""
    parts = (document.id, document.published or "no date", document.source, document.author, _length(document))
    about = " · ".join(escape(part) for part in parts if part)
    text = document.text[:_SHOWN] + ("…" if len(document.text) > _SHOWN else "")
    body = (
        f'<div style="white-space:pre-wrap;margin-top:.4em;max-height:15em;overflow:auto">{escape(text)}</div>'
        if text
        else ""
    )
    return (
        f'<div style="border-left:4px solid #8888;padding:.1em .9em;margin:.5em 0">'
        f'<b>{escape(document.title or document.id)}</b><div style="{_SMALL}">{about}</div>{body}</div>'
    )


def actor_line(actor: Actor) -> str:
    """On one line: the label, what the base or the graph knows of the actor, and its other names."""
    given = [f"{f.name}={value!r}" for f in fields(actor) if f.name != "label" and (value := getattr(actor, f.name))]
    return f"Actor({actor.label!r}, {', '.join(given)})"


def actor_html(actor: Actor) -> str:
    """A card: the label, type, identifiers and names."""
    names = [*actor.aliases, *actor.metonyms][:_NAMED]
    parts = (actor.type, actor.id, f"in {actor.country}" if actor.country else "", actor.wikidata)
    about = " · ".join(escape(part) for part in parts if part)
    also = f"<div>also {escape(', '.join(names))}</div>" if names else ""
    return (
        f'<div style="border-left:4px solid #8888;padding:.1em .9em;margin:.5em 0"><b>{escape(actor.label)}</b>'
        f'<div style="{_SMALL}">{about}</div>{also}</div>'
    )


def marked(text: str, spans: Iterable[Span]) -> str:
    """A text as HTML with stretches marked by their role; a stretch may lie in another, but not across its end."""
    out: list[str] = []
    open_: list[Span] = []
    place = 0

    def up_to(end: int) -> None:
        nonlocal place
        while open_ and open_[-1][1] <= end:
            _, close, role = open_.pop()
            out.append(f'{escape(text[place:close])}<sub style="{_SMALL}"> {escape(role)}</sub></mark>')
            place = close
        out.append(escape(text[place:end]))
        place = end

    for start, end, role in _nested(spans):
        up_to(start)
        colour = _ROLES.get(role, "#888888")
        out.append(
            f'<mark style="background:{colour}33;color:inherit;border-bottom:2px solid {colour};padding:0 .15em">'
        )
        open_.append((start, end, role))
    up_to(len(text))
    return "".join(out)


def _nested(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, the longer first, without those that lie across the end of another."""
    inside: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span[0], -span[1], span[2])):
        while inside and inside[-1][1] <= span[0]:
            inside.pop()
        if not inside or span[1] <= inside[-1][1]:
            inside.append(span)
            yield span


def _flat(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, without those that lie in another."""
    reached = 0
    for span in _nested(spans):
        if span[0] >= reached:
            reached = span[1]
            yield span


def _parts(text: str, spans: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with its role or none."""
    place = 0
    for start, end, role in spans:
        yield text[place:start], ""
        yield text[start:end], role
        place = end
    yield text[place:], ""


def _mentions(statement: Statement) -> list[Span]:
    """Where the sentence names those who take part, in its own characters; what it does not name is left out."""
    roles = zip(_ROLES, (statement.subject, statement.object, statement.by, statement.place), strict=True)
    found = [(role, _within(statement, participant)) for role, participant in roles if participant is not None]
    return [(*place, role) for role, place in found if place is not None]


def _within(statement: Statement, participant: Participant) -> tuple[int, int] | None:
    start, end = participant.start - statement.start, participant.end - statement.start
    inside = 0 <= start < end and statement.evidence[start:end] == participant.mention
    return (start, end) if inside else None


def _details(statement: Statement) -> Sequence[str]:
    quantities = sorted(statement.quantities.items())
    return [
        *([f"said by {statement.by.label}"] if statement.by else []),
        *([statement.date] if statement.date else []),
        *([f"at {statement.place.label}"] if statement.place else []),
        *(f"{number:,} {name}" for name, number in quantities),
        f"confidence {statement.confidence:.2f}",
    ]


def _where(statement: Statement) -> str:
    return f"{statement.document}, characters {statement.start}–{statement.end}"


def _length(document: Document) -> str:
    """Nothing for a document of a graph, which does not keep the texts."""
    return f"{len(document.text):,} characters" if document.text else ""
