"""Looking at a part of the graph: ways between two, neighbourhoods, hidden and pinned nodes."""

from __future__ import annotations

from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import sample_view


def _select(opened: Opened, label: str) -> None:
    opened.page.evaluate("id => explorer.select(id)", opened.ids(label))


def _shown(opened: Opened) -> set[str]:
    opened.page.click("button[data-view=tables]")
    names = opened.page.locator("#table-things tbody th").all_inner_texts()
    opened.page.click("button[data-view=drawing]")
    return set(names)


def test_the_ways_between_two_come_with_their_sentences(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Russia")
    opened.choose("#way-to", "Iceland")
    panel = opened.page.inner_text("#facts")
    assert "From Russia to Iceland" in panel
    assert "The shortest way has 2 steps." in panel
    assert opened.page.locator("#facts .station").all_inner_texts() == [
        "Russia",
        "Norway",
        "Iceland",
    ]
    for fold in opened.page.locator("#facts .waylist .fold").all():
        fold.click()
    sentences = opened.page.locator("#facts blockquote").all_inner_texts()
    assert "According to Dahl, Russia threatened Norway last month." in sentences
    assert len(sentences) >= 2


def test_a_way_takes_every_parallel_line_along(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Henrik Dahl")
    opened.choose("#way-to", "Marta Oliveira")
    verbs = opened.page.locator("#facts .waylist .verb").all_inner_texts()
    assert sorted(verbs) == ["agrees with", "meets"]


def test_where_no_way_leads_the_page_says_so(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Russia")
    opened.choose("#way-to", "Lisbon")
    assert "Nothing that is shown ties the two together." in opened.page.inner_text("#facts")


def test_ways_heed_the_filters(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.locator("#rail label", has_text="threats").locator("input").uncheck()
    _select(opened, "Russia")
    opened.choose("#way-to", "Norway")
    assert "Nothing that is shown" in opened.page.inner_text("#facts")


def test_a_neighbourhood_grows_step_by_step_and_is_left_again(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Russia")
    counts = []
    for steps in "123":
        opened.page.click(f".looking button:text-is('{steps}')")
        shown = _shown(opened)
        assert "Russia" in shown
        counts.append(len(shown))
    assert counts[0] == 2
    assert counts[0] < counts[1] <= counts[2] < 28
    assert "Within 3 steps of Russia" in opened.page.inner_text("#scope")
    opened.page.click("#scope button")
    assert len(_shown(opened)) == 28


def test_a_hidden_node_is_gone_until_it_is_called_back(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Portugal")
    opened.page.click(".looking >> text=Hide")
    assert "Portugal" not in _shown(opened)
    assert "28 of 29 signs" in opened.page.inner_text("#shown")
    opened.page.click("#rail fieldset:has-text('Hidden by you') button")
    assert "Portugal" in _shown(opened)


def test_a_pinned_node_stays_while_the_others_relax(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _select(opened, "Portugal")
    opened.page.click(".looking >> text=Pin")
    where = "id => explorer.placeOf(id)"
    names = ("Portugal", "Norway")
    before = [opened.page.evaluate(where, opened.ids(name)) for name in names]
    opened.page.click("[data-tool=relax]")
    opened.page.wait_for_selector("[data-tool=relax][aria-pressed=false]", timeout=10000)
    after = [opened.page.evaluate(where, opened.ids(name)) for name in names]
    assert after[0] == before[0]
    assert after[1] != before[1]
