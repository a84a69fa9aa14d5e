"""Documents and statements as RDF: the shape of the graph.

**A named graph a document** (named by the document's IRI) holds what that document says; the named graphs are the
truth, the default graph follows from them (see `kg.graph.merge`). There are no blank nodes. In a document's graph:

| node | IRI | what it has |
|---|---|---|
            self._add(node, SKETCH, text(element))
        if self.mark:
            self._add(node, READING, text(self.mark))
| a mention | `mention:<hash>` | `a kg:Mention`: a stretch of the text that stands for an actor; `kg:referent`; `oa:exact`, `oa:start`, `oa:end` |
| a referent | `referent:<hash>` | `a kg:Referent`: an actor as this document names it; `kg:actor`; `rdfs:label`; `kg:actorType` (a class); `rdf:_1`, `rdf:_2`, … the names, in order |
| an actor | `actor:<slug>` or another IRI | what the document gives of it: `a kg:State` (its class), `skos:prefLabel`, `skos:altLabel` (what it is called there, without descriptions: not "commander", "US troops"), and a **plain triple** `actor:a kg:struck actor:b` for each statement with status `kg:asserted` |

A statement that is alleged, negated or hypothetical has its node and nothing else: no plain triple, anywhere.

The default graph holds, each once: the plain triples that at least one document asserts, and the actors that occur
in any statement (as subject, object, speaker or place), with exactly one class, one `skos:prefLabel`, any number of
`skos:altLabel` (names in the documents and aliases of the actor base), and, for those that the actor base knows,
`skos:inScheme kg:actorBase` and `owl:sameAs wd:Q…` where it has a Wikidata item. It also tells the copies among the
documents: `document:b kg:copyOf document:a` (see `kg.graph.copies`).

A full example, of a document in which one statement is asserted and one only alleged:

    actor:iran a kg:State ; skos:altLabel "Tehran" ; skos:inScheme kg:actorBase ; skos:prefLabel "Iran" .
    actor:kataib-hezbollah a kg:ArmedGroup ; skos:inScheme kg:actorBase ; skos:prefLabel "Kata'ib Hezbollah" .
    actor:united-states a kg:State ; skos:altLabel "US" , "Washington" ; skos:inScheme kg:actorBase ;
        skos:prefLabel "United States" ; owl:sameAs wd:Q30 ;
        kg:struck actor:kataib-hezbollah .

    document:report-1 {
        actor:iran a kg:State ; skos:altLabel "Tehran" ; skos:prefLabel "Iran" .
        actor:kataib-hezbollah a kg:ArmedGroup ; skos:prefLabel "Kata'ib Hezbollah" .
        actor:united-states a kg:State ; skos:altLabel "US" , "Washington" ; skos:prefLabel "United States" ;
            kg:struck actor:kataib-hezbollah .
        document:report-1 a kg:Document ; dcterms:identifier "report-1" ; dcterms:issued "2019-12-30"^^xsd:date ;
            dcterms:source "A Newspaper" ; dcterms:title "Raids on the border" ; kg:sha256 "9f86d0…" .
        statement:0a1b2c a rdf:Statement ;
            rdf:subject actor:united-states ; rdf:predicate kg:struck ; rdf:object actor:kataib-hezbollah ;
            kg:status kg:asserted ; kg:confidence 0.93 ; kg:date "2019-12-29"^^xsd:date ;
            kg:killedCount 25 ; kg:woundedCount 51 ;
            oa:exact "Washington hit five bases of Kata'ib Hezbollah on Sunday." ; oa:start 190 ; oa:end 247 ;
            prov:wasDerivedFrom document:report-1 ;
            kg:subjectMention mention:77aa ; kg:objectMention mention:88bb .
        statement:3d4e5f a rdf:Statement ;
            rdf:subject actor:iran ; rdf:predicate kg:backs ; rdf:object actor:kataib-hezbollah ;
            kg:status kg:alleged ; kg:speaker actor:united-states ; kg:speakerMention mention:99cc ; … .
        mention:77aa a kg:Mention ; kg:referent referent:12ab ; oa:exact "Washington" ; oa:start 190 ; oa:end 200 .
        referent:12ab a kg:Referent ; kg:actor actor:united-states ; kg:actorType kg:State ;
            rdfs:label "United States" ; rdf:_1 "US" ; rdf:_2 "Washington" .
        …
    }
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal

import pyoxigraph as ox

from kg.actors.names import is_name
from kg.documents import Document
from kg.graph.errors import GraphDataError
from kg.graph.namespaces import (
    DCTERMS,
    KG,
    MENTION,
    OA,
    PROV,
    RDF,
    RDFS,
    REFERENT,
    RESERVED,
    SKOS,
    STATEMENT,
    XSD,
    document_iri,
)
from kg.statements import Participant, Statement
from kg.wording import whole

TYPE = ox.NamedNode(RDF + "type")
SUBJECT = ox.NamedNode(RDF + "subject")
PREDICATE = ox.NamedNode(RDF + "predicate")
OBJECT = ox.NamedNode(RDF + "object")
RDF_STATEMENT = ox.NamedNode(RDF + "Statement")
LABEL = ox.NamedNode(RDFS + "label")
PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")
TITLE = ox.NamedNode(DCTERMS + "title")
ISSUED = ox.NamedNode(DCTERMS + "issued")
SOURCE = ox.NamedNode(DCTERMS + "source")
CREATOR = ox.NamedNode(DCTERMS + "creator")
DERIVED_FROM = ox.NamedNode(PROV + "wasDerivedFrom")
EXACT = ox.NamedNode(OA + "exact")
START = ox.NamedNode(OA + "start")
END = ox.NamedNode(OA + "end")
DOCUMENT_CLASS = ox.NamedNode(KG + "Document")
MENTION_CLASS = ox.NamedNode(KG + "Mention")
REFERENT_CLASS = ox.NamedNode(KG + "Referent")
STATUS = ox.NamedNode(KG + "status")
CONFIDENCE = ox.NamedNode(KG + "confidence")
DATE = ox.NamedNode(KG + "date")
SPEAKER = ox.NamedNode(KG + "speaker")
EXPLANATION = ox.NamedNode(KG + "explanation")
PLACE = ox.NamedNode(KG + "place")
SHA256 = ox.NamedNode(KG + "sha256")
SKETCH = ox.NamedNode(KG + "sketch")
READING = ox.NamedNode(KG + "reading")
COPY_OF = ox.NamedNode(KG + "copyOf")
REFERENT_OF = ox.NamedNode(KG + "referent")
ACTOR_OF = ox.NamedNode(KG + "actor")
ACTOR_TYPE = ox.NamedNode(KG + "actorType")
SUBJECT_MENTION = ox.NamedNode(KG + "subjectMention")
OBJECT_MENTION = ox.NamedNode(KG + "objectMention")
SPEAKER_MENTION = ox.NamedNode(KG + "speakerMention")
PLACE_MENTION = ox.NamedNode(KG + "placeMention")

COUNT = "Count"
"""Ending of the properties that hold quantities."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_DATATYPES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), ox.NamedNode(XSD + "date")),
    (re.compile(r"\d{4}-\d\d"), ox.NamedNode(XSD + "gYearMonth")),
    (re.compile(r"\d{4}"), ox.NamedNode(XSD + "gYear")),
)
_DECIMAL = ox.NamedNode(XSD + "decimal")


