'''Documents and statements as RDF: the shape of the graph.

**A named graph a document** (named by the document's IRI) holds what that document says; the named graphs are the
truth, the default graph follows from them (see `kg.graph.merge`). There are no blank nodes. In a document's graph:

| node | IRI | what it has |
|---|---|---|
| the document | `document:<id, percent-encoded>` | `a kg:Document`; `dcterms:identifier` (its id), `dcterms:title`, `dcterms:issued` (`xsd:date`, `xsd:gYearMonth` or `xsd:gYear`), `dcterms:source` (a string), `kg:sha256` (of its text, hexadecimal) |
| a statement | `statement:<Statement.id>` | `a rdf:Statement`; `rdf:subject`, `rdf:object` (actors), `rdf:predicate` (`kg:struck`, …); `kg:status` (one of `kg:asserted`, `kg:alleged`, `kg:negated`, `kg:hypothetical`, instances of `kg:Status`); `kg:confidence` (`xsd:decimal`, 0–1); `prov:wasDerivedFrom` the document; `oa:exact` (the sentence), `oa:start`, `oa:end` (`xsd:integer`: characters of the text, end exclusive); `kg:subjectMention`, `kg:objectMention`; where known `kg:speaker` (an actor: who says it) with `kg:speakerMention`, `kg:date` (of the event; as `dcterms:issued`), `kg:place` (an actor of type `kg:Place`, `kg:State`, …) with `kg:placeMention`, and quantities as `kg:<name>Count` (`kg:killedCount`, `kg:woundedCount`; `xsd:integer`: `kg:killed` itself is a relation) |
| a mention | `mention:<hash>` | `a kg:Mention`: a stretch of the text that stands for an actor; `kg:referent`; `oa:exact`, `oa:start`, `oa:end` |
| a referent | `referent:<hash>` | `a kg:Referent`: an actor as this document names it; `kg:actor`; `rdfs:label`; `kg:actorType` (a class); `rdf:_1`, `rdf:_2`, … the names, in order |
| an actor | `actor:<slug>` or another IRI | what the document gives of it: `a kg:State` (its class), `skos:prefLabel`, `skos:altLabel` (its names there), and a **plain triple** `actor:a kg:struck actor:b` for each statement with status `kg:asserted` |

A statement that is alleged, negated or hypothetical has its node and nothing else: no plain triple, anywhere.

The default graph holds, each once: the plain triples that at least one document asserts, and the actors that occur
in any statement (as subject, object, speaker or place), with exactly one class, one `skos:prefLabel`, any number of
`skos:altLabel` (names in the documents and aliases of the actor base), and, for those that the actor base knows,
`skos:inScheme kg:actorBase` and `owl:sameAs wd:Q…` where it has a Wikidata item.

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
'''  # noqa: E501

from __future__ import annotations
