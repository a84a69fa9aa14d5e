"""How long the actor base and the schema take to load, and how fast names are found.

    python -m benchmarks.actors [--rounds 5] [--json FILE]

Each round is a fresh process: imports, reading the CSV files, building the linker. The best of the rounds counts; it
is told in seconds and as a ratio to bare `csv.reader` over the same files, measured in the same process.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.rows import Row, Setting

ROUND = """
import time
start = time.perf_counter()
from kg.actors.base import ActorBase
from kg.actors.linking import Linker
imported = time.perf_counter()
base = ActorBase.default()
read = time.perf_counter()
linker = Linker(base)
built = time.perf_counter()
import csv, json
from kg.resources import ontology
begun = time.perf_counter()
rows = 0
for path in sorted(ontology("actors").rglob("*.csv")):
    with path.open(encoding="utf-8", newline="") as file:
        rows += sum(1 for _ in csv.reader(file))
bare = time.perf_counter() - begun
words = ("Iraqi troops and men of Kata'ib Hezbollah clashed near Al-Qaim , the US said in Paris . " * 2000).split()
begun = time.perf_counter()
matches = linker.matcher.find(words)
found = time.perf_counter() - begun
begun = time.perf_counter()
import kg.ontology
kg.ontology.relations(), kg.ontology.types()
schema = time.perf_counter() - begun
print(json.dumps({
    "actors": len(base), "import_s": imported - start, "read_s": read - imported, "linker_s": built - read,
    "load_s": built - imported, "csv_s": bare, "load_to_csv": (built - imported) / bare,
    "words_per_s": len(words) / found, "matches": len(matches), "schema_s": schema,
}))
"""


def rows(setting: Setting) -> Iterator[Row]:
    best = measure(2 if setting.quick else 5)
    size = f"{best['actors']:,} actors"
    yield Row("base and linker, seconds", size, best["load_s"], at_most=0.5)
    yield Row("base and linker / csv.reader, time", size, best["load_to_csv"])


def measure(rounds: int) -> dict[str, Any]:
    """The figures of the best round."""
    found = [
        json.loads(subprocess.run([sys.executable, "-c", ROUND], check=True, capture_output=True, text=True).stdout)
        for _ in range(rounds)
    ]
    return min(found, key=lambda figures: figures["load_s"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    best = measure(options.rounds)
    print(f"{best['actors']} actors: read {best['read_s']:.3f} s, linker {best['linker_s']:.3f} s", end=", ")
    print(f"together {best['load_s']:.3f} s")
    print(
        f"  {best['load_to_csv']:.1f} times csv.reader alone ({best['csv_s']:.3f} s); imports {best['import_s']:.3f} s"
    )
    print(f"  names found in {best['words_per_s']:,.0f} words a second")
    print(f"  the ontology's schema read in {best['schema_s']:.3f} s")
    if options.json:
        options.json.write_text(json.dumps(best, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
