"""`%load_ext kg` and `%%sparql`, in a real IPython shell."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.graph import Graph, QueryResult, open_graph
from tests.graph.factory import BASE, corpus

if importlib.util.find_spec("IPython") is None:
    pytest.skip("IPython is not installed: pip install 'geokg[test]'", allow_module_level=True)

STRUCK = "SELECT ?who ?whom { ?who kg:struck ?whom } ORDER BY ?who ?whom"
WRONG = "SELECT ?who {\n  ?who kg:struck ?whom FILTR(?who)\n}"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An IPython shell with the extension and a variable `graph`."""
    from IPython.core.interactiveshell import InteractiveShell

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))  # nothing of the user's, nor left there
    shell = InteractiveShell(user_module=None)
    shell.history_manager.enabled = False
    shell.run_cell("%load_ext kg", store_history=False)
    shell.user_ns["graph"] = Graph.in_memory(BASE)
    shell.user_ns["graph"].add_all(corpus())
    yield shell
    InteractiveShell.clear_instance()


def ask(shell: Any, line: str, query: str) -> Any:
    return shell.run_cell(f"%%sparql {line}\n{query}", store_history=True)


def test_the_answer_is_the_result_of_the_cell_and_kept(shell: Any) -> None:
    ran = ask(shell, "", STRUCK)
    assert ran.success
    assert isinstance(ran.result, QueryResult)
    assert list(ran.result) == list(shell.user_ns["graph"].query(STRUCK))
    assert shell.user_ns["_"] is ran.result
    assert shell.run_cell("_.to_pandas().shape").result == (len(ran.result), 2)


def test_a_limit(shell: Any) -> None:
    ran = ask(shell, "--limit 2", STRUCK)
    assert (len(ran.result), ran.result.truncated) == (2, True)
    assert len(ask(shell, "graph -l 3", STRUCK).result) == 3


def test_another_variable(shell: Any) -> None:
    shell.user_ns["other"] = Graph.in_memory(BASE)
    assert len(ask(shell, "other", STRUCK).result) == 0


def test_a_store(shell: Any, tmp_path: Path) -> None:
    path = tmp_path / "made here.trig"
    shell.user_ns["graph"].serialise(path)
    expected = list(shell.user_ns["graph"].query(STRUCK))
    assert list(ask(shell, f"'{path}'", STRUCK).result) == expected
    shell.user_ns["where"] = path
    assert list(ask(shell, "'{where}'", STRUCK).result) == expected  # IPython fills variables in


def test_a_folder_is_let_go_of(shell: Any, tmp_path: Path) -> None:
    with open_graph(tmp_path / "store", writable=True, actors=BASE) as graph:
        graph.add_all(corpus())
    assert len(ask(shell, str(tmp_path / "store"), STRUCK).result) == 4
    open_graph(tmp_path / "store", writable=True).close()  # not locked


def test_values_of_variables(shell: Any) -> None:
    shell.user_ns["name"] = 'Sudria"} ?x'
    query = "SELECT ?actor { ?actor skos:prefLabel $name }"
    assert list(ask(shell, "-p name", query).result) == []
    shell.user_ns["name"] = "Sudria"
    assert list(ask(shell, "--param name", query).result) == [("https://w3id.org/geokg/actor/sudria",)]


@pytest.mark.parametrize(
    ("line", "query", "message"),
    [
        ("", WRONG, "line 2, column 24: 'FILTR' is not expected here"),
        ("grph", STRUCK, "grph is no variable that holds a Graph, and no store; these variables hold one: graph"),
        ("/no/such/store", STRUCK, "/no/such/store does not exist"),
        ("--limit many", STRUCK, "invalid int value: 'many'"),
        ("--limit -1", STRUCK, "a limit is a number of rows"),
        ("--param nmae", STRUCK, "--param nmae: there is no variable of this name; did you mean name?"),
        ("--colour red", STRUCK, "unrecognized arguments: --colour"),
    ],
)
def test_errors_are_a_message_without_a_traceback(
    shell: Any, capsys: pytest.CaptureFixture[str], line: str, query: str, message: str
) -> None:
    shell.user_ns["name"] = "Sudria"
    ran = ask(shell, line, query)
    assert not ran.success
    out, err = capsys.readouterr()
    assert message in out + err
    assert "Traceback" not in out + err
    assert "wording.py" not in out + err


def test_the_place_of_an_error_is_marked(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    ask(shell, "", WRONG)
    out, err = capsys.readouterr()
    lines = (out + err).splitlines()
    (marked,) = [number for number, text in enumerate(lines) if text.strip() == "^"]
    assert lines[marked - 1][lines[marked].index("^") :].startswith("FILTR")


def test_without_a_graph_it_is_told_how_to_make_one(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    del shell.user_ns["graph"]
    ask(shell, "", STRUCK)
    out, err = capsys.readouterr()
    assert "make one: graph = kg.open('out/')" in out + err


def test_an_answer_shows_itself_in_a_notebook(shell: Any) -> None:
    result = ask(shell, "", STRUCK).result
    data, _ = shell.display_formatter.format(result)
    assert data["text/html"].startswith("<table>")
    assert "actor:hill-guard" in data["text/plain"]


def test_the_help_tells_the_options(shell: Any) -> None:
    text = shell.find_line_magic("sparql") or shell.find_cell_magic("sparql")
    for option in ("--limit", "--timeout", "--param", "graph"):
        assert option in (text.__doc__ or "")


def test_ipython_is_not_loaded_unless_used() -> None:
    code = "import sys, kg; kg.Graph; kg.Document; kg.explain; print('IPython' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
    assert callable(kg.load_ipython_extension)
