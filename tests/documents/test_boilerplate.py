"""Boilerplate: each pattern's example is blanked, prose is not, and nothing moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg.documents import Document, Problem
from kg.documents.boilerplate import blank, read_rows
from kg.reading import Reading

PROSE = "Norland bombed the River Brigade near Tarn."
EXAMPLES = [(kind, example) for kind, _, example in read_rows() if kind != "agency"]
Place = Callable[[str], str]
PLACES: dict[str, Place] = {
    "line": lambda example: f"{example}\n{PROSE}",
    "all": lambda example: f"{PROSE}\n\n{example}\n",
    "start": lambda example: f"A heading\n\n{example}{PROSE}",
    "first": lambda example: f"\n{example}{PROSE}",
    "end": lambda example: f"{PROSE}{example}\nA heading",
}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[example.strip()[:40] for _, example in EXAMPLES])
def test_examples(kind: str, example: str) -> None:
    text = PLACES[kind](example)
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert [line.strip() for line in blanked.split("\n") if line.strip() not in ("", "A heading")] == [PROSE]
    assert blanked.index(PROSE) == text.index(PROSE)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "By Tuesday Norland had taken Tarn.",
        "By Tuesday, Norland and Sudria were at war again.",
        "Reporting by the Delta Union showed that Norland had struck first.",
        "Related protests broke out in Port Sud and Tarn.",
        "Watch committees were set up by the Hill Guard.",
        "Image after image showed the bridge in ruins.",
        "Follow the money, said the minister of Sudria.",
        "Subscribe is what the minister would not do.",
        "Share prices fell in Port Sud after the raid.",
        "Read aloud in Tarn, the letter moved many.",
        "See, he said, the bridge is gone.",
        "Published accounts of the raid differ.",
        "Copyright law was changed by Sudria last year.",
        "NATO – the alliance that Norland left – condemned the raid.",
        "CHOGM - The meeting of the Commonwealth opened in Port Sud.",
        "HRGS - Its fighters crossed the river near Tarn.",
        "The agency (AFP) said that two men had died.",
        "Sudria's envoy (a general) left on May 9 (a Friday).",
        "He joined the Delta Union (DU) in May (2031).",
        "AFP and Reuters sent reporters to Tarn, who saw the raid.",
        "Sign up for the army or leave, the Hill Guard told the men of Tarn." .replace("Sign", "“Sign"),
        "Get the hostages out first, Sudria demanded.",
        "Photographs by villagers show Norland's aircraft.",
        "Updated missiles were sold to Norland.",
        "Additional troops reached Tarn.",
        "With reports of shelling in Tarn, Sudria closed the border.",
        "This story is not new in Sudria.",
    ],
)  # fmt: skip
def test_prose_is_left(text: str) -> None:
    assert blank(text) == text
    assert blank(f"A heading\n\n{text}\n") == f"A heading\n\n{text}\n"


@pytest.mark.parametrize(
    ("dateline", "kept"),
    [
        ("(Reuters) - ", PROSE),
        ("TARN (AFP) – ", PROSE),
        ("TARN, Sudria (AP) — ", PROSE),
        ("PORT SUD/TARN, May 9 (Reuters) - ", PROSE),
        ("Tarn, 9 May 2031 (VOA) -- ", PROSE),
        ("GENEVA (9 May 2031) – ", PROSE),
        ("WASHINGTON — ", PROSE),
        ("Washington — ", "Washington — " + PROSE),
    ],
)
def test_datelines(dateline: str, kept: str) -> None:
    assert blank(dateline + PROSE).strip() == kept


@given(st.text(alphabet=st.sampled_from("By READ ALSO:(AFP)-—Photo/\n. abc9"), max_size=120))
def test_nothing_moves(text: str) -> None:
    blanked = blank(text)
    assert len(blanked) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, blanked, strict=True))


@pytest.mark.parametrize("text", ["By " + "A " * 5000, "A, " * 5000, "a" * 100_000, " " * 100_000, "(" * 10_000])
def test_long_lines_take_no_time_to_speak_of(text: str) -> None:
    blank(text)


def test_what_is_read_is_quoted_as_it_stands(nlp: Language) -> None:
    article = (
        "By Ada Venn\n\nBAGHDAD, Jan 3 (Reuters) - The United States bombed Kata'ib Hezbollah on Sunday.\n\n"
        "READ ALSO: Russia attacked Ukraine\n\nIran condemned the strike. (AP Photo/Ada Venn)\n\n"
        "(Reporting by Ada Venn; Editing by Jo Field)\n"
    )
    problems: list[Problem] = []
    ((document, statements),) = Reading([Document("d", article)], nlp, problems.append)
    assert {s.evidence for s in statements} == {
        "The United States bombed Kata'ib Hezbollah on Sunday.", "Iran condemned the strike.",
    }  # fmt: skip
    for s in statements:
        assert document.text[s.start : s.end] == s.evidence
        assert document.text[s.subject.start : s.subject.end] == s.subject.mention
    assert problems == []
