"""Whether memory stays flat: ``python -m benchmarks.memory [NUMBER...]``, by default 1000 10000 30000 50000.

Runs `kg extract` and `kg build --store` on each number of documents, each in a process of its own, and compares the
peaks. The documents are short (two sentences), but each brings names that were never met before, as news does: what is
kept of each new word or actor shows.

Reading alone has nothing to fill. A store on disk has: Oxigraph gives RocksDB caches of 32 and 128 MiB (its LOG tells
their capacity) and buffers for writing, which are full after some 20,000 of these documents.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from benchmarks.building import build, run, write
from benchmarks.rows import Row, Setting
from benchmarks.synthetic import articles
from kg.documents import Document

NUMBERS = (1_000, 10_000, 30_000, 50_000)
SOUNDS = "b br d dr f g h j k kh l m n p r s sh t th v w z".split()
COMMANDS = ("extract", "build")
FLAT = {"extract": (1.1, 1.1, 1.1), "build": (1.5, 1.3, 1.1)}  # the most that each step may bring: caches fill first


def rows(setting: Setting) -> Iterator[Row]:
    numbers = (100, 300, 600) if setting.quick else NUMBERS
    for command in COMMANDS:
        peaks = measure(command, numbers, setting.folder)
        for (few, many), limit in zip(pairwise(numbers), FLAT[command], strict=False):
            size = f"{many:,} documents / {few:,}"
            yield Row(f"peak memory of kg {command}", size, peaks[many] / peaks[few], at_most=limit)
        for number, found in peaks.items():
            yield Row(f"peak memory of kg {command}, MiB", f"{number:,} documents", found)


def measure(command: str, numbers: Iterable[int], folder: Path | None) -> dict[int, int]:
    """Number of documents → peak in MiB."""
    with tempfile.TemporaryDirectory(dir=folder) as stores:
        return {number: peak(command, number, Path(stores)) for number in numbers}


def peak(command: str, number: int, folder: Path) -> int:
    """MiB of a command on so many documents."""
    file = write(folder / f"{number}.jsonl", brief(number))
    return (build(file, folder / f"store{number}") if command == "build" else run("extract", str(file))).peak


def brief(number: int) -> Iterator[Document]:
    """The beginnings of synthetic articles, each with new names."""
    for at, article in enumerate(islice(articles(number, copies=0), number)):
        chance = random.Random(at)
        person, village, town, firm = (name(chance) for _ in range(4))
        sentence, _, _ = article.text.partition("\n\n")[0].partition(". ")
        more = f"{person} of {village}, who works for {firm}, told reporters in {town} that the army had left."
        yield replace(article, text=f"{sentence.rstrip('.')}. {more}")


def name(chance: random.Random) -> str:
    return "".join(
        chance.choice(SOUNDS) + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    ).capitalize() + chance.choice(["", "n", "r", "k"])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("numbers", type=int, nargs="*", metavar="NUMBER", default=NUMBERS)
    parser.add_argument("--folder", type=Path, help="where the stores go for the while")
    options = parser.parse_args()
    for command in COMMANDS:
        peaks = measure(command, options.numbers, options.folder)
        least = min(peaks)
        for number, found in peaks.items():
            told = f"{found:5} MiB, {found / peaks[least]:.2f} times that of {least:,}"
            print(f"{command:8} {number:8,} documents: {told}", flush=True)


if __name__ == "__main__":
    main()
