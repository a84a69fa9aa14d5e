"""The actor base: breadth, sound references and dates, and no name that leads to two actors without a rule."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.actors.base import COLUMNS, ActorBase, read_csv
from kg.actors.matcher import Candidate, Matcher
from kg.actors.model import Actor
from kg.ontology import types
from kg.resources import ontology

FOLDER = ontology("actors")
FILES = sorted(FOLDER.rglob("*.csv"))
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.fixture(scope="module")
def base() -> ActorBase:
    return ActorBase.default()


def rows() -> Iterator[tuple[Path, Actor]]:
    for path in FILES:
        for actor in read_csv(path):
            yield path, actor


def everyone(base: ActorBase, kind: str) -> list[Actor]:
    return [actor for actor in base if actor.type == kind]


# Breadth


def un_members() -> list[str]:
    lines = (Path(__file__).parent / "un_members.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_all_members_of_the_united_nations(base: ActorBase) -> None:
    slugs = un_members()
    assert len(slugs) == len(set(slugs)) == 193
    missing = [slug for slug in slugs if (actor := base.get(slug)) is None or actor.type != "State" or actor.end]
    assert not missing


def test_states_that_are_no_members(base: ActorBase) -> None:
    for slug in ("palestine", "vatican-city", "taiwan", "kosovo", "sahrawi-republic", "soviet-union", "yugoslavia"):
        actor = base.get(slug)
        assert actor is not None, slug
        assert actor.type == "State", slug


def test_members_have_names_to_go_by(base: ActorBase) -> None:
    """Adjective or people, and the capital as a metonym, unless the capital bears the state's own name."""
    same_name = {"djibouti", "guatemala", "kuwait", "luxembourg", "monaco", "panama", "san-marino", "singapore"}
    for slug in un_members():
        actor = base.get(slug)
        assert actor is not None
        assert actor.adjectives or actor.people or actor.ambiguous, f"{actor.id} has no adjective"
        assert actor.metonyms or actor.ambiguous or actor.id in same_name, f"{actor.id} has no capital"


@pytest.mark.parametrize(
    ("kind", "least"), [("ArmedGroup", 450), ("Organization", 350), ("Place", 1500), ("GovernmentBody", 400)]
)
def test_breadth(base: ActorBase, kind: str, least: int) -> None:
    assert len(everyone(base, kind)) >= least


def test_persons_with_offices(base: ActorBase) -> None:
    assert sum(1 for actor in everyone(base, "Person") if actor.offices) >= 800


# Form


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_form(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(line for line in file if not line.startswith("#")))
    assert tuple(header) == COLUMNS
    assert b"\r" not in path.read_bytes()
    faults = [f"{actor.id}: {fault}" for actor in read_csv(path) for fault in faults_of_form(actor)]
    assert not faults, "\n".join(faults[:40])


def faults_of_form(actor: Actor) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", actor.id):
        yield "the id is no slug"
    if actor.type not in types():
        yield f"type {actor.type!r}"
    if actor.wikidata and not re.fullmatch(r"Q[1-9]\d*", actor.wikidata):
        yield f"wikidata {actor.wikidata!r}"
    if actor.gender not in {"", "m", "f"} or (actor.gender and actor.type != "Person"):
        yield f"gender {actor.gender!r}"
    if actor.offices and actor.type != "Person":
        yield "offices of what is no person"
    for name in (actor.label, *actor.aliases, *actor.adjectives, *actor.people, *actor.metonyms, *actor.ambiguous):
        if name != " ".join(name.split()) or len(name) < 2:
            yield f"name {name!r}"
    for column in (actor.aliases, actor.adjectives, actor.people, actor.metonyms, actor.ambiguous, actor.offices):
        if len(set(column)) != len(column):
            yield f"something stands twice in {column}"


def test_ids_are_unique() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for path, actor in rows():
        found[actor.id].append(str(path.relative_to(FOLDER)))
    doubles = {slug: paths for slug, paths in found.items() if len(paths) > 1}
    assert not doubles


# References and dates


def test_every_target_exists(base: ActorBase) -> None:
    missing: dict[str, list[str]] = defaultdict(list)
    for actor in base:
        for target in (*actor.parents, actor.country, *(office.of for office in actor.offices)):
            if target and base.get(target) is None:
                missing[target].append(actor.id)
    assert not missing, dict(sorted(missing.items()))


def test_countries_are_states(base: ActorBase) -> None:
    wrong = {
        actor.id: actor.country
        for actor in base
        if actor.country and (state := base.get(actor.country)) is not None and state.type not in {"State", "Place"}
    }
    assert not wrong


