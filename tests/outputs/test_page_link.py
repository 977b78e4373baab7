"""The page's state in its address: what a link brings back, and what it does not."""

from __future__ import annotations

from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import hostile_view, sample_view


def _fragment(opened: Opened) -> str:
    opened.settle()
    fragment: str = opened.page.evaluate("location.hash")
    return fragment


def test_a_page_as_it_opens_has_a_bare_address(open_page: Opener) -> None:
    assert _fragment(open_page(sample_view())) == ""


def test_a_link_brings_back_all_that_was_chosen(open_page: Opener) -> None:
    first = open_page(sample_view())
    page = first.page
    page.locator("#rail label", has_text="threats").locator("input").uncheck()
    page.locator("#rail input[type=range]").fill("70")
    page.evaluate("id => explorer.select(id)", first.ids("Portugal"))
    page.click(".looking >> text=Pin")
    page.click(".looking button:text-is('2')")
    page.focus("#time .handle.from")
    page.keyboard.press("ArrowRight")
    page.click("button[data-view=tables]")
    fragment = _fragment(first)
    assert fragment.startswith("#v=1&g=")

    second = open_page(sample_view(), fragment)
    assert second.page.is_visible("#tables")
    assert second.page.inner_text("#facts h2") == "Portugal"
    assert second.page.inner_text("#rail output") == "70 % and more"
    assert not second.page.locator("#rail label", has_text="threats").locator("input").is_checked()
    second.page.click("button[data-view=drawing]")
    assert "Within 2 steps of Portugal" in second.page.inner_text("#scope")
    assert "11 March 2025" in second.page.inner_text("#time .span")
    assert second.page.inner_text(".looking [aria-pressed=true]:has-text('Pin')") == "Pinned"
    assert second.page.inner_text("#shown") == page.evaluate(
        "document.getElementById('shown').textContent"
    )
    second.page.click("button[data-view=tables]")
    assert _fragment(second) == fragment


def test_a_link_to_two_sides_and_to_ways_works_too(open_page: Opener) -> None:
    first = open_page(sample_view())
    first.page.click("button[data-view=sides]")
    first.choose("#side-0", "Russia")
    first.choose("#side-1", "Norway")
    second = open_page(sample_view(), _fragment(first))
    heads = second.page.locator("#sides .chooser h3").all_inner_texts()
    assert [head.strip() for head in heads] == ["Russia", "Norway"]
    second.page.click("button[data-view=drawing]")
    second.page.evaluate("id => explorer.select(id)", second.ids("Russia"))
    second.choose("#way-to", "Iceland")
    third = open_page(sample_view(), _fragment(second))
    assert "From Russia to Iceland" in third.page.inner_text("#facts")


def test_a_link_of_another_version_or_graph_opens_the_page_as_it_is_and_says_so(
    open_page: Opener,
) -> None:
    for fragment in ("#v=9&g=00000000&view=tables", "#v=1&g=00000000&sel=n1"):
        opened = open_page(sample_view(), fragment)
        assert opened.page.is_visible("#drawing")
        assert "made for another" in opened.page.inner_text("#scope")


def test_a_link_of_nonsense_breaks_nothing(open_page: Opener) -> None:
    digest = open_page(sample_view()).page.evaluate("explorer.page.digest")
    nonsense = (
        "view=<script>&sel=__proto__&sure=1e9&from=never&around=n1.99&way=constructor.n2"
        "&these=.&pin=n1.NaN.x&pin=toString.1.1&sides=__proto__.n9999&no-classes=%00%ff"
    )
    opened = open_page(sample_view(), f"#v=1&g={digest}&{nonsense}")
    assert opened.page.inner_text("#shown") == "29 signs, 25 facts"
    assert opened.clean()


def test_hostile_names_survive_a_link(open_page: Opener) -> None:
    payload = "\"><script>window.pwned=1</script>&#'\u202e"
    first = open_page(hostile_view(payload))
    first.page.locator("#rail input[type=checkbox]").first.uncheck()
    for box in first.page.locator("#rail input[type=checkbox]").all():
        box.uncheck()
    second = open_page(hostile_view(payload), _fragment(first))
    assert second.page.locator("#rail input[type=checkbox]:checked").count() == 0
    assert second.clean()
