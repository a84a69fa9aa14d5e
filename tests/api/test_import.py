"""`import kg` loads nothing heavy, and offers few names."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kg

HEAVY = (
    "spacy", "numpy", "pandas", "rdflib", "pyoxigraph", "networkx", "pyvis", "pyshacl", "rapidfuzz", "rich", "typer",
    "IPython", "matplotlib",
)  # fmt: skip


def loaded(code: str) -> list[str]:
    """The heavy libraries that are loaded after some code ran in a fresh interpreter."""
    program = f"import sys\n{code}\nprint(*sorted({set(HEAVY)!r}.intersection(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return ran.stdout.split()


def test_import_is_quick() -> None:
    assert loaded("import kg") == []
    assert loaded("import kg; dir(kg); kg.__version__; kg.__all__") == []


def test_documents_and_statements_need_no_libraries() -> None:
    assert loaded("import kg; kg.Document('d', 'text'); kg.Statement") == []


def test_a_graph_needs_neither_spacy_nor_pandas() -> None:
    assert {"spacy", "pandas", "networkx", "matplotlib", "rich"}.isdisjoint(loaded("import kg; kg.Graph.in_memory()"))


def test_every_name_is_there() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
        assert name in dir(kg)


def test_other_names_are_refused_with_those_that_are_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'bild'; did you mean build"):
        kg.bild  # noqa: B018
    with pytest.raises(ImportError):
        from kg import bild  # noqa: F401
