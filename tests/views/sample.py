"""Invented documents and statements to look at: a small story with every feature in it, and graphs of any size."""

from __future__ import annotations

import random

from kg.actors.model import Actor, Office
from kg.documents import Document
from kg.statements import ACTOR, Participant, Statement, Status

TYPES = {
    "Norland": "State", "Sudmark": "State", "Westia": "State", "Eastreich": "State", "Harbour Front": "ArmedGroup",
    "Red Dawn": "ArmedGroup", "Ana Petrov": "Person", "Joon Park": "Person", "League of Coasts": "Organization",
    "Port Alba": "Place", "Ministry of Tides": "GovernmentBody", "the Alba bridge": "Asset", "fishermen": "Population",
    "السلام عليكم": "Organization",
}  # fmt: skip
NAMES = {
    "Norland": ("Norland", "Nordish", "the Northern Republic"),
    "Harbour Front": ("Harbour Front", "HF", "Front du Port"),
    "Ana Petrov": ("Ana Petrov", "Anna Petróva", "Petrov"),
}


def slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def iri(name: str) -> str:
    return ACTOR + slug(name)


def participant(name: str, evidence: str, start: int) -> Participant:
    at = evidence.find(name)
    where = (start + at, start + at + len(name)) if at >= 0 else (0, 0)
    return Participant(iri(name), name, TYPES.get(name, "Organization"), name, *where, NAMES.get(name, (name,)))


def say(
    document: str,
    sentence: str,
    subject: str,
    relation: str,
    object_: str,
    status: Status = "asserted",
    *,
    start: int = 100,
    by: str | None = None,
    date: str | None = None,
    place: str | None = None,
    confidence: float = 0.9,
    **quantities: int,
) -> Statement:
    return Statement(
        document, participant(subject, sentence, start), relation, participant(object_, sentence, start), status,
        sentence, start, start + len(sentence), confidence,
        by=participant(by, sentence, start) if by else None, date=date,
        place=participant(place, sentence, start) if place else None, quantities=quantities,
    )  # fmt: skip


DOCUMENTS = [
    Document("d1", "", "Raid on Port Alba", "2021-03-04", "https://example.org/raid"),
    Document("d2", "", "Talks by the coast", "2021-05-20", "Coastal Courier"),
    Document("d3", "", "A year of unrest", "2022-01-02", ""),
]

STATEMENTS = [
    say("d1", "🌊 Norland struck Harbour Front near Port Alba, killing 12.", "Norland", "struck", "Harbour Front",
        date="2021-03-03", place="Port Alba", killed=12),
    say("d3", "Last year Norland struck Harbour Front again.", "Norland", "struck", "Harbour Front", date="2021",
        confidence=0.7),
    say("d1", "Ana Petrov said that Sudmark backs Harbour Front.", "Sudmark", "backs", "Harbour Front", "alleged",
        start=300, by="Ana Petrov", confidence=0.6),
    say("d1", "Sudmark has never armed Harbour Front.", "Sudmark", "armed", "Harbour Front", "negated", start=500),
    say("d2", "Westia could strike Red Dawn next.", "Westia", "struck", "Red Dawn", "hypothetical", start=20),
    say("d1", "Ana Petrov, president of Norland, spoke.", "Ana Petrov", "leads", "Norland", start=700),
    say("d2", "Norland met with Sudmark in May.", "Norland", "metWith", "Sudmark", start=40, date="2021-05"),
    say("d2", "Sudmark had met with Norland before.", "Sudmark", "metWith", "Norland", start=90, date="2021-04-30"),
    say("d2", "Sudmark condemned Norland.", "Sudmark", "condemned", "Norland", start=140, date="2021-05-19"),
    say("d2", "Westia agreed with Sudmark.", "Westia", "agreedWith", "Sudmark", start=200, date="2021-05-18"),
    say("d3", "Red Dawn clashed with Westia.", "Red Dawn", "clashedWith", "Westia", start=10, date="2021-11"),
    say("d3", "Eastreich is a member of the League of Coasts.", "Eastreich", "memberOf", "League of Coasts", start=60),
    say("d3", "Westia is a member of the League of Coasts.", "Westia", "memberOf", "League of Coasts", start=120),
    say("d3", "Port Alba lies in Norland.", "Port Alba", "locatedIn", "Norland", start=180),
    say("d3", "The Ministry of Tides of Norland detained fishermen.", "Ministry of Tides", "detained", "fishermen",
        start=240, date="2021-12-24"),
    say("d3", "Red Dawn struck the Alba bridge.", "Red Dawn", "struck", "the Alba bridge", start=300,
        date="2021-12-30"),
    say("d3", "السلام عليكم condemned Red Dawn.", "السلام عليكم", "condemned", "Red Dawn", start=360),
    say("d3", "Joon Park is an official of Eastreich.", "Joon Park", "officialOf", "Eastreich", start=420),
    say("d3", "Fishermen: fishermen protested against Norland.", "fishermen", "protested", "Norland", start=480),
]  # fmt: skip

