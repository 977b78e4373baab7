"""The page for everyone: keyboards, screen readers, small screens, other directions of writing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from graph.model import View
from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import sample_store, sample_view

_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _faults(opened: Opened, axe: str) -> list[str]:
    """What axe finds, one line a fault."""
    opened.page.evaluate(axe + "; null")
    found: list[dict[str, Any]] = opened.page.evaluate(
        f"""async () => (await axe.run(document, {{ runOnly: {json.dumps(_RULES)} }})).violations
            .map(({{ id, nodes }}) => ({{ id, nodes: nodes.map(({{ html }}) => html) }}))"""
    )
    return [f"{fault['id']}: {html}" for fault in found for html in fault["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["drawing", "sides", "tables", "ask"])
def test_axe_finds_nothing(view: str, scheme: str, open_page: Opener, axe: str) -> None:
    opened = open_page(sample_view(), store=sample_store(), color_scheme=scheme)
    opened.page.evaluate("id => explorer.select(id)", opened.ids("Portugal"))
    opened.page.click(f"button[data-view={view}]")
    if view == "ask":
        opened.page.get_by_role("button", name="Who holds which position?", exact=True).click()
        opened.page.wait_for_selector("#table-answer")
    assert _faults(opened, axe) == []


def test_axe_finds_nothing_in_the_article_the_menu_and_a_list_of_names(
    open_page: Opener, axe: str
) -> None:
    opened = open_page(sample_view(), store=sample_store())
    opened.page.click("#tab-article")
    opened.page.click("#keep summary")
    opened.page.fill("#search", "or")
    assert _faults(opened, axe) == []


@pytest.mark.parametrize("view", ["drawing", "sides", "tables", "ask"])
def test_axe_finds_nothing_on_a_phone_and_nothing_scrolls_sideways(
    view: str, open_page: Opener, axe: str
) -> None:
    opened = open_page(sample_view(), store=sample_store(), **_PHONE)
    opened.page.click(f"button[data-view={view}]")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert _faults(opened, axe) == []


def test_the_keyboard_alone_leads_from_a_name_to_its_sentence(open_page: Opener) -> None:
    opened = open_page(sample_view())
    keys = opened.page.keyboard
    keys.press("/")
    keys.type("russia")
    keys.press("Enter")
    for _tab in range(60):
        keys.press("Tab")
        if opened.page.evaluate("document.activeElement.className") == "fold":
            break
    assert opened.page.evaluate("document.activeElement.className") == "fold"
    if opened.page.get_attribute("#facts .fold >> nth=0", "aria-expanded") == "false":
        keys.press("Enter")
    assert "Russia threatened Norway" in opened.page.inner_text("#facts blockquote")
    keys.press("Escape")
    assert opened.page.evaluate("document.documentElement.dataset.selected") == ""


def test_every_control_shows_when_it_has_the_focus(open_page: Opener) -> None:
    opened = open_page(sample_view())
    outlines = set()
    for _tab in range(12):
        opened.page.keyboard.press("Tab")
        outlines.add(opened.page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert outlines == {"solid"}


def test_with_reduced_motion_nothing_moves_and_without_it_the_drawing_glides(
    open_page: Opener,
) -> None:
    where = "id => explorer.locate(id)"
    still = open_page(sample_view(), reduced_motion="reduce")
    still.choose("#search", "brazil")
    spot = still.page.evaluate(where, still.ids("Brazil"))
    box = still.page.locator("#drawing").bounding_box()
    assert box is not None
    assert abs(spot["x"] - box["x"] - box["width"] / 2) < 5
    moving = open_page(sample_view(), reduced_motion="no-preference")
    first = moving.page.evaluate(
        """() => {
            const id = Object.entries(explorer.page.things)
                .find(([, thing]) => thing.label === "Brazil")[0];
            const field = document.getElementById("search");
            field.value = "brazil";
            field.dispatchEvent(new Event("input"));
            field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
            return explorer.locate(id);
        }"""
    )
    assert abs(first["x"] - box["x"] - box["width"] / 2) > 5


def test_a_name_from_right_to_left_keeps_to_itself(open_page: Opener) -> None:
    name = "بنيامين نتنياهو"
    view = sample_view()
    nodes = tuple(
        replace(node, label=name) if node.label == "Henrik Dahl" else node for node in view.nodes
    )
    opened = open_page(View(articles=view.articles, nodes=nodes, facts=view.facts))
    opened.choose("#search", name[:5])
    assert opened.page.inner_text("#facts h2 > bdi") == name
    assert (
        opened.page.evaluate(
            "getComputedStyle(document.querySelector('#facts h2 > bdi')).unicodeBidi"
        )
        == "isolate"
    )
    assert name in opened.page.evaluate("explorer.labels().flatMap(({ lines }) => lines).join(' ')")


def test_nothing_depends_on_colour_alone(open_page: Opener) -> None:
    page = open_page(sample_view()).page.evaluate("explorer.page")
    shapes = [(node["shape"], bool(node.get("shapeProperties"))) for node in page["nodes"]]
    kinds = {page["things"][node["id"]]["type"] for node in page["nodes"]}
    assert len(set(shapes)) == len(kinds)