def test_roles_are_known(base: ActorBase) -> None:
    with ontology("lexicon", "roles.csv").open(encoding="utf-8", newline="") as file:
        known = {row["noun"].lower() for row in csv.DictReader(line for line in file if not line.startswith("#"))}
    used = Counter(office.role.lower() for actor in base for office in actor.offices)
    unknown = {role: count for role, count in used.items() if role not in known}
    assert not unknown, "add them to lexicon/roles.csv, or name the office by one of its roles"


def test_dates_are_dates_in_order(base: ActorBase) -> None:
    faults = []
    for actor in base:
        terms = [(actor.id, actor.start, actor.end)]
        terms += [(f"{actor.id}: {office.role}@{office.of}", office.start, office.end) for office in actor.offices]
        for what, start, end in terms:
            if any(date and not DATE.fullmatch(date) for date in (start, end)):
                faults.append(f"{what}: {start}..{end} are no ISO dates")
            length = min(len(start), len(end))
            if start and end and start[:length] > end[:length]:
                faults.append(f"{what}: {start} is after {end}")
    assert not faults, "\n".join(faults[:40])


def test_nobody_holds_an_office_after_death(base: ActorBase) -> None:
    faults = [
        f"{actor.id}: {office.role}@{office.of} {office.start}..{office.end}, end {actor.end}"
        for actor in everyone(base, "Person")
        if actor.end
        for office in actor.offices
        if (date := office.end or office.start) and date[: len(actor.end)] > actor.end[: len(date)]
    ]
    assert not faults, "\n".join(faults[:40])


def test_no_cycle_among_parents(base: ActorBase) -> None:
    done: set[str] = set()

    def visit(slug: str, path: tuple[str, ...]) -> None:
        assert slug not in path, " → ".join((*path, slug))
        if slug in done:
            return
        actor = base.get(slug)
        for parent in actor.parents if actor else ():
            visit(parent, (*path, slug))
        done.add(slug)

    for actor in base:
        visit(actor.id, ())


# Names


def all_names(base: ActorBase) -> list[tuple[str, tuple[Candidate, ...]]]:
    return list(Matcher(base).keys())


def undecided(candidates: tuple[Candidate, ...]) -> bool:
    """Whether nothing tells which actor a name means.

    The rules: at most one actor has it as a sure name, and it wins unless the context speaks for another that has it
    as an ambiguous or a metonymous one (a capital and its state); names that are ambiguous in all rows need context;
    adjectives and nouns for people may be shared by states ("Congolese", "Korean"), never with a sure name.
    """
    sure = {candidate.actor.id for candidate in candidates if candidate.kind == "name"}
    if len(sure) > 1:
        return True
    others = [candidate for candidate in candidates if candidate.actor.id not in sure]
    if sure and any(candidate.kind in {"adjective", "people"} for candidate in others):
        return True
    shared = [candidate for candidate in others if candidate.kind in {"adjective", "people"}]
    return len({candidate.actor.id for candidate in shared}) > 1 and {c.actor.type for c in shared} != {"State"}


def test_no_name_leads_to_two_actors_without_a_rule(base: ActorBase) -> None:
    faults = [
        f"{name}: {', '.join(sorted(f'{c.actor.id} ({c.kind})' for c in candidates))}"
        for name, candidates in all_names(base)
        if len({candidate.actor.id for candidate in candidates}) > 1 and undecided(candidates)
    ]
    assert not faults, "\n".join(sorted(faults))


def test_a_name_is_sure_or_ambiguous_not_both(base: ActorBase) -> None:
    """Spellings that the linker folds together ("C.I.S.", "CIS") are one name: what holds of one must hold of all."""
    faults = []
    for name, candidates in all_names(base):
        sure = {candidate.actor.id for candidate in candidates if candidate.kind == "name"}
        faults += [f"{c.actor.id}: {name}" for c in candidates if c.kind == "ambiguous" and c.actor.id in sure]
    assert not faults, "\n".join(sorted(faults))


def test_metonyms_lead_to_one_actor(base: ActorBase) -> None:
    """A seat stands for one government or body; where two share it, it is ambiguous in both."""
    faults = []
    for name, candidates in all_names(base):
        owners = {candidate.actor.id for candidate in candidates if candidate.kind == "metonym"}
        if len(owners) > 1:
            faults.append(f"{name}: {', '.join(sorted(owners))}")
    assert not faults, "\n".join(sorted(faults))


def test_a_name_written_twice_is_one_actor(base: ActorBase) -> None:
    """Two rows with one label would be one actor under two ids, unless the label is ambiguous in both."""
    labels: dict[str, list[Actor]] = defaultdict(list)
    for actor in base:
        labels[actor.label.casefold()].append(actor)
    doubles = {
        label: [actor.id for actor in actors]
        for label, actors in labels.items()
        if len(actors) > 1 and not all(actor.label in actor.ambiguous for actor in actors)
    }
    assert not doubles
