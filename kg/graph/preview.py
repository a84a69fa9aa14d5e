"""A glance at a graph: the latest events that its documents assert, with the sentences that tell them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.ontology import relations

if TYPE_CHECKING:
    from kg.graph.graph import Graph

_ROWS = 5
# The latest are found first, since only their names and sentences are needed. Dates are compared as texts: days, months
# and years are of different types, which SPARQL cannot compare.
_LATEST = """
SELECT ?date ?who ?relation ?whom ?sentence {
  { SELECT ?document ?statement ?date {
      GRAPH ?document { ?statement kg:date ?when ; kg:status kg:asserted ; rdf:predicate ?event }
      FILTER(?event IN (RELATIONS))
      BIND(STR(?when) AS ?date)
    } ORDER BY DESC(?date) ?statement LIMIT ROWS }
  GRAPH ?document {
    ?statement oa:exact ?sentence ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
    ?subject skos:prefLabel ?who . ?object skos:prefLabel ?whom
  }
  BIND(STRAFTER(STR(?predicate), "#") AS ?relation)
} ORDER BY DESC(?date) ?who ?relation ?whom ?statement"""


def preview_html(graph: Graph, *, timeout: float | None = None) -> str:
    """A table of the latest asserted events of a `graph`; empty where nothing has a date. Raises QueryTimeout."""
    events = ", ".join(f"<{relation.iri}>" for relation in relations().values() if relation.plover_root)
    latest = graph.query(_LATEST.replace("RELATIONS", events).replace("ROWS", str(_ROWS)), timeout=timeout)
    rows = "".join(
        f'<tr><td style="white-space:nowrap">{escape(date)}</td>'
        f"<td>{escape(who)} <b>{escape(relation)}</b> {escape(whom)}</td>"
        f'<td style="text-align:left">{escape(sentence)}</td></tr>'
        for date, who, relation, whom, sentence in latest
    )
    head = '<thead><tr><th>latest</th><th>asserted</th><th style="text-align:left">sentence</th></tr></thead>'
    return f"<table>{head}<tbody>{rows}</tbody></table>" if rows else ""
