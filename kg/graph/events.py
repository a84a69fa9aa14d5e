"""Events as the users of GDELT, ICEWS and POLECAT know them: who did what to whom, when, by quad class and scale.

An event is what statements of a relation with a PLOVER root tell; memberships, posts and places are none. Statements
tell the same event where subject, relation, object, status and date are the same. Without a date of the event that is only
so if their documents were published on the same day, as event data count an event once a day. The sides of a symmetric
relation ("metWith") are put in the order of their IRIs, so that it does not matter which the text names first.

docs/tables.md explains the columns and which columns of the other data sets they answer to.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import ontology
from kg.actors.countries import country_code
from kg.actors.model import Actor
from kg.documents.dates import parse_date
from kg.documents.model import sources
from kg.graph.columns import category_column, count_column, day_column, text_column, type_names
from kg.statements import STATUSES, Participant, Statement, check_statuses
from kg.wording import whole

if TYPE_CHECKING:
    import pandas as pd

    from kg.graph.readable import Readable

FREQUENCIES = {
    "D": "days", "W": "weeks, from Monday to Sunday", "M": "months", "Q": "quarters", "Y": "years",
}  # fmt: skip
"""What `dyads` can count by."""


@dataclass(frozen=True, slots=True)
class Event:
    """Statements that tell the same event, in their order. `published` is when the first document with a date told it.

    `occasion` is the event's date; where it is unknown, the day on which it was told, or the document that tells it.
    `sources` counts who tells it: publishers, a copy counting for the publisher of what it copies.
    """

    source: Participant
    target: Participant
    relation: ontology.Relation
    statements: tuple[Statement, ...]
    published: str | None
    occasion: str
    sources: int

    @property
    def id(self) -> str:
        """A hash of what makes it an event of its own: the same whenever the same texts are read again."""
        parts = (self.source.id, self.relation.name, self.target.id, self.status, self.date or "", self.occasion)
        return hashlib.sha256("\x1f".join(map(whole, parts)).encode()).hexdigest()[:20]

    @property
    def status(self) -> str:
        return self.statements[0].status

    @property
    def date(self) -> str | None:
        return self.statements[0].date

    @property
    def goldstein(self) -> float:
        """The value of its PLOVER root on the scale of `ontology/schema/goldstein.ttl`."""
        return ontology.plover_roots()[self.relation.plover_root or ""].goldstein

    @property
    def documents(self) -> int:
        """How many documents tell it."""
        return len({statement.document for statement in self.statements})

    @property
    def speakers(self) -> str | None:
        """The labels of who says so, each once, separated by `|`."""
        return "|".join(sorted({s.by.label for s in self.statements if s.by is not None})) or None

    @property
    def place(self) -> Participant | None:
        """The place that most statements name."""
        named = Counter(s.place.id for s in self.statements if s.place is not None)
        places = [s.place for s in self.statements if s.place is not None]
        return min(places, key=lambda place: (-named[place.id], place.id), default=None)

    def figures(self, quantity: str) -> list[int]:
        """The counts that its statements give of a `quantity` ("killed"), the lowest first."""
        return sorted(s.quantities[quantity] for s in self.statements if quantity in s.quantities)


def events(graph: Readable) -> list[Event]:
    """The events of a graph, by date (those without one last), source, relation and target."""
    documents = graph.read_documents()
    published = {document.id: document.published for document in documents}
    publishers = sources(documents)
    told: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for statement in graph.read_statements():
        relation = ontology.relations().get(statement.relation)
        if relation is not None and relation.plover_root:
            source, target = _sides(statement, relation)
            occasion = statement.date or published.get(statement.document) or statement.document
            dated = "dated" if statement.date else "undated"
            told[source.id, relation.name, target.id, statement.status, dated, occasion].append(statement)
    found = []
    for key, statements in told.items():
        relation = ontology.relations()[key[1]]
        source, target = _sides(statements[0], relation)
        dates = sorted(date for s in statements if (date := published.get(s.document)))
        tellers = {publishers.get(s.document, s.document) for s in statements}
        first = dates[0] if dates else None
        found.append(Event(source, target, relation, tuple(statements), first, key[-1], len(tellers)))
    return sorted(found, key=_order)


def events_frame(graph: Readable, look_up: Callable[[str], Actor | None]) -> pd.DataFrame:
    """One row an event of a `graph`; see `Graph.events`. `look_up` finds the actor of an IRI or slug in the base."""
    import pandas as pd

    found = events(graph)
    kinds = type_names(end.type for event in found for end in (event.source, event.target))
    relations = sorted({event.relation.name for event in found})
    places = [event.place for event in found]

    def highest(quantity: str) -> Any:
        return count_column(max(event.figures(quantity), default=None) for event in found)

    def lowest(quantity: str) -> Any:
        return count_column(min(event.figures(quantity), default=None) for event in found)

    columns: dict[str, Any] = {
        "id": text_column(event.id for event in found),
        "date": text_column(event.date for event in found),
        "when": day_column(event.date for event in found),
        "published": text_column(event.published for event in found),
        **_side("source", [event.source for event in found], kinds, look_up),
        **_side("target", [event.target for event in found], kinds, look_up),
        "relation": category_column((event.relation.name for event in found), relations),
        "plover": category_column((event.relation.plover_root or "" for event in found), list(ontology.plover_roots())),
        "cameo": text_column("|".join(event.relation.cameo_roots) for event in found),
        **_quad([event.relation.quad_class or 0 for event in found]),
        "goldstein": pd.array([event.goldstein for event in found], dtype="float64"),
        "status": category_column((event.status for event in found), STATUSES),
        "by": text_column(event.speakers for event in found),
        "place": text_column(place.label if place else None for place in places),
        "place_country": text_column(country_code(place.id, look_up) if place else None for place in places),
        "killed": highest("killed"),
        "killed_low": lowest("killed"),
        "wounded": highest("wounded"),
        "wounded_low": lowest("wounded"),
        "documents": pd.array([event.documents for event in found], dtype="int64"),
        "sources": pd.array([event.sources for event in found], dtype="int64"),
        "statements": pd.array([len(event.statements) for event in found], dtype="int64"),
        "confidence": pd.array([max(s.confidence for s in event.statements) for event in found], dtype="float64"),
        "evidence": text_column(max(event.statements, key=lambda s: s.confidence).evidence for event in found),
        "statement_ids": pd.Series([tuple(s.id for s in event.statements) for event in found], dtype="object"),
    }
    return pd.DataFrame(columns)


def dyads_frame(
    graph: Readable,
    look_up: Callable[[str], Actor | None],
    *,
    freq: str = "M",
    statuses: Collection[str] = ("asserted",),
) -> pd.DataFrame:
    """One row a period, source, target and quad class of a `graph`; see `Graph.dyads`."""
    import pandas as pd

    if freq not in FREQUENCIES:
        known = ", ".join(f"{name} ({meaning})" for name, meaning in FREQUENCIES.items())
        raise ValueError(f"freq={freq!r} is no length of periods; one of {known}")
    chosen = check_statuses(statuses)
    groups: defaultdict[tuple[pd.Period | None, str, str, int], list[Event]] = defaultdict(list)
    for event in events(graph):
        if event.status in chosen:
            period = _period(event.date, freq)
            groups[period, event.source.id, event.target.id, event.relation.quad_class or 0].append(event)
    keys = sorted(groups, key=lambda key: (key[0] is None, key[0] or pd.Period("2000", freq), *key[1:]))
    rows = [groups[key] for key in keys]
    kinds = type_names(end.type for row in rows for end in (row[0].source, row[0].target))
    columns: dict[str, Any] = {
        "period": pd.Series(pd.PeriodIndex([key[0] or pd.NaT for key in keys], freq=freq)),
        **_side("source", [row[0].source for row in rows], kinds, look_up),
        **_side("target", [row[0].target for row in rows], kinds, look_up),
        **_quad([key[3] for key in keys]),
        "events": pd.array([len(row) for row in rows], dtype="int64"),
        "goldstein": pd.array([sum(event.goldstein for event in row) / len(row) for row in rows], dtype="float64"),
        "killed": count_column(_toll(row, "killed") for row in rows),
        "wounded": count_column(_toll(row, "wounded") for row in rows),
    }
    return pd.DataFrame(columns)


def _sides(statement: Statement, relation: ontology.Relation) -> tuple[Participant, Participant]:
    ends = (statement.subject, statement.object)
    return min(ends, ends[::-1], key=lambda pair: pair[0].id) if relation.symmetric else ends


def _order(event: Event) -> tuple[bool, str, str, str, str, str]:
    return event.date is None, event.occasion, event.source.id, event.relation.name, event.target.id, event.status


def _side(
    name: str, ends: list[Participant], kinds: list[str], look_up: Callable[[str], Actor | None]
) -> dict[str, Any]:
    """The columns of the actors at one end."""
    return {
        name: text_column(end.label for end in ends),
        f"{name}_id": text_column(end.id for end in ends),
        f"{name}_type": category_column((end.type for end in ends), kinds),
        f"{name}_country": text_column(country_code(end.id, look_up) for end in ends),
    }


def _quad(numbers: list[int]) -> dict[str, Any]:
    """A quad class as number and in words."""
    import pandas as pd

    labels = {relation.quad_class: relation.heading for relation in ontology.relations().values()}
    headings = [labels[number] for number in sorted(filter(None, labels))]
    return {
        "quad_class": pd.array(numbers, dtype="int64"),
        "quad_label": category_column((labels[number] for number in numbers), headings),
    }


def _toll(group: Iterable[Event], quantity: str) -> int | None:
    """The sum of the highest figures of each occasion.

    One figure often stands with several events ("struck and killed 12"), so an occasion counts once.
    """
    tolls: dict[str, int] = {}
    for event in group:
        for figure in event.figures(quantity):
            tolls[event.occasion] = max(figure, tolls.get(event.occasion, 0))
    return sum(tolls.values()) if tolls else None


def _period(date: str | None, freq: str) -> pd.Period | None:
    """The period in which a day, month or year lies as a whole, or None."""
    import pandas as pd

    try:
        if not date or parse_date(date) != date:
            return None
    except ValueError:
        return None
    own = pd.Period(date, freq={4: "Y", 7: "M", 10: "D"}[len(date)])
    first, last = own.asfreq(freq, "start"), own.asfreq(freq, "end")
    return first if first == last else None
