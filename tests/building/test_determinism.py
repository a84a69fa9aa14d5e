"""The same texts give the same bytes, whatever the hash seed and the order and place of the files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import SEEDS


def build(files: list[Path], out: Path, seed: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "kg", "build", *map(str, files), "-o", str(out)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=300)
    return {name: (out / name).read_bytes() for name in ("graph.trig", "graph.html")}


def test_same_bytes(tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("2*.md"))[:6]
    elsewhere = tmp_path / "z" / "folder"
    elsewhere.mkdir(parents=True)
    for number, file in enumerate(reversed(files)):
        # Another order of the same files, whose ids are given in the front matter.
        text = file.read_text("utf-8").replace("---\n", f"---\nid: {file.stem}\n", 1)
        (elsewhere / f"{number}.md").write_text(text, "utf-8")
    first = build(files, tmp_path / "one", "0")
    second = build([elsewhere / "3.md", elsewhere], tmp_path / "two", "4321")
    assert first == second


def test_a_document_reads_the_same_in_any_company(kg: object, tmp_path: Path) -> None:
    name = "2020-01-04-soleimani-killed"
    alone = kg("extract", SEEDS / f"{name}.md").out  # type: ignore[operator]
    every = kg("extract", SEEDS).out  # type: ignore[operator]
    assert "".join(line for line in every.splitlines(True) if f'"document": "{name}"' in line) == alone
    shutil.copy(SEEDS / f"{name}.md", tmp_path)
    assert kg("extract", tmp_path).out == alone  # type: ignore[operator]
