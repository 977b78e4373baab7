"""A headless Chromium without a network, and pages opened in it from files."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pyoxigraph import Store

from graph.model import View
from graph.outputs.html import to_html

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What a graphics driver made of software says of its own speed.
_DRIVER = "GL Driver Message"
# Playwright runs this before anything of the page, whatever the page's policy allows.
_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


@dataclass
class Opened:
    """A page that is ready, and everything that it did which it should not."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def ids(self, label: str) -> str:
        """The opaque id of the node of this name."""
        found: str = self.page.evaluate(
            """label => Object.entries(explorer.page.things)
                .find(([, thing]) => thing.label === label)[0]""",
            label,
        )
        return found

    def click(self, id_: str) -> None:
        """Clicks on a node, or on the middle of an edge, in the drawing."""
        spot = self.page.evaluate("id => explorer.locate(id)", id_)
        self.page.mouse.click(spot["x"], spot["y"])
        self.page.wait_for_selector('html[data-selected]:not([data-selected=""])', timeout=5000)

    def edge(self, subject: str, verb: str, object_: str) -> str:
        """The opaque id of the edge that says so."""
        found: str = self.page.evaluate(
            """([subject, verb, object]) => explorer.page.edges.find((edge) =>
                explorer.page.things[edge.from].label === subject && edge.statecraft.verb === verb
                && explorer.page.things[edge.to].label === object).id""",
            [subject, verb, object_],
        )
        return found

    def choose(self, field: str, name: str) -> None:
        """Types a name into a field that finds things, and takes the first that it finds."""
        self.page.fill(field, name)
        self.page.press(field, "Enter")

    def settle(self) -> None:
        """Waits until everything asked for so far has been drawn."""
        self.page.evaluate(
            """async () => {
                for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
            }"""
        )

    def clean(self) -> bool:
        """Whether the page asked for nothing, ran nothing foreign and complained of nothing."""
        violations = self.page.evaluate("window.violations")
        # A blob is the page's own memory: the script of its worker, and the pictures it makes.
        asked = [url for url in self.requests if not url.startswith("blob:")]
        foreign = [url for url in asked if url.partition("#")[0] != self.address]
        assert (foreign, self.errors, self.dialogs, violations) == ([], [], [], [])
        return True


EXPLORER = Path(__file__).parents[2] / "graph" / "outputs" / "explorer"

Opener = Callable[..., Opened]


def _chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    usual = Path("/usr/bin/chromium")
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    return str(usual) if usual.is_file() else found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: the one named in CHROMIUM, the system's, or Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Writes a view's page to a file, opens that with the network cut, and waits until it is drawn.

    ``fragment`` is what stands behind the address, "#" included; ``store`` and ``query`` are
    those of ``to_html``. Other keywords are those of a Playwright context (``viewport``,
    ``color_scheme``, …).
    """
    contexts = []

    def opener(
        view: View,
        fragment: str = "",
        *,
        store: Store | None = None,
        query: bool = True,
        **options: Any,
    ) -> Opened:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(to_html(view, store, query=query), encoding="utf-8")
        options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.set_offline(True)
        context.add_init_script(_WATCH)
        page = context.new_page()
        opened = Opened(page=page, address=path.as_uri())
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                opened.errors.append(message.text)
                if message.type in ("error", "warning") and _DRIVER not in message.text
                else None
            ),
        )
        page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(opened.address + fragment)
        if options.get("java_script_enabled", True):
            # By selector, not by function: the page's policy forbids what that would evaluate.
            page.wait_for_selector("html[data-ready]", state="attached", timeout=20000)
        return opened

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def npm() -> str:
    """npm, with the packages for checks and tests installed."""
    found = shutil.which("npm")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no npm: the page's sources cannot be checked")
        pytest.skip("no npm on this machine: the page's sources are not checked")
    if not (EXPLORER / "node_modules" / "axe-core").is_dir():
        install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run([found, *install], cwd=EXPLORER, check=True, capture_output=True)
    return found


@pytest.fixture(scope="session")
def axe(npm: str) -> str:
    """The script that finds what keeps people out of a page."""
    return (EXPLORER / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
