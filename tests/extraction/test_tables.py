"""Every case of `tests/tables/`: the triples that a sentence says are found, those that it does not say are not.

A case with a `!` line is one that the extractor is known not to master; it must fail, so that the mark goes when it
begins to pass.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from spacy.language import Language

from kg.extraction import Extractor, read
from kg.statements import Statement
from tests.extraction.table import FOLDER, Case, read_table

TABLES = sorted(FOLDER.glob("*.txt"))
CASES = [(path, case) for path in TABLES for case in read_table(path)]


@pytest.fixture(scope="session")
def found(nlp: Language, extractor: Extractor) -> object:
    """Statements of a table's cases, each table parsed once."""

    @functools.cache
    def of(path: Path) -> dict[str, list[Statement]]:
        documents = [case.document for case in read_table(path)]
        return {document.id: statements for document, statements in read(nlp, extractor, documents)}

    return of


@pytest.mark.parametrize(
    ("path", "case"),
    [
        pytest.param(
            path, case, id=case.where, marks=pytest.mark.xfail(reason=case.known_failure) if case.known_failure else ()
        )
        for path, case in CASES
    ],
)
def test_case(found, path: Path, case: Case) -> None:  # type: ignore[no-untyped-def]
    statements = found(path)[case.where]
    for statement in statements:
        assert case.text[statement.start : statement.end] == statement.evidence
        for side in (statement.subject, statement.object):
            assert case.text[side.start : side.end] == side.mention
    problems = case.problems(statements)
    assert not problems, f"{case.text}\n  " + "\n  ".join(problems)


def test_there_are_enough_cases() -> None:
    constructions = [
        path for path in TABLES if not path.stem.startswith(("none_", "coref_", "dates", "quantities", "places"))
    ]
    by_table = {path.stem: len(read_table(path)) for path in TABLES}
    assert all(by_table[path.stem] >= 15 for path in constructions)
    assert sum(by_table[path.stem] for path in constructions) >= 600
    assert sum(count for name, count in by_table.items() if name.startswith("coref_")) >= 120
    assert sum(case.none for path, case in CASES if path.stem.startswith("none_")) >= 120


def test_most_cases_are_mastered() -> None:
    """The marks of known failures are no way out: most cases of the tables must pass."""
    assert sum(bool(case.known_failure) for _, case in CASES) / len(CASES) < 0.4
