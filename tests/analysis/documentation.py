"""Brings docs/analysis.md up to date: the answers of its calls on the made-up corpus, and its picture of the seeds.

    python -m tests.analysis.documentation

A test fails when an answer is not what the call gives.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

import kg
from kg.graph import Graph
from tests.graph.factory import BASE, corpus

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "analysis.md"
PICTURE = ROOT / "docs" / "network.png"

_CALL = re.compile(r"(<!-- call -->\n```python\n(.*?)\n```\n<!-- answer -->\n).*?(<!-- end -->)", re.DOTALL)


def calls(text: str) -> list[str]:
    """The calls of which the page shows the answers."""
    return [found[2] for found in _CALL.finditer(text)]


def answered(text: str) -> str:
    """The page with the answer of each call."""
    graph = Graph.in_memory(BASE)
    graph.add_all(corpus())
    return _CALL.sub(
        lambda found: f"{found[1]}\n{_markdown(eval(found[2], {'kg': kg, 'graph': graph}))}\n{found[3]}", text
    )


def _markdown(frame: pd.DataFrame) -> str:
    rows = [list(map(str, frame)), ["---"] * len(frame.columns)]
    rows += [
        [f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in row]
        for row in frame.itertuples(index=False)
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    import matplotlib

    matplotlib.use("Agg")
    FILE.write_text(answered(FILE.read_text("utf-8")), "utf-8")
    kg.pictures.save(kg.pictures.network(kg.build(ROOT / "seeds")), PICTURE, dpi=110)


if __name__ == "__main__":
    main()
