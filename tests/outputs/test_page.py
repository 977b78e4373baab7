"""The page in a real browser, from a file, with the network cut."""

from __future__ import annotations

from itertools import combinations

from graph.model import View
from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import random_view, sample_view

_INK = """() => {
  const canvas = document.querySelector("#drawing canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at] > 0) inked++;
  return inked / (data.length / 4);
}"""


def _labels(opened: Opened, kind: str = "node") -> list[dict[str, float]]:
    labels = opened.page.evaluate("explorer.labels().map(({ id, rect }) => ({ id, ...rect }))")
    return [label for label in labels if label["id"].startswith(kind[0])]


def _panel(opened: Opened) -> str:
    return opened.page.inner_text("#facts")


def test_the_network_is_drawn(open_page: Opener) -> None:
    opened = open_page(sample_view())
    assert opened.page.evaluate(_INK) > 0.01
    assert opened.clean()


def test_nothing_is_requested_whatever_is_clicked(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.ids("Henrik Dahl"))
    for group in (".tools button", ".tabs button", ".looking button", ".views button"):
        for button in opened.page.locator(group).all():
            if button.is_visible():
                button.click()
    opened.settle()
    assert opened.clean()


def test_all_labels_of_a_small_graph_stand_at_first_view(open_page: Opener) -> None:
    opened = open_page(sample_view())
    assert len(_labels(opened)) == opened.page.evaluate("explorer.page.nodes.length")


def test_no_label_covers_another_at_first_view_of_sixty_nodes(open_page: Opener) -> None:
    opened = open_page(random_view(60, 90))
    labels = _labels(opened) + _labels(opened, "edge")
    assert len(_labels(opened)) >= 54

    def covers(a: dict[str, float], b: dict[str, float]) -> bool:
        across = min(a["right"], b["right"]) - max(a["left"], b["left"])
        down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        return across > 0.5 and down > 0.5

    assert not any(covers(a, b) for a, b in combinations(labels, 2))


def test_parallel_edges_run_apart(open_page: Opener) -> None:
    opened = open_page(sample_view())
    edges = opened.page.evaluate(
        """explorer.page.edges.filter(({ from, to }) =>
            explorer.page.things[from].label === "Portugal"
            && explorer.page.things[to].label === "Morocco").map(({ id }) => explorer.locate(id))"""
    )
    assert len(edges) == 2
    distance = ((edges[0]["x"] - edges[1]["x"]) ** 2 + (edges[0]["y"] - edges[1]["y"]) ** 2) ** 0.5
    assert distance > 8


def test_the_empty_panel_says_who_and_what_and_where_to_click(open_page: Opener) -> None:
    panel = _panel(open_page(sample_view()))
    assert "Click a sign or a line" in panel
    assert "Foreign Minister of Norway" in panel
    assert "agrees with" in panel


def test_a_click_on_an_edge_shows_its_sentence_with_the_words_marked(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.edge("Russia", "threatens", "Norway"))
    page = opened.page
    assert page.inner_text("#facts blockquote") == (
        "According to Dahl, Russia threatened Norway last month."
    )
    assert page.inner_text("#facts mark.subject") == "Russia"
    assert page.inner_text("#facts mark.trigger") == "threatened"
    assert page.inner_text("#facts mark.object") == "Norway"


def test_the_panel_says_how_sure_who_says_so_and_when(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.edge("Russia", "threatens", "Norway"))
    panel = _panel(opened)
    assert "reported, according to Henrik Dahl" in panel
    assert "February 2025" in panel
    assert "80 %" in panel
    assert "https" not in panel


def test_hearsay_of_hearsay_names_the_chain(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.edge("Henrik Dahl", "accuses", "Morocco"))
    assert "according to Marta Oliveira, citing Henrik Dahl" in _panel(opened)


def test_what_is_denied_is_struck_through(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.edge("Rui Faro", "belongs to", "Atlantic Alliance"))
    assert opened.page.inner_text("#facts .headline s") == "belongs to"
    assert "denied, according to Ana Castelo" in _panel(opened)


