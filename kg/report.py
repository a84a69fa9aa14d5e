"""The short report at the end of a build: what was read, what was found, who is most connected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.statements import STATUSES, Participant, Statement
from kg.wording import one_line

_RELATIONS = 20  # relations listed by name
_CONNECTED = 10
_UNKNOWN = 8  # actors not in the base that are named


@dataclass(slots=True)
class Tally:
    """Counts of documents, statements and actors, kept while they pass by."""

    documents: int = 0
    statements: int = 0
    by_relation: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    labels: dict[str, str] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    links: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, statements: Iterable[Statement]) -> None:
        """Count one document and its statements."""
        self.documents += 1
        for statement in statements:
            self.statements += 1
            self.by_relation[statement.relation][statement.status] += 1
            subject, other = self._actor(statement.subject), self._actor(statement.object)
            if statement.by is not None:
                self._actor(statement.by)
            self.said.update((subject, other))
            if statement.status == "asserted" and subject != other:
                self.links[subject].add(other)
                self.links[other].add(subject)

    def _actor(self, participant: Participant) -> str:
        label = self.labels.setdefault(participant.id, participant.label)
        if participant.label < label:  # whatever the order of documents
            self.labels[participant.id] = participant.label
        return participant.id

    def statuses(self) -> Counter[str]:
        """Statements by status."""
        total: Counter[str] = Counter()
        for counts in self.by_relation.values():
            total.update(counts)
        return total

    def connected(self, number: int = _CONNECTED) -> list[tuple[str, int, int]]:
        """The actors with most neighbours by what is asserted: IRI, neighbours, statements about it."""
        ranked = sorted(self.links, key=lambda actor: (-len(self.links[actor]), -self.said[actor], actor))
        return [(actor, len(self.links[actor]), self.said[actor]) for actor in ranked[:number]]

    def unknown(self, known: Iterable[str]) -> list[tuple[str, int]]:
        """Actors that are not among the known IRIs: label, statements about it; the most talked about first."""
        others = self.labels.keys() - set(known)
        ranked = sorted(others, key=lambda actor: (-self.said[actor], self.labels[actor], actor))
        return [(self.labels[actor], self.said[actor]) for actor in ranked]


def print_report(console: Console, tally: Tally, known: Iterable[str], files: Iterable[Path | str]) -> None:
    """The report as people read it."""
    unknown = tally.unknown(known)
    outside = f", {len(unknown):,} of them not in the actor base" if unknown else ""
    console.print(
        f"[bold]{_number(tally.documents, 'document')}, {_number(tally.statements, 'statement')} "
        f"about {_number(len(tally.labels), 'actor')}[/bold]{outside}",
        highlight=False,
    )
    if tally.statements:
        console.print(_relations(tally))
        if tally.links:
            console.print(_connected(tally))
    if unknown:
        names = ", ".join(escape(one_line(label)) for label, _ in unknown[:_UNKNOWN])
        more = f" and {len(unknown) - _UNKNOWN:,} more" if len(unknown) > _UNKNOWN else ""
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


def _connected(tally: Tally) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("most connected")
    table.add_column("neighbours", justify="right")
    table.add_column("statements", justify="right")
    for actor, neighbours, said in tally.connected():
        table.add_row(escape(one_line(tally.labels[actor])), f"{neighbours:,}", f"{said:,}")
    return table


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
