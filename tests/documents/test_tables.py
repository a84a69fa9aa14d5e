"""CSV, Parquet, and the choice of columns, also for JSON."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path

import pytest

from kg.documents import Columns, Document, Problem
from tests.documents.conftest import Read, Write

ROWS = (
    'id,Headline,Date,Body,Publisher,Author\na1,"Guns, again",2031-05-09,"He said ""no"".\n\nThen left.",Wire,A. Venn\n'
)
FOUND = Document("a1", 'He said "no".\n\nThen left.', "Guns, again", "2031-05-09", "Wire", "A. Venn")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", ROWS),
        ("t.csv", b"\xef\xbb\xbf" + ROWS.encode()),
        ("t.csv", "\n" + ROWS.replace("\n", "\r\n")),
        ("t.csv", ROWS.encode("utf-16")),
        ("t.csv", ROWS.replace("\n", "\r")),
        ("t.csv.gz", gzip.compress(ROWS.encode())),
        ("t.tsv", ROWS.replace('"Guns, again"', "Guns; again").replace(",", "\t").replace("Guns;", "Guns,")),
        ("t.csv", ROWS.replace('"Guns, again"', "Guns# again").replace(",", ";").replace("Guns#", "Guns,")),
    ],
)
def test_csv(name: str, content: str | bytes, read: Read, write: Write, problems: list[Problem]) -> None:
    assert read(write(name, content)) == [FOUND]
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_other_separators_of_lines_are_no_ends_of_rows(encoding: str, read: Read, write: Write) -> None:
    text = "One\u2028two\u2029three\x0bfour"
    assert read(write("t.csv", f"id,text\na,{text}\n".encode(encoding))) == [Document("a", text)]


def test_csv_without_ids_and_with_bad_rows(read: Read, write: Write, problems: list[Problem]) -> None:
    file = write("t.csv", "text,published\nOne.,2031\n\nTwo.,3/4/2020\nbroken\n ,2031\nFive.,\n")
    assert read(file) == [Document("t-2", "One.", published="2031"), Document("t-4", "Two."), Document("t-7", "Five.")]
    told = [str(problem) for problem in problems]
    assert told[0].startswith(f"{file}: line 4: the date '3/4/2020' cannot be read")
    assert told[1].startswith(f"{file}: line 5: the row has 1 cells, and there are 2 columns; a cell with")
    assert told[2] == f"{file}: line 6: the text is empty"
    assert len(told) == 3


def test_csv_in_another_encoding_is_told_once(read: Read, write: Write, problems: list[Problem]) -> None:
    file = write("t.csv", b"text\nKyiv\n" + "Saïd\nÇankaya\n".encode("cp1252"))
    assert [document.text for document in read(file)] == ["Kyiv", "Saïd", "Çankaya"]
    assert [str(problem) for problem in problems] == [
        f"{file}: line 3: not UTF-8; read as Windows-1252; check its accents"
    ]


def test_long_cells_are_read(read: Read, write: Write) -> None:
    text = "Norland. " * 40_000
    assert read(write("t.csv", f'text\n"{text}"\n'))[0].text == text


def test_a_table_without_texts(read: Read, write: Write, problems: list[Problem]) -> None:
    file = write("t.csv", "a,b\n1,2\n")
    assert read(file) == []
    assert str(problems[0]) == (
        f'{file}: no column of texts among "a", "b"; name the columns: --columns text=NAME,title=NAME,published=NAME'
    )


CHOSEN = "text=Story,title=Kopf,published=On,id=Key,source=Paper,author=By"
RECORD = {"Story": "Text.", "Kopf": "T", "On": "2031-05", "Key": "k", "Paper": "P", "By": "B", "text": "Not this."}
CHOICE = Document("k", "Text.", "T", "2031-05", "P", "B")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", ",".join(RECORD) + "\n" + ",".join(RECORD.values()) + "\n"),
        ("t.jsonl", json.dumps(RECORD)),
        ("t.json", json.dumps([RECORD])),
    ],
)
def test_chosen_columns(name: str, content: str, read: Read, write: Write) -> None:
    assert read(write(name, content), columns=CHOSEN) == [CHOICE]


def test_fields_within_fields(read: Read, write: Write) -> None:
    record = {"article": {"body": "Text."}, "meta": {"id": 7}}
    assert read(write("t.jsonl", json.dumps(record)), columns="text=article.body,id=meta.id") == [
        Document("7", "Text.")
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl"])
def test_a_chosen_column_that_is_not_there(name: str, read: Read, write: Write, problems: list[Problem]) -> None:
    assert read(write(name, "text\nx\n" if name == "t.csv" else '{"text": "x"}'), columns="text=Story") == []
    assert "no column of texts" in str(problems[0]) or 'the field "Story" is missing' in str(problems[0])


@pytest.mark.parametrize(
    ("choice", "message"),
    [("body=x", "no field 'body'"), ("text", "no choice of a column"), ("text=", "which column"), ("", "no choice")],
)
def test_wrong_choices(choice: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Columns.parse(choice)


def test_parquet(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "body": ["One.", "", None, "Four."],
            "date": [datetime.date(2031, 5, 9), None, None, None],
            "timestamp": [1, 2, 3, 4],
            "authors": [["A", "B"], None, None, []],
        }
    )
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=2)
    found = read(tmp_path / "t.parquet")
    assert found == [Document("t-1", "One.", published="2031-05-09", author="A, B"), Document("t-4", "Four.")]
    assert [str(problem).split(": ", 1)[1] for problem in problems] == [
        "row 2: the text is empty",
        "row 3: the text is empty",
    ]
    assert read(tmp_path / "t.parquet", columns="text=none") == []
    assert "no column of texts" in str(problems[-1])


def test_damaged_parquet(read: Read, write: Write, problems: list[Problem]) -> None:
    pytest.importorskip("pyarrow")
    assert read(write("t.parquet", b"PAR1 no table PAR1")) == []
    assert "damaged Parquet file" in str(problems[0])
