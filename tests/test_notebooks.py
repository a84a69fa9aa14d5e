"""The notebooks run from a fresh kernel, from the root and from their folder, and have no outputs in git."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 120  # that a notebook may take

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@every_notebook
def test_nothing_of_a_run_is_in_git(path: Path) -> None:
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert set(notebook["metadata"]) <= {"kernelspec", "language_info"}
    assert notebook["metadata"]["language_info"] == {"name": "python"}  # not the version of who ran it last
    for number, cell in enumerate(notebook["cells"], 1):
        assert cell["metadata"] == {}, f"cell {number} has metadata of a run"
        if cell["cell_type"] == "code":
            stripped = not cell["outputs"] and cell["execution_count"] is None
            assert stripped, f"cell {number} has outputs: clear them before you commit"


@every_notebook
@pytest.mark.parametrize("folder", [".", "notebooks"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the notebook libraries, about themselves
def test_it_runs_from_a_fresh_kernel(path: Path, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ipykernel", "nbclient", "nbformat"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed, so notebooks cannot be run: pip install 'geokg[test]'")
    import nbclient
    import nbformat

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))))
    for variable in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_RUNTIME_DIR",
    ):  # nothing of the user's, nor left there
        monkeypatch.setenv(variable, str(tmp_path / variable))
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    client = nbclient.NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(ROOT / folder)}}
    )
    client.execute()  # raises with the cell and its traceback
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    warned = [output.text for output in outputs if output.get("name") == "stderr"]
    assert warned == []