ACTORS = {
    actor.iri: actor
    for actor in (
        Actor("norland", "State", "Norland", aliases=("Kingdom of the North", "Nordlandet"), wikidata="Q42",
              start="1814"),
        Actor("ana-petrov", "Person", "Ana Petrov", country="norland",
              offices=(Office("president", "norland", "2019-01-10"),)),
        Actor("westia", "State", "Westia", wikidata='Q1"><script>'),
    )
}  # fmt: skip


def synthetic(actors: int, statements: int, seed: int = 1) -> tuple[list[Document], list[Statement]]:
    """A graph of a given size with hubs, as news graphs have them; the same for the same numbers."""
    chance = random.Random(seed)
    relations = ("struck", "accused", "metWith", "backs", "memberOf", "condemned", "clashedWith", "leads")
    kinds = sorted(set(TYPES.values()))
    documents = [
        Document(f"doc{at}", "", f"Report {at}", f"{2000 + at % 20}-{at % 12 + 1:02}-{at % 28 + 1:02}")
        for at in range(max(1, actors // 10))
    ]

    def actor(number: int) -> Participant:
        name = f"Actor {number}"
        return Participant(iri(name), name, kinds[number * 7 % len(kinds)], name, 0, len(name), (name, f"A{number}"))

    rows = []
    for at in range(statements):
        first = at if at < actors else chance.randrange(actors)
        second = int(chance.random() ** 2.5 * max(1, min(first, actors - 1)))
        status: Status = chance.choices(("asserted", "alleged", "negated", "hypothetical"), (70, 20, 5, 5))[0]
        document = chance.choice(documents)
        text = f"Actor {first} did something to Actor {second}, the report said on page {at}."
        rows.append(
            Statement(document.id, actor(first), chance.choice(relations), actor(second), status, text, at * 100,
                      at * 100 + len(text), round(chance.uniform(0.3, 1), 2), date=document.published)
        )  # fmt: skip
    return documents, rows


HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    '"><svg onload=window.hacked=4>',
    "' onmouseover='window.hacked=5",
    "javascript:window.hacked=6",
    '<a href="https://evil.invalid/">href</a>',
    "<!-- <script> ]]> -->",
    "{{ 7*7 }} {% raw %} ${7*7} #{7*7}",
    "\x00\x01\x07\x1b[31m\x7f\x85",
    "line\u2028separator\u2029paragraph\ud800half",
    "\u202etfel ot thgir\u202c \u2066isolated",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://evil.invalid/")',
    "&lt;b&gt;&amp;&#x3c;",
    "x" * 10_000,
    "",
    " ",
    "مقاومة",
    "👩‍👩‍👧‍👦 🇺🇳 Z̷̡͝a̸l̷g̵o̶",
)


def hostile() -> tuple[list[Document], list[Statement], dict[str, Actor]]:
    """Every hostile text in every field of documents, statements and actors."""
    documents, statements, actors = [], [], {}
    for at, text in enumerate(HOSTILE):
        follower = HOSTILE[(at + 1) % len(HOSTILE)]
        document = Document(f"{at}{text}", text, text, text if at % 2 else "2020-01-01", text)
        documents.append(document)
        ends = [
            Participant(f"{ACTOR}{name}{number}", name, name, name, 0, len(name), (name, follower))
            for name, number in ((text, at), (follower, at + 1))
        ]
        for status in ("asserted", "alleged", "negated", "hypothetical"):
            statements.append(
                Statement(document.id, ends[0], text or "struck", ends[1], status, text + " " + follower, 0,
                          len(text) + 1 + len(follower), 0.5, by=ends[1], date=text, place=ends[0],
                          quantities={text: 3})
            )  # fmt: skip
        actor = Actor(f"{text}{at}", text, text, aliases=(text, follower), parents=(text,), country=text, start=text,
                      end=text, offices=(Office(text, text, text, text),), wikidata=text)  # fmt: skip
        actors[actor.iri] = actor
    return documents, statements, actors
