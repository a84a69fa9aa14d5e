"""What holds for every format: the files, their bytes, the choice of statements, and wrong use."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.exports import FORMATS, ExportError
from kg.exports.registry import format_named, format_of
from kg.graph import Graph, GraphDataError
from kg.statements import STATUSES, Statement
from kg.views.filters import SelectionError
from tests.graph.factory import BASE, corpus

ROOT = Path(__file__).parents[2]
OPTIONAL = ("pandas", "networkx", "pyarrow", "xlsxwriter", "spacy")

every_format = pytest.mark.parametrize("name", FORMATS)
pytestmark = pytest.mark.filterwarnings("ignore::kg.exports.ExportWarning")


def contents(folder: Path) -> dict[str, bytes]:
    """File → what is in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@every_format
def test_the_order_of_reading_does_not_matter(graph: Graph, tmp_path: Path, name: str) -> None:
    turned = Graph.in_memory(BASE)
    for paper, statements in reversed(corpus()):
        turned.add(paper, reversed(statements))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    written = graph.export(tmp_path / "one" / "x", name)
    turned.export(tmp_path / "two" / "x", name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert sorted(written) == sorted(file for file in (tmp_path / "one").rglob("*") if file.is_file())
    assert [file.name for file in written] == sorted(FORMATS[name].files or ["x"])


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    program = (
        "import sys, warnings\n"
        "from pathlib import Path\n"
        "from kg.exports import FORMATS\n"
        "from kg.graph import Graph\n"
        "from tests.graph.factory import BASE, corpus\n"
        "warnings.simplefilter('ignore')\n"
        "graph = Graph.in_memory(BASE)\n"
        "graph.add_all(corpus())\n"
        "for name in FORMATS:\n"
        "    graph.export(Path(sys.argv[1], name), name)\n"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-W", "ignore", "-c", program, str(tmp_path / seed)]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)
    one, two = contents(tmp_path / "1"), contents(tmp_path / "2")
    assert len(one) >= len(FORMATS)
    assert [name for name in one if one[name] != two.get(name)] == []


@every_format
def test_an_empty_graph_can_be_exported(empty: Graph, tmp_path: Path, name: str) -> None:
    assert all(file.is_file() for file in empty.export(tmp_path / "empty", name))


@every_format
def test_hostile_texts_are_written_or_refused(hard: Graph, tmp_path: Path, name: str) -> None:
    if name == "rdf-xml":  # cannot hold control characters, and says so
        with pytest.raises(GraphDataError, match="control character"):
            hard.export(tmp_path / "hard", name)
        assert list(tmp_path.iterdir()) == []
    else:
        assert all(file.stat().st_size for file in hard.export(tmp_path / "hard", name))


@pytest.mark.parametrize("name", [name for name, found in FORMATS.items() if not found.files])
def test_gzip_without_a_name_or_time(graph: Graph, tmp_path: Path, name: str) -> None:
    graph.export(tmp_path / "plain", name)
    (packed,) = graph.export(tmp_path / "packed.gz", name)
    assert gzip.decompress(packed.read_bytes()) == (tmp_path / "plain").read_bytes()
    assert packed.read_bytes()[3:8] == b"\0\0\0\0\0"


@pytest.mark.parametrize("name", ["jsonl", "csv", "excel"])
def test_a_file_appears_whole_or_not_at_all(
    graph: Graph, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph.export(tmp_path / "x", name)
    before = contents(tmp_path)
    monkeypatch.setattr(Statement, "to_json", lambda self: 1 / 0)
    monkeypatch.setattr("kg.exports.network.Edge.__init__", lambda *_, **__: 1 / 0)
    monkeypatch.setattr("kg.exports.excel._write_notes", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        graph.export(tmp_path / "x", name)
    assert contents(tmp_path) == before
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_a_folder_keeps_what_else_is_in_it(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    graph.export(tmp_path, "csv")
    assert sorted(contents(tmp_path)) == ["edges.csv", "mine.txt", "nodes.csv"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("network.gexf", "gexf"), ("a.b.GraphML", "graphml"), ("x.ftm.json", "followthemoney"), ("x.jsonl.gz", "jsonl"),
        ("x.ttl", "turtle"), ("x.trig.gz", "trig"), ("x.xlsx", "excel"), ("x.cyjs", "cytoscape"), ("x.rdf", "rdf-xml"),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(path: str, name: str) -> None:
    assert format_of(Path(path)).name == name


def test_formats_have_names_and_uses_of_their_own() -> None:
    endings = [ending for found in FORMATS.values() for ending in found.endings]
    assert len(endings) == len(set(endings))
    assert len({found.use for found in FORMATS.values()}) == len(FORMATS)
    assert all(
        found.label and (found.endings or found.files or name.endswith("-12")) for name, found in FORMATS.items()
    )
    assert format_named("XLSX") is FORMATS["excel"]
    assert format_named("nt") is FORMATS["ntriples"]


@pytest.mark.parametrize(
    ("path", "options", "message"),
    [
        ("x.docx", {}, "the ending tells no format; known are .jsonl"),
        ("x.csv", {}, "Folders need a format: csv-tables, parquet, csv, neo4j"),
        ("x", {"format": "docx"}, "unknown format 'docx'; one of jsonl"),
        ("x.gexf", {"relations": ["likes"]}, "there is no relation 'likes'"),
        ("x.gexf", {"statuses": ["sworn"]}, "unknown status 'sworn'; one of asserted"),
        ("x.gexf", {"since": "May"}, "'May' is no date; write 2020-01-03"),
        ("x.gexf", {"actor": "Nobody"}, "no actor named 'Nobody'"),
        ("x.gexf", {"actor": "Norland", "depth": 0}, "the depth is a number of steps"),
        ("x.ttl", {"since": "2031"}, "Turtle holds the whole graph; a part of it is had by a CONSTRUCT query"),
        ("x.ftm", {"statuses": STATUSES}, "FollowTheMoney has no place for what is only alleged"),
    ],
)
def test_wrong_use(graph: Graph, tmp_path: Path, path: str, options: dict[str, object], message: str) -> None:
    with pytest.raises((ExportError, SelectionError)) as error:
        graph.export(tmp_path / path, **options)  # type: ignore[arg-type]
    assert message in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_files_and_folders_are_not_confused(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a folder, and GEXF is one file"):
        graph.export(tmp_path / "folder", "gexf")
    with pytest.raises(
        ExportError, match=r"is a file, and CSV of nodes and edges is a folder with nodes.csv and edges"
    ):
        graph.export(tmp_path / "file", "csv")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_missing_package_is_named(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExportError, match=r"Parquet needs the package pyarrow: pip install 'geokg\[tables\]'"):
        graph.export(tmp_path / "x", "parquet")
    with pytest.raises(ExportError, match=r"Excel needs the package XlsxWriter: pip install 'geokg\[tables\]'"):
        graph.export(tmp_path / "x.xlsx")


def test_the_registry_is_quick_to_import() -> None:
    program = f"import sys, kg.exports; print([name for name in {OPTIONAL} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def written(graph: Graph, path: Path, **options: object) -> list[Statement]:
    """The statements of an export in JSON Lines."""
    (file,) = graph.export(path / "x.jsonl", **options)  # type: ignore[arg-type]
    return [Statement.from_json(line) for line in file.read_text("utf-8").split("\n")[:-1]]


def test_statements_are_chosen_by_every_filter(graph: Graph, tmp_path: Path) -> None:
    everything = graph.read_statements()
    assert written(graph, tmp_path) == everything
    papers = {paper.id: paper.published for paper, _ in corpus()}
    by_time = written(graph, tmp_path, since="2031-05-11", until="2031-05")
    # A month overlaps with its days; what has no date counts on the day of its report.
    expected = [
        s for s in everything if "2031-05-11" <= (s.date or papers[s.document] or "") < "2031-06" or s.date == "2031-05"
    ]
    assert by_time == expected
    assert {s.date for s in by_time} == {None, "2031-05", "2031-05-11", "2031-05-30", "2031-05-31"}
    assert written(graph, tmp_path, relations="backs") == [s for s in everything if s.relation == "backs"]
    assert written(graph, tmp_path, statuses="alleged") == [s for s in everything if s.status == "alleged"]
    assert written(graph, tmp_path, min_confidence=0.95) == []
    near = written(graph, tmp_path, actor="Kingdom of Norland")  # a name that only the actor base knows
    assert near == [s for s in everything if "norland" in s.subject.id + s.object.id]
    assert len(written(graph, tmp_path, actor="norland", depth=2)) > len(near)


def test_the_tables_of_a_part_have_its_actors_and_documents_only(graph: Graph, tmp_path: Path) -> None:
    import pandas as pd

    graph.export(tmp_path, "csv-tables", relations=["memberOf"])
    assert pd.read_csv(tmp_path / "actors.csv")["label"].tolist() == ["Delta Union", "River Brigade"]
    assert pd.read_csv(tmp_path / "documents.csv")["id"].tolist() == ["gazette-1"]
    graph.export(tmp_path, "csv-tables")
    assert "empty-4" in pd.read_csv(tmp_path / "documents.csv")["id"].tolist()


def test_the_docs_tell_every_format() -> None:
    text = (ROOT / "docs" / "exports.md").read_text("utf-8")
    table = [line for line in text.splitlines() if line.startswith("| `")]
    names = [line.split("`")[1] for line in table]
    assert [name for name in FORMATS if name not in names] == []
    for found in FORMATS.values():
        assert [name for name in (*found.files, *found.endings) if f"`{name}`" not in text] == []
