"""Files of pictures: the same bytes each time; nothing is shown; what is needed is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from kg.graph import Graph
from kg.pictures import dyads, events, network, save, timeline

CODE = """
import sys
from pathlib import Path
import matplotlib
matplotlib.use("Agg")
from kg.graph import Graph
from kg.pictures import dyads, events, network, save, timeline
from tests.graph.factory import BASE, corpus
graph = Graph.in_memory(BASE)
graph.add_all(corpus())
folder = Path(sys.argv[1])
for draw in (dyads, events, network, lambda graph: timeline(graph, "Norland")):
    name = getattr(draw, "__name__").strip("<>")
    for kind in ("svg", "pdf", "png"):
        save(draw(graph), folder / f"{name}.{kind}", dpi=60)
"""


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": ""}
        del environment["SOURCE_DATE_EPOCH"]
        subprocess.run([sys.executable, "-W", "ignore", "-c", CODE, str(folder)], check=True, env=environment)
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(written[0]) == 12
    assert written[0] == written[1]


def test_files_are_what_their_ending_says(graph: Graph, tmp_path: Path) -> None:
    ax = events(graph)
    assert save(ax, tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert save(ax, str(tmp_path / "a.PDF")).read_bytes().startswith(b"%PDF")
    svg = save(ax.figure, tmp_path / "a.svg").read_text("utf-8")
    assert "<svg" in svg
    assert "<dc:date>" not in svg


def test_other_endings_are_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.bmp: the ending tells no kind of picture; one of \.png, \.svg, \.pdf"):
        save(events(graph), tmp_path / "a.bmp")
    assert list(tmp_path.iterdir()) == []


def test_the_user_s_settings_stay(graph: Graph, tmp_path: Path) -> None:
    before = dict(plt.rcParams)
    for draw in (events, dyads, network):
        save(draw(graph), tmp_path / "a.svg")
    assert dict(plt.rcParams) == before


def test_nothing_is_shown(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def show(*_: object, **__: object) -> None:
        raise AssertionError("a window was opened")

    monkeypatch.setattr(plt, "show", show)
    for draw in (events, dyads, network):
        draw(graph)
    timeline(graph, "Norland")


def test_without_matplotlib_the_extra_is_named() -> None:
    code = "import sys; sys.modules['matplotlib'] = None\nimport kg\nprint(kg.analysis.__name__)\nkg.pictures"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.stdout.strip() == "kg.analysis"
    assert ran.stderr.strip().splitlines()[-1] == "ImportError: pictures need matplotlib: pip install 'geokg[pictures]'"


def test_matplotlib_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, kg; kg.Graph.in_memory(); kg.analysis; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
