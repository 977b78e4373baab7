"""How fast the explorer page is: ``python -m scripts.benchmark_explorer [CHROMIUM]``, from the root.

Each graph is opened from a file in a cold headless Chromium. "Ready" is the time from navigation to
the first full drawing; an interaction lasts until the frame after it is drawn.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, Playwright, sync_playwright
from rich.console import Console
from rich.table import Table

from graph.outputs.html import to_html
from tests.outputs.views import random_view

SIZES = ((60, 120), (500, 1000), (2000, 4000))
RUNS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_INTERACTIONS = {
    "select": """() => explorer.select("n0")""",
    "filter": """() => document.querySelector("#rail input[type=checkbox]").click()""",
    "search": """() => { const field = document.getElementById("search"); field.value = "ka";
        field.dispatchEvent(new Event("input")); }""",
    "zoom": """() => document.querySelector("[data-tool=in]").click()""",
}


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Prints a table, one row a size; milliseconds are medians of three cold runs."""
    table = Table("nodes", "facts", "generated", "file", "ready", *_INTERACTIONS)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for nodes, facts in SIZES:
            view = random_view(nodes, facts)
            begin = perf_counter()
            text = to_html(view)
            generated = perf_counter() - begin
            path = Path(folder) / f"{nodes}.html"
            path.write_text(text, encoding="utf-8")
            runs = [_measure(playwright, chromium, path) for _run in range(RUNS)]
            times = [f"{median(run[name] for run in runs):.0f} ms" for name in runs[0]]
            size = f"{path.stat().st_size / 1e6:.2f} MB"
            table.add_row(str(nodes), str(facts), f"{generated:.2f} s", size, *times)
    Console(width=110).print(table)


def _measure(playwright: Playwright, chromium: str, path: Path) -> dict[str, float]:
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60000)
    ready = float(page.evaluate("document.documentElement.dataset.ready"))
    times = {"ready": ready} | {name: _timed(page, act) for name, act in _INTERACTIONS.items()}
    browser.close()
    return times


def _timed(page: Page, act: str) -> float:
    program = f"""async () => {{
        const begin = performance.now();
        ({act})();
        await ({_FRAME})();
        return performance.now() - begin;
    }}"""
    return float(page.evaluate(program))


if __name__ == "__main__":
    main(*sys.argv[1:2])
