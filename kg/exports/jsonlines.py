"""JSON Lines: the statements as `kg extract` prints them."""

from __future__ import annotations

from pathlib import Path

from kg.exports.base import Format
from kg.exports.part import Part


class JsonLines(Format):
    """One statement a line, with everything that the graph knows of it."""

    name = "jsonl"
    label = "JSON Lines"
    use = "statements as `kg extract` prints them, for programs"
    endings = (".jsonl", ".ndjson")

    def write(self, part: Part, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(statement.to_json() + "\n" for statement in part.statements)
