"""The user's own actors: CSV and Turtle files over the base."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.actors.base import COLUMNS, ActorBase, ActorFileError
from kg.actors.linking import Linker

CSV = """\
id,type,label,aliases,parent,country
red-dawn-brigade,ArmedGroup,Red Dawn Brigade,RDB|Fajr Brigade,popular-mobilization-forces,iraq
kataib-hezbollah,,,Battalions of God,,
hamas,,Hamas movement,,,
"""

TURTLE = """\
@prefix kg: <https://w3id.org/geokg/ontology#> .
@prefix actor: <https://w3id.org/geokg/actor/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <https://schema.org/> .

actor:red-dawn-brigade a kg:ArmedGroup ;
    skos:prefLabel "Red Dawn Brigade"@en, "لواء الفجر"@ar ; skos:altLabel "RDB" ;
    skos:broader actor:popular-mobilization-forces ; kg:basedIn actor:iraq ;
    owl:sameAs <http://www.wikidata.org/entity/Q42> .
<https://example.org/people#Harun_Tellawi> a schema:Person ; skos:prefLabel "Harun Tellawi" .
kg:unrelated a owl:Class ; skos:prefLabel "no actor" .
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_csv_adds_and_overrides(tmp_path: Path) -> None:
    base = ActorBase.with_files([write(tmp_path, "mine.csv", CSV)])
    assert len(base) == len(ActorBase.default()) + 1
    added = base.get("red-dawn-brigade")
    assert added is not None
    assert added.parents == ("popular-mobilization-forces",)
    known, before = base.get("kataib-hezbollah"), ActorBase.default().get("kataib-hezbollah")
    assert known is not None
    assert before is not None
    assert known.aliases == (*before.aliases, "Battalions of God")
    assert (known.type, known.label, known.country) == (before.type, before.label, before.country)
    renamed = base.get("hamas")
    assert renamed is not None
    assert renamed.label == "Hamas movement"
    assert "Hamas" in renamed.aliases, "the former label stays a name"


def test_the_base_itself_is_untouched(tmp_path: Path) -> None:
    ActorBase.with_files([write(tmp_path, "mine.csv", CSV)])
    hamas = ActorBase.default().get("hamas")
    assert hamas is not None
    assert hamas.label == "Hamas"


def test_a_name_is_taken_away(tmp_path: Path) -> None:
    base = ActorBase.with_files([write(tmp_path, "mine.csv", "id,aliases\nislamic-state,-Daesh|Dawla\n")])
    actor = base.get("islamic-state")
    assert actor is not None
    assert "Daesh" not in actor.aliases
    assert "Dawla" in actor.aliases


def test_the_users_name_wins_over_the_bases(tmp_path: Path) -> None:
    rows = "id,type,label,aliases\nhezbollah-brigade,ArmedGroup,Hezbollah Brigade of Mars,Hezbollah\n"
    linker = Linker(ActorBase.with_files([write(tmp_path, "mine.csv", rows)]))
    link = linker.link(linker.matcher.lookup("Hezbollah"), context=linker.context([]))
    assert link is not None
    assert link.actor.id == "hezbollah-brigade"


def test_turtle(tmp_path: Path) -> None:
    base = ActorBase.with_files([write(tmp_path, "mine.ttl", TURTLE)])
    group = base.get("red-dawn-brigade")
    assert group is not None
    assert (group.type, group.label, group.country, group.wikidata) == ("ArmedGroup", "Red Dawn Brigade", "iraq", "Q42")
    assert "RDB" in group.aliases
    assert group.parents == ("popular-mobilization-forces",)
    person = base.get("https://example.org/people#Harun_Tellawi")
    assert person is not None
    assert person.iri == person.id == "https://example.org/people#Harun_Tellawi"
    assert person.type == "Person"
    assert len(base) == len(ActorBase.default()) + 2


def test_later_files_override_earlier_ones(tmp_path: Path) -> None:
    first = write(tmp_path, "a.ttl", TURTLE)
    second = write(tmp_path, "b.csv", "id,label,country\nred-dawn-brigade,Dawn Brigade,syria\n")
    actor = ActorBase.with_files([first, second]).get("red-dawn-brigade")
    assert actor is not None
    assert (actor.label, actor.country) == ("Dawn Brigade", "syria")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.csv", "label,aliases\nX,Y\n", "needs the column id"),
        ("x.csv", "id,label,colour\nx,X,red\n", "unknown columns colour; the columns are id, type"),
        ("x.csv", "id,label\nx,X,more\n", "line 2: 3 cells where the header has 2"),
        ("x.csv", "id,type,label\nx,Militia,X\n", "type 'Militia'; one of"),
        ("x.csv", "id,type,label\nx,Person,\n", "is new and needs a label"),
        ("x.csv", "id,type,label,country\nx,Person,X,atlantis\n", "there is no actor 'atlantis'"),
        ("x.csv", "id,type,label,offices\nx,Person,X,president of france\n", "is not of the form role@id"),
        ("x.csv", "id,type,label\nRed Dawn,Person,X\n", "'Red Dawn' is no id: write words of a–z"),
        ("x.ttl", "actor:x a kg:State .\n", "line 1"),
        ("x.ttl", "<urn:x> <urn:y> <urn:z> .\n", "no actor in it"),
        ("x.xlsx", "", "actors are read from"),
    ],
)
def test_faults_are_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(ActorFileError, match=message) as caught:
        ActorBase.with_files([write(tmp_path, name, text)])
    assert "x.csv" in str(caught.value) or "x.ttl" in str(caught.value) or "x" in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ActorFileError, match=r"none\.csv"):
        ActorBase.with_files([tmp_path / "none.csv"])


@pytest.mark.parametrize("kind", ["csv", "turtle"])
def test_the_examples_of_the_documentation(tmp_path: Path, kind: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "actors.md").read_text("utf-8")
    (example,) = re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
    base = ActorBase.with_files([write(tmp_path, "mine.csv" if kind == "csv" else "mine.ttl", example)])
    group = base.get("red-dawn-brigade" if kind == "csv" else "https://example.org/groups/dawn")
    assert group is not None
    assert (group.type, group.country, group.parents) == ("ArmedGroup", "iraq", ("popular-mobilization-forces",))
    known = base.get("islamic-state")
    assert known is not None
    assert ("Daesh" in known.aliases) == (kind == "turtle")


def test_all_columns_can_be_given(tmp_path: Path) -> None:
    row = "x,Person,X Y,Z Y,,,,,,iraq,1960,,minister@iraq 2003..2004,m,Q1"
    base = ActorBase.with_files([write(tmp_path, "x.csv", ",".join(COLUMNS) + "\n# a comment\n" + row + "\n")])
    assert Linker(base).holder("minister", "iraq", "2003-06-01") is not None
