"""GEXF 1.3: the network for Gephi, with the time of each edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from kg.exports.base import Format
from kg.exports.network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Edge, Network, network
from kg.exports.part import Part
from kg.exports.spells import Spell, merged, spell
from kg.exports.text import plain, visible

_TYPES = {str: "string", tuple: "string", int: "long", float: "double", bool: "boolean"}


class Gexf(Format):
    """A dynamic graph: an edge is there in the days, months and years that its statements give for the event.

    An edge whose statements give no date has no time, which Gephi takes for always; an actor is there whenever one of
    its edges is. Edges with different relations between the same actors are kept apart by their `kind`.
    """

    name = "gexf"
    label = "GEXF"
    use = "the network over time, for Gephi"
    endings = (".gexf",)
    edges = True

    def write(self, part: Part, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in _lines(network(part)))


def _lines(found: Network) -> Iterator[str]:
    times = {edge.id: _time(edge) for edge in found.edges}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">'
    yield "<meta><creator>geokg</creator><description>Who did what to whom</description></meta>"
    yield '<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="date" timerepresentation="interval">'
    yield from _declared("node", NODE_ATTRIBUTES)
    yield from _declared("edge", EDGE_ATTRIBUTES)
    yield f'<nodes count="{len(found.nodes)}">'
    presence = _presence(found.edges, times)
    for node in found.nodes:
        yield f"<node id={_quoted(node.iri)} label={_quoted(node.label)}>"
        yield from _values(node.attributes)
        yield from _spells(presence[node.iri])
        yield "</node>"
    yield "</nodes>"
    yield f'<edges count="{len(found.edges)}">'
    for edge in found.edges:
        # Gephi joins parallel edges of one kind; ours differ at least in relation or status.
        kind = f"{edge.attributes['relation']}/{edge.attributes['status']}"
        yield (
            f"<edge id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)} "
            f'type="directed" kind={_quoted(kind)} label={_quoted(edge.label)} weight="{edge.weight}">'
        )
        yield from _values(edge.attributes)
        yield from _spells(times[edge.id])
        yield "</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(owner: str, attributes: Mapping[str, type]) -> Iterator[str]:
    yield f'<attributes class="{owner}">'
    for name, kind in attributes.items():
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES[kind]}"/>'
    yield "</attributes>"


def _values(values: Mapping[str, object]) -> Iterator[str]:
    yield "<attvalues>"
    for name, value in values.items():
        yield f'<attvalue for="{name}" value={_quoted(plain(value))}/>'
    yield "</attvalues>"


def _spells(spells: list[Spell]) -> Iterator[str]:
    if spells:
        yield "<spells>"
        for start, end in spells:
            yield f'<spell start="{start}" end="{end}"/>'
        yield "</spells>"


def _time(edge: Edge) -> list[Spell]:
    """The times that the statements give; those without a date add nothing."""
    return merged(found for date in edge.dates if (found := spell(date)) is not None)


def _presence(edges: Iterable[Edge], times: Mapping[str, list[Spell]]) -> dict[str, list[Spell]]:
    """When each actor has an edge; nothing, which is always, where one of its edges has no time."""
    spells: defaultdict[str, list[Spell]] = defaultdict(list)
    always: set[str] = set()
    for edge in edges:
        for end in (edge.source, edge.target):
            spells[end].extend(times[edge.id])
            if not times[edge.id]:
                always.add(end)
    return {actor: [] if actor in always else merged(found) for actor, found in spells.items()}


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
