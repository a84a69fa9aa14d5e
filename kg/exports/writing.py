"""The way of an export: find the format, choose the statements, write beside the target, put it in its place."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from kg.exports.base import Format
from kg.exports.errors import ExportError
from kg.exports.part import Part
from kg.exports.registry import format_named, format_of

if TYPE_CHECKING:
    from kg.graph import Graph


def export(
    graph: Graph,
    path: str | Path,
    format: str | None = None,
    *,
    actor: str | None = None,
    depth: int = 1,
    since: str | None = None,
    until: str | None = None,
    relations: Collection[str] | None = None,
    statuses: Collection[str] | None = None,
    min_confidence: float = 0.0,
) -> list[Path]:
    """Write a `graph`, or a part of it, in a format of `kg.exports.FORMATS`, and return the files.

    Without `format`, the path's ending tells it; one file may also end in .gz. Formats of several files make a folder.
    A file appears whole or not at all. `actor`, `depth`, `since`, `until`, `relations`, `statuses` and `min_confidence`
    choose the part, as in `Graph.export`; `statuses` is "asserted" alone for formats whose statements become edges, all
    otherwise. Raises ExportError and SelectionError (both ValueErrors) for wrong use, and tells what does not fit into
    the format by an ExportWarning.
    """
    target = Path(path)
    kind = format_of(target) if format is None else format_named(format)
    if statuses is None and kind.edges:
        statuses = ("asserted",)
    relations, statuses = ((names,) if isinstance(names, str) else names for names in (relations, statuses))
    part = Part(
        graph, actor=actor, depth=depth, since=since, until=until, relations=relations, statuses=statuses,
        min_confidence=min_confidence,
    )  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        return (
            _write_folder(kind, part, temporary, target) if kind.files else _write_file(kind, part, temporary, target)
        )
    finally:
        if temporary.is_dir():
            shutil.rmtree(temporary)
        temporary.unlink(missing_ok=True)


def _write_file(kind: Format, part: Part, temporary: Path, target: Path) -> list[Path]:
    if target.is_dir():
        raise ExportError(f"{target} is a folder, and {kind.label} is one file: name the file")
    kind.write(part, temporary)
    if target.suffix == ".gz":
        _compress(temporary)
    os.replace(temporary, target)
    return [target]


def _write_folder(kind: Format, part: Part, temporary: Path, target: Path) -> list[Path]:
    if target.exists() and not target.is_dir():
        raise ExportError(f"{target} is a file, and {kind.label} is a folder with {_and(kind.files)}: name a folder")
    temporary.mkdir()
    kind.write(part, temporary)
    target.mkdir(exist_ok=True)
    written = [target / file.name for file in sorted(temporary.iterdir())]
    for file in written:
        os.replace(temporary / file.name, file)
    return written


def _compress(file: Path) -> None:
    """With gzip, without a name or time in it."""
    packed = file.with_name(f"{file.name}.gz")
    try:
        with (
            file.open("rb") as plain,
            packed.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as stream,
        ):
            shutil.copyfileobj(plain, stream)
        os.replace(packed, file)
    finally:
        packed.unlink(missing_ok=True)


def _and(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"
