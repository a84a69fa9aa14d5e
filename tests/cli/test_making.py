"""kg build, extract, remove: what they print and write, and how they end."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.statements import Statement

Kg = Callable[..., Any]
TEXT = "The United States bombed Kata'ib Hezbollah on Sunday. Iran condemned the strike."


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "report.md"
    file.parent.mkdir()
    file.write_text(f"---\ntitle: Strikes\ndate: 2019-12-30\n---\n\n{TEXT}\n")
    return file


def test_build(kg: Kg, text: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    ran = kg("build", text.parent, "-o", out)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("1 document, ")
    assert "struck" in ran.out
    assert "United States" in ran.out
    assert f"Wrote {out / 'graph.trig'}\nWrote {out / 'graph.html'}\n" in ran.out
    assert sorted(path.name for path in out.iterdir()) == ["graph.html", "graph.trig"]
    assert "actor:united-states" in (out / "graph.trig").read_text("utf-8")
    assert (out / "graph.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_default_output_is_out(kg: Kg, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kg("build", "in").status == 0
    assert (tmp_path / "out" / "graph.trig").is_file()


def test_view_of_a_build_is_its_html(kg: Kg, text: Path, tmp_path: Path) -> None:
    kg("build", text, "-o", tmp_path / "out")
    kg("view", tmp_path / "out", "-o", tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == (tmp_path / "out" / "graph.html").read_bytes()


def test_store_grows_and_shrinks(kg: Kg, text: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = kg("build", text, "--store", store)
    assert first.status == 0
    assert f"Wrote {store}\n" in first.out
    assert not (tmp_path / "out").exists()
    other = text.with_name("other.txt")
    other.write_text(TEXT)
    assert kg("build", other, "--store", store, "-o", tmp_path / "out").status == 0
    assert "document:other" in (tmp_path / "out" / "graph.trig").read_text("utf-8")
    assert "document:report" in (tmp_path / "out" / "graph.trig").read_text("utf-8")
    assert kg("remove", store, "report").out == "Removed report\n"
    gone = kg("remove", store, "report")
    assert gone.status == 1
    assert "there is no document 'report'" in gone.err
    assert "other" in kg("query", store, "--name", "documents").out


def test_extract(kg: Kg, text: Path) -> None:
    ran = kg("extract", text)
    assert (ran.status, ran.err) == (0, "")
    statements = [Statement.from_json(line) for line in ran.out.splitlines()]
    assert ("United States", "struck", "Kata'ib Hezbollah") in [
        (s.subject.label, s.relation, s.object.label) for s in statements
    ]
    assert "".join(statement.to_json() + "\n" for statement in statements) == ran.out
    assert "explanation" not in ran.out
    assert all(json.loads(line)["explanation"] for line in kg("extract", text, "--explain").out.splitlines())


def test_extract_json_lines(kg: Kg, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"d{n}", "published": "2019-12-30", "text": TEXT}) + "\n" for n in (2, 1))
    plain, packed = tmp_path / "docs.jsonl", tmp_path / "docs.jsonl.gz"
    plain.write_text(lines)
    packed.write_bytes(gzip.compress(lines.encode()))
    out = kg("extract", plain).out
    assert [json.loads(line)["document"] for line in out.splitlines()][:: len(out.splitlines()) - 1] == ["d2", "d1"]
    assert kg("extract", packed).out == out


def test_extract_with_several_processes(kg: Kg, tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text(f"{TEXT} Turkey bombed {'Syria Iraq Libya'.split()[n % 3]}.")
    (tmp_path / "empty.txt").write_text("")
    one, two = kg("extract", tmp_path), kg("extract", tmp_path, "--workers", 2)
    assert two == one
    assert one.out.count("\n") > 6
    assert "empty.txt" in one.err


def test_min_confidence(kg: Kg, text: Path) -> None:
    assert kg("extract", text, "--min-confidence", "1").out == ""
    assert kg("extract", text, "--min-confidence", "2").status == 2


def bad(folder: Path) -> dict[str, Path]:
    folder.mkdir()
    contents = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 4,
        "broken.jsonl": b'{"id": "x", "text": \n',
        "date.md": b"---\ndate: 3/4/2020\n---\nIran condemned Israel.\n",
        "utf16.txt": b"\xff\xfea",
    }
    files = {}
    for name, content in contents.items():
        files[name] = folder / name
        files[name].write_bytes(content)
    return files


def test_bad_files_do_not_lose_the_good(kg: Kg, text: Path, tmp_path: Path) -> None:
    files = bad(tmp_path / "bad")
    ran = kg("build", tmp_path / "bad", text, "-o", tmp_path / "out")
    assert ran.status == 1
    lines = ran.err.splitlines()
    assert len(lines) == len(files)
    assert all(line.startswith("kg: error: ") for line in lines)
    for file in files.values():
        assert sum(str(file) in line for line in lines) == 1
    assert ran.out.startswith("2 documents, ")  # the one with an unreadable date is read without
    assert "struck" in ran.out


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "broken.jsonl", "utf16.txt"])
@pytest.mark.parametrize("command", ["build", "extract"])
def test_nothing_but_bad_data(command: str, name: str, kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = kg(command, bad(tmp_path / "bad")[name])
    assert ran.status == 1
    assert ran.out == ""
    assert name in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_folder_without_texts(kg: Kg, tmp_path: Path) -> None:
    ran = kg("build", tmp_path, "-o", tmp_path / "out")
    assert ran.status == 1
    assert ran.err.startswith(f"kg: error: {tmp_path}: holds no texts; put texts there")


def test_wrong_encoding_is_a_note(kg: Kg, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Iran condemned Israel – “again”.".encode("cp1252"))
    ran = kg("extract", file)
    assert ran.status == 0
    assert ran.err == f"kg: note: {file}: line 1: not UTF-8; read as Windows-1252; check its accents\n"


def test_missing_path_is_wrong_use(kg: Kg, text: Path, tmp_path: Path) -> None:
    for command in ("build", "extract"):
        ran = kg(command, tmp_path / "none.txt")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == f"kg: error: {tmp_path / 'none.txt'}: does not exist; check the path\n"
    both = kg("extract", tmp_path / "none.txt", text)
    assert both.status == 2
    assert "struck" in both.out


@pytest.mark.parametrize("arguments", [(), ("build",), ("extract",), ("nonsense",), ("build", "--nonsense", "x")])
def test_wrong_use(arguments: tuple[str, ...], kg: Kg) -> None:
    assert kg(*arguments).status == 2


def test_output_cannot_be_written(kg: Kg, text: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = kg("build", text, "-o", tmp_path / "file")
    assert ran.status == 1
    assert ran.err.startswith("kg: error: ")
    assert str(tmp_path / "file") in ran.err


def test_model_is_refused(kg: Kg, text: Path, tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    ran = kg("extract", text, "--model", tmp_path / "blank")
    assert (ran.status, ran.out) == (2, "")
    assert "has no parser" in ran.err
    assert ran.err.count("\n") == 1


def test_columns(kg: Kg, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f'Key,Prose\nk1,"{TEXT}"\n')
    ran = kg("extract", table, "--columns", "text=Prose,id=Key")
    assert (ran.status, ran.err) == (0, "")
    assert {json.loads(line)["document"] for line in ran.out.splitlines()} == {"k1"}
    ran = kg("extract", table)
    assert (ran.status, ran.out) == (1, "")
    assert 'no column of texts among "Key", "Prose"' in ran.err
    wrong = kg("extract", table, "--columns", "story")
    assert wrong.status == 2
    assert "--columns: 'story' is no choice of a column" in wrong.err


def test_nothing_named_and_no_address(kg: Kg) -> None:
    assert kg("build").status == 2
    ran = kg("extract", "--fetch", "file:///etc/passwd")
    assert ran.status == 2
    assert "file:///etc/passwd: is no address of the web" in ran.err
