"""Any sequence of add, replace and remove leaves the graph that a build from scratch gives, byte for byte."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.actors import Actor, ActorBase
from kg.documents import Document
from kg.graph import Graph, StoreError, open_graph
from kg.graph.formats import FORMATS
from kg.graph.serialise import write
from kg.graph.stores.memory import MemoryStore
from kg.statements import STATUSES, Statement
from tests.graph.factory import BASE, document, participant, statement

ACTORS = ("norland", "sudria", "river-brigade", "marsh-league", "night-watch")
NAMES = ("RB", "the Brigade", "Kingdom of Norland", "Marsh League", "League", "a")

participants = st.builds(
    participant,
    st.sampled_from(ACTORS),
    st.sampled_from((None, "they", "League")),
    st.integers(0, 5),
    # Documents disagree about what an unknown actor is called and what it is.
    label=st.sampled_from(("Marsh League", "League", "a", "Norland")),
    type=st.sampled_from(("ArmedGroup", "Organization", "State")),
    names=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    identifier = draw(st.sampled_from(("a", "b", "c")))
    said = draw(
        st.lists(
            st.builds(
                statement,
                st.just(identifier),
                participants,
                st.sampled_from(("struck", "backs", "alliedWith")),
                participants,
                st.sampled_from(STATUSES),
                by=st.none() | participants,
                place=st.none() | participants,
                start=st.integers(0, 3),
                date=st.sampled_from((None, "2031", "2031-05", "2031-05-09")),
                quantities=st.dictionaries(st.sampled_from(("killed", "wounded")), st.integers(0, 99)),
                confidence=st.floats(0, 1),
                explanation=st.lists(st.sampled_from(("verb “strike”", "status: asserted"))).map(tuple),
            ),
            max_size=4,
        )
    )
    return document(identifier, title=draw(st.sampled_from(("", "x")))), said


steps = st.lists(st.tuples(st.sampled_from(("add", "remove")), readings()), max_size=10)


def trig(graph: Graph) -> bytes:
    out = io.BytesIO()
    write(graph.store, out, FORMATS["trig"])
    return out.getvalue()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_any_history_gives_the_graph_of_a_build_from_scratch(history: list) -> None:
    graph = Graph.in_memory(BASE)
    final: dict[str, tuple[Document, list[Statement]]] = {}
    for action, (doc, said) in history:
        if action == "add":
            graph.add(doc, said)
            final[doc.id] = (doc, said)
        else:
            assert graph.remove(doc.id) == (final.pop(doc.id, None) is not None)
    fresh = Graph.in_memory(BASE)
    fresh.add_all(reversed(final.values()))
    assert trig(graph) == trig(fresh)


OTHER = ActorBase(
    [
        Actor("marsh-league", "Organization", "Zealous League", aliases=("Marsh League", "ML"), wikidata="Q7"),
        Actor("river-brigade", "State", "Brigade", aliases=("a",)),
    ]
)
"""Another base: it knows one that BASE does not, another by other names, and the rest not at all."""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from((BASE, OTHER)), readings()), max_size=8), st.booleans())
def test_reading_all_again_with_another_base_forgets_the_first(history: list, together: bool) -> None:
    store = MemoryStore()
    final: dict[str, tuple[Document, list[Statement]]] = {}
    for base, (doc, said) in history:
        Graph(store, actors=base).add(doc, said)
        final[doc.id] = (doc, said)
    again = Graph(store, actors=OTHER)
    if together:
        again.add_all(final.values())
    else:
        for pair in final.values():
            again.add(*pair)
    fresh = Graph.in_memory(OTHER)
    fresh.add_all(final.values())
    assert trig(again) == trig(fresh)


@settings(max_examples=60, deadline=None)
@given(st.lists(readings(), max_size=6))
def test_adding_together_is_adding_one_by_one(pairs: list) -> None:
    together, singly = Graph.in_memory(BASE), Graph.in_memory(BASE)
    together.add_all(pairs)
    for pair in pairs:
        singly.add(*pair)
    assert trig(together) == trig(singly)


@settings(max_examples=100, deadline=None)
@given(readings())
def test_statements_come_back_as_they_were(reading: tuple) -> None:
    doc, said = reading
    graph = Graph.in_memory(BASE)
    graph.add(doc, said)
    back = {s.id: s for s in graph.read_statements()}
    assert set(back) == {s.id for s in said}
    assert all(found in said for found in back.values())


def test_labels_fall_back_to_the_next_when_their_document_goes() -> None:
    graph = Graph.in_memory(BASE)
    for name, label, kind in (("1", "Alpha League", "ArmedGroup"), ("2", "Beta League", "State")):
        actor = participant("marsh-league", label=label, type=kind, names=(label,))
        graph.add(document(name), [statement(name, actor, "struck", "norland")])
    found = graph.actor("marsh-league")
    assert found is not None
    assert (found.label, found.type, found.aliases) == ("Alpha League", "ArmedGroup", ("Beta League",))
    graph.remove("1")
    found = graph.actor("marsh-league")
    assert found is not None
    assert (found.label, found.type, found.aliases) == ("Beta League", "State", ())


def test_descriptions_stay_with_the_document_and_are_no_names() -> None:
    names = ("League", "Prime Minister", "the militia", "Sudrian troops")
    with Graph.in_memory(BASE) as graph:
        said = statement("1", participant("marsh-league", names=names), "struck", "norland")
        graph.add(document("1"), [said])
        found = graph.actor("marsh-league")
        assert found is not None
        assert found.aliases == ("League",)
        assert graph.read_statements() == [said]


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from kg.graph import Graph; from tests.graph.factory import BASE, corpus\n"
        "g = Graph.in_memory(BASE); g.add_all(corpus())\n"
        "for f, e in (('trig','trig'),('turtle','ttl'),('json-ld','jsonld'),('rdf-xml','rdf'),('nquads','nq.gz')):\n"
        "    g.serialise(f'{sys.argv[1]}.{e}', f)\n"
    )
    written = []
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            cwd=Path(__file__).parents[2],
        )
        written.append({path.suffix: path.read_bytes() for path in sorted(tmp_path.glob(f"{seed}.*"))})
    assert len(written[0]) == 5
    assert written[0] == written[1]


WRITER = """
import sys
from kg.graph import open_graph
from tests.graph.factory import BASE, document, statement
with open_graph(sys.argv[1], writable=True, actors=BASE) as graph:
    for n in range(10_000):
        # Each round adds a document and replaces an earlier one.
        for name in (f"d{n}", f"d{n // 2}"):
            said = [statement(name, "norland", "struck", "river-brigade", start=m) for m in range(n % 7)]
            graph.add(document(name), said)
        print(n, flush=True)
