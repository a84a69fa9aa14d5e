"""How fast the graph is, as ratios measured in one run.

    python -m benchmarks.graph --quads 100000 [--rdflib] [--json FILE]

A synthetic graph that looks like ours (reports of a dozen statements, actors with a long tail) is loaded, queried
and added to: through kg, through pyoxigraph used bare, and, with `--rdflib`, through rdflib's memory store, in which a
query is stopped after 10 seconds. Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks.rows import Row, Setting
from kg.actors import Actor, ActorBase
from kg.deadline import OutOfTime, time_limit
from kg.documents import Document
from kg.graph import Graph, open_graph
from kg.graph.named import queries
from kg.graph.sparql import prologue
from kg.graph.stores.memory import MemoryStore
from kg.graph.terms import iri
from kg.statements import ACTOR, Participant, Statement

TYPES = ("State", "ArmedGroup", "Organization", "Person", "Place", "GovernmentBody")
RELATIONS = (
    "struck", "killed", "accused", "condemned", "metWith", "backs", "memberOf", "leads", "basedIn", "demanded",
    "threatened", "sanctioned", "cooperatesWith", "agreedWith", "deployedTo", "officialOf",
)  # fmt: skip
STATUSES = ("asserted",) * 7 + ("alleged", "negated", "hypothetical")
VALUES = {
    "actor": "a1", "other": "a2", "subject": "a1", "object": "a2", "relation": "struck", "place": "a4",
    "since": "2020-05", "until": "2020-06", "sources": "2",
}  # fmt: skip
SLOW = 10.0  # seconds of the clock that rdflib gets for one query
ROUNDS = 1.0  # seconds for which a query is asked again and again


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=100_000)
    parser.add_argument("--rdflib", action="store_true", help="compare with rdflib's memory store as well (slow)")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.quads, Path(folder), with_rdflib=options.rdflib)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def rows(setting: Setting) -> Iterator[Row]:
    for quads in (20_000,) if setting.quick else (100_000, 1_000_000):
        with tempfile.TemporaryDirectory(dir=setting.folder) as folder:
            yield from told(measure(quads, Path(folder), with_rdflib=True))


def told(figures: dict[str, Any]) -> Iterator[Row]:
    size = f"{figures['built']['quads']:,} quads"
    load = figures["load"]
    yield Row("bulk load / pyoxigraph bare, time", size, load["kg / pyoxigraph"], at_most=1.5)
    yield Row("rdflib memory / bulk load, time", size, load["rdflib / kg"], at_least=6)
    for name, query in figures["queries"].items():
        yield Row(f"query {name} / pyoxigraph bare, time", size, query["ratio"], at_most=1.3)
    for name, query in figures["queries"].items():
        what = f"rdflib memory / query {name}, time"
        if query["rdflib"] is None:
            yield Row(what, size, None, note="rdflib fails")
        else:
            yield Row(what, size, query["rdflib"] / query["kg"], at_least=1, more=not query["rdflib ended"])
    for place, add in figures["add"].items():
        yield Row(f"add a document, {place}: large / empty store, time", size, add["add ratio"], at_most=5)
        yield Row(f"replace one, {place}: large / empty store, time", size, add["replace ratio"])
        yield Row(f"remove one, {place}: large / empty store, time", size, add["remove ratio"])


def measure(quads: int, folder: Path, *, with_rdflib: bool) -> dict[str, Any]:
    actors = [Actor(f"a{n}", TYPES[n % len(TYPES)], f"Actor {n}", wikidata=f"Q{n + 1}") for n in range(2_000)]
    base = ActorBase(actors)
    figures: dict[str, Any] = {}
    graph = Graph.in_memory(base)
    seconds, count = timed(lambda: build(graph, actors, quads))
    figures["built"] = {"documents": count, "quads": len(graph.store.inner), "seconds": seconds}
    print(f"built {count} documents, {len(graph.store.inner)} quads in {seconds:.1f} s")
    path = folder / "graph.nq"
    graph.serialise(path, "nquads")
    figures["load"], bare, memory = load(path, with_rdflib=with_rdflib)
    figures["queries"] = ask(graph, bare, memory)
    figures["add"] = {"memory": add(graph, Graph.in_memory(base), actors)}
    with open_graph(folder / "big", writable=True, actors=base) as big:
        seconds, _ = timed(lambda: build(big, actors, quads))
        figures["built"]["disk seconds"] = seconds
        print(f"built on disk in {seconds:.1f} s")
        with open_graph(folder / "small", writable=True, actors=base) as small:
            figures["add"]["disk"] = add(big, small, actors)
    return figures


def build(graph: Graph, actors: list[Actor], quads: int) -> int:
    """Add documents until the store has about so many quads; their number."""
    documents = quads // 272
    graph.add_all(document(f"d{n}", actors, n) for n in range(documents))
    return documents


def document(name: str, actors: list[Actor], seed: int) -> tuple[Document, list[Statement]]:
    """A report of twelve statements among a few actors, some unknown to the base."""
    chance = random.Random(seed)
    cast = [actors[min(int(chance.paretovariate(0.6)), len(actors) - 1)] for _ in range(7)]
    published = f"20{20 + seed % 4}-{1 + seed % 12:02}-{1 + seed % 28:02}"
    parts = [part(actor.label, ACTOR + actor.id, actor.type, chance) for actor in cast]
    label = f"group of people {seed % 5000}"
    parts.append(part(label, f"{ACTOR}unknown-{seed % 5000}", "Population", chance))
    statements = []
    for n in range(12):
        subject, target = chance.sample(parts, 2)
        status = chance.choice(STATUSES)
        statements.append(
            Statement(
                name, subject, chance.choice(RELATIONS), target, status,
                f"Sentence {n} of {name}: {subject.mention} did something to {target.mention}.", n * 80, n * 80 + 70,
                round(chance.uniform(0.3, 1), 2),
                by=chance.choice(parts) if status == "alleged" else None,
                date=published if chance.random() < 0.6 else None,
                place=chance.choice(parts) if chance.random() < 0.2 else None,
                quantities={"killed": chance.randrange(1, 60)} if chance.random() < 0.1 else {},
                explanation=(f"verb “word {n}” → relation (active, nsubj:obj); “they” = {subject.label}", "status: asserted"),
            )
        )  # fmt: skip
    return Document(name, f"text {name}", f"Title {seed}", published, f"Source {seed % 40}"), statements


def part(label: str, identifier: str, kind: str, chance: random.Random) -> Participant:
    start = chance.randrange(900)
    return Participant(identifier, label, kind, label, start, start + len(label), (label, f"{label} the known"))


def load(path: Path, *, with_rdflib: bool) -> tuple[dict[str, float], ox.Store, rdflib.Dataset | None]:
    def bare() -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=path)
        return store

    def memory() -> rdflib.Dataset:
        dataset = rdflib.Dataset()
        dataset.parse(path, format="nquads")
        return dataset

    kg_seconds = min(timed(lambda: open_graph(path))[0] for _ in range(3))
    bare_seconds, store = min((timed(bare) for _ in range(3)), key=lambda pair: pair[0])
    figures = {"kg": kg_seconds, "pyoxigraph": bare_seconds, "kg / pyoxigraph": kg_seconds / bare_seconds}
    print(f"load: kg {kg_seconds:.2f} s, pyoxigraph {bare_seconds:.2f} s, ratio {kg_seconds / bare_seconds:.2f}")
    if not with_rdflib:
        return figures, store, None
    seconds, dataset = timed(memory)
    gc.collect()
    gc.freeze()  # or each query would now and then pay for a look through all of rdflib's objects
    figures |= {"rdflib": seconds, "rdflib / kg": seconds / kg_seconds}
    print(f"load: rdflib {seconds:.1f} s, {seconds / kg_seconds:.0f} times kg")
    return figures, store, dataset


def ask(graph: Graph, bare: ox.Store, memory: rdflib.Dataset | None) -> dict[str, dict[str, Any]]:
    """Each named query through kg (values resolved, rows in hand), bare (text bound beforehand) and rdflib."""
    figures: dict[str, dict[str, Any]] = {}
    # The same store for both: two stores with the same quads differ by more than what is measured here.
    graph = Graph(MemoryStore(bare))
    for name, query in queries().items():
        values = {p.name: VALUES[p.name] for p in query.parameters if not p.optional or p.type == "date"}
        text = query.bind(values, resolve=lambda slug: iri(ACTOR + slug))
        text = prologue(text) + text
        kg_runs, bare_runs = [], []
        start = time.process_time()
        while len(kg_runs) < 5 or (len(kg_runs) < 100 and time.process_time() - start < ROUNDS):  # by turns
            bare_runs.append(timed(lambda text=text: list(bare.query(text)))[0])
            kg_runs.append(timed(lambda name=name, values=values: graph.named_query(name, **values))[0])
        row = {"kg": min(kg_runs), "pyoxigraph": min(bare_runs), "ratio": min(kg_runs) / min(bare_runs)}
        row["rows"] = len(graph.named_query(name, **values))
        line = f"{name:16} {row['rows']:7} rows  kg {row['kg'] * 1e3:9.2f} ms  bare x{row['ratio']:.2f}"
        if memory is not None:
            row["rdflib"], row["rdflib ended"] = seconds, ended = limited(lambda text=text: list(memory.query(text)))
            more = "" if ended else "more than "
            line += "  rdflib fails" if seconds is None else f"  rdflib {more}x{seconds / row['kg']:.0f}"
        figures[name] = row
        print(line, flush=True)
    return figures


def add(big: Graph, small: Graph, actors: list[Actor]) -> dict[str, float]:
    """The median time to add one new document, and to read it again changed and remove it."""

    def rounds(graph: Graph, start: int) -> tuple[float, float, float]:
        new, again, gone = [], [], []
        for n in range(start, start + 15):
            doc, said = document(f"new{n}", actors, n)
            new.append(timed(lambda doc=doc, said=said: graph.add(doc, said))[0])
            again.append(timed(lambda doc=doc, said=said: graph.add(doc, said[2:]))[0])
            gone.append(timed(lambda doc=doc: graph.remove(doc.id))[0])
        return statistics.median(new), statistics.median(again), statistics.median(gone)

    into_big, into_small = rounds(big, 10**6), rounds(small, 10**6)
    figures = {}
    for what, a, b in zip(("add", "replace", "remove"), into_big, into_small, strict=True):
        figures |= {f"{what} big": a, f"{what} empty": b, f"{what} ratio": a / b}
        print(f"{what}: {a * 1e3:.2f} ms into the big store, {b * 1e3:.2f} ms into an empty one, x{a / b:.2f}")
    return figures


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, in which other programs of the machine do not show, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def limited(work: Callable[[], Any]) -> tuple[float | None, bool]:
    """Seconds of one run and whether it came to its end within SLOW seconds of the clock; None where it fails."""
    start = time.process_time()
    try:
        with time_limit(SLOW):
            work()
    except OutOfTime:
        return time.process_time() - start, False
    except Exception:  # rdflib's queries end in errors of every kind
        return None, True
    return time.process_time() - start, True


if __name__ == "__main__":
    main()
