"""The short report at the end of a build: what was read, what was found, who is most connected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.ledger import Ledger, kept, text
from kg.statements import STATUSES, Participant, Statement
from kg.wording import one_line

_RELATIONS = 20  # relations listed by name
_CONNECTED = 10
_UNKNOWN = 8  # actors not in the base that are named


class Tally:
    """Counts of documents, statements and actors, kept while they pass by.

    Its methods raise OSError if there are many actors and no temporary file can be written.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.statements = 0
        self.by_relation: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._ledger = Ledger(
            "CREATE TABLE actor (iri BLOB PRIMARY KEY, label BLOB, said INTEGER) WITHOUT ROWID",
            "CREATE TABLE link (actor BLOB, neighbour BLOB, PRIMARY KEY (actor, neighbour)) WITHOUT ROWID",
            "CREATE TABLE known (iri BLOB PRIMARY KEY) WITHOUT ROWID",
        )

    def add(self, statements: Iterable[Statement]) -> None:
        """Count one document and its statements."""
        self.documents += 1
        actors: list[tuple[bytes, bytes, int]] = []
        links: list[tuple[bytes, bytes]] = []
        for statement in statements:
            self.statements += 1
            self.by_relation[statement.relation][statement.status] += 1
            subject, other = _actor(statement.subject), _actor(statement.object)
            actors += [(*subject, 1), (*other, 1)]
            if statement.by is not None:
                actors.append((*_actor(statement.by), 0))
            if statement.status == "asserted" and subject[0] != other[0]:
                links += [(subject[0], other[0]), (other[0], subject[0])]
        # Of an actor's labels the least is shown, whatever the order of documents.
        self._ledger.note(
            "INSERT INTO actor VALUES (?, ?, ?) ON CONFLICT (iri) DO UPDATE "
            "SET label = min(label, excluded.label), said = said + excluded.said",
            actors,
        )
        self._ledger.note("INSERT OR IGNORE INTO link VALUES (?, ?)", links)

    def statuses(self) -> Counter[str]:
        """Statements by status."""
        total: Counter[str] = Counter()
        for counts in self.by_relation.values():
            total.update(counts)
        return total

    def actors(self) -> int:
        """How many actors take part in statements, or make them."""
        return self._number("SELECT count(*) FROM actor")

    def connected(self, number: int = _CONNECTED) -> list[tuple[str, int, int]]:
        """The actors with most neighbours by what is asserted: label, neighbours, statements about it."""
        rows = self._ledger.ask(
            "SELECT label, count(*) AS neighbours, said FROM link JOIN actor ON iri = actor "
            "GROUP BY actor ORDER BY neighbours DESC, said DESC, iri LIMIT ?",
            number,
        )
        return [(text(label), int(neighbours), int(said)) for label, neighbours, said in rows]

    def unknown(self, known: Iterable[str], number: int = _UNKNOWN) -> tuple[int, list[tuple[str, int]]]:
        """Actors that are not among the known IRIs: how many; label and statements of those most talked about."""
        self._ledger.note("INSERT OR IGNORE INTO known VALUES (?)", ((kept(iri),) for iri in known))
        others = "FROM actor WHERE iri NOT IN (SELECT iri FROM known)"
        rows = self._ledger.ask(f"SELECT label, said {others} ORDER BY said DESC, label, iri LIMIT ?", number)
        return self._number(f"SELECT count(*) {others}"), [(text(label), int(said)) for label, said in rows]

    def _number(self, sql: str) -> int:
        return int(self._ledger.ask(sql)[0][0])


def _actor(participant: Participant) -> tuple[bytes, bytes]:
    return kept(participant.id), kept(participant.label)


def print_report(console: Console, tally: Tally, known: Iterable[str], files: Iterable[Path | str]) -> None:
    """The report as people read it."""
    number, unknown = tally.unknown(known)
    outside = f", {number:,} of them not in the actor base" if number else ""
    console.print(
        f"[bold]{_number(tally.documents, 'document')}, {_number(tally.statements, 'statement')} "
        f"about {_number(tally.actors(), 'actor')}[/bold]{outside}",
        highlight=False,
    )
    if tally.statements:
        console.print(_relations(tally))
        if connected := tally.connected():
            console.print(_connected(connected))
    if unknown:
        names = ", ".join(escape(one_line(label)) for label, _ in unknown)
        more = f" and {number - len(unknown):,} more" if number > len(unknown) else ""
        console.print(f"Not in the actor base: {names}{more}", highlight=False)
    for file in files:
        console.print(f"Wrote {escape(one_line(str(file)))}", highlight=False, soft_wrap=True)


def _relations(tally: Tally) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=True, footer_style="bold")
    statuses = tally.statuses()
    table.add_column("statements", footer="all")
    for status in STATUSES:
        table.add_column(status, justify="right", footer=_count(statuses[status]))
    table.add_column("all", justify="right", footer=_count(tally.statements))
    ranked = sorted(tally.by_relation.items(), key=lambda item: (-item[1].total(), item[0]))
    shown, rest = ranked[:_RELATIONS], ranked[_RELATIONS:]
    for relation, counts in shown:
        table.add_row(relation, *(_count(counts[status]) for status in STATUSES), _count(counts.total()))
    if rest:
        others = sum((counts for _, counts in rest), Counter())
        table.add_row(
            f"{len(rest)} more relations", *(_count(others[status]) for status in STATUSES), _count(others.total())
        )
    return table


def _connected(connected: Iterable[tuple[str, int, int]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("most connected")
    table.add_column("neighbours", justify="right")
    table.add_column("statements", justify="right")
    for label, neighbours, said in connected:
        table.add_row(escape(one_line(label)), f"{neighbours:,}", f"{said:,}")
    return table


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
