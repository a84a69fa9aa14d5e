"""kg actors: names looked up, actors of one's own, and judgements from suggestion to graph and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Kg = Callable[..., Any]
TEXT = (
    "The Red Dawn Brigade attacked Iraqi troops on Monday. Iran backs the Red Dawn Brigade.\n\n"
    "Iraq condemned the Red Dawn Brigades on Tuesday."
)
OWN = "id,type,label,aliases,country\nfajr-army,ArmedGroup,Fajr Army,Red Dawn Brigade|Fajr Brigade,iraq\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a text and a file of actors."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "own.csv").write_text(OWN, "utf-8")
    return tmp_path


# Looking up


def test_what_a_name_means_and_why(kg: Kg) -> None:
    ran = kg("actors", "Tehran")
    assert ran.status == 0
    first, iran, tehran = ran.out.split("\n\n")
    assert first.splitlines() == [
        "“Tehran”",
        "  links to       Iran (iran): capital standing for Iran",
        "  as a place     Tehran (tehran): name of a place: Tehran",
    ]
    assert iran.startswith("Iran (State)\n")
    assert "“Tehran” stands for it, where it does not stand as a place" in iran
    assert tehran.startswith("Tehran (Place)\n")


def test_an_ambiguous_name_and_a_date(kg: Kg) -> None:
    assert "nothing by itself: the text must speak for one of them" in kg("actors", "RSF").out
    assert (
        "George W. Bush (george-w-bush)" in kg("actors", "President Bush", "--date", "2003-03-20").out.split("\n\n")[0]
    )
    assert kg("actors", "Iran", "--date", "soon").status == 2


def test_an_identifier(kg: Kg) -> None:
    (line,) = kg("actors", "https://w3id.org/geokg/actor/kataib-hezbollah", "--json").out.splitlines()
    assert json.loads(line)["type"] == "ArmedGroup"
    assert "identifies     Iran (iran)" in kg("actors", "https://w3id.org/geokg/actor/iran").out


def test_an_unknown_name(kg: Kg) -> None:
    ran = kg("actors", "Hizbolah")
    assert (ran.status, ran.out) == (1, "")
    assert "does not know 'Hizbolah'" in ran.err
    assert "→ Hezbollah (hezbollah)" in ran.err
    assert "add it to a list of your own" in kg("actors", "Qwertzuiop Xyx").err


@pytest.mark.parametrize("arguments", [("--json", "Tehran"), ("Tehran", "--json"), ("show", "Tehran", "--json")])
def test_options_stand_anywhere(arguments: tuple[str, ...], kg: Kg) -> None:
    assert [json.loads(line)["id"] for line in kg("actors", *arguments).out.splitlines()] == ["iran", "tehran"]


OWN_SAME = ("--actors", "own.csv")


@pytest.mark.parametrize(
    "arguments", [("show", "same", *OWN_SAME), (*OWN_SAME, "--", "same"), ("Same", *OWN_SAME), (*OWN_SAME, "same")]
)
def test_a_name_that_is_a_command_is_reached(arguments: tuple[str, ...], kg: Kg, folder: Path) -> None:
    (folder / "own.csv").write_text("id,type,label\nsame-movement,Organization,Same\n", "utf-8")
    ran = kg("actors", *arguments)
    assert ran.status == 0, ran.err
    assert "Same (Organization)" in ran.out


def test_without_a_name(kg: Kg) -> None:
    assert kg("actors").status == 2
    help_ = kg("actors", "--help")
    assert help_.status == 0
    for command in ("show", "same", "differ", "undo", "suggest"):
        assert command in help_.out
        assert kg("actors", command, "--help").status == 0


# Actors of one's own


def test_own_actors_in_every_command(kg: Kg, folder: Path) -> None:
    own = ("--actors", "own.csv")
    assert "Fajr Army (ArmedGroup)" in kg("actors", "Fajr Brigade", *own).out
    assert "actor/fajr-army" in kg("extract", "report.txt", *own).out
    assert "actor/fajr-army" not in kg("extract", "report.txt").out
    without = kg("build", "report.txt")
    assert "Not in the actor base: Red Dawn Brigade" in without.out
    built = kg("build", "report.txt", *own)
    assert built.status == 0
    assert "Red Dawn Brigade," not in built.out
    assert (
        "skos:inScheme kg:actorBase" in (folder / "out" / "graph.trig").read_text("utf-8").split("actor:fajr-army")[1]
    )
    assert kg("view", "out", "-o", "again.html", *own).status == 0
    assert (folder / "again.html").read_bytes() == (folder / "out" / "graph.html").read_bytes()
    assert kg("view", "out", "-o", "other.html").status == 0
    assert (folder / "other.html").read_bytes() != (folder / "out" / "graph.html").read_bytes()


def test_later_files_of_actors_win(kg: Kg, folder: Path) -> None:
    (folder / "more.csv").write_text("id,label\nfajr-army,Army of Fajr\n", "utf-8")
    assert "Army of Fajr (ArmedGroup)" in kg("actors", "fajr-army", "--actors", "own.csv", "--actors", "more.csv").out


def test_removing_keeps_own_actors_described(kg: Kg, folder: Path) -> None:
    own = ("--actors", "own.csv")
    (folder / "other.txt").write_text("Iran backs the Red Dawn Brigade.", "utf-8")
    assert kg("build", "report.txt", "other.txt", "--store", "store.trig", *own).status == 0
    assert kg("remove", "store.trig", "other", *own).status == 0
    kg("build", "report.txt", "--store", "fresh.trig", *own)
    assert (folder / "store.trig").read_bytes() == (folder / "fresh.trig").read_bytes()


def test_faults_of_own_files(kg: Kg, folder: Path) -> None:
    (folder / "bad.csv").write_text("id,colour\nx,red\n", "utf-8")
    for command in (("build", "report.txt"), ("extract", "report.txt"), ("actors", "Iran")):
        bad = kg(*command, "--actors", "bad.csv")
        assert (bad.status, bad.out) == (1, "")
        assert "bad.csv: unknown columns colour" in bad.err
        missing = kg(*command, "--actors", "none.ttl")
        assert (missing.status, missing.out) == (2, "")
        assert "none.ttl does not exist" in missing.err
    assert not (folder / "out").exists()


# Judgements


def actors(kg: Kg) -> set[str]:
    listed = kg("query", "out", "SELECT ?a { ?a skos:prefLabel ?l }", "-f", "csv").out
    return {line.rpartition("/")[2] for line in listed.splitlines()[1:]}


def test_from_suggestion_to_graph_and_back(kg: Kg, folder: Path) -> None:
    kg("build", "report.txt")
    apart = (folder / "out" / "graph.trig").read_bytes()
    assert {"red-dawn-brigade", "red-dawn-brigades"} <= actors(kg)
    suggested = kg("actors", "suggest", "out").out
    assert suggested.startswith("red-dawn-brigade  red-dawn-brigades\n    spelled nearly alike: ")
    (pair,) = map(json.loads, kg("actors", "suggest", "out", "--json").out.splitlines())
    assert pair["label_b"] == "Red Dawn Brigades"
    assert pair["reasons"]
    noted = kg("actors", "same", "red-dawn-brigade", "Red Dawn Brigades", "--note", "one commander")
    assert (noted.status, noted.err) == (0, "")
    assert noted.out == (
        "Noted “same red-dawn-brigade red-dawn-brigades” in kg-judgements.csv; `kg build` applies it, as red-dawn-brigade\n"
    )
    assert (folder / "kg-judgements.csv").read_text("utf-8") == (
        "judgement,a,b,note\nsame,red-dawn-brigade,red-dawn-brigades,one commander\n"
    )
    built = kg("build", "report.txt")
    assert built.out.endswith("Applied 1 judgement of kg-judgements.csv\n")
    assert actors(kg) & {"red-dawn-brigade", "red-dawn-brigades"} == {"red-dawn-brigade"}
    assert "the Red Dawn Brigades on Tuesday" in (folder / "out" / "graph.trig").read_text("utf-8")
    assert kg("actors", "suggest", "out").out == "No likely duplicates.\n"
    taken = kg("actors", "undo", "red-dawn-brigades", "red-dawn-brigade")
    assert taken.out == "Took back “same red-dawn-brigade red-dawn-brigades” (kg-judgements.csv)\n"
    kg("build", "report.txt")
    assert (folder / "out" / "graph.trig").read_bytes() == apart


def test_pairs_judged_different_are_not_suggested(kg: Kg, folder: Path) -> None:
    kg("build", "report.txt")
    assert kg("actors", "differ", "Red Dawn Brigade", "Red Dawn Brigades").status == 0
    assert kg("actors", "suggest", "out").out == "No likely duplicates.\n"
    assert kg("build", "report.txt").status == 0
    assert {"red-dawn-brigade", "red-dawn-brigades"} <= actors(kg)


def test_another_file_of_judgements(kg: Kg, folder: Path) -> None:
    assert kg("actors", "same", "actor:red-dawn-brigades", "hezbollah", "--judgements", "mine.csv").out.endswith(
        "applies it, as hezbollah\n"
    )
    assert not (folder / "kg-judgements.csv").exists()
    assert "Applied" not in kg("build", "report.txt").out
    assert kg("build", "report.txt", "--judgements", "mine.csv").out.endswith("Applied 1 judgement of mine.csv\n")
    assert "hezbollah" in actors(kg)
    missing = kg("build", "report.txt", "--judgements", "none.csv")
    assert (missing.status, missing.out) == (2, "")
    assert "none.csv does not exist; `kg actors same A B --judgements none.csv` makes it" in missing.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "Nobody At All", "iran"), "there is no actor 'Nobody At All'"),
        (("same", "Hizbolah", "iran"), "spelled nearly so: Hezbollah (hezbollah)"),
        (("same", "Georgia", "iran"), "'Georgia' may mean"),
        (("same", "iran", "Iran"), "iran is one actor: name two"),
        (("undo", "iran", "iraq"), "kg-judgements.csv: there is no judgement on iran and iraq"),
    ],
)
def test_actors_that_are_not_clear(arguments: tuple[str, ...], message: str, kg: Kg, folder: Path) -> None:
    ran = kg("actors", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("kg: error: ")
    assert message in ran.err
    assert not (folder / "kg-judgements.csv").exists()


def test_a_graph_tells_more_names(kg: Kg, folder: Path) -> None:
    kg("build", "report.txt", "-o", "elsewhere")
    alone = kg("actors", "same", "Red Dawn Brigades", "hezbollah")
    assert alone.status == 1
    assert "(--in STORE looks into a graph too); an IRI (actor:…) is taken as it is" in alone.err
    assert kg("actors", "same", "Red Dawn Brigades", "hezbollah", "--in", "elsewhere").status == 0
    near = kg("actors", "same", "Red Dawn Brigadiers", "hezbollah", "--in", "elsewhere")
    assert "spelled nearly so: Red Dawn Brigades (red-dawn-brigades)" in near.err
    assert kg("actors", "same", "x", "y", "--in", "nowhere").status == 2


def test_contradictions(kg: Kg, folder: Path) -> None:
    for pair in (("actor:a", "actor:b"), ("actor:b", "actor:c")):
        kg("actors", "same", *pair)
    before = (folder / "kg-judgements.csv").read_bytes()
    assert "“differ b a” contradicts “same a b”: undo that first" in kg("actors", "differ", "b", "a").err
    ran = kg("actors", "differ", "a", "c")
    assert (ran.status, ran.out) == (1, "")
    assert "“differ a c” contradicts “same a b” and “same b c”: undo one of them first" in ran.err
    assert (folder / "kg-judgements.csv").read_bytes() == before
    (folder / "kg-judgements.csv").write_text("judgement,a,b\nsame,a,b\nsame,b,c\ndiffer,a,c\n", "utf-8")
    build = kg("build", "report.txt")
    assert (build.status, build.out) == (1, "")
    assert "kg-judgements.csv: line 4: “differ a c” contradicts" in build.err


def test_a_file_that_cannot_be_written(kg: Kg, folder: Path) -> None:
    ran = kg("actors", "same", "iran", "iraq", "--judgements", "report.txt/j.csv")
    assert (ran.status, ran.out) == (1, "")
    assert "report.txt/j.csv: cannot be written: Not a directory" in ran.err
