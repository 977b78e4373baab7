"""Pictures of the sample article's page, as the README and the docs show them.

With ``STATECRAFT_PICTURES=docs/images`` they are written there, to be looked at and committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.pipeline import Built, Pipeline
from tests.outputs.conftest import Opened, Opener

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "graph" / "data" / "sample" / "fishing-accord.txt"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def built(pipeline: Pipeline) -> Built:
    """The sample article's graph."""
    return pipeline.build(SAMPLE)


def _light(opened: Opened) -> None:
    opened.page.evaluate("id => explorer.select(id)", opened.ids("Portugal"))


def _dark(opened: Opened) -> None:
    opened.page.evaluate("id => explorer.select(id)", opened.ids("Morocco"))
    opened.choose("#way-to", "Caroline Aldous")


def _phone(opened: Opened) -> None:
    opened.page.click("button[data-view=drawing]")


def _sides(opened: Opened) -> None:
    opened.page.click("button[data-view=sides]")
    opened.choose("#side-0", "Portugal")
    opened.choose("#side-1", "Morocco")
    opened.page.locator("#sides .fold").first.click()


def _tables(opened: Opened) -> None:
    opened.page.click("button[data-view=tables]")


def _query(opened: Opened) -> None:
    opened.page.click("button[data-view=ask]")
    opened.page.get_by_role("button", name="Who holds which position?", exact=True).click()
    opened.page.wait_for_selector("#table-answer")


PICTURES = {
    "page": (_light, {}),
    "page-dark": (_dark, {"color_scheme": "dark"}),
    "page-phone": (_phone, PHONE),
    "page-two-sides": (_sides, {}),
    "page-tables": (_tables, {}),
    "page-query": (_query, {}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_taken(name: str, built: Built, open_page: Opener, tmp_path: Path) -> None:
    act, options = PICTURES[name]
    opened = open_page(built.view, store=built.store, **options)
    act(opened)
    opened.settle()
    folder = Path(os.environ.get("STATECRAFT_PICTURES", tmp_path))
    picture = folder / f"{name}.png"
    opened.page.screenshot(path=picture, animations="disabled", caret="hide")
    # A page of one colour would be some hundred bytes.
    assert picture.stat().st_size > 15_000
    assert opened.clean()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_stands_in_the_docs(name: str) -> None:
    assert (ROOT / "docs" / "images" / f"{name}.png").is_file()
    pages = (ROOT / "README.md", ROOT / "docs" / "explorer.md")
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert f"images/{name}.png" in text
