"""Large graphs: drawn with WebGL, the largest by groups first; never refused, never all at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graph.model import View
from graph.outputs import html, page_data
from graph.outputs.html import to_html
from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import random_view

_SIGNED = """() => {
  const canvas = document.querySelector("#drawing canvas.sigma-nodes");
  return [canvas.width > 100, explorer.labels().length];
}"""


@cache
def _view() -> View:
    return random_view(400, 700)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn as large ones: the code is the same for four hundred as for ten thousand."""
    monkeypatch.setattr(html, "LARGE_ABOVE", 300)


@pytest.fixture
def grouped(large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are shown by groups first."""
    monkeypatch.setattr(page_data, "GROUPED_ABOVE", 300)


def _labelled(opened: Opened) -> list[str]:
    ids: list[str] = opened.page.evaluate("explorer.labels().map(({ id }) => id)")
    return ids


def test_a_page_carries_the_drawing_that_its_graph_needs() -> None:
    small, many = to_html(random_view(20, 20)), to_html(random_view(2001, 50))
    assert "vis-network" in small or "forceAtlas2Based" in small
    assert "forceAtlas2Based" not in many
    assert "a_shape" in many


def test_a_large_graph_is_drawn_with_signs_and_labels(large: None, open_page: Opener) -> None:
    opened = open_page(_view())
    wide, labels = opened.page.evaluate(_SIGNED)
    assert wide
    assert labels > 20
    assert opened.clean()


def test_a_click_on_a_sign_selects_it(large: None, open_page: Opener) -> None:
    opened = open_page(_view())
    opened.choose("#search", "ka")
    chosen = opened.page.evaluate("document.documentElement.dataset.selected")
    opened.page.keyboard.press("Escape")
    opened.page.wait_for_selector('html[data-selected=""]', state="attached")
    opened.settle()
    opened.click(chosen)
    assert opened.page.evaluate("document.documentElement.dataset.selected") == chosen


def test_filters_ways_and_files_work_there_too(large: None, open_page: Opener) -> None:
    opened = open_page(_view())
    opened.page.locator("#rail label", has_text="people").locator("input").uncheck()
    people = sum(node.type == "Person" for node in _view().nodes)
    all_ = opened.page.evaluate("explorer.page.nodes.length")
    assert f"{all_ - people} of {all_} signs" in opened.page.inner_text("#shown")
    opened.settle()
    types = opened.page.evaluate("explorer.labels().map(({ id }) => explorer.page.things[id].type)")
    assert "Person" not in types
    opened.page.click("#keep summary")
    with opened.page.expect_download() as download:
        opened.page.click("#keep [data-kind=svg]")
    assert b"<circle" in Path(download.value.path()).read_bytes()


def test_a_plain_wheel_leaves_it_and_ctrl_wheel_zooms(large: None, open_page: Opener) -> None:
    opened = open_page(_view())
    first, last = _labelled(opened)[0], _labelled(opened)[-1]

    def apart() -> float:
        a, b = (opened.page.evaluate("id => explorer.locate(id)", id_) for id_ in (first, last))
        return float(((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5)

    before = apart()
    opened.page.mouse.move(600, 400)
    opened.page.mouse.wheel(0, -200)
    opened.settle()
    assert apart() == pytest.approx(before)
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -200)
    opened.page.keyboard.up("Control")
    opened.settle()
    assert apart() > before * 1.3


def test_a_very_large_graph_shows_groups_first_and_says_how_much(
    grouped: None, open_page: Opener
) -> None:
    opened = open_page(_view())
    assert any(id_.startswith("c") for id_ in _labelled(opened))
    assert "in" in opened.page.inner_text("#shown")
    assert "groups: click one to open it" in opened.page.inner_text("#shown")
    assert opened.clean()


def _one_by_one(opened: Opened) -> int:
    return int(opened.page.inner_text("#shown").split("; ")[1].split()[0])


def test_a_click_opens_a_group_and_leaves_the_others(grouped: None, open_page: Opener) -> None:
    opened = open_page(_view())
    before = _one_by_one(opened)
    spot = opened.page.evaluate("explorer.locate('c0')")
    opened.page.mouse.click(spot["x"], spot["y"])
    opened.settle()
    size = opened.page.evaluate("explorer.page.communities[0].length")
    assert _one_by_one(opened) == before + size
    assert "c0" not in _labelled(opened)


def test_whoever_is_found_comes_out_of_its_group(grouped: None, open_page: Opener) -> None:
    opened = open_page(_view())
    before = _one_by_one(opened)
    opened.choose("#search", "mu")
    chosen = opened.page.evaluate("document.documentElement.dataset.selected")
    opened.settle()
    assert _one_by_one(opened) > before
    assert chosen in _labelled(opened)


def test_groups_are_the_same_in_every_process_and_hold_every_node_once() -> None:
    view = random_view(500, 900)
    data, _numbering = page_data.page_data(view)
    assert "communities" not in data
    from graph.outputs.communities import communities
    from graph.outputs.network import to_networkx

    network = to_networkx(view)
    groups = communities(network)
    assert sorted(iri for group in groups for iri in group) == sorted(network)
    assert groups == communities(to_networkx(view))
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)


def test_without_webgl_the_tables_say_it_all(large: None, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(to_html(_view()), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached", timeout=60000)
    assert "no WebGL" in page.inner_text("#drawing")
    page.click("button[data-view=tables]")
    assert page.locator("#table-facts tbody tr").count() == 150
    context.close()
