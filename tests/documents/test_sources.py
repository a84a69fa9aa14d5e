"""Files, folders and standard input: what is read, under which id, and what is told of the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from kg.documents import Document, Problem, Sources
from tests.documents.conftest import Read


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Kyiv – “no”".encode(), "Kyiv – “no”"),
        (b"\xef\xbb\xbfKyiv", "Kyiv"),
        ("Kyiv – no".encode("utf-16"), "Kyiv – no"),
        (b"\xfe\xff" + "Kyiv".encode("utf-16-be"), "Kyiv"),
        ("Kyiv".encode("utf-32"), "Kyiv"),
        (b"One\r\ntwo\rthree\n", "One\ntwo\nthree\n"),
        (b"\n  Text as it is. \n", "\n  Text as it is. \n"),
    ],
)
def test_text_is_kept(data: bytes, text: str, tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    assert read(write(tmp_path / "a.b.txt", data)) == [Document("a.b", text)]
    assert problems == []


def test_windows_encoding_is_told(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    file = write(tmp_path / "a.txt", "One\nSaïd said “no”".encode("cp1252"))
    assert read(file)[0].text == "One\nSaïd said “no”"
    (problem,) = problems
    assert problem.kind == "note"
    assert str(problem) == f"{file}: line 2: not UTF-8; read as Windows-1252; check its accents"


def test_front_matter_and_headings(tmp_path: Path, read: Read) -> None:
    write(tmp_path / "a.md", "---\ntitle: T\ndate: 31 Dec 2019\nsource: S\nid: x1\n---\n\n# H\n\nText **bold**.")
    write(tmp_path / "b.md", "# Head\n\nText.")
    write(tmp_path / "c.txt", "Published: no\n\nText.")
    assert read(tmp_path) == [
        Document("x1", "H\n\nText bold.", "T", "2019-12-31", "S"),
        Document("b", "Head\n\nText.", "Head"),
        Document("c", "Published: no\n\nText."),
    ]


def test_folders(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    for name in ("b/c/z.txt", "a.txt", "b.txt", "b/a.md", ".hidden.txt", ".git/x.txt", "README.md", "b/readme.txt"):
        write(tmp_path / name, name)
    write(tmp_path / "map.png", b"\x89PNG")
    write(tmp_path / "data.xls", "a,b")
    assert [document.text for document in read(tmp_path)] == ["a.txt", "b/a.md", "b/c/z.txt", "b.txt"]
    told = [str(problem) for problem in problems]
    assert any("1 × .png, 1 × .xls" in line for line in told)
    assert any("2 files are called 'a'" in line for line in told)
    assert all(problem.kind == "note" for problem in problems)


def test_ids_do_not_depend_on_order(tmp_path: Path, read: Read) -> None:
    names = ["x/report.txt", "y/report.txt", "y/report.md", "z/other.txt", "x/deep/same.txt", "y/deep/same.txt"]
    files = [write(tmp_path / name, f"Text of {name}.") for name in names]
    there = read(*files)
    assert there == read(*reversed(files)) == read(*files, *files)
    ids = {document.id: document.text for document in there}
    assert ids["other"] == "Text of z/other.txt."
    assert ids["x/deep/same"] == "Text of x/deep/same.txt."
    assert len(ids) == len(names)
    assert {"x/report.txt", "y/report.txt", "y/report.md"} < ids.keys()


def test_one_id_twice(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    lines = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"id": "a", "text": "One."}]
    file = write(tmp_path / "d.jsonl", "\n".join(map(json.dumps, lines)))
    one, two = read(file)
    assert (one.id, one.text) == ("a", "One.")
    assert two.id == f"a-{two.sha256[:8]}"
    assert len(problems) == 2


JSON = {"id": "j", "title": "T", "published": "2019-12-31T10:00Z", "source": "S", "text": "Text.\r\n"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.jsonl", json.dumps(JSON) + "\n\n"),
        ("d.jsonl", b"\xef\xbb\xbf" + json.dumps(JSON).encode()),
        ("d.jsonl", json.dumps(JSON).encode("utf-16")),
        ("d.ndjson.gz", gzip.compress(json.dumps(JSON).encode())),
        ("d.json", json.dumps(JSON, indent=2)),
        ("d.json", json.dumps([JSON])),
        ("d.json", json.dumps({"documents": [JSON]})),
        ("d.json", json.dumps(JSON) + "\n" + json.dumps({**JSON, "id": "k"})),
        ("unknown.data", json.dumps(JSON)),
    ],
)
def test_json(name: str, content: str | bytes, tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    assert read(write(tmp_path / name, content))[0] == Document("j", "Text.\r\n", "T", "2019-12-31", "S")
    assert problems == []


def test_json_without_ids(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path / "d.jsonl", '{"text": "One."}\n{"text": "Two.", "id": 7, "date": 2019}')
    assert read(file) == [Document("d-1", "One."), Document("7", "Two.", published="2019")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{oops}", "not valid JSON"),
        ("[1]", "a JSON list, not an object"),
        ('{"id": "a"}', 'the field "text" is missing'),
        ('{"subject": {}, "relation": "struck"}', "these are statements"),
        ('{"text": 5}', 'the field "text" is not a string'),
        ('{"text": " "}', "the text is empty"),
        ('{"text": "x", "id": ["a"]}', 'the field "id"'),
        ("[" * 100_000, "not valid JSON (nested too deeply)"),
    ],
)
def test_bad_json_line(line: str, reason: str, tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    file = write(tmp_path / "d.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n')
    assert [document.id for document in read(file)] == ["d-1", "d-3"]
    (problem,) = problems
    assert str(problem).startswith(f"{file}: line 2: ")
    assert reason in str(problem)
    assert problem.kind == "data"


def test_html(tmp_path: Path, read: Read) -> None:
    page = '<html><head><title>T</title><meta name="date" content="2019-12-31"></head><body><p>Iran struck.</p></body></html>'
    for name in ("p.html", "p2.htm.gz", "p3"):
        file = write(tmp_path / name, gzip.compress(page.encode()) if name.endswith("gz") else page)
        (document,) = read(file)
        assert (document.text, document.title, document.published) == ("Iran struck.", "T", "2019-12-31")


def test_standard_input(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    class Piped:
        buffer = io.BytesIO(b"---\ntitle: T\n---\nText.")

    monkeypatch.setattr("sys.stdin", Piped)
    assert read("-") == [Document("stdin", "Text.", "T")]


@pytest.mark.parametrize(
    ("name", "content", "line", "kind"),
    [
        ("a.txt", b"", "the file is empty", "data"),
        ("a.txt", b" \n\t\n", "the file is empty", "data"),
        ("a.md", b"---\ntitle: x\n---\n\n", "there is no text below the front matter", "data"),
        ("a.jsonl", b"\n\n", "the file is empty", "data"),
        ("a.html", b"<p> </p>", "no text was found in the page", "data"),
        ("a.txt", bytes(range(256)), "no text but binary data", "data"),
        ("a.txt", b"%PDF-1.7 ...", "no text but a PDF", "data"),
        ("a.pdf", b"%PDF-1.7 ...", "damaged PDF", "data"),
        ("a.txt", b"\x81\x8d bad", "line 1: neither UTF-8 nor Windows-1252", "data"),
        ("a.txt", b"\xff\xfeabc", "not valid UTF-16", "data"),
        ("a.txt.gz", b"no gzip", "damaged gzip file", "data"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}' * 99)[:20], "damaged gzip file", "data"),
    ],
)
def test_bad_files(
    name: str, content: bytes, line: str, kind: str, tmp_path: Path, read: Read, problems: list[Problem]
) -> None:
    bad, good = write(tmp_path / name, content), write(tmp_path / "good.txt", "Text.")
    assert read(bad, good) == [Document("good", "Text.")]
    (problem,) = problems
    assert str(problem).startswith(f"{bad}: ")
    assert line in str(problem)
    assert problem.kind == kind


def test_bad_date_is_told_and_left_out(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    file = write(tmp_path / "a.md", "---\ntitle: T\ndate: 3/4/2020\n---\nText.")
    assert read(file) == [Document("a", "Text.", "T")]
    assert str(problems[0]).startswith(f"{file}: line 3: the date '3/4/2020' cannot be read; write it as 2019-12-31")


def test_missing_and_empty_places(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "tables" / "a.xls", "1,2")
    assert read(tmp_path / "none.txt", tmp_path / "empty", tmp_path / "tables", "https://example.org/a") == []
    told = [(problem.kind, str(problem)) for problem in problems]
    assert told[0] == ("use", f"{tmp_path / 'none.txt'}: does not exist; check the path")
    assert told[1][1].startswith(f"{tmp_path / 'empty'}: holds no texts; put texts there; their names end in .atom")
    assert "holds no texts (1 × .xls skipped)" in told[2][1]
    assert "nothing is fetched" in told[3][1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    file = write(tmp_path / "a.txt", "Text.")
    file.chmod(0)
    assert read(file) == []
    assert "ask for the right to read it" in str(problems[0])


def test_file_names_cannot_break_lines(tmp_path: Path, read: Read, problems: list[Problem]) -> None:
    file = tmp_path / "a\n\x1b[31m.txt"
    write(file, b"")
    read(file)
    assert str(problems[0]).isprintable()


def test_undecodable_file_name(tmp_path: Path, read: Read) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    write(tmp_path / name, "Text.")
    (document,) = read(tmp_path)
    assert document.id == "caf\N{REPLACEMENT CHARACTER}"


def test_half_characters_are_replaced_in_place(tmp_path: Path, read: Read) -> None:
    file = write(tmp_path / "d.jsonl", '{"text": "a\\ud800b \\ud83d\\ude00"}')
    assert read(file)[0].text == "a\N{REPLACEMENT CHARACTER}b 😀"


def test_count(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "x")
    write(tmp_path / "b.jsonl", '{"text": "x"}\n{"text": "y"}\n')
    assert Sources(tmp_path, lambda _: None).count() == 3
    write(tmp_path / "c.jsonl.gz", gzip.compress(b"{}"))
    assert Sources(tmp_path, lambda _: None).count() is None
