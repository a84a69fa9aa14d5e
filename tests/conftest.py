"""What all tests share: one loaded language pipeline, one extractor, and what is read from `seeds/`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# As the command sets it, before numpy is loaded.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import pytest

from kg import language, reading
from kg.documents import Document, Problem, Sources
from kg.statements import Statement

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extraction import Extractor

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language pipeline that ships with the package."""
    return language.load()


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the lexicon and actor base that ship with the package."""
    return reading.extractor()


@pytest.fixture(scope="session")
def seeds(nlp: Language) -> list[tuple[Document, list[Statement]]]:
    """The documents of `seeds/`, with what is read in them."""
    problems: list[Problem] = []
    pairs = list(reading.Reading(Sources(SEEDS, problems.append), nlp, problems.append))
    assert problems == []
    return pairs


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], nlp: Language) -> Callable[..., Ran]:
    """Run the command `kg` in this process, with the shared pipeline: kg("build", folder, "-o", out)."""
    from kg.cli import main

    load = language.load
    monkeypatch.setattr(language, "load", lambda model=None: nlp if model is None else load(model))

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return run
