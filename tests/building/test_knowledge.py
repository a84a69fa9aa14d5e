"""The user's own actors and judgements in a build: what they change, that it can be taken back, and that evidence stays."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from spacy.language import Language

import kg
from kg import language, reading
from kg.actors.base import ActorFileError
from kg.actors.judgements import JudgementError
from kg.documents import Document
from kg.statements import ACTOR
from kg.views.part import render_view

DOCUMENTS = [
    Document("one", "The Red Dawn Brigade attacked Iraqi troops on Monday. Iran backs the Red Dawn Brigade.", "", "2024-05-01"),
    Document("two", "Iraq condemned the Red Dawn Battalion on Tuesday. The Red Dawn Battalion threatened Iraq.", "", "2024-05-02"),
]  # fmt: skip
BRIGADE, BATTALION = ACTOR + "red-dawn-brigade", ACTOR + "red-dawn-battalion"
OWN = """\
id,type,label,aliases,country,wikidata
fajr-army,ArmedGroup,Fajr Army,Red Dawn Brigade|Fajr Brigade,iraq,Q42
red-dawn-battalion,ArmedGroup,Red Dawn Battalion,Third Battalion,iraq,Q43
"""


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    monkeypatch.setattr(language, "load", lambda model=None: nlp)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, "utf-8")
    return path


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    path = tmp_path / "judgements.csv"
    path.write_text("judgement,a,b,note\nsame,red-dawn-brigade,red-dawn-battalion,one commander\n", "utf-8")
    return path


def trig(graph: kg.Graph) -> bytes:
    out = io.BytesIO()
    graph.serialise(out)
    return out.getvalue()


def occurring(graph: kg.Graph) -> set[str]:
    return {actor.iri for actor in graph.read_actors()}


def relations(graph: kg.Graph, actor: str) -> set[str]:
    found = graph.query(
        f"SELECT ?p {{ {{ <{actor}> ?p ?o }} UNION {{ ?s ?p <{actor}> }} FILTER(STRSTARTS(STR(?p), STR(kg:))) }}"
    )
    return {str(row[0]).rpartition("#")[2] for row in found}


# Actors


def test_without_anything_of_the_users(own: Path) -> None:
    graph = kg.build(DOCUMENTS)
    assert {BRIGADE, BATTALION} <= occurring(graph)


def test_own_actors_are_linked_and_described(own: Path) -> None:
    graph = kg.build(DOCUMENTS, actors=[own])
    assert BRIGADE not in occurring(graph)
    actor = graph.actor("fajr-army")
    assert actor is not None
    assert (actor.label, actor.wikidata) == ("Fajr Army", "Q42")
    assert "Fajr Brigade" in actor.aliases
    assert graph.query("ASK { actor:fajr-army skos:inScheme kg:actorBase }")
    assert {"backs", "struck"} & relations(graph, ACTOR + "fajr-army")


def test_one_path_or_many(own: Path) -> None:
    assert trig(kg.build(DOCUMENTS, actors=own)) == trig(kg.build(DOCUMENTS, actors=[str(own)]))


def test_an_actor_keeps_the_iri_of_another_vocabulary(tmp_path: Path) -> None:
    iri = "https://example.org/groups/dawn"
    path = tmp_path / "own.ttl"
    path.write_text(
        "@prefix kg: <https://w3id.org/geokg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<{iri}> a kg:ArmedGroup ; skos:prefLabel "Red Dawn Brigade" ; kg:basedIn <{ACTOR}iraq> .\n',
        "utf-8",
    )
    graph = kg.build(DOCUMENTS, actors=path)
    assert iri in occurring(graph)
    actor = graph.actor(iri)
    assert actor is not None
    assert actor.iri == iri
    assert "Iraq" in render_view(graph)


def test_the_view_knows_the_graphs_own_base(own: Path, tmp_path: Path) -> None:
    with kg.build(DOCUMENTS, actors=own, store=tmp_path / "store") as graph:
        told = render_view(graph)
    assert "Fajr Brigade" in told
    with kg.open(tmp_path / "store") as graph:
        assert graph.base.get("fajr-army") is None


def test_the_default_extractor_is_made_once(own: Path) -> None:
    from kg.actors import ActorBase

    assert reading.extractor_over(ActorBase.with_files([])) is reading.extractor()
    assert reading.extractor_over(ActorBase.with_files([own])) is not reading.extractor()


# Judgements


def test_two_actors_become_one_and_the_evidence_stays(merged: Path) -> None:
    graph = kg.build(DOCUMENTS, judgements=merged)
    assert BRIGADE in occurring(graph)
    assert BATTALION not in occurring(graph)
    assert {"backs", "condemned"} <= relations(graph, BRIGADE)
    actor = graph.actor(BRIGADE)
    assert actor is not None
    assert {"Red Dawn Brigade", "Red Dawn Battalion"} <= {actor.label, *actor.aliases}
    condemned = next(s for s in graph.read_statements("two") if s.relation == "condemned")
    text = DOCUMENTS[1].text
    assert text[condemned.object.start : condemned.object.end] == condemned.object.mention
    assert "Battalion" in condemned.object.mention
    assert condemned.object.names == ("Red Dawn Battalion",)
    assert condemned.evidence == "Iraq condemned the Red Dawn Battalion on Tuesday."


def test_a_known_actor_stands_for_an_unknown_one(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_text("judgement,a,b\nsame,fajr-army,red-dawn-battalion\n", "utf-8")
    graph = kg.build(DOCUMENTS, actors=own, judgements=path)
    assert occurring(graph) & {BRIGADE, BATTALION, ACTOR + "fajr-army"} == {ACTOR + "fajr-army"}
    (label,) = {s.object.label for s in graph.read_statements("two") if s.relation == "condemned"}
    assert label == "Fajr Army"


@pytest.fixture(params=["folder", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / ("store" if request.param == "folder" else "store.trig")


def rebuilt(store: Path, **knowledge: object) -> bytes:
    with kg.build(DOCUMENTS, store=store, **knowledge) as graph:  # type: ignore[arg-type]
        return trig(graph)


def test_reading_again_gives_the_graph_of_the_knowledge_given(own: Path, merged: Path, store: Path) -> None:
    """Whatever was read before with other judgements and other actors, and back again."""
    empty = merged.with_name("empty.csv")
    empty.write_text("")
    ways: list[dict[str, object]] = [
        {}, {"judgements": merged}, {"judgements": empty}, {"actors": own}, {"actors": own, "judgements": merged}, {},
    ]  # fmt: skip
    for knowledge in ways:
        assert rebuilt(store, **knowledge) == trig(kg.build(DOCUMENTS, **knowledge))  # type: ignore[arg-type]


def test_faults_of_the_users_files(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("judgement,a,b\nsame,x,y\ndiffer,x,w\nperhaps,x,z\n")
    with pytest.raises(JudgementError, match=r"bad\.csv: line 4: judgement 'perhaps'"):
        kg.build(DOCUMENTS, judgements=bad)
    with pytest.raises(JudgementError, match=r"none\.csv: cannot be read"):
        kg.build(DOCUMENTS, judgements=tmp_path / "none.csv")
    with pytest.raises(ActorFileError, match=r"bad\.csv: unknown columns"):
        kg.build(DOCUMENTS, actors=bad)