def test_a_click_on_a_node_lists_what_it_does_and_says(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.ids("Marta Oliveira"))
    panel = _panel(opened)
    assert opened.page.inner_text("#facts h2") == "Marta Oliveira"
    assert "Foreign Minister of Portugal" in panel
    assert "What they say" in panel
    assert "had welcomed the plan" in panel


def test_a_click_on_a_label_selects_too(open_page: Opener) -> None:
    opened = open_page(sample_view())
    id_ = opened.ids("Portugal")
    (label,) = [label for label in _labels(opened) if label["id"] == id_]
    box = opened.page.locator("#drawing").bounding_box()
    assert box is not None
    opened.page.mouse.click(
        box["x"] + (label["left"] + label["right"]) / 2,
        box["y"] + (label["top"] + label["bottom"]) / 2,
    )
    opened.page.wait_for_selector("#facts h2")
    assert opened.page.inner_text("#facts h2") == "Portugal"


def test_a_click_beside_everything_lets_go(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.ids("Portugal"))
    box = opened.page.locator("#drawing").bounding_box()
    assert box is not None
    opened.page.mouse.click(box["x"] + 5, box["y"] + box["height"] / 2)
    opened.page.wait_for_selector('html[data-selected=""]', state="attached")
    assert "Click a sign or a line" in _panel(opened)


