"""Merge judgements: what they do to statements, that they are reversible and never contradict each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.actors.base import ActorBase
from kg.actors.judgements import JudgementError, Judgements
from kg.actors.suggestions import suggest
from kg.statements import ACTOR, Participant, Statement


def participant(slug: str, label: str, kind: str = "ArmedGroup", names: tuple[str, ...] = ()) -> Participant:
    return Participant(ACTOR + slug, label, kind, label, 0, len(label), names or (label,))


def statement(subject: Participant, relation: str, object_: Participant, document: str = "d1") -> Statement:
    return Statement(document, subject, relation, object_, "asserted", "A sentence.", 0, 11, 0.9)


DAWN = participant("red-dawn-brigade", "Red Dawn Brigade")
DAWN_2 = participant("red-dawn-brigades", "Red Dawn Brigades")
IRAQ = participant("iraq", "Iraq", "State")
KATAIB = participant("kataib-hizb-allah", "Kataib Hizb Allah")
SAID = [statement(DAWN, "struck", IRAQ), statement(DAWN_2, "threatened", IRAQ, "d2"), statement(KATAIB, "struck", IRAQ)]


def test_without_judgements_nothing_changes() -> None:
    assert list(Judgements().apply(SAID)) == SAID


def test_same_keeps_the_first_and_all_evidence() -> None:
    judgements = Judgements()
    judgements.same("red-dawn-brigade", "red-dawn-brigades")
    first, second, third = judgements.apply(SAID)
    assert (first, third) == (SAID[0], SAID[2])
    assert second.subject.id == DAWN.id
    assert second.subject.names == ("Red Dawn Brigades",)
    assert (second.subject.mention, second.subject.start, second.subject.end) == ("Red Dawn Brigades", 0, 17)
    assert (second.evidence, second.document) == ("A sentence.", "d2")


def test_the_actor_base_stands_for_its_likes() -> None:
    judgements = Judgements()
    judgements.same("kataib-hizb-allah", "kataib-hezbollah")
    (merged,) = judgements.apply([SAID[2]])
    assert merged.subject.id == ACTOR + "kataib-hezbollah"
    known = ActorBase.default().get("kataib-hezbollah")
    assert known is not None
    assert merged.subject.label == known.label
    assert merged.subject.names == ("Kataib Hizb Allah",), "the name that the text uses survives"


def test_chains_have_one_end_whatever_the_order() -> None:
    pairs = [("a", "b"), ("c", "d"), ("b", "c")]
    ends = set()
    for order in (pairs, pairs[::-1], [pairs[1], pairs[2], pairs[0]]):
        judgements = Judgements()
        for one, other in order:
            judgements.same(one, other)
        ends.add(len({judgements.canonical(x) for x in "abcd"}))
    assert ends == {1}


def test_undo_gives_back_what_was(tmp_path: Path) -> None:
    judgements = Judgements()
    judgements.same("red-dawn-brigade", "red-dawn-brigades")
    judgements.undo("red-dawn-brigades", "red-dawn-brigade")
    assert list(judgements.apply(SAID)) == SAID
    assert judgements.undo("a", "b") is None


def test_undo_splits_a_chain() -> None:
    judgements = Judgements()
    judgements.same("a", "b")
    judgements.same("b", "c")
    judgements.undo("a", "b")
    assert judgements.canonical("a") == ACTOR + "a"
    assert judgements.canonical("c") == ACTOR + "b"


def test_contradictions_are_refused_and_change_nothing() -> None:
    judgements = Judgements()
    judgements.same("a", "b")
    judgements.same("b", "c")
    with pytest.raises(JudgementError, match="undo one of them"):
        judgements.differ("a", "c")
    judgements.differ("a", "x")
    with pytest.raises(JudgementError, match="differ a x"):
        judgements.same("c", "x")
    with pytest.raises(JudgementError, match="“differ c a” contradicts “same b c” and “same a b”"):
        judgements.differ("c", "a")
    assert judgements.canonical("x") == ACTOR + "x"
    with pytest.raises(JudgementError, match="name two"):
        judgements.same("a", "a")


def test_a_judgement_is_not_reversed_by_the_way() -> None:
    judgements = Judgements()
    judgements.same("a", "b")
    with pytest.raises(JudgementError, match="“differ b a” contradicts “same a b”: undo that first"):
        judgements.differ("b", "a")
    judgements.undo("a", "b")
    judgements.differ("b", "a")
    assert judgements.canonical("b") == ACTOR + "b"
    assert [str(judgement) for judgement in judgements] == ["differ b a"]


def test_a_judgement_made_again_has_the_later_note() -> None:
    judgements = Judgements()
    judgements.same("a", "b", "first")
    judgements.same("a", "b", "second")
    assert [judgement.note for judgement in judgements] == ["second"]


def test_a_statement_about_oneself_falls_away() -> None:
    judgements = Judgements()
    judgements.same("red-dawn-brigade", "red-dawn-brigades")
    assert not list(judgements.apply([statement(DAWN, "alliedWith", DAWN_2)]))


def test_speaker_and_place_are_merged_too() -> None:
    judgements = Judgements()
    judgements.same("red-dawn-brigade", "red-dawn-brigades")
    (merged,) = judgements.apply([replace(SAID[2], by=DAWN_2, place=DAWN_2)])
    assert merged.by is not None
    assert merged.place is not None
    assert {merged.by.id, merged.place.id} == {DAWN.id}


def test_saved_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "kg-judgements.csv"
    judgements = Judgements()
    judgements.same("red-dawn-brigade", "red-dawn-brigades", "one commander, says «X», 2019")
    judgements.differ("a", "https://example.org/b")
    judgements.save(path)
    again = Judgements.load(path)
    assert list(again) == list(judgements)
    again.save(tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\nx,y\n", "no column judgement"),
        ("judgement,a,b\nequal,x,y\n", "line 2: judgement 'equal'"),
        ("judgement,a,b\nsame,x,\n", "line 2: a judgement is about two actors"),
        (
            "judgement,a,b\nsame,x,y\nsame,y,z\ndiffer,x,z\n",
            "line 4: “differ x z” contradicts “same x y” and “same y z”",
        ),
        ("judgement,a,b\nsame,x,y\ndiffer,y,x\n", "line 3: “differ y x” contradicts “same x y”"),
        ("judgement,a,b\nsame,x,x\n", "line 2: x is one actor"),
    ],
)
def test_faulty_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "j.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JudgementError, match=message):
        Judgements.load(path)


def test_an_empty_file_has_none_and_a_missing_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "j.csv"
    with pytest.raises(JudgementError, match=r"j\.csv: cannot be read: No such file"):
        Judgements.load(path)
    path.write_text("")
    assert len(Judgements.load(path)) == 0


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JudgementError, match=r"file/j\.csv: cannot be written: Not a directory"):
        Judgements().save(tmp_path / "file" / "j.csv")


# Suggestions


def test_likely_duplicates_with_reasons() -> None:
    pairs = {(s.a, s.b): s for s in suggest(SAID)}
    dawn = pairs[DAWN.id, DAWN_2.id]
    assert any("spelled nearly alike" in reason for reason in dawn.reasons)
    assert any("ArmedGroup" in reason for reason in dawn.reasons)


def test_acronyms_and_shared_neighbours() -> None:
    short = participant("mcd", "MCD", "Organization")
    whole = participant("movement-for-coastal-dignity", "Movement for Coastal Dignity", "Organization")
    said = [statement(short, "rejected", IRAQ), statement(whole, "rejected", IRAQ, "d2")]
    (found,) = suggest(said)
    assert {found.a, found.b} == {short.id, whole.id}
    assert any("initials" in reason for reason in found.reasons)
    assert any("shared neighbour" in reason for reason in found.reasons)


def test_a_name_of_the_base_comes_first() -> None:
    known = participant("kataib-hezbollah", "Kata'ib Hezbollah")
    said = [statement(known, "struck", IRAQ), SAID[2]]
    found = [s for s in suggest(said) if s.b == KATAIB.id]
    assert [s.a for s in found] == [known.id]


def test_what_was_judged_is_not_asked_again() -> None:
    for verdict in ("same", "differ"):
        judgements = Judgements()
        getattr(judgements, verdict)("red-dawn-brigade", "red-dawn-brigades")
        assert not [s for s in suggest(SAID, judgements=judgements) if {s.a, s.b} == {DAWN.id, DAWN_2.id}]


def test_unlike_types_and_unnamed_actors_are_left_alone() -> None:
    person = participant("red-dawn-brigader", "Red Dawn Brigader", "Person")
    unnamed = participant("red-dawn-brigade-0123abcd", "Red Dawn brigade")
    said = [SAID[0], statement(person, "struck", IRAQ), statement(unnamed, "struck", IRAQ)]
    assert not suggest(said)


def test_two_actors_of_the_base_are_never_suggested() -> None:
    islamic = participant("islamic-state", "Islamic State")
    khorasan = participant("islamic-state-khorasan-province", "Islamic State Khorasan Province")
    assert not suggest([statement(islamic, "struck", IRAQ), statement(khorasan, "struck", IRAQ)])
