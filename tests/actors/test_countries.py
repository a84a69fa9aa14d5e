"""Country codes: the list, and the country of an actor."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.actors.base import ActorBase
from kg.actors.countries import country_code
from kg.actors.model import Actor
from kg.resources import ontology
from kg.statements import ACTOR

BASE = ActorBase.default()


def rows() -> list[dict[str, str]]:
    with ontology("country-codes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def test_codes_are_of_actors_of_the_base_and_sorted() -> None:
    actors = [row["actor"] for row in rows()]
    assert actors == sorted(set(actors))
    for actor in actors:
        found = BASE.get(actor)
        assert found is not None, actor
        assert found.type in ("State", "Place"), actor


def test_codes_have_their_form_and_standard() -> None:
    for row in rows():
        assert re.fullmatch("[A-Z]{3}", row["alpha3"])
        assert re.fullmatch("[A-Z]{2}", row["alpha2"])
        assert row["standard"] in ("ISO 3166-1", "ISO 3166-3", "user-assigned")
    alpha3 = [row["alpha3"] for row in rows()]
    assert len(set(alpha3)) == len(alpha3)
    in_force = [row["alpha2"] for row in rows() if row["standard"] != "ISO 3166-3"]
    assert len(set(in_force)) == len(in_force)  # letters of states that are no more are given out again
    assert [row["alpha3"] for row in rows() if row["standard"] == "user-assigned"] == ["XKX"]


def test_states_with_a_code_of_a_former_state_are_no_more() -> None:
    for row in rows():
        actor = BASE.get(row["actor"])
        assert actor is not None
        assert bool(actor.end) == (row["standard"] == "ISO 3166-3"), row


@pytest.mark.parametrize(
    ("actor", "alpha3", "alpha2"),
    [
        ("united-states", "USA", "US"), ("united-kingdom", "GBR", "GB"), ("iran", "IRN", "IR"), ("china", "CHN", "CN"),
        ("taiwan", "TWN", "TW"), ("palestine", "PSE", "PS"), ("dr-congo", "COD", "CD"), ("germany", "DEU", "DE"),
        ("republic-of-the-congo", "COG", "CG"), ("north-korea", "PRK", "KP"), ("south-korea", "KOR", "KR"),
        ("niger", "NER", "NE"), ("nigeria", "NGA", "NG"), ("guinea", "GIN", "GN"), ("austria", "AUT", "AT"),
        ("australia", "AUS", "AU"), ("western-sahara", "ESH", "EH"), ("soviet-union", "SUN", "SU"),
        ("slovakia", "SVK", "SK"), ("slovenia", "SVN", "SI"), ("kosovo", "XKX", "XK"), ("hong-kong", "HKG", "HK"),
    ],
)  # fmt: skip
def test_codes_that_everyone_knows(actor: str, alpha3: str, alpha2: str) -> None:
    (row,) = [row for row in rows() if row["actor"] == actor]
    assert (row["alpha3"], row["alpha2"]) == (alpha3, alpha2)


def test_every_member_of_the_united_nations_has_a_code_of_its_own() -> None:
    listed = (Path(__file__).parent / "un_members.txt").read_text("utf-8").splitlines()
    members = [line for line in listed if line and not line.startswith("#")]
    in_force = {row["actor"] for row in rows() if row["standard"] == "ISO 3166-1"}
    assert len(members) == 193
    assert set(members) <= in_force


def test_every_state_that_exists_has_a_code_or_lies_in_one_that_has() -> None:
    for actor in BASE:
        if actor.type == "State" and not actor.end:
            assert country_code(actor.iri, BASE.get), actor.id


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        ("iran", "IRN"),
        ("islamic-revolutionary-guard-corps", "IRN"),
        ("kataib-hezbollah", "IRQ"),
        ("vladimir-putin", "RUS"),
        ("abkhazia", "GEO"),
        ("polisario-front", "ESH"),
        ("soviet-union", "SUN"),
        ("united-nations", None),
        ("nobody-has-this-name", None),
        ("united-states-embassy", "USA"),  # bodies that texts name and the base does not have
        ("iraq-parliament", "IRQ"),
        ("guinea-bissau-foreign-ministry", "GNB"),
        ("iran-backed-militia", None),
        ("", None),
        ("https://example.org/iran", None),
    ],
)
def test_an_actor_has_its_own_code_or_that_of_its_country(actor: str, code: str | None) -> None:
    assert country_code(actor if ":" in actor else ACTOR + actor, BASE.get) == code


def test_actors_that_name_each_other_as_country_have_no_code() -> None:
    circle = {"a": Actor("a", "Place", "A", country="b"), "b": Actor("b", "Place", "B", country="a")}
    look_up: Callable[[str], Actor | None] = circle.get
    assert country_code(ACTOR + "a", look_up) is None
