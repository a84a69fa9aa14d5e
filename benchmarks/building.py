"""What `kg build` costs over the bare parser, what a second process brings, and whether memory stays flat.

    python -m benchmarks.building [TEXTS.jsonl[.gz]] [--documents 200] [--folder DIR] [--json FILE]

Without a file the texts are synthetic (`benchmarks.synthetic`). Ratios within one run: the processor time of the parser
alone on the texts over that of the whole `kg build --store` in one process (reading the file, parsing, extraction,
linking, merging, writing the store); the elapsed time with one process over that with two (which means something on an
idle machine alone); and the peak memory at all documents over that at a tenth of them. The time to start is left out
of all times: the same is run on one document.
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import articles
from kg.documents import Document, Sources

_RUN = """
import resource, sys
from kg.cli import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run of the command: seconds passed, processor seconds of its first process, and its peak MiB."""

    elapsed: float
    processor: float
    peak: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", help="documents to read; synthetic ones unless given")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument(
        "--folder", type=Path, help="where the stores go for the while; a temporary folder unless given"
    )
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        figures = measure(options.texts, options.documents, Path(folder))
    for name, figure in figures.items():
        print(f"{name:44} {figure:10.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def measure(texts: Path | None, number: int, folder: Path) -> dict[str, float]:
    def given() -> Iterable[Document]:
        return articles(number) if texts is None else islice(Sources(texts, print), number)

    few, every = max(1, number // 10), list(given())
    files = {size: write(folder / f"{size}.jsonl", every[:size]) for size in (1, few, len(every))}
    words = sum(len(document.text.split()) for document in every)
    bare = parse(every)
    start = build(files[1], folder / "start")
    tenth = build(files[few], folder / "tenth")
    one = build(files[len(every)], folder / "one")
    start_two = build(files[1], folder / "start2", workers=2)
    two = build(files[len(every)], folder / "two", workers=2)
    whole = one.processor - start.processor
    return {
        "documents": len(every),
        "words": words,
        "bare parser, words/s of processor time": words / bare,
        "whole build, words/s of processor time": words / whole,
        "whole build / bare parser (target 0.65)": bare / whole,
        "documents/s, one process": len(every) / (one.elapsed - start.elapsed),
        "documents/s, two processes": len(every) / (two.elapsed - start_two.elapsed),
        "two processes / one (target 1.7, if idle)": (one.elapsed - start.elapsed) / (two.elapsed - start_two.elapsed),
        "part of the writing process, of two": (two.processor - start_two.processor) / whole,
        f"peak MiB at {few} documents": tenth.peak,
        f"peak MiB at {len(every)} documents": one.peak,
        "peak memory, all / a tenth (flat is 1)": one.peak / tenth.peak,
        "same bytes": float(same(folder / "one", folder / "two")),
    }


def write(path: Path, documents: Iterable[Document]) -> Path:
    path.write_text("".join(document.to_json() + "\n" for document in documents), "utf-8")
    return path


def parse(documents: list[Document]) -> float:
    """Processor seconds of the language pipeline alone, a document at a time as the build reads them."""
    from kg.language import load

    nlp = load()
    for document in documents[:3]:
        nlp(document.text)
    begin = time.process_time()
    for document in documents:
        nlp(document.text)
    return time.process_time() - begin


def build(file: Path, store: Path, workers: int = 1) -> Cost:
    arguments = ["build", str(file), "--store", str(store), "--workers", str(workers)]
    begin = time.perf_counter()
    ran = subprocess.run([sys.executable, "-c", _RUN, *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    elapsed = time.perf_counter() - begin
    if ran.returncode:
        raise SystemExit(ran.stderr.decode())
    processor, peak = ran.stderr.decode().split()[-2:]
    return Cost(elapsed, float(processor), int(peak))


def same(one: Path, two: Path) -> bool:
    from kg.graph import open_graph

    written = []
    for store in (one, two):
        with open_graph(store) as graph:
            graph.serialise(store / "all.nq", "nquads")
        written.append((store / "all.nq").read_bytes())
    return written[0] == written[1]


if __name__ == "__main__":
    main()