def test_search_finds_by_alias_from_the_keyboard(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("kingdom of")
    assert "Norway" in opened.page.inner_text("#found")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#facts h2") == "Norway"


def test_search_brings_what_it_found_to_the_middle(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.fill("#search", "brazil")
    opened.page.keyboard.press("Enter")
    opened.settle()
    spot = opened.page.evaluate("id => explorer.locate(id)", opened.ids("Brazil"))
    box = opened.page.locator("#drawing").bounding_box()
    assert box is not None
    assert abs(spot["x"] - box["x"] - box["width"] / 2) < 5
    assert abs(spot["y"] - box["y"] - box["height"] / 2) < 5


def test_search_moves_with_the_arrow_keys(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.fill("#search", "or")
    first = opened.page.inner_text("#found [aria-selected=true]")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.inner_text("#found [aria-selected=true]") != first


def test_the_legend_counts_and_filters_classes(open_page: Opener) -> None:
    opened = open_page(sample_view())
    row = opened.page.locator("#rail label", has_text="people")
    assert row.locator(".count").inner_text() == "5"
    row.locator("input").uncheck()
    opened.settle()
    assert opened.ids("Henrik Dahl") not in {label["id"] for label in _labels(opened)}
    assert opened.page.inner_text("#shown").startswith("24 of 29 signs")


def test_the_legend_filters_acts(open_page: Opener) -> None:
    opened = open_page(sample_view())
    threat = opened.edge("Russia", "threatens", "Norway")
    opened.page.locator("#rail label", has_text="threats").locator("input").uncheck()
    opened.settle()
    assert threat not in {label["id"] for label in _labels(opened, "edge")}
    assert "24 of 25 facts" in opened.page.inner_text("#shown")


def test_the_legend_filters_by_how_it_is_put(open_page: Opener) -> None:
    opened = open_page(sample_view())
    group = opened.page.locator("#rail fieldset", has=opened.page.get_by_text("How it is put"))
    assert group.locator("label").all_inner_texts() != []
    group.locator(".row", has_text="as fact").hover()
    group.locator(".row", has_text="as fact").locator(".only").click()
    opened.page.click("button[data-view=tables]")
    how = opened.page.locator("#table-facts tbody td:nth-child(4)").all_inner_texts()
    assert set(how) == {"as fact"}


def test_everything_can_be_shown_again(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.locator("#rail label", has_text="people").locator("input").uncheck()
    opened.page.click("text=Show everything again")
    assert opened.page.inner_text("#shown") == "29 signs, 25 facts"


def _distance(opened: Opened) -> float:
    a, b = (
        opened.page.evaluate("id => explorer.locate(id)", opened.ids(label))
        for label in ("Norway", "Portugal")
    )
    return float(((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5)


def test_a_plain_wheel_does_not_zoom_and_ctrl_wheel_does(open_page: Opener) -> None:
    opened = open_page(sample_view())
    before = _distance(opened)
    opened.page.mouse.move(600, 400)
    opened.page.mouse.wheel(0, -200)
    opened.settle()
    assert abs(_distance(opened) - before) < 1
    opened.page.keyboard.down("Control")
    opened.page.mouse.wheel(0, -200)
    opened.page.keyboard.up("Control")
    opened.settle()
    assert _distance(opened) > before * 1.2


def test_keys_zoom_and_show_all(open_page: Opener) -> None:
    opened = open_page(sample_view())
    before = _distance(opened)
    opened.page.focus("#drawing")
    opened.page.keyboard.press("+")
    opened.settle()
    assert _distance(opened) > before * 1.1
    opened.page.keyboard.press("0")
    opened.settle()
    assert abs(_distance(opened) - before) < 1


def test_relax_moves_nodes_only_when_asked(open_page: Opener) -> None:
    opened = open_page(sample_view())
    before = _distance(opened)
    opened.page.wait_for_timeout(400)
    assert _distance(opened) == before
    opened.page.click("[data-tool=relax]")
    opened.page.wait_for_selector("[data-tool=relax][aria-pressed=false]", timeout=10000)
    assert _distance(opened) != before
    assert opened.clean()


def test_the_article_shows_the_sentence_in_its_place(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.click(opened.edge("Russia", "threatens", "Norway"))
    opened.page.click("text=Show in the article")
    shown = "".join(opened.page.locator("#article .shown").all_text_contents())
    assert shown == "According to Dahl, Russia threatened Norway last month."


def test_a_name_in_the_article_selects_its_node(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.click("#tab-article")
    opened.page.locator("#article .name", has_text="Ana Castelo").first.click()
    assert opened.page.evaluate("document.documentElement.dataset.selected") == opened.ids(
        "Ana Castelo"
    )
    assert opened.page.locator("#article .name.selected").count() == 4


def test_without_scripts_the_list_is_there_and_the_drawing_is_not(open_page: Opener) -> None:
    opened = open_page(sample_view(), java_script_enabled=False)
    text = opened.page.inner_text("body")
    assert "Scripts are off" in text
    assert "According to Dahl, Russia threatened Norway last month." in text
    assert not opened.page.is_visible("#drawing")
    assert not opened.page.is_visible("#search")


def test_dark_follows_the_system_and_the_button(open_page: Opener) -> None:
    opened = open_page(sample_view(), color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(colour) == "rgb(22, 24, 27)"
    opened.page.click("#theme")
    assert opened.page.evaluate(colour) == "rgb(255, 255, 255)"


def test_a_phone_sees_the_tables_first_and_never_scrolls_sideways(open_page: Opener) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    opened = open_page(sample_view(), **phone)
    assert opened.page.is_visible("#tables")
    assert not opened.page.is_visible("#stage")
    wide = "document.documentElement.scrollWidth"
    assert opened.page.evaluate(wide) <= 360
    opened.page.click("button[data-view=drawing]")
    opened.settle()
    assert opened.page.is_visible("#drawing canvas")
    assert opened.page.evaluate(wide) <= 360
    assert opened.page.evaluate(_INK) > 0.005


def test_two_thousand_nodes_are_drawn(open_page: Opener) -> None:
    opened = open_page(random_view(1990, 4000))
    assert opened.page.evaluate("explorer.page.nodes.length") >= 1990
    assert opened.page.evaluate(_INK) > 0.05
    assert opened.clean()


def test_an_empty_graph_opens(open_page: Opener) -> None:
    assert open_page(View(articles=(), nodes=(), facts=())).clean()
