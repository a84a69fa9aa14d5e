"""What `kg build` costs over the bare parser, and what a second process brings.

    python -m benchmarks.building [TEXTS.jsonl[.gz]] [--documents 200] [--folder DIR] [--json FILE]

Without a file the texts are synthetic (`benchmarks.synthetic`). Ratios within one run: the time that the parser alone
takes for the texts over that of the whole `kg build --store` in one process (reading the file, parsing, extraction,
linking, merging, writing the store, which a thread of its own does); the same in processor time of all its threads; and
the time with one process over that with two. The times passed mean something on an idle machine alone. The time to
start is left out of all times: the same is run on one document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rows import Row, Setting
from benchmarks.texts import spread
from kg.documents import Document

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
        figures = measure(spread(options.texts, options.documents), Path(folder))
    for name, figure in figures.items():
        print(f"{name:44} {figure:10.2f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def rows(setting: Setting) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(dir=setting.folder) as folder:
        figures = measure(spread(setting.texts, 30 if setting.quick else 600), Path(folder))
    kind = "synthetic " if setting.texts is None else ""
    size = f"{figures['documents']:.0f} {kind}documents, {figures['words']:,.0f} words"
    yield Row("bare parser / whole build, time", size, figures[WHOLE], at_least=0.65, note="an idle machine is needed")
    yield Row("bare parser / whole build, processor time", size, figures[PROCESSOR])
    two = figures[TWO] if figures[TWO] > 0 else None
    note = "an idle machine is needed" if two else "too short to tell, beside the start"
    yield Row("one process / two, time", size, two, at_least=1.7, note=note)
    yield Row("part of the process that writes, of two", size, figures[WRITING])
    yield Row("two processes give the same bytes (1: yes)", size, figures[SAME], at_least=1)


WHOLE = "bare parser / whole build, time (target 0.65)"
PROCESSOR = "bare parser / whole build, processor time"
TWO = "one process / two, time (target 1.7, if idle)"
WRITING = "part of the writing process, of two"
SAME = "same bytes"


def measure(documents: list[Document], folder: Path) -> dict[str, float]:
    every, first = write(folder / "every.jsonl", documents), write(folder / "first.jsonl", documents[:1])
    words = sum(len(document.text.split()) for document in documents)
    bare, passed = parse(documents)
    start, one = build(first, folder / "start"), build(every, folder / "one")
    start_two, two = build(first, folder / "start2", workers=2), build(every, folder / "two", workers=2)
    whole = one.processor - start.processor
    return {
        "documents": len(documents),
        "words": words,
        "bare parser, words/s of processor time": words / bare,
        "whole build, words/s of processor time": words / whole,
        WHOLE: passed / (one.elapsed - start.elapsed),
        PROCESSOR: bare / whole,
        "documents/s, one process": len(documents) / (one.elapsed - start.elapsed),
        "documents/s, two processes": len(documents) / (two.elapsed - start_two.elapsed),
        TWO: (one.elapsed - start.elapsed) / (two.elapsed - start_two.elapsed),
        WRITING: (two.processor - start_two.processor) / whole,
        SAME: float(same(folder / "one", folder / "two")),
    }


def write(path: Path, documents: Iterable[Document]) -> Path:
    path.write_text("".join(document.to_json() + "\n" for document in documents), "utf-8")
    return path


def parse(documents: list[Document]) -> tuple[float, float]:
    """Processor seconds and seconds passed of the language pipeline alone, a document at a time as a build reads them."""
    from kg.language import load

    nlp = load()
    for document in documents[:3]:
        nlp(document.text)
    begin, clock = time.process_time(), time.perf_counter()
    for document in documents:
        nlp(document.text)
    return time.process_time() - begin, time.perf_counter() - clock


def build(file: Path, store: Path, workers: int = 1) -> Cost:
    return run("build", str(file), "--store", str(store), "--workers", str(workers))


def run(*arguments: str) -> Cost:
    """What a command of `kg` costs in a process of its own."""
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
