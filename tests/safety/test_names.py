"""Hostile names of files, members of archives and documents."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.documents import Problem, Sources
from tests.documents.making import archive

NAMES = [
    "../../evil",
    "/etc/evil",
    "..\\..\\evil",
    "~/evil",
    "a/../../../evil",
    "C:\\evil",
    "con",
    "a\x00b",
    ".",
    "..",
    "%2e%2e/evil",
]


def files_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_elsewhere(kg: Callable[..., Any], tmp_path: Path) -> None:
    home = tmp_path / "x" / "y"
    (home / "in").mkdir(parents=True)
    lines = [json.dumps({"id": name, "text": "Iran backs Hezbollah."}) for name in NAMES]
    (home / "in" / "d.jsonl").write_text("\n".join(lines))
    (home / "in" / "z.zip").write_bytes(archive({f"{name}.txt": "Israel bombed Hezbollah." for name in NAMES}))
    before = files_below(tmp_path)
    assert kg("build", home / "in", "-o", home / "out").status == 0
    assert kg("export", home / "out", "-f", "neo4j", "-o", home / "out" / "neo4j").status == 0
    new = files_below(tmp_path) - before
    assert new
    assert {name for name in new if not name.startswith("x/y/out/")} == set()
    assert not [name for name in new if "evil" in name]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret.")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("Another secret.")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "own.txt").write_text("Text.")
    (folder / "again.txt").symlink_to("own.txt")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "sub").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.txt")
    (folder / "device.txt").symlink_to("/dev/zero")
    problems: list[Problem] = []
    assert [paper.text for paper in Sources(folder, problems.append)] == ["Text."]
    assert any("lead out of the folder or are no files" in str(problem) for problem in problems)
    assert [paper.text for paper in Sources(folder / "link.txt", print)] == ["A secret."], "named by the user"


def test_messages_stay_on_their_line(kg: Callable[..., Any], tmp_path: Path) -> None:
    name = "a\nkg: error: all is well\x1b[31m\u202e.txt"
    (tmp_path / name).write_bytes(b"")
    (tmp_path / "z.zip").write_bytes(archive({name: b"\x00\x01"}))
    ran = kg("extract", tmp_path)
    assert ran.status == 1
    lines = ran.err.rstrip("\n").split("\n")
    assert len(lines) == 2
    assert all(line.isprintable() and line.startswith("kg: ") for line in lines)
    assert not [line for line in lines if line == "kg: error: all is well"]
