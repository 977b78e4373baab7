"""Two sides: what each does to the other, says of the other, and alone claims."""

from __future__ import annotations

from tests.outputs.conftest import Opened, Opener
from tests.outputs.views import sample_view


def _sides(opened: Opened, left: str, right: str) -> Opened:
    opened.page.click("button[data-view=sides]")
    opened.choose("#side-0", left)
    opened.choose("#side-1", right)
    return opened


def _columns(opened: Opened, title: str) -> list[str]:
    section = opened.page.locator(f"#sides section[aria-label='{title}']")
    return section.locator(".side").all_inner_texts()


def test_two_actors_are_set_side_by_side_unasked(open_page: Opener) -> None:
    opened = open_page(sample_view())
    opened.page.click("button[data-view=sides]")
    assert opened.page.locator("#sides .chooser h3").count() == 2


def test_what_a_side_s_people_do_counts_as_its_own(open_page: Opener) -> None:
    opened = _sides(open_page(sample_view()), "Norway", "Portugal")
    left, right = _columns(opened, "What each does to the other")
    assert "Henrik Dahl agrees with Marta Oliveira" in left
    assert "Ana Castelo" in right
    assert "agrees with" not in right


def test_what_one_says_of_the_other_stands_on_its_side(open_page: Opener) -> None:
    opened = _sides(open_page(sample_view()), "Portugal", "North Atlantic Maritime Council")
    left, right = _columns(opened, "What each says of the other")
    assert "had welcomed the plan" in left
    assert "Nothing" in right


def test_a_claim_that_only_one_side_makes_is_set_apart(open_page: Opener) -> None:
    opened = _sides(open_page(sample_view()), "Norway", "Russia")
    left, right = _columns(opened, "Claims that only one side makes")
    assert "Russia threatens Norway" in left
    assert "Nothing" in right


def test_what_one_side_claims_and_the_other_denies_stands_in_one_place(open_page: Opener) -> None:
    opened = _sides(open_page(sample_view()), "Portugal", "Russian officials")
    left, right = _columns(opened, "Claimed and denied")
    assert "mobilises against" in left and "denied" in left
    assert "mobilises against" in right and "denied" not in right


def test_a_fact_there_unfolds_to_its_sentence(open_page: Opener) -> None:
    opened = _sides(open_page(sample_view()), "Norway", "Russia")
    opened.page.locator("#sides .fold").first.click()
    assert "Russia threatened Norway" in opened.page.inner_text("#sides blockquote")
