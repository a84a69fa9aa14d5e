"""Reading files, and what is told meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.documents import Columns, Document, Problem, Sources

Read = Callable[..., list[Document]]
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def problems() -> list[Problem]:
    return []


@pytest.fixture
def read(problems: list[Problem]) -> Read:
    """The documents of some sources; what is told goes to `problems`."""

    def reading(*sources: object, columns: str | None = None) -> list[Document]:
        chosen = None if columns is None else Columns.parse(columns)
        return list(Sources(sources, problems.append, columns=chosen))  # type: ignore[arg-type]

    return reading


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below a folder of this test's own: write("a/b.txt", "Text.")."""

    def writing(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writing
