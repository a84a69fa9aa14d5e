"""PDF: the running text of the pages, and what is told where there is none."""

from __future__ import annotations

import pytest

from kg.documents import Document, Problem
from kg.documents.readers.reflow import reflow
from tests.documents.conftest import Read, Write
from tests.documents.making import pdf

pytest.importorskip("pypdf")

PAGES = [
    [
        "The Norland Review   9 May 2031",
        "A raid in the valley",
        "Norland bombed the River Brigade near Tarn on Tuesday, its defence minis-",
        "try said. The Sudria-backed group, which has fought the army of Nor-",
        "land since spring, did not answer calls. Its Sudria-",
        "backed neighbours kept silent, and the road was closed.",
        "Farmers heard the first blasts before dawn, and a column of carts stood in",
        "front of the barrier by noon, while the minister spoke of a success that he",
        "1",
    ],
    [
        "The Norland Review   9 May 2031",
        "would not describe. In the capital of Sudria nobody wanted to comment on it.",
        "Page 2 of 3",
    ],
    ["The Norland Review   9 May 2031", "The Hill Guard elected a new commander, and Anglo-", "Norse talks were put off.", "- 3 -"],
]  # fmt: skip
TEXT = (
    "A raid in the valley\n\n"
    "Norland bombed the River Brigade near Tarn on Tuesday, its defence ministry said. The Sudria-backed group, which "
    "has fought the army of Norland since spring, did not answer calls. Its Sudria-backed neighbours kept silent, "
    "and the road was closed.\n\n"
    "Farmers heard the first blasts before dawn, and a column of carts stood in front of the barrier by noon, while the "
    "minister spoke of a success that he would not describe. In the capital of Sudria nobody wanted to comment on it.\n\n"
    "The Hill Guard elected a new commander, and Anglo-Norse talks were put off."
)


def test_running_text(read: Read, write: Write, problems: list[Problem]) -> None:
    info = {"Title": "A raid", "Author": "Ada Venn", "CreationDate": "D:20310509101500+02'00'"}
    assert read(write("r.pdf", pdf(PAGES, info=info))) == [Document("r", TEXT, "A raid", "2031-05-09", "", "Ada Venn")]
    assert problems == []


@pytest.mark.parametrize("title", ["Microsoft Word - report.docx", "untitled", "report_final.indd"])
def test_titles_that_programs_make_up(title: str, read: Read, write: Write) -> None:
    assert read(write("r.pdf", pdf(PAGES[1:2], info={"Title": title})))[0].title == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pdf(PAGES, password="secret"), "is encrypted; save it without its password"),
        (pdf([[], []]), "a PDF without text: pictures of pages, such as a scan; make its text readable first"),
        (pdf(PAGES)[:-400], "damaged PDF"),
        (b"%PDF-1.4\nnothing", "damaged PDF"),
        (b"", "damaged PDF"),
    ],
    ids=["encrypted", "scan", "cut off", "broken", "empty"],
)
def test_what_cannot_be_read(content: bytes, told: str, read: Read, write: Write, problems: list[Problem]) -> None:
    bad, good = write("a.pdf", content), write("b.txt", "Text.")
    assert read(bad, good) == [Document("b", "Text.")]
    (problem,) = problems
    assert told in str(problem)
    assert problem.kind == "data"


def test_no_password_is_a_password(read: Read, write: Write) -> None:
    assert read(write("r.pdf", pdf(PAGES, password="")))[0].text == TEXT


def test_a_page_that_is_a_picture_is_told(read: Read, write: Write, problems: list[Problem]) -> None:
    assert len(read(write("r.pdf", pdf([PAGES[1], []])))) == 1
    assert "1 of 2 pages have no text" in str(problems[0])
    assert problems[0].kind == "note"


def test_a_pdf_by_its_beginning(read: Read, write: Write) -> None:
    assert read(write("unnamed", pdf(PAGES)))[0].text == TEXT


def test_short_lines_stand_alone() -> None:
    lines = ["A heading", "A line that fills the width of the page quite well,", "and one that ends it.", "• an item"]
    assert reflow([lines]) == (
        "A heading\n\nA line that fills the width of the page quite well, and one that ends it.\n\n• an item"
    )
