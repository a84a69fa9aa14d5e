"""A graph with texts in it that break careless writers: in every field that can hold a text."""

from __future__ import annotations

import re

from kg.graph import Graph
from kg.statements import ACTOR, Participant, Statement, Status
from tests.graph.factory import BASE, document, participant

TEXTS = (
    "=1+1",
    '=HYPERLINK("https://example.org/?"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "'apostrophe",
    "''two",
    'say "no"; then, go',
    "</script><script>alert(1)</script>",
    "<b> & ]]> <!-- --> &amp;",
    "one\ntwo\r\nthree\rfour",
    "nul \0 bell \a escape \x1b unit \x1f delete \x7f",
    "no character \ufffe \uffff",
    "ünï 🌍 \u2028 \u200f \u00a0",
    "half a pair \ud83c",
    " spaces around ",
    "_x0041_ _x000D_",
    "back\\slash {{x}} ${y} %s ; | ,",
    "x" * 10_000,
)

STATUSES: tuple[Status, ...] = ("asserted", "alleged", "negated", "hypothetical")


def graph() -> Graph:
    """Every text as title, source, author and id of a document, as label, mention and name, as sentence and date."""
    made = Graph.in_memory(BASE)
    for number, text in enumerate(TEXTS):
        paper = document(f"{text}", "2031-05-10", title=text, source=text, author=text, text=f"text {number}")
        made.add(paper, [_statement(paper.id, number, text, status) for status in STATUSES])
    return made


def _statement(paper: str, number: int, text: str, status: Status) -> Statement:
    return Statement(
        document=paper,
        subject=_named(f"hostile-{number}", "ArmedGroup", text),
        relation="struck",
        object=_named(f"victim {number}/ü", "Person", text),
        status=status,
        evidence=text,
        start=7,
        end=7 + len(text),
        confidence=0.5,
        by=_named(f"speaker-{number}", "Person", text),
        date=text if number % 2 else "2031-05",
        place=_named(f"place-{number}", "Place", text),
        quantities={"killed": number, "displaced": 3},
    )


def _named(slug: str, kind: str, text: str) -> Participant:
    iri = ACTOR + slug.replace(" ", "%20")
    return participant(slug, text, 3, id=iri, type=kind, label=text, names=(text, f"also {text}"))


def shown(text: str) -> str:
    """A text as a format without control characters has it: written anew, so that it checks the writers' own."""
    pictured = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda found: chr(0x2400 + ord(found[0])), text)
    return re.sub("[\ufffe\uffff\ud800-\udfff]", "\ufffd", pictured)
