"""FollowTheMoney: entities that keep to the rules of that model, and say no more than the graph does."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg import ontology
from kg.exports import ExportWarning
from kg.exports.followthemoney import _forms
from kg.graph import Graph
from tests.graph.factory import BASE, document, participant, statement

THING = {"name": "", "alias": "", "weakAlias": "", "country": "", "wikidataId": ""}
INTERVAL = {"date": "", "summary": "", "recordId": "", "proof": "Document"}
LINK = {**INTERVAL, "role": ""}

# The properties that we use of FollowTheMoney 4, with the schema that the entities they point to must be of.
MODEL: dict[str, dict[str, str]] = {
    "Person": THING,
    "Organization": THING,
    "PublicBody": THING,
    "Article": {"fileName": "", "title": "", "author": "", "publisher": "", "publishedAt": ""},
    "Membership": {**LINK, "member": "LegalEntity", "organization": "Organization"},
    "Directorship": {**LINK, "director": "LegalEntity", "organization": "Organization"},
    "Employment": {**LINK, "employer": "Organization", "employee": "Person"},
    "UnknownLink": {**LINK, "subject": "Thing", "object": "Thing"},
    "Event": {**INTERVAL, "name": "", "location": "", "involved": "LegalEntity"},
}
REQUIRED = {
    "Person": {"name"}, "Organization": {"name"}, "PublicBody": {"name"}, "Article": {"fileName"},
    "Membership": {"member", "organization"}, "Directorship": {"director", "organization"},
    "Employment": {"employer", "employee"}, "UnknownLink": {"subject", "object"}, "Event": {"name"},
}  # fmt: skip
PARENTS = {
    "Person": {"LegalEntity", "Thing"}, "Organization": {"LegalEntity", "Thing"}, "Article": {"Document", "Thing"},
    "PublicBody": {"Organization", "LegalEntity", "Thing"},
}  # fmt: skip

Entities = dict[str, dict[str, Any]]


def export(graph: Graph, path: Path) -> Entities:
    (file,) = graph.export(path / "x.ftm.json")
    entities = [json.loads(line) for line in file.read_text("utf-8").split("\n")[:-1]]
    found = {entity["id"]: entity for entity in entities}
    assert len(found) == len(entities)
    return found


def check(entities: Entities) -> None:
    for entity in entities.values():
        assert set(entity) == {"id", "schema", "properties"}
        assert re.fullmatch(r"[A-Za-z0-9.-]+", entity["id"])
        properties, model = entity["properties"], MODEL[entity["schema"]]
        assert set(properties) <= set(model)
        assert REQUIRED[entity["schema"]] <= set(properties)
        for name, values in properties.items():
            assert values
            assert len(values) == len(set(values))
            assert all(isinstance(value, str) and value.strip() for value in values)
            if model[name]:
                schemata = {entities[value]["schema"] for value in values}
                assert all(model[name] in {schema, *PARENTS[schema]} for schema in schemata)


@pytest.mark.filterwarnings("ignore::kg.exports.ExportWarning")
@pytest.mark.parametrize("which", ["graph", "hard", "empty"])
def test_entities_keep_to_the_model(which: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(which)
    check(export(graph, tmp_path))


def test_every_relation_and_type_has_its_form_or_none_on_purpose() -> None:
    forms = _forms()
    assert set(forms) <= {*ontology.types(), *ontology.relations()}
    assert set(ontology.relations()) <= set(forms)
    assert sorted(set(ontology.types()) - set(forms)) == ["Asset", "Place", "Population"]
    for term, form in forms.items():
        if term in ontology.relations():
            assert {form.subject, form.object} <= set(MODEL[form.schema])
            assert (form.schema == "Event") == (ontology.relations()[term].heading != "Structure") or (
                form.schema == "UnknownLink" and ontology.relations()[term].quad_class == 2
            )


@pytest.mark.filterwarnings("ignore::kg.exports.ExportWarning")
def test_what_becomes_of_the_corpus(graph: Graph, tmp_path: Path) -> None:
    entities = export(graph, tmp_path)
    found = Counter(entity["schema"] for entity in entities.values())
    said = [s for s in graph.read_statements() if s.status == "asserted"]
    # That the River Brigade is based in Tarn, a place, is a link to no entity.
    assert (
        found.total() - found["Article"] - found["Person"] - found["Organization"] - found["PublicBody"]
        == len(said) - 1
    )
    norland = entities["geokg-norland"]
    assert norland == {
        "id": "geokg-norland", "schema": "PublicBody",
        "properties": {"name": ["Norland"], "alias": ["Kingdom of Norland"], "wikidataId": ["Q1"]},
    }  # fmt: skip
    by_record = {e["properties"]["recordId"][0]: e for e in entities.values() if "recordId" in e["properties"]}
    for s in said:
        if s.relation == "basedIn":
            assert s.id not in by_record
            continue
        entity = by_record[s.id]
        properties = entity["properties"]
        assert properties["summary"] == [s.evidence]
        assert properties.get("date", [None]) == [s.date]
        paper = entities[properties["proof"][0]]["properties"]
        assert paper["fileName"] == [s.document]
        if entity["schema"] == "Event":
            assert properties["name"] == [
                f"{s.subject.label} {ontology.relations()[s.relation].label} {s.object.label}"
            ]
            assert {"geokg-" + end.id.rpartition("/")[2] for end in (s.subject, s.object)} == set(
                properties["involved"]
            )
    struck = next(e for e in by_record.values() if e["properties"].get("location"))
    assert struck["properties"]["location"] == ["Tarn"]


def test_what_does_not_fit_is_told(graph: Graph, tmp_path: Path) -> None:
    with pytest.warns(ExportWarning, match="1 statement has no place in FollowTheMoney"):
        export(graph, tmp_path)


def test_a_property_out_of_range_becomes_a_link(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    said = [
        statement("d", "delta-union", "officialOf", "norland", start=0),  # an organisation is no employee
        statement("d", "ada-venn", "officialOf", "norland", start=1),
        statement("d", "sudria", "leads", "ada-venn", start=2),
    ]
    graph.add(document("d"), said)
    entities = export(graph, tmp_path)
    check(entities)
    found = [entity for entity in entities.values() if "recordId" in entity["properties"]]
    assert [(e["schema"], e["properties"]["role"]) for e in found] == [
        ("UnknownLink", ["official of"]),
        ("Employment", ["official of"]),
        ("UnknownLink", ["leads"]),
    ]


def test_names_of_the_actor_base_are_aliases_and_those_of_texts_weak_ones(tmp_path: Path) -> None:
    graph = Graph.in_memory(BASE)
    norland = participant("norland", "Norlandia", names=("Norland", "Norlandia"))
    graph.add(document("d"), [statement("d", norland, "struck", "sudria")])
    properties = export(graph, tmp_path)["geokg-norland"]["properties"]
    assert (properties["alias"], properties["weakAlias"]) == (["Kingdom of Norland"], ["Norlandia"])


def test_states_have_their_country() -> None:
    from kg.actors.countries import alpha2_codes

    codes = alpha2_codes()
    assert (codes["iran"], codes["kosovo"], codes.get("soviet-union")) == ("IR", "XK", None)
    assert len(set(codes.values())) == len(codes)
