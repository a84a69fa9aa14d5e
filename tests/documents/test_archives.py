"""Compressed files and archives: their members are read like files; names and sizes that mean harm do none."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from kg.documents import Document, Problem, limits
from tests.documents.conftest import Read, Write
from tests.documents.making import archive, rss


def test_members_of_every_kind(read: Read, write: Write, problems: list[Problem]) -> None:
    members: dict[str, str | bytes] = {
        "a.txt": "One.",
        "sub/b.md": "# T\n\nTwo.",
        "sub/c.jsonl.gz": gzip.compress(b'{"text": "Three."}'),
        "d.csv": "text\nFour.\n",
        "e.rss": rss("<description>Five.</description>"),
        "inner.zip": archive({"f.txt": "Six."}),
        "map.png": b"\x89PNG",
        ".hidden.txt": "no",
        "__MACOSX/a.txt": "no",
        "README.md": "no",
    }
    found = read(write("z.zip", archive(members)))
    assert [(document.id, document.text) for document in found] == [
        ("z/a", "One."), ("z/d-2", "Four."), ("z/e-1", "Five."), ("z/inner/f", "Six."),
        ("z/sub/b", "T\n\nTwo."), ("z/sub/c-1", "Three."),
    ]  # fmt: skip
    assert [str(problem) for problem in problems] == [
        f"{problems[0].where}: files skipped: 1 × .png; {problems[0].mend}"
    ]


def test_from_standard_input_and_by_their_beginning(read: Read, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class Piped:
        buffer = io.BufferedReader(Pipe(archive({"a.txt": "One."})))  # type: ignore[arg-type]

    monkeypatch.setattr("sys.stdin", Piped)
    assert read("-") == [Document("stdin/a", "One.")]
    assert read(write("unnamed", gzip.compress(b"Two."))) == [Document("unnamed", "Two.")]
    assert read(write("t.zip.gz", gzip.compress(archive({"a.txt": "Three."})))) == [Document("t/a", "Three.")]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("../../etc/cron.d/evil.txt", "z/etc/cron.d/evil"),
        ("/etc/passwd.txt", "z/etc/passwd"),
        ("C:\\Windows\\evil.txt", "z/Windows/evil"),
        ("..\\..\\evil.txt", "z/evil"),
        ("a/./b//c.txt", "z/a/b/c"),
        ("x\x1b[31m\u202e.txt", "z/x\ufffd[31m"),
        (f"{'n' * 300}.txt", None),
    ],
)
def test_hostile_names_are_only_names(
    name: str, identifier: str | None, read: Read, write: Write, tmp_path: Path
) -> None:
    before = {path for path in tmp_path.parent.rglob("*") if path.name != "z.zip"}
    (document,) = read(write("z.zip", archive({name: "Text."})))
    assert identifier is None or document.id == identifier
    assert len(document.id) < 300
    assert {path for path in tmp_path.parent.rglob("*") if path.name != "z.zip"} == before, "nothing is unpacked"


def test_nested_too_deep(read: Read, write: Write, problems: list[Problem]) -> None:
    deep = archive({"b.zip": archive({"c.zip": archive({"d.txt": "Text."})}), "e.txt": "Text."})
    assert [document.id for document in read(write("a.zip", deep))] == ["a/e"]
    assert "b.zip: c.zip: an archive in an archive in an archive" in str(problems[0])


def encrypted(content: bytes) -> bytes:
    """The archive with the mark of encryption on its members, in both places where it stands."""
    data = bytearray(content)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 4)
    return bytes(data)


def overlapping(size: int) -> bytes:
    """An archive that lists the same bytes again and again, as bombs do."""
    out = io.BytesIO(archive({"a.txt": b"0" * size}))
    with zipfile.ZipFile(out, "a") as made:
        for number in range(500):
            twin = zipfile.ZipInfo(f"b{number}.txt")
            first = made.infolist()[0]
            for field in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(twin, field, getattr(first, field))
            made.filelist.append(twin)
            made.NameToInfo[twin.filename] = twin
        made._didModify = True
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (encrypted(archive({"a.txt": "Text."})), "a.txt: is encrypted; unpack it with its password"),
        (archive({"a.txt": "Text." * 99})[:-30], "damaged zip archive"),
        (archive({"a.txt": "Text."}, zipfile.ZIP_STORED).replace(b"Text.", b"Tixt."), "cannot be unpacked (Bad CRC-32"),
        (archive({"a.txt": "Text."}, zipfile.ZIP_BZIP2), "is compressed in an unusual way"),
        (overlapping(100_000), "its members overlap"),
        (b"PK\x03\x04 nothing", "damaged zip archive"),
    ],
    ids=["encrypted", "cut off", "changed", "bzip2", "overlapping", "broken"],
)  # fmt: skip
def test_what_is_refused(content: bytes, told: str, read: Read, write: Write, problems: list[Problem]) -> None:
    assert read(write("z.zip", content), write("good.txt", "Text.")) == [Document("good", "Text.")]
    assert told in str(problems[0])
    assert problems[0].kind == "data"


def test_a_link_is_not_followed(read: Read, write: Write, problems: list[Problem]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert read(write("z.zip", out.getvalue())) == []
    assert "is a link, not a file" in str(problems[0])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits, small enough for a test."""
    monkeypatch.setattr(limits, "FREE", 1 << 20)
    monkeypatch.setattr(limits, "WHOLE", 8 << 20)


BOMB = b"0" * (6 << 20)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.txt.gz", gzip.compress(BOMB)),
        ("b.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * (1 << 19))),
        ("b.zip", archive({"a.txt": BOMB})),
        ("b.zip", archive({f"{n}.txt": b"0" * 300_000 for n in range(20)})),
        ("b.zip", archive({"a.zip": archive({"a.txt": BOMB})})),
        ("b.zip", archive({"a.txt.gz": gzip.compress(BOMB)})),
        ("b.zip.gz", gzip.compress(archive({"a.txt": BOMB}, zipfile.ZIP_STORED))),
    ],
    ids=["gzip", "lines", "zip", "many", "nested", "gzip in zip", "zip in gzip"],
)
def test_bombs(name: str, content: bytes, read: Read, write: Write, problems: list[Problem]) -> None:
    found = read(write(name, content))
    assert not any(document.text.startswith("0") for document in found)
    assert "MiB come out of" in str(problems[-1])


@pytest.mark.usefixtures("small")
def test_too_large_as_it_is(read: Read, write: Write, problems: list[Problem]) -> None:
    assert read(write("a.txt", b"Text. " * (2 << 20))) == []
    assert "has more than 8 MiB; part it into files of an article each" in str(problems[0])
