"""All ratios as one table: ``python -m benchmarks [NAME...] [--quick] [--texts FILE] [--json FILE]``.

Each benchmark runs in a process of its own, one after the other; one that fails is a row that says so. `--quick` takes
small sizes, to see that all of it runs: its figures mean little. The figures asked for are those of the default sizes on
an idle machine, which take about an hour. A file of real news (`--texts`, JSON Lines with `id` and `text`) gives better
figures of parsing, extraction and building than the synthetic texts, in which every sentence tells of an event.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from benchmarks.alone import measured
from benchmarks.rows import Row, Setting, print_table, write_json

NAMES = ("language", "actors", "extraction", "graph", "view", "building", "memory")
"""Modules of this folder, each with `rows(setting)`."""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all unless given")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--texts", type=Path, help="news to read; synthetic unless given")
    parser.add_argument("--folder", type=Path, help="where stores go for the while; a temporary folder unless given")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in NAMES]:
        parser.error(f"there is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    setting = Setting(options.quick, options.texts, options.folder)
    rows: list[Row] = []
    for name in options.names or NAMES:
        begin = time.perf_counter()
        print(f"=== {name}", file=sys.stderr, flush=True)
        rows += measured(name, setting)
        print(f"    {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
        if options.json:
            write_json(options.json, rows)  # after each, since the next may take long
    print_table(rows)


if __name__ == "__main__":
    main()
