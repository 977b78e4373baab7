"""How fast the explorer page is: ``python -m scripts.benchmark_explorer``, from the root.

Each graph is opened from a file in a cold headless Chromium. "Ready" is the time from navigation to
the first full drawing; an interaction lasts until the frame after it is drawn. Sixty interactions,
one after the other, give a median and a worst. pyvis's own page of the same graph, as it comes, is
ready when its drawing has come to rest; it is given up after a minute.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import networkx as nx
from playwright.sync_api import Page, Playwright, sync_playwright
from pyvis.network import Network
from rich.console import Console
from rich.table import Table

from graph.outputs.html import page, to_html
from graph.outputs.network import to_networkx
from graph.rdf.mapping import quads
from graph.rdf.store import collect
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small
from tests.outputs.views import random_view

# Some acts of the made-up graphs have signs of their own: these are 2,000 and 10,000 with them.
SIZES = (60, 500, 1990, 9950)
RUNS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 60_000  # milliseconds
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_INTERACTIONS = (
    # A letter of a search, a filter, a selection, ways between two, and back to the start.
    """(n) => { const field = document.getElementById("search"); field.value = "kaminro"[n % 7];
        field.dispatchEvent(new Event("input")); field.blur(); }""",
    """(n) => { const boxes = document.querySelectorAll("#rail input[type=checkbox]");
        boxes[n % boxes.length].click(); }""",
    """(n) => explorer.select("n" + (n * 7) % explorer.page.nodes.length)""",
    """(n) => { const field = document.getElementById("way-to");
        field.value = explorer.page.things["n" + (n * 11) % explorer.page.nodes.length].label;
        field.dispatchEvent(new Event("input"));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" })); }""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One graph's page, in milliseconds and megabytes."""

    generated: float
    size: float
    own: float
    ready: float
    middle: float
    worst: float
    pyvis: float | None


def main() -> None:
    """Prints a table, one row a size, and how long the first query takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--no-pyvis", action="store_true")
    options = parser.parse_args()
    table = Table(
        "nodes", "facts", "generated", "file", "without graph", "ready", "median", "worst", "pyvis"
    )
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        for nodes in options.sizes:
            found = _measure(
                playwright, options.chromium, nodes, Path(folder), with_pyvis=not options.no_pyvis
            )
            slow = f"over {PATIENCE // 1000} s" if found.pyvis is None else f"{found.pyvis:.0f} ms"
            table.add_row(
                str(nodes),
                str(2 * nodes),
                f"{found.generated / 1000:.2f} s",
                f"{found.size:.2f} MB",
                f"{found.own:.2f} MB",
                f"{found.ready:.0f} ms",
                f"{found.middle:.0f} ms",
                f"{found.worst:.0f} ms",
                "not tried" if options.no_pyvis else slow,
            )
        first = median(
            _first_query(playwright, options.chromium, Path(folder)) for _run in range(RUNS)
        )
    console = Console(width=120)
    console.print(table)
    console.print(f"first query answered {first:.0f} ms after its tab was opened")
    console.print(f"load of this machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _measure(
    playwright: Playwright, chromium: str, nodes: int, folder: Path, *, with_pyvis: bool
) -> Measured:
    view = random_view(nodes, 2 * nodes)
    begin = perf_counter()
    text = to_html(view)
    generated = (perf_counter() - begin) * 1000
    path = folder / f"{nodes}.html"
    path.write_text(text, encoding="utf-8")
    runs = [_open(playwright, chromium, path) for _run in range(RUNS)]
    times = [time for _ready, times in runs for time in times]
    shell = re.sub(
        r'<script type="application/json".*?</script>|<noscript>.*?</noscript>',
        "",
        text,
        flags=re.S,
    )
    return Measured(
        generated=generated,
        size=len(text.encode()) / 1e6,
        own=len(shell.encode()) / 1e6,
        ready=median(ready for ready, _times in runs),
        middle=median(times),
        # The worst of each run, and of these the middle one: another program may have had the core.
        worst=median(max(times) for _ready, times in runs),
        pyvis=_pyvis(playwright, chromium, to_networkx(view), folder) if with_pyvis else None,
    )


def _open(playwright: Playwright, chromium: str, path: Path) -> tuple[float, list[float]]:
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    opened = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened.goto(path.as_uri(), timeout=PATIENCE)
    opened.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    ready = float(opened.evaluate("document.documentElement.dataset.ready"))
    acts = [_INTERACTIONS[number % len(_INTERACTIONS)] for number in range(60)]
    times = [_timed(opened, act, number) for number, act in enumerate(acts)]
    browser.close()
    return ready, times


def _timed(opened: Page, act: str, number: int) -> float:
    program = f"""async (n) => {{
        const begin = performance.now();
        ({act})(n);
        await ({_FRAME})();
        return performance.now() - begin;
    }}"""
    return float(opened.evaluate(program, number))


def _first_query(playwright: Playwright, chromium: str, folder: Path) -> float:
    path = folder / "query.html"
    path.write_text(page(collect(quads(sample(), small()))), encoding="utf-8")
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    opened = browser.new_page()
    opened.goto(path.as_uri())
    opened.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
    begin = perf_counter()
    opened.click("button[data-view=ask]")
    opened.get_by_role("button", name="Who holds which position?", exact=True).click()
    opened.wait_for_selector("#table-answer", timeout=PATIENCE)
    took = (perf_counter() - begin) * 1000
    browser.close()
    return took


def _pyvis(
    playwright: Playwright, chromium: str, network: nx.MultiDiGraph[str], folder: Path
) -> float | None:
    """How long pyvis's page of the network takes to come to rest; None if it does not in time."""
    drawing = Network(directed=True, cdn_resources="in_line")
    for iri, attributes in network.nodes(data=True):
        drawing.add_node(iri, label=attributes["label"])
    for source, target, attributes in network.edges(data=True):
        drawing.add_edge(source, target, title=attributes.get("sentence", ""))
    path = folder / "pyvis.html"
    path.write_text(drawing.generate_html(notebook=False), encoding="utf-8")
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    begin = perf_counter()
    try:
        opened.goto(path.as_uri(), wait_until="commit")
        opened.wait_for_function("typeof network === 'object' && network !== null")
        opened.wait_for_function(
            "document.getElementById('loadingBar') === null ||"
            " document.getElementById('loadingBar').style.display === 'none' ||"
            " !network.physics.physicsEnabled || network.physics.stabilized"
        )
    except Exception as error:
        if "Timeout" not in type(error).__name__:
            raise
        return None
    else:
        return (perf_counter() - begin) * 1000
    finally:
        browser.close()


if __name__ == "__main__":
    main()
