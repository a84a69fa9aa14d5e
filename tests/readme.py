"""Brings the README up to date: the answer to its query, and its pictures of the view.

python -m tests.readme
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import kg
from tests import screenshots

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

_QUERY = re.compile(r'<!-- query -->\n```sh\nkg query out "\n(.*?)"\n```', re.DOTALL)
_ANSWER = re.compile(r"(<!-- answer -->\n).*?(<!-- end -->)", re.DOTALL)


def query() -> str:
    """The query that the README shows."""
    found = _QUERY.search(README.read_text("utf-8"))
    assert found, "the README has no query"
    return found[1]


def shown_answer() -> str:
    """The answer that the README shows."""
    found = _ANSWER.search(README.read_text("utf-8"))
    assert found, "the README has no answer"
    return found[0].removeprefix("<!-- answer -->\n").removesuffix("<!-- end -->").strip() + "\n"


def example() -> str:
    """The README's Python example."""
    found = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert found, "the README has no Python example"
    return found[1]


def answer(graph: kg.Graph) -> str:
    """The real answer, as a Markdown table."""
    return graph.query(query()).to_markdown()


def main() -> None:
    graph = kg.build(ROOT / "seeds")
    text = README.read_text("utf-8")
    real = answer(graph)
    README.write_text(_ANSWER.sub(lambda found: f"{found[1]}\n{real}\n{found[2]}", text), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        screenshots.take(graph, Path(folder))


if __name__ == "__main__":
    main()
