"""Ways to break the graph of the made-up corpus: each with the check that reports it and the node that it names."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kg.graph import Graph
from kg.graph.namespaces import ACTOR, KG, OA, PROV, RDF, SKOS, STATEMENT, XSD, document_iri
from tests.graph.factory import corpus

SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
TYPE = ox.NamedNode(RDF + "type")
EXACT, START, END = (ox.NamedNode(OA + name) for name in ("exact", "start", "end"))
STATUS, CONFIDENCE, DATE = (ox.NamedNode(KG + name) for name in ("status", "confidence", "date"))
DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")
GAZETTE = ox.NamedNode(document_iri("gazette-1"))
HERALD = ox.NamedNode(document_iri("herald-2"))
COURIER = ox.NamedNode(document_iri("courier-3"))
COPY = ox.NamedNode(KG + "copyOf")
DEFAULT = ox.DefaultGraph()

_GIVEN = {
    (s.document, s.subject.label, s.relation, s.object.label): ox.NamedNode(STATEMENT + s.id)
    for _, own in corpus()
    for s in own
}
STRUCK = _GIVEN["gazette-1", "Norland", "struck", "River Brigade"]
BACKS = _GIVEN["gazette-1", "Sudria", "backs", "River Brigade"]
LEADS = _GIVEN["gazette-1", "Ada Venn", "leads", "River Brigade"]
ALLEGED = _GIVEN["gazette-1", "Sudria", "struck", "Norland"]
MEMBER = _GIVEN["gazette-1", "River Brigade", "memberOf", "Delta Union"]
ACCUSED = _GIVEN["gazette-1", "Norland", "accused", "Sudria"]
NORLAND, SUDRIA, ADA, TARN = (ox.NamedNode(ACTOR + slug) for slug in ("norland", "sudria", "ada-venn", "tarn"))


def dataset(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(graph.store.quads())
    return store


def drop(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> None:
    for quad in list(store.quads_for_pattern(subject, predicate, None, None)):
        store.remove(quad)


def put(
    store: ox.Store,
    subject: ox.NamedNode,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.Literal,
    graph: ox.NamedNode | ox.DefaultGraph = GAZETTE,
) -> None:
    store.add(ox.Quad(subject, predicate, value, graph))


def change(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
    drop(store, subject, predicate)
    put(store, subject, predicate, value)


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


Break = Callable[[ox.Store], object]

# What is broken → how, the check that reports it, and the node that it names.
SHAPE_BREAKS: dict[str, tuple[Break, str, ox.NamedNode]] = {
    "no subject": (lambda s: drop(s, STRUCK, SUBJECT), "statement-subject (minCount)", STRUCK),
    "two objects": (lambda s: put(s, BACKS, OBJECT, NORLAND), "statement-object (maxCount)", BACKS),
    "a relation that does not exist": (
        lambda s: change(s, LEADS, PREDICATE, ox.NamedNode(KG + "befriended")),
        "statement-predicate (class)",
        LEADS,
    ),
    "no status": (lambda s: drop(s, ACCUSED, STATUS), "statement-status (minCount)", ACCUSED),
    "a status that does not exist": (
        lambda s: change(s, ACCUSED, STATUS, ox.NamedNode(KG + "rumoured")),
        "statement-status (class)",
        ACCUSED,
    ),
    "an alleged statement as a plain triple": (
        lambda s: put(s, SUDRIA, ox.NamedNode(KG + "struck"), NORLAND),
        "statement-not-plain (sparql)",
        ALLEGED,
    ),
    "an asserted statement without its plain triple": (
        lambda s: drop(s, ADA, ox.NamedNode(KG + "leads")),
        "statement-plain (sparql)",
        LEADS,
    ),
    "a plain triple that nobody says": (
        lambda s: put(s, TARN, ox.NamedNode(KG + "locatedIn"), SUDRIA),
        "entity-triples (sparql)",
        TARN,
    ),
    "no evidence": (lambda s: drop(s, MEMBER, EXACT), "statement-exact (minCount)", MEMBER),
    "no offset": (lambda s: drop(s, MEMBER, START), "statement-start (minCount)", MEMBER),
    "a negative offset": (
        lambda s: change(s, MEMBER, START, ox.Literal(-5)),
        "statement-start (minInclusive)",
        MEMBER,
    ),
    "an offset that is a string": (
        lambda s: change(s, MEMBER, END, ox.Literal("far")),
        "statement-end (datatype)",
        MEMBER,
    ),
    "evidence that its offsets do not fit": (
        lambda s: change(s, MEMBER, END, ox.Literal(9999)),
        "statement-offsets (sparql)",
        MEMBER,
    ),
    "a subject outside the domain": (
        lambda s: change(s, MEMBER, SUBJECT, TARN),
        "statement-domain (sparql)",
        MEMBER,
    ),
    "an object outside the range": (
        lambda s: change(s, MEMBER, OBJECT, TARN),
        "statement-range (sparql)",
        MEMBER,
    ),
    "a date in no calendar": (
        lambda s: change(s, STRUCK, DATE, typed("2031-13-09", "date")),
        "statement-date (pattern)",
        STRUCK,
    ),
    "a date that is a string": (
        lambda s: change(s, STRUCK, DATE, ox.Literal("2031-05-09")),
        "statement-date-datatype (sparql)",
        STRUCK,
    ),
    "a confidence above one": (
        lambda s: change(s, STRUCK, CONFIDENCE, typed("1.2", "decimal")),
        "statement-confidence (maxInclusive)",
        STRUCK,
    ),
    "two explanations": (
        lambda s: [put(s, STRUCK, ox.NamedNode(KG + "explanation"), ox.Literal(text)) for text in ("a", "b")],
        "statement-explanation (maxCount)",
        STRUCK,
    ),
    "a negative count": (
        lambda s: change(s, STRUCK, ox.NamedNode(KG + "killedCount"), ox.Literal(-3)),
        "statement-counts (sparql)",
        STRUCK,
    ),
    "no document": (lambda s: drop(s, STRUCK, DERIVED), "statement-document (minCount)", STRUCK),
    "a document without its hash": (
        lambda s: drop(s, GAZETTE, ox.NamedNode(KG + "sha256")),
        "document-sha256 (minCount)",
        GAZETTE,
    ),
    "an actor without a type": (
        lambda s: drop(s, ADA, TYPE),
        "statement-subject (class)",
        LEADS,
    ),
    "an actor without a label": (
        lambda s: drop(s, ADA, ox.NamedNode(SKOS + "prefLabel")),
        "entity-label (minCount)",
        ADA,
    ),
}

DATASET_BREAKS: dict[str, tuple[Break, str, ox.NamedNode]] = {
    "a statement in another document's graph": (
        lambda s: change(s, STRUCK, DERIVED, HERALD),
        "dataset-derived (sparql)",
        STRUCK,
    ),
    "a graph without its document": (
        lambda s: drop(s, GAZETTE, TYPE),
        "dataset-described (sparql)",
        STRUCK,
    ),
    "a plain triple that only another document asserts": (
        lambda s: put(s, NORLAND, ox.NamedNode(KG + "metWith"), SUDRIA),
        "dataset-asserted (sparql)",
        NORLAND,
    ),
    "a default graph that says more than the documents": (
        lambda s: put(s, SUDRIA, ox.NamedNode(KG + "struck"), NORLAND, DEFAULT),
        "dataset-supported (sparql)",
        SUDRIA,
    ),
    "a default graph that says less than the documents": (
        lambda s: s.remove(ox.Quad(ADA, ox.NamedNode(KG + "leads"), ox.NamedNode(ACTOR + "river-brigade"))),
        "dataset-complete (sparql)",
        ADA,
    ),
    "a copy of a copy": (
        lambda s: [put(s, GAZETTE, COPY, HERALD, DEFAULT), put(s, COURIER, COPY, GAZETTE, DEFAULT)],
        "dataset-copies (sparql)",
        COURIER,
    ),
    "a copy of two documents": (
        lambda s: [put(s, GAZETTE, COPY, HERALD, DEFAULT), put(s, GAZETTE, COPY, COURIER, DEFAULT)],
        "dataset-copies-once (sparql)",
        GAZETTE,
    ),
    "a statement in the default graph": (
        lambda s: put(s, STRUCK, TYPE, ox.NamedNode(RDF + "Statement"), DEFAULT),
        "dataset-no-statements (sparql)",
        STRUCK,
    ),
    "two types in the default graph": (
        lambda s: put(s, ADA, TYPE, ox.NamedNode(KG + "State"), DEFAULT),
        "dataset-one-type (sparql)",
        ADA,
    ),
    "two preferred labels in the default graph": (
        lambda s: put(s, ADA, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("Venn"), DEFAULT),
        "dataset-one-label (sparql)",
        ADA,
    ),
    "an actor that the default graph lacks": (
        lambda s: s.remove(ox.Quad(ADA, TYPE, ox.NamedNode(KG + "Person"))),
        "dataset-actors (sparql)",
        ADA,
    ),
}
