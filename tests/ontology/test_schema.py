"""The schema against the inventory of the annotation guide, the RDF libraries and the code that uses its terms."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kg.graph import rdf as graph_rdf
from kg.graph.namespaces import KG
from kg.ontology import NAMESPACE, relations, types
from kg.resources import ontology
from kg.statements import STATUSES

INVENTORY = {
    "Material conflict": {
        "struck", "killed", "wounded", "clashedWith", "captured", "overthrew", "detained", "coerced", "sanctioned",
        "expelled", "protested", "deployedTo", "mobilizedAgainst",
    },
    "Verbal conflict": {"threatened", "accused", "condemned", "rejected", "demanded"},
    "Verbal cooperation": {"agreedWith", "pledgedTo", "metWith", "visited", "endorsed"},
    "Material cooperation": {
        "backs", "armed", "funded", "trained", "cooperatesWith", "alliedWith", "aided", "concededTo", "withdrewFrom",
        "released",
    },
    "Structure": {"memberOf", "leads", "officialOf", "citizenOf", "basedIn", "locatedIn", "borders"},
}  # fmt: skip
"""The relations of the annotation guide under its headings."""

ROOTS = {
    "ASSAULT": {"struck", "killed", "wounded", "clashedWith", "captured", "overthrew"},
    "COERCE": {"detained", "coerced"},
    "SANCTION": {"sanctioned", "expelled"},
    "PROTEST": {"protested"},
    "MOBILIZE": {"deployedTo", "mobilizedAgainst"},
    "THREATEN": {"threatened"},
    "ACCUSE": {"accused", "condemned"},
    "REJECT": {"rejected"},
    "REQUEST": {"demanded"},
    "AGREE": {"agreedWith", "pledgedTo"},
    "CONSULT": {"metWith", "visited"},
    "SUPPORT": {"endorsed"},
    "COOPERATE": {"backs", "armed", "funded", "trained", "cooperatesWith", "alliedWith"},
    "AID": {"aided"},
    "YIELD": {"concededTo", "withdrewFrom", "released"},
}
QUADS = {"Verbal cooperation": 1, "Material cooperation": 2, "Verbal conflict": 3, "Material conflict": 4}
SYMMETRIC = {"clashedWith", "agreedWith", "metWith", "cooperatesWith", "alliedWith", "borders"}
TYPES = {"State", "GovernmentBody", "ArmedGroup", "Organization", "Person", "Place", "Asset", "Population"}

SCHEMA = sorted(ontology("schema").glob("*.ttl"))
SHAPES = sorted(ontology("shapes").glob("*.ttl"))
KG_ = rdflib.Namespace(NAMESPACE)


@pytest.fixture(scope="module")
def schema() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in SCHEMA:
        graph.parse(path)
    return graph


def test_the_relations_are_those_of_the_guide() -> None:
    found: dict[str, set[str]] = {}
    for relation in relations().values():
        found.setdefault(relation.heading, set()).add(relation.name)
    assert found == INVENTORY
    assert len(relations()) == 40


def test_the_types_are_those_of_the_guide() -> None:
    assert set(types()) == TYPES
    assert all(kind.label and kind.definition.endswith(".") for kind in types().values())


def test_roots_quad_classes_and_symmetry() -> None:
    found: dict[str, set[str]] = {}
    for relation in relations().values():
        assert relation.quad_class == QUADS.get(relation.heading)
        if relation.plover_root:
            found.setdefault(relation.plover_root, set()).add(relation.name)
    assert found == ROOTS
    assert {relation.name for relation in relations().values() if relation.symmetric} == SYMMETRIC
    assert {relation.name: relation.parent for relation in relations().values() if relation.parent} == {
        "armed": "backs", "funded": "backs", "trained": "backs",
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(name for names in INVENTORY.values() for name in names))
def test_each_relation_is_documented_and_exemplified(name: str) -> None:
    relation = relations()[name]
    assert relation.iri == NAMESPACE + name
    assert relation.label
    assert len(relation.definition) > 20
    assert relation.definition.endswith(".")
    assert relation.example.sentence.endswith(".")
    assert relation.example.subject in relation.example.sentence
    assert relation.example.object in relation.example.sentence
    assert relation.domain <= TYPES
    assert relation.range <= TYPES
    assert relation.domain
    assert relation.range
    if relation.symmetric:
        assert relation.domain == relation.range
    if relation.parent:
        parent = relations()[relation.parent]
        assert relation.domain <= parent.domain
        assert relation.range <= parent.range
        assert relation.plover_root == parent.plover_root


def test_domains_and_ranges() -> None:
    r = relations()
    assert r["struck"].allows("State", "Place")
    assert not r["struck"].allows("Place", "State")
    assert r["officialOf"].domain == {"Person", "Population"}
    assert r["borders"].range == {"State", "Place"}
    assert "Person" not in r["captured"].range
    assert r["visited"].allows("Person", "State")
    assert not r["locatedIn"].allows("Person", "State")


def test_examples_are_our_own_and_each_is_different() -> None:
    sentences = [relation.example.sentence for relation in relations().values()]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("path", [*SCHEMA, *SHAPES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_load_in_both_libraries_and_agree(path: Path) -> None:
    theirs = {quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}
    ours = rdflib.Graph().parse(path)
    assert len(theirs) == len(ours) > 0
    for triple in theirs:
        assert not isinstance(triple.subject, ox.BlankNode)
        assert not isinstance(triple.object, ox.BlankNode)
    assert path.read_text(encoding="utf-8").startswith("# "), "a file begins with what it is"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_every_term_of_ours_is_defined_labelled_and_documented(schema: rdflib.Graph) -> None:
    used = {
        node for triple in schema for node in triple if isinstance(node, rdflib.URIRef) and node.startswith(NAMESPACE)
    }
    for term in used:
        assert (term, RDF.type, None) in schema, f"{term} is used and not defined"
        assert (term, RDFS.label, None) in schema, f"{term} has no label"
        assert (term, RDFS.isDefinedBy, rdflib.URIRef(NAMESPACE[:-1])) in schema, term
        if (term, RDF.type, SKOS.ConceptScheme) not in schema:
            assert (term, SKOS.definition, None) in schema, f"{term} has no definition"


def test_domain_and_range_of_every_relation_are_one_class(schema: rdflib.Graph) -> None:
    for relation in relations().values():
        for predicate in (RDFS.domain, RDFS.range):
            values = list(schema.objects(rdflib.URIRef(relation.iri), predicate))
            assert len(values) == 1
            assert (values[0], RDF.type, OWL.Class) in schema


def test_no_class_is_its_own_ancestor(schema: rdflib.Graph) -> None:
    for cls in schema.subjects(RDF.type, OWL.Class):
        ancestors = {a for parent in schema.objects(cls, RDFS.subClassOf) for a in closure(schema, parent)}
        assert cls not in ancestors


def closure(schema: rdflib.Graph, cls: rdflib.term.Node) -> set[rdflib.term.Node]:
    return set(schema.transitive_objects(cls, RDFS.subClassOf))


def test_mappings_are_well_formed(schema: rdflib.Graph) -> None:
    known = (
        "https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/org#", "http://www.w3.org/ns/oa#",
        "http://xmlns.com/foaf/0.1/", "http://semanticweb.cs.vu.nl/2009/11/sem/", "http://www.wikidata.org/entity/",
    )  # fmt: skip
    mapped = {*schema.subject_objects(SKOS.closeMatch), *schema.subject_objects(SKOS.relatedMatch)}
    assert len(mapped) > 30
    for term, target in mapped:
        assert str(target).startswith(known), f"{term}: {target}"
        if str(target).startswith(known[-1]):
            assert re.fullmatch(r"[PQ][1-9]\d*", str(target).removeprefix(known[-1]))
    used = {prefix for prefix in known for _, target in mapped if str(target).startswith(prefix)}
    assert used == set(known), "each vocabulary of the field is mapped to"


def test_notations_are_codes_of_their_scheme(schema: rdflib.Graph) -> None:
    forms = {KG_.CameoRoot: r"0[1-9]|1\d|20", KG_.PloverCode: "[A-Z]+", KG_.QuadCode: "[1-4]"}
    for term, notation in schema.subject_objects(SKOS.notation):
        assert isinstance(notation, rdflib.Literal)
        assert notation.datatype in forms, term
        assert re.fullmatch(forms[notation.datatype], str(notation))
    for relation in relations().values():
        if not relation.plover_root:
            assert not relation.cameo_roots
            continue
        root = KG_[relation.plover_root]
        of_root = {str(code) for code in schema.objects(root, SKOS.notation)}
        assert relation.cameo_roots
        if relation.parent or relation.name in {"agreedWith", "detained"}:
            continue  # CAMEO files a part of these events under another root than PLOVER does
        assert set(relation.cameo_roots) <= of_root, relation.name
    notations = {code for root in ROOTS for code in schema.objects(KG_[root], SKOS.notation)}
    codes = {str(code) for code in notations if isinstance(code, rdflib.Literal) and code.datatype == KG_.CameoRoot}
    assert codes == {f"{number:02}" for number in range(2, 21)}, "all CAMEO roots but 01, public statements"


def test_what_the_graph_writes_is_in_the_schema(schema: rdflib.Graph) -> None:
    written = {
        value.value
        for value in vars(graph_rdf).values()
        if isinstance(value, ox.NamedNode) and value.value.startswith(KG)
    }
    assert len(written) > 10
    for term in written:
        assert (rdflib.URIRef(term), RDF.type, None) in schema, f"{term} is written and not in the schema"
    assert {str(term).removeprefix(KG) for term in schema.subjects(RDF.type, KG_.Status)} == set(STATUSES)