def document_quads(document: Document, statements: Iterable[Statement], mark: str | None = None) -> list[ox.Quad]:
    """The named graph of a document, each quad once. Raises GraphDataError where something cannot be RDF.

    Of statements with one id (the same thing said at the same place) the surest is kept. `mark` is the hash of how the
    document was read.
    """
    return _Writer(document, mark).write(statements)


class _Writer:
    """Collects the quads of one document."""

    def __init__(self, document: Document, mark: str | None) -> None:
        self.document = document
        self.mark = mark
        self.graph = ox.NamedNode(document_iri(document.id))
        self.quads: dict[ox.Quad, None] = {}
        self.mentions: dict[Participant, ox.NamedNode] = {}
        self.referents: dict[tuple[object, ...], ox.NamedNode] = {}
        self.actors: dict[str, ox.NamedNode] = {}

    def write(self, statements: Iterable[Statement]) -> list[ox.Quad]:
        self._describe_document()
        for statement in _unique(statements):
            if statement.document != self.document.id:
                raise GraphDataError(
                    f"document {self.document.id!r}: a statement of document {statement.document!r} is among its own"
                )
            self._add_statement(statement)
        return list(self.quads)

    def _add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        self.quads[ox.Quad(subject, predicate, value, self.graph)] = None

    def _describe_document(self) -> None:
        document, node = self.document, self.graph
        self._add(node, TYPE, DOCUMENT_CLASS)
        self._add(node, IDENTIFIER, text(document.id))
        self._add(node, SHA256, text(document.sha256))
        if document.title:
            self._add(node, TITLE, text(document.title))
        if document.published:
            self._add(node, ISSUED, date_literal(document.published))
        if document.source:
            self._add(node, SOURCE, text(document.source))
        if document.author:
            self._add(node, CREATOR, text(document.author))
        for element in document.sketch:
            self._add(node, SKETCH, text(element))
        if self.mark:
            self._add(node, READING, text(self.mark))

    def _add_statement(self, statement: Statement) -> None:
        node = ox.NamedNode(STATEMENT + statement.id)
        subject, target = self._actor(statement.subject), self._actor(statement.object)
        relation = self._name(statement.relation, "relation")
        self._add(node, TYPE, RDF_STATEMENT)
        self._add(node, SUBJECT, subject)
        self._add(node, PREDICATE, relation)
        self._add(node, OBJECT, target)
        self._add(node, STATUS, self._name(statement.status, "status"))
        self._add(node, CONFIDENCE, _decimal(statement.confidence))
        self._add(node, DERIVED_FROM, self.graph)
        self._add(node, EXACT, text(statement.evidence))
        self._add(node, START, ox.Literal(statement.start))
        self._add(node, END, ox.Literal(statement.end))
        self._add(node, SUBJECT_MENTION, self._mention(statement.subject))
        self._add(node, OBJECT_MENTION, self._mention(statement.object))
        if statement.by:
            self._add(node, SPEAKER, self._actor(statement.by))
            self._add(node, SPEAKER_MENTION, self._mention(statement.by))
        if statement.place:
            self._add(node, PLACE, self._actor(statement.place))
            self._add(node, PLACE_MENTION, self._mention(statement.place))
        if statement.explanation:
            steps = (step.replace("\n", " ") for step in statement.explanation)
            self._add(node, EXPLANATION, text("\n".join(steps)))
        if statement.date:
            self._add(node, DATE, date_literal(statement.date))
        for quantity, number in statement.quantities.items():
            self._add(node, self._name(quantity + COUNT, "quantity"), ox.Literal(int(number)))
        if statement.status == "asserted":
            self._add(subject, relation, target)

    def _actor(self, participant: Participant) -> ox.NamedNode:
        """The actor's node, described as far as this participation tells."""
        node = self.actors.get(participant.id)
        if node is None:
            try:
                node = ox.NamedNode(participant.id)
            except ValueError as error:
                raise GraphDataError(
                    f"document {self.document.id!r}: the actor id {participant.id!r} is no IRI; actors are named by "
                    "absolute IRIs such as https://w3id.org/geokg/actor/iran"
                ) from error
            if participant.id.startswith(RESERVED):
                raise GraphDataError(
                    f"document {self.document.id!r}: the actor id {participant.id!r} lies in a namespace of ours"
                )
            self.actors[participant.id] = node
        return node

    def _mention(self, participant: Participant) -> ox.NamedNode:
        node = self.mentions.get(participant)
        if node is None:
            key = (participant.mention, participant.start, participant.end)
            referent = self._referent(participant)
            node = self.mentions[participant] = ox.NamedNode(MENTION + _hash(referent.value, *key))
            self._add(node, TYPE, MENTION_CLASS)
            self._add(node, REFERENT_OF, referent)
            self._add(node, EXACT, text(participant.mention))
            self._add(node, START, ox.Literal(participant.start))
            self._add(node, END, ox.Literal(participant.end))
        return node

    def _referent(self, participant: Participant) -> ox.NamedNode:
        key = (participant.id, participant.label, participant.type, *participant.names)
        node = self.referents.get(key)
        if node is None:
            node = self.referents[key] = ox.NamedNode(REFERENT + _hash(self.document.id, *key))
            actor, kind = self._actor(participant), self._name(participant.type, "type")
            self._add(node, TYPE, REFERENT_CLASS)
            self._add(node, ACTOR_OF, actor)
            self._add(node, ACTOR_TYPE, kind)
            self._add(node, LABEL, text(participant.label))
            self._add(actor, TYPE, kind)
            self._add(actor, PREF_LABEL, text(participant.label))
            for number, name in enumerate(participant.names, start=1):
                self._add(node, ox.NamedNode(f"{RDF}_{number}"), text(name))
                if name != participant.label and is_name(name):
                    self._add(actor, ALT_LABEL, text(name))
        return node

    def _name(self, name: str, what: str) -> ox.NamedNode:
        if not _NAME.fullmatch(name):
            raise GraphDataError(
                f"document {self.document.id!r}: {name!r} is no name of a {what}: letters and digits only"
            )
        return ox.NamedNode(KG + name)


