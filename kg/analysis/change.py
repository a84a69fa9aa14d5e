"""What changed between two periods: ties and actors that appear, vanish and turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import get_args

import networkx as nx
import pandas as pd

from kg.actors.model import Actor
from kg.analysis.frames import actor_frame, integers, ranked
from kg.analysis.periods import Dates, Period, Span, date_of
from kg.analysis.signed import signed_network
from kg.documents import Document
from kg.graph import Graph
from kg.graph.columns import text_column
from kg.graph.network import to_networkx
from kg.statements import STATUSES, Statement, check_statuses

TIE_CHANGES = ("appears", "vanishes", "turns hostile", "turns friendly", "cools", "warms", "stays")
"""What a tie does between the two periods: it turns when its weight changes sign, and cools or warms when it does not."""

ACTOR_CHANGES = ("appears", "vanishes", "stays")


def tie_changes(
    graph: Graph,
    before: Span,
    after: Span,
    *,
    dates: Dates = "either",
    statuses: Collection[str] = ("asserted",),
    min_confidence: float = 0.0,
) -> pd.DataFrame:
    """One row for each two actors that cooperate or are in conflict in one of two periods.

    A period is a day, month or year, or a pair of its first and its last ("2019-12", "2020-01-02"); None leaves it
    open. `cooperation_before` and so on count documents as `signed_network` does; `difference` is the weight
    (cooperation less conflict) after less that before, `change` one of `TIE_CHANGES`. What changed most comes first.

    `dates` says which date counts: the event's ("event"), the document's ("published"), or the event's and where it
    has none the document's. Statements of which it is not sure in which period they are, as those of a month are in
    one of its weeks, are left out. A tie vanishes when nobody writes about it any more, which need not mean that it
    ended: `frame.attrs["documents"]` is how many documents speak in each period; compare it before anything else.
    """
    parts = _told(graph, (before, after), dates, statuses, min_confidence)
    one, other = (signed_network(to_networkx(told, statuses=STATUSES)) for told in parts)
    both = nx.Graph()
    both.add_nodes_from([*one.nodes(data=True), *other.nodes(data=True)])
    both.add_edges_from([*one.edges, *other.edges])
    pairs = sorted((min(pair), max(pair)) for pair in both.edges)

    def counted(network: nx.Graph, what: str) -> list[int]:
        return [network.edges[pair][what] if network.has_edge(*pair) else 0 for pair in pairs]

    weights = list(zip(counted(one, "weight"), counted(other, "weight"), strict=True))
    changes = [
        _change(one.has_edge(*pair), other.has_edge(*pair), *weight)
        for pair, weight in zip(pairs, weights, strict=True)
    ]
    frame = pd.DataFrame(
        {
            "one": text_column(both.nodes[pair[0]]["label"] for pair in pairs),
            "other": text_column(both.nodes[pair[1]]["label"] for pair in pairs),
            "change": pd.Categorical(changes, categories=list(TIE_CHANGES)),
            "cooperation_before": integers(counted(one, "cooperation")),
            "conflict_before": integers(counted(one, "conflict")),
            "cooperation_after": integers(counted(other, "cooperation")),
            "conflict_after": integers(counted(other, "conflict")),
            "difference": integers(after - before for before, after in weights),
            "one_id": text_column(pair[0] for pair in pairs),
            "other_id": text_column(pair[1] for pair in pairs),
        }
    )
    order = frame["difference"].abs().sort_values(ascending=False, kind="stable").index
    frame = frame.loc[order].reset_index(drop=True)
    frame.attrs["documents"] = tuple(map(_speaking, parts))
    return frame


def actor_changes(
    graph: Graph,
    before: Span,
    after: Span,
    *,
    dates: Dates = "either",
    statuses: Collection[str] = ("asserted",),
    min_confidence: float = 0.0,
) -> pd.DataFrame:
    """One row for each actor that takes part in a statement of one of two periods, with what it does: `ACTOR_CHANGES`.

    `before` and `after` (the columns) count the documents that name it in such a statement. Periods, dates and their
    limits are as in `tie_changes`.
    """
    parts = _told(graph, (before, after), dates, statuses, min_confidence)
    both = nx.Graph()
    for told in parts:
        both.add_nodes_from(to_networkx(told, statuses=STATUSES).nodes(data=True))
    nodes = sorted(both)
    one, other = ([len(naming.get(node, ())) for node in nodes] for naming in (told.naming() for told in parts))
    frame = actor_frame(
        both,
        nodes,
        {
            "change": pd.Categorical(
                [
                    "appears" if not earlier else "stays" if later else "vanishes"
                    for earlier, later in zip(one, other, strict=True)
                ],
                categories=list(ACTOR_CHANGES),
            ),
            "before": integers(one),
            "after": integers(other),
        },
    )
    frame = ranked(frame, ["change", "after", "before"], [True, False, False])
    frame.attrs["documents"] = tuple(map(_speaking, parts))
    return frame


@dataclass(frozen=True, slots=True)
class _Told:
    """What documents tell of a period: a part of a graph that networks can be made of."""

    documents: Sequence[Document]
    actors: Sequence[Actor]
    statements: Sequence[Statement]

    def read_documents(self) -> Sequence[Document]:
        return self.documents

    def read_actors(self) -> Sequence[Actor]:
        return self.actors

    def read_statements(self) -> Sequence[Statement]:
        return self.statements

    def naming(self) -> dict[str, set[str]]:
        """Actor → the documents that name it as subject or object."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for statement in self.statements:
            for end in (statement.subject, statement.object):
                found[end.id].add(statement.document)
        return found


def _told(
    graph: Graph, spans: tuple[Span, Span], dates: Dates, statuses: Collection[str], min_confidence: float
) -> list[_Told]:
    if dates not in get_args(Dates):
        raise ValueError(f"unknown kind of date {dates!r}; one of {', '.join(get_args(Dates))}")
    wanted, periods = check_statuses(statuses), [Period.of(span) for span in spans]
    documents, actors = graph.read_documents(), graph.read_actors()
    published = {document.id: document.published for document in documents}
    dated = [
        (date_of(statement, published.get(statement.document), dates), statement)
        for statement in graph.read_statements()
        if statement.status in wanted and statement.confidence >= min_confidence
    ]
    return [_Told(documents, actors, [s for date, s in dated if period.holds(date)]) for period in periods]


def _speaking(told: _Told) -> int:
    return len({statement.document for statement in told.statements})


def _change(was: bool, is_: bool, before: int, after: int) -> str:
    if not was:
        return "appears"
    if not is_:
        return "vanishes"
    if before >= 0 > after:
        return "turns hostile"
    if before <= 0 < after:
        return "turns friendly"
    return "cools" if after < before else "warms" if after > before else "stays"
