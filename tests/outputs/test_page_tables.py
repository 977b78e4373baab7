"""The page's tables: every thing and fact in words, sorted, filtered and printed."""

from __future__ import annotations

from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import random_view, sample_view


def _tables(opened: Opened) -> Opened:
    opened.page.click("button[data-view=tables]")
    return opened


def _column(opened: Opened, table: str, number: int) -> list[str]:
    cells = opened.page.locator(f"#table-{table} tbody tr > :nth-child({number})")
    return cells.all_inner_texts()


def test_every_thing_and_every_fact_has_a_row(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    assert sorted(_column(opened, "things", 1)) == sorted(n.label for n in sample_view().nodes)
    assert len(_column(opened, "facts", 1)) == len(sample_view().facts)
    assert "According to Dahl, Russia threatened Norway last month." in _column(opened, "facts", 8)


def test_a_column_sorts_both_ways_and_says_so(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    head = opened.page.locator("#table-things thead th", has_text="Who or what")
    head.locator("button").click()
    names = _column(opened, "things", 1)
    assert (names[0], names[-1]) == ("acting Harbour Commissioner of Portugal", "Union officials")
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert _column(opened, "things", 1) == names[::-1]
    assert head.get_attribute("aria-sort") == "descending"


def test_numbers_sort_by_size_and_empty_cells_come_last(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    opened.page.click("#table-facts thead >> text=how sure")
    assert _column(opened, "facts", 7)[0] == "55 %"
    opened.page.click("#table-facts thead >> text=date")
    dates = _column(opened, "facts", 6)
    assert dates[0] == "2025-02"
    assert dates[-1] == ""


def test_words_filter_a_table_whatever_their_accents(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    opened.page.fill("#filter-facts", "DAHL thréat")
    assert _column(opened, "facts", 2) == ["threatens"]
    assert "1 of 25 shown" in opened.page.inner_text("#tables")


def test_the_legend_filters_the_tables(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    opened.page.locator("#rail label", has_text="people").locator("input").uncheck()
    assert "Henrik Dahl" not in _column(opened, "things", 1)


def test_a_row_selects(open_page: Opener) -> None:
    opened = _tables(open_page(sample_view()))
    opened.page.locator("#table-facts td.verb button", has_text="threatens").click()
    assert "according to Henrik Dahl" in opened.page.inner_text("#facts")
    opened.page.locator("#table-things tr", has_text="President of Portugal").locator(
        "th button", has_text="Ana"
    ).click()
    assert opened.page.inner_text("#facts h2") == "Ana Castelo"


def test_a_long_table_comes_in_portions_and_is_printed_whole(open_page: Opener) -> None:
    opened = _tables(open_page(random_view(300, 500)))
    assert "150 of 500 shown" in opened.page.inner_text("#tables")
    opened.page.locator("#tables .more").last.click()
    assert opened.page.locator("#table-facts tbody tr").count() == 500
    opened.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("#table-facts tbody tr").count() == 150
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("#table-facts tbody tr").count() == 500


def test_paper_shows_the_tables_and_no_controls(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    assert opened.page.is_visible("#table-facts")
    assert not opened.page.is_visible("#drawing")
    assert not opened.page.is_visible("#filter-facts")
