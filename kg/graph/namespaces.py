"""The namespaces of the graph, and the prefixes that queries and files know without declaring them."""

from __future__ import annotations

from urllib.parse import quote

from kg.wording import whole

BASE = "https://w3id.org/geokg/"

KG = BASE + "ontology#"
ACTOR = BASE + "actor/"
DOCUMENT = BASE + "document/"
STATEMENT = BASE + "statement/"
MENTION = BASE + "mention/"
REFERENT = BASE + "referent/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
WIKIDATA = "http://www.wikidata.org/entity/"

PREFIXES: dict[str, str] = {
    "actor": ACTOR,
    "dcterms": DCTERMS,
    "document": DOCUMENT,
    "kg": KG,
    "mention": MENTION,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "referent": REFERENT,
    "skos": SKOS,
    "statement": STATEMENT,
    "wd": WIKIDATA,
    "xsd": XSD,
}
"""Prefix → namespace, in the order in which files declare them."""

RESERVED = (DOCUMENT, STATEMENT, MENTION, REFERENT)
"""Namespaces of nodes that are no actors."""


def document_iri(document_id: str) -> str:
    """IRI of a document: every character of its id that is not safe in an IRI is percent-encoded."""
    return DOCUMENT + quote(whole(document_id), safe="-._~")


def shorten(iri: str) -> str:
    """A prefixed name for an IRI where a prefix fits, otherwise the IRI itself; for display, not for parsing."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str | None:
    """The IRI of a prefixed name (`kg:struck`), or None where the prefix is not ours."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else None
