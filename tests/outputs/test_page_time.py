"""The time line: a tick an act or statement, and a brush that filters."""

from __future__ import annotations

from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import hostile_view, sample_view


def _brush(opened: Opened, first: str, last: str) -> None:
    begin = opened.page.evaluate("date => explorer.locateDate(date)", first)
    end = opened.page.evaluate("date => explorer.locateDate(date)", last)
    opened.page.mouse.move(begin["x"] - 6, begin["y"])
    opened.page.mouse.down()
    opened.page.mouse.move((begin["x"] + end["x"]) / 2, begin["y"])
    opened.page.mouse.move(end["x"] + 6, end["y"])
    opened.page.mouse.up()


def _acts(opened: Opened) -> set[str]:
    opened.page.click("button[data-view=tables]")
    verbs = opened.page.locator("#table-facts td.verb").all_inner_texts()
    opened.page.click("button[data-view=drawing]")
    return set(verbs)


def test_every_dated_act_and_statement_has_a_tick(open_page: Opener) -> None:
    dated = [fact for fact in sample_view().facts if fact.kind != "claim" and fact.date is not None]
    opened = open_page(sample_view())
    assert opened.page.evaluate("explorer.ticks()") == len(dated) == 6
    assert opened.page.locator("#time .ticks path").count() > 0


def test_brushing_leaves_what_can_lie_between_and_all_offices(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _brush(opened, "2025-03-11", "2025-03-14")
    assert "11 March 2025 to 14 March 2025" in opened.page.inner_text("#time")
    acts = _acts(opened)
    assert {"agrees with", "meets", "says to"} <= acts
    assert "threatens" not in acts
    assert "is" in acts or "holds" in " ".join(acts)


def test_undated_acts_stay_in_reach(open_page: Opener) -> None:
    opened = open_page(sample_view())
    assert "accuses" in _acts(opened)
    _brush(opened, "2025-03-11", "2025-03-11")
    assert "accuses" not in _acts(opened)
    opened.page.locator("#time label", has_text="without a date").locator("input").check()
    assert "accuses" in _acts(opened)


def test_all_dates_come_back(open_page: Opener) -> None:
    opened = open_page(sample_view())
    _brush(opened, "2025-02", "2025-02")
    assert "of 25 facts" in opened.page.inner_text("#shown")
    opened.page.click("#time >> text=All dates")
    assert opened.page.inner_text("#shown") == "29 signs, 25 facts"


def test_keys_move_the_ends(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.focus("#time .handle.from")
    opened.page.keyboard.press("ArrowRight")
    handle = opened.page.locator("#time .handle.from")
    assert handle.get_attribute("aria-valuetext") == "11 March 2025"
    assert "threatens" not in _acts(opened)
    opened.page.focus("#time .handle.from")
    opened.page.keyboard.press("Home")
    assert "threatens" in _acts(opened)


def test_a_click_on_a_tick_selects_its_act(open_page: Opener) -> None:
    opened = open_page(sample_view())
    spot = opened.page.evaluate("explorer.locateDate('2025-02')")
    opened.page.mouse.click(spot["x"], spot["y"])
    assert "Russia threatened Norway" in opened.page.inner_text("#facts")


def test_what_is_no_date_has_no_tick_and_stays_in_reach(open_page: Opener) -> None:
    opened = open_page(hostile_view("2025-13-45"))
    assert opened.page.evaluate("explorer.ticks()") == 0
    assert "2 without a date" in opened.page.inner_text("#time")