"""


@pytest.mark.parametrize("place", ["folder", "graph.trig"])
@pytest.mark.parametrize("after", [1, 12, 25])
def test_killed_in_the_middle(tmp_path: Path, place: str, after: int) -> None:
    path = tmp_path / place
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2], text=True
    )
    assert writer.stdout is not None
    for line in writer.stdout:
        if int(line) == after:
            break
    writer.send_signal(signal.SIGKILL)
    reported = after
    for line in writer.stdout:  # what it still managed to report before the signal came
        reported = int(line)
    writer.wait(timeout=30)
    with open_graph(path, writable=True, actors=BASE) as graph:
        found = {d.id for d in graph.read_documents()}
        assert {f"d{n}" for n in range(reported + 1)} <= found, "a document that was added is lost"
        assert len(found) <= reported + 2, "at most the document that was being added may be there too"
        fresh = Graph.in_memory(BASE)
        by_document: dict[str, list[Statement]] = {}
        for said in graph.read_statements():
            by_document.setdefault(said.document, []).append(said)
        fresh.add_all((d, by_document.get(d.id, [])) for d in graph.read_documents())
        assert trig(fresh) == trig(graph), "no half of a change is visible"
        graph.add(document("after"), [])


@pytest.mark.parametrize("after", [0, 4, 8, 15, 30])
def test_killed_at_the_beginning(tmp_path: Path, after: int) -> None:
    """Some thousandths of a second after the store is begun: then it can be begun again, and reading it is an error."""
    path = tmp_path / "folder"
    code = "import sys; from kg.graph import open_graph; print(1, flush=True); open_graph(sys.argv[1], writable=True)"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(after / 1000)
        writer.send_signal(signal.SIGKILL)
    with contextlib.suppress(StoreError):  # nothing else may be raised
        open_graph(path).close()
    with open_graph(path, writable=True, actors=BASE) as graph:
        graph.add(document("a"), [])
    assert len(open_graph(path).read_documents()) == 1


def test_default_graph_has_no_triple_twice_and_no_blank_node(graph: Graph) -> None:
    quads = list(graph.store.quads())
    assert len(quads) == len(set(quads))
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in quad)