def text(content: str) -> ox.Literal:
    """A string; a half of a surrogate pair, which RDF cannot hold, becomes U+FFFD."""
    return ox.Literal(whole(content))


def date_literal(date: str) -> ox.Literal:
    """An ISO date, year-month or year as a typed literal; anything else as a plain string."""
    for pattern, datatype in _DATATYPES:
        if pattern.fullmatch(date):
            return ox.Literal(date, datatype=datatype)
    return text(date)


def _decimal(number: float) -> ox.Literal:
    # The shortest decimal that gives the same float back, in the form to which Oxigraph normalises decimals.
    text = f"{Decimal(repr(float(number))):f}"
    return ox.Literal(text.removesuffix(".0"), datatype=_DECIMAL)


def _hash(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(whole(str(part)) for part in parts).encode()).hexdigest()[:20]


def _unique(statements: Iterable[Statement]) -> list[Statement]:
    """One statement an id; the choice does not depend on their order."""
    chosen: dict[str, Statement] = {}
    for statement in statements:
        other = chosen.setdefault(statement.id, statement)
        if other is not statement and _rank(statement) < _rank(other):
            chosen[statement.id] = statement
    return [chosen[key] for key in sorted(chosen)]


def _rank(statement: Statement) -> tuple[float, str]:
    return -statement.confidence, statement.to_json(explain=True)
