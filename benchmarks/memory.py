"""Whether the memory of `kg build` stays flat: ``python -m benchmarks.memory [--documents 50000] [--few 1000]``.

Builds a store of a few documents and one of many, each by the command in a process of its own, and compares the peaks.
The documents are short (two sentences), but each brings names that were never met before, a handful a document, as
news does: what is kept of each new word or actor shows.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.building import build, write
from benchmarks.rows import Row, Setting
from benchmarks.synthetic import articles
from kg.documents import Document

SOUNDS = "b br d dr f g h j k kh l m n p r s sh t th v w z".split()
FLAT = 1.2  # the many may take so much more than the few


def rows(setting: Setting) -> Iterator[Row]:
    few, many = (100, 500) if setting.quick else (1_000, 50_000)
    with tempfile.TemporaryDirectory(dir=setting.folder) as folder:
        peaks = {number: peak(number, Path(folder)) for number in (few, many)}
    size = f"{few:,} and {many:,} documents"
    yield Row("peak memory, many / few documents", size, peaks[many] / peaks[few], at_most=FLAT)
    for number, found in peaks.items():
        yield Row("peak memory, MiB", f"{number:,} documents", found)


def peak(number: int, folder: Path) -> int:
    """MiB of a build of so many documents."""
    file = write(folder / f"{number}.jsonl", brief(number))
    return build(file, folder / f"store{number}").peak


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
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="where the stores go for the while")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        few, many = (peak(number, Path(folder)) for number in (options.few, options.documents))
    print(f"{options.few:,} documents: {few} MiB; {options.documents:,} documents: {many} MiB; {many / few:.2f} times")


if __name__ == "__main__":
    main()
