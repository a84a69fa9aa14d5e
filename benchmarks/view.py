"""How fast the interactive view is built and drawn, beside a bare vis-network page with the same nodes and edges.

    python -m benchmarks.view [--runs 3] [--small]

Prints, for 1,000 actors with 3,000 relations and 5,000 with 15,000: seconds to build the HTML; milliseconds from
opening to the first drawing of the first view, of the view of everything, and of the bare page, with their ratios; and
the milliseconds from a change of each filter to the next drawing. All are medians of the runs; `--small` leaves the
second size out. Needs playwright and Chromium ($CHROMIUM, or on PATH).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.rows import Row, Setting
from kg.views import bundle
from kg.views.html import render_html
from tests.views.sample import synthetic

FILTERS = {
    "hide a type": "document.querySelector('[data-key=type-0]').click()",
    "hide a kind of relation": "document.querySelector('[data-key=quad-0]').click()",
    "show negated": "document.querySelector('[data-key=status-2]').click()",
    "time": "const t = document.getElementById('time-from'); t.value = t.max / 2; t.dispatchEvent(new Event('input'))",
    "confidence": "const t = document.getElementById('confidence'); t.value = 60; t.dispatchEvent(new Event('input'))",
    "one document less": "document.querySelector('[data-key=document-0]').click()",
    "reset": "document.getElementById('reset').click()",
}
# From the change to the end of the next drawing of the canvas, which the page marks.
TIMED = """() => new Promise((resolve) => {
  const start = performance.now();
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
  const legend = document.getElementById('legend');
  new MutationObserver((_, watcher) => { watcher.disconnect(); done(); }).observe(legend, { childList: true });
  ACTION;
})"""


def bare(html: str) -> str:
    """vis-network alone with the same nodes and edges at the same fixed positions, and its own labels."""
    block = re.search(r'id="data">(.*?)</script>', html, re.S)
    assert block
    data = json.loads(block[1])
    nodes = [
        {"id": at, "label": node["label"][:30], "x": node["x"], "y": node["y"], "shape": "dot", "size": 10}
        for at, node in enumerate(data["nodes"])
    ]
    shown = [number for number, status in enumerate(data["styles"]["statuses"]) if status["shown"]]
    edges = [{"from": a, "to": b, "arrows": "to"} for a, _, b, status in data["edges"] if status in shown]
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>body {{ margin: 0 }} #g {{ height: 100vh }}</style>
<div id="g"></div>
<script type="application/json" id="d">{bundle.json_block({"nodes": nodes, "edges": edges})}</script>
<script>{bundle.vis_network()}</script>
<script>const d = JSON.parse(document.getElementById("d").textContent);
const n = new vis.Network(document.getElementById("g"),
  {{ nodes: new vis.DataSet(d.nodes), edges: new vis.DataSet(d.edges) }},
  {{ physics: false, layout: {{ improvedLayout: false }}, edges: {{ smooth: false }} }});
n.once("afterDrawing", () => performance.mark("kg-first-drawing"));</script>"""


def first_drawing(browser: Any, address: str) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address, wait_until="commit")
    while not page.evaluate("performance.getEntriesByName('kg-first-drawing').length"):
        time.sleep(0.02)
    value: float = page.evaluate("performance.getEntriesByName('kg-first-drawing')[0].startTime")
    page.close()
    return value


def filters(browser: Any, address: str) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_timeout(1500)
    taken = {what: page.evaluate(TIMED.replace("ACTION", action)) for what, action in FILTERS.items()}
    page.close()
    return taken


SIZES = ((1000, 3000), (5000, 15000))  # actors, relations


def rows(setting: Setting) -> Iterator[Row]:
    for number, figures in enumerate(measure(1 if setting.quick else 3, small=setting.quick)):
        size = f"{figures['actors']:,} actors, {figures['relations']:,} relations"
        for name in ("first view", "everything"):
            ratio = figures["drawing"][name] / figures["drawing"]["bare"]
            yield Row(f"first drawing, {name} / bare vis-network, time", size, ratio, at_most=1.5)
            what, slowest = max(figures["filters"][name].items(), key=lambda pair: pair[1])
            limit = 300 if number == 0 else None
            yield Row(f"slowest filter, {name}, milliseconds", size, slowest, at_most=limit, note=what)
        yield Row("building the page, seconds", size, figures["built"], at_most=20)


def measure(runs: int, *, small: bool) -> Iterator[dict[str, Any]]:
    """For each size: seconds to build, and the medians of milliseconds to the first drawing and of each filter."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for actors, relations in SIZES[:1] if small else SIZES:
            documents, statements = synthetic(actors, relations)
            start = time.perf_counter()
            html = render_html(documents, statements, title="Benchmark")
            built = time.perf_counter() - start
            view, plain = Path(folder, "view.html"), Path(folder, "bare.html")
            view.write_text(html, encoding="utf-8")
            plain.write_text(bare(html), encoding="utf-8")
            pages = {"bare": plain.as_uri(), "first view": view.as_uri(), "everything": view.as_uri() + "#top=0"}
            # By turns, so that whatever else the machine does weighs on all alike.
            times: dict[str, list[float]] = {name: [] for name in pages}
            for _ in range(runs):
                for name, address in pages.items():
                    times[name].append(first_drawing(browser, address))
            filtered = {
                name: [filters(browser, pages[name]) for _ in range(runs)] for name in ("first view", "everything")
            }
            yield {
                "actors": actors,
                "relations": relations,
                "built": built,
                "size": len(html.encode()),
                "drawing": {name: statistics.median(values) for name, values in times.items()},
                "filters": {
                    name: {what: statistics.median(run[what] for run in taken) for what in FILTERS}
                    for name, taken in filtered.items()
                },
            }
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--small", action="store_true")
    options = parser.parse_args()
    for figures in measure(options.runs, small=options.small):
        print(f"{figures['actors']} actors, {figures['relations']} relations: built in {figures['built']:.1f} s, "
              f"{figures['size'] / 1e6:.1f} MB")  # fmt: skip
        for name, value in figures["drawing"].items():
            print(f"  first drawing, {name}: {value:.0f} ms, {value / figures['drawing']['bare']:.2f} × bare")
        for name, taken in figures["filters"].items():
            slowest = max(taken, key=lambda what: taken[what])
            print(f"  filters, {name}: " + ", ".join(f"{what} {value:.0f}" for what, value in taken.items())
                  + f" ms; slowest: {slowest}")  # fmt: skip


if __name__ == "__main__":
    main()
