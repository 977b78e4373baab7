"""Date expressions: what is found in prose, and what it means on a given day of publication."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.calendar import is_iso_date
from graph.extract.dates import DateKind, Tense, find, lacks_year, resolve, resolve_from

WEDNESDAY = "2025-08-20"


def surfaces(text: str) -> list[str]:
    return [expression.surface for expression in find(text)]


def meaning(
    text: str, tense: Tense | None = "past", published: str | None = WEDNESDAY
) -> str | None:
    """What the only expression of the text resolves to."""
    (expression,) = find(text)
    return resolve(expression, published=published, tense=tense)


FINDS = [
    ("The envoy flew out on Wednesday, August 20, and met no one.", ["Wednesday, August 20"]),
    ("Strikes on Tuesday night and early on Wednesday.", ["Tuesday night", "early on Wednesday"]),
    ("He resigned on Sunday, 21st June.", ["Sunday, 21st June"]),
    ("It was signed on 21 June 2009 in Oslo.", ["21 June 2009"]),
    ("The law of May 14, 1948, still holds.", ["May 14, 1948"]),
    ("They last met on Feb. 22 and in May 2014.", ["Feb. 22", "May 2014"]),
    ("Four days ago, and two weeks earlier, he denied it.", ["Four days ago", "two weeks earlier"]),
    ("Speaker since 2000, he left in 2009.", ["2000", "2009"]),
    ("It goes back to the 1990s and the 19th century.", ["the 1990s", "the 19th century"]),
    ("The 2014 vote was repeated last year.", ["2014", "last year"]),
    ("Talks on June 14-15 and on 3 and 4 July failed.", ["June 14-15", "3 and 4 July"]),
    ("They will return in three days, not last month.", ["three days", "last month"]),
    ("Wednesday's meeting follows last Friday’s call.", ["Wednesday's", "last Friday’s"]),
    ("Elections are due in the first week of March.", ["March"]),
    ("From mid-August to late September nothing moved.", ["mid-August", "late September"]),
    ("They meet later today, tomorrow morning at the latest.", ["later today", "tomorrow morning"]),
    ("Monday next week; Friday of last week.", ["Monday next week", "Friday of last week"]),
    ("The file is dated 2024-02-29.", ["2024-02-29"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_expressions_are_found_whole(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister May spoke to her colleagues.",
        "They may march on the capital.",
        "The speaker thanked May and left.",
        "Troops march 14 miles a day.",
        "Under Resolution 1973 a zone was set up.",
        "More than 2000 people fled, and 1500 soldiers followed.",
        "Ministers told the Sunday Times so.",
        "He recalled Bloody Sunday and the Good Friday Agreement.",
        "The council sits every Monday.",
        "The fund holds $2000 and 1,950 shares.",
        "Prices rose by 2010% in all.",
        "Minister April Jones denied it.",
        "The index stands at 1.2019 points.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_spans_are_offsets_into_the_whole_text() -> None:
    text = "In May 2014 they met. On Friday they met again."
    (expression,) = find(text, 22)
    assert text[expression.span.begin : expression.span.end] == "Friday"


def test_nothing_is_found_behind_the_end_of_the_window() -> None:
    text = "They met on Monday and on Friday."
    assert [e.surface for e in find(text, 0, 20)] == ["Monday"]


def test_the_preposition_that_bounds_a_stretch_is_kept() -> None:
    assert [e.preposition for e in find("since 2000 and by Saturday, on Monday")] == [
        "since",
        "by",
        None,
    ]


WEEKDAYS = [
    ("It said Wednesday", "past", "2025-08-20"),
    ("They meet Wednesday", "present", "2025-08-20"),
    ("They will meet Wednesday", "future", "2025-08-20"),
    ("It said later Wednesday", "past", "2025-08-20"),
    ("The call on Monday", "past", "2025-08-18"),
    ("The call on Monday", None, "2025-08-18"),
    ("They will talk on Monday", "future", "2025-08-25"),
    ("They talk on Monday", "present", "2025-08-25"),
    ("Strikes went on Tuesday night", "past", "2025-08-19"),
    ("They met last Friday", "past", "2025-08-15"),
    ("They met last Wednesday", "past", "2025-08-13"),
    ("They will meet next Monday", "future", "2025-08-25"),
    ("They will meet next Friday", "future", "2025-08-29"),
    ("They meet this Friday", "future", "2025-08-22"),
    ("He left this past Sunday", "past", "2025-08-17"),
    ("He arrives this coming Sunday", "present", "2025-08-24"),
    ("All are to be freed by Saturday", None, "2025-08-23"),
    ("It has been so since Thursday", "present", "2025-08-14"),
    ("On Monday of last week he quit", "past", "2025-08-11"),
    ("They meet on Tuesday next week", "present", "2025-08-26"),
    ("The following Friday he quit", "past", None),
]


@pytest.mark.parametrize(("text", "tense", "expected"), WEEKDAYS)
def test_a_weekday_is_the_nearest_that_the_tense_allows(
    text: str, tense: Tense | None, expected: str | None
) -> None:
    assert meaning(text, tense) == expected


RELATIVE = [
    ("today", "2025-08-20"),
    ("earlier today", "2025-08-20"),
    ("this morning", "2025-08-20"),
    ("tonight", "2025-08-20"),
    ("yesterday", "2025-08-19"),
    ("last night", "2025-08-19"),
    ("tomorrow afternoon", "2025-08-21"),
    ("the day before yesterday", "2025-08-18"),
    ("the day after tomorrow", "2025-08-22"),
    ("four days ago", "2025-08-16"),
    ("twenty-one days ago", "2025-07-30"),
    ("a month ago", "2025-07"),
    ("nine months ago", "2024-11"),
    ("almost two years ago", "2023"),
    ("last month", "2025-07"),
    ("next month", "2025-09"),
    ("earlier this month", "2025-08"),
    ("last year", "2024"),
    ("this year", "2025"),
    ("next year", "2026"),
    ("the end of the year", "2025"),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_expressions_count_from_the_day_of_publication(text: str, expected: str) -> None:
    assert meaning(text) == expected


CALENDAR = [
    ("on May 14", "past", "2025-05-14"),
    ("on May 14", "future", "2026-05-14"),
    ("on December 11", "past", "2024-12-11"),
    ("on December 11", "future", "2025-12-11"),
    ("on December 11", None, "2025-12-11"),
    ("on Wednesday, August 20", "past", "2025-08-20"),
    ("on Sunday, June 1", None, "2025-06-01"),
    ("on Tuesday, 3 September", "past", "2024-09-03"),
    ("on 3 May last year", "past", "2024-05-03"),
    ("in May", "past", "2025-05"),
    ("in May", "future", "2026-05"),
    ("in November", "past", "2024-11"),
    ("in November", "future", "2025-11"),
    ("in August", "past", "2025-08"),
    ("last August", "past", "2024-08"),
    ("next August", "future", "2026-08"),
    ("this March", "past", "2025-03"),
    ("in June of last year", "past", "2024-06"),
    ("on June 14-15", "past", "2025-06-14"),
    ("on 30-31 October 2019", "past", "2019-10-30"),
    ("from 4 to 6 September", "future", "2025-09-04"),
    ("on New Year's Day", "past", "2025-01-01"),
    ("on New Year’s Eve 2019", "past", "2019-12-31"),
    ("on Christmas Eve", "future", "2025-12-24"),
]


@pytest.mark.parametrize(("text", "tense", "expected"), CALENDAR)
def test_the_year_left_out_is_the_nearest_that_the_tense_allows(
    text: str, tense: Tense | None, expected: str
) -> None:
    assert meaning(text, tense) == expected


def test_a_weekday_beside_the_date_decides_the_year() -> None:
    # The 21st of June was a Sunday in 2009 and a Monday in 2010.
    assert meaning("on Sunday, 21st June", None, published="2010-01-02") == "2009-06-21"


def test_a_weekday_that_contradicts_the_date_is_ignored() -> None:
    assert meaning("on Friday, August 19", "past") == "2025-08-19"


@pytest.mark.parametrize(
    "text",
    [
        "two weeks earlier",
        "the next day",
        "the previous week",
        "the 1990s",
        "the 20th century",
        "the past two years",
        "several years ago",
        "a few days ago",
        "last summer",
        "from 2014-15",
        "the past year",
        "two decades ago",
    ],
)
def test_what_is_not_determined_stays_unknown(text: str) -> None:
    assert meaning(text) is None


def test_a_lapse_counts_back_from_the_day_of_publication() -> None:
    assert meaning("It comes two days after the vote") == "2025-08-18"
    assert meaning("It comes a month after the vote") == "2025-07"


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("two days later", "2011-05-03", "2011-05-05"),
        ("that night", "2011-05-03", "2011-05-03"),
        ("the next morning", "2011-05-03", "2011-05-04"),
        ("since then", "2011", "2011"),
        ("a year earlier", "2011-05", "2010"),
        ("that night", "2011-05", None),
    ],
)
def test_some_dates_are_seen_from_the_one_told_before(
    text: str, told: str, expected: str | None
) -> None:
    (expression,) = find(text)
    assert resolve_from(expression, told) == expected


def test_what_lacks_a_year_can_take_one() -> None:
    lacking = [lacks_year(e) for e in find("on May 3; in May; on May 3, 2011; last May; on Friday")]
    assert lacking == [True, True, False, False, False]


def test_the_weekend_is_the_last_or_the_next() -> None:
    assert meaning("over the weekend", "past") == "2025-08"
    assert meaning("at the weekend", "past", published="2025-08-03") == "2025-08"
    assert meaning("at the weekend", "past", published="2025-06-02") is None
    assert meaning("at the weekend", "future", published="2025-05-28") is None


def test_a_week_resolves_to_its_month_only_if_it_lies_in_one() -> None:
    assert meaning("last week") == "2025-08"
    assert meaning("next week", published="2025-08-27") == "2025-09"
    assert meaning("this week", published="2025-08-01") is None


def test_years_are_written_with_four_digits() -> None:
    assert meaning("last week", published="1000-01-01") == "0999-12"


def test_in_some_days_counts_ahead_only_in_the_future_tense() -> None:
    assert meaning("They will meet in three days", "future") == "2025-08-23"
    assert meaning("It was the third raid in three days", "past") is None


@pytest.mark.parametrize("text", ["Wednesday", "yesterday", "May 14", "in May", "last year"])
def test_without_a_day_of_publication_relative_dates_are_unknown(text: str) -> None:
    assert meaning(text, published=None) is None


@pytest.mark.parametrize("text", ["August 3, 2011", "3 August 2011", "2011-08-03"])
def test_a_full_date_needs_no_day_of_publication(text: str) -> None:
    assert meaning(text, published=None) == "2011-08-03"


def test_a_publication_month_decides_months_but_no_days() -> None:
    assert meaning("last month", published="2025-01") == "2024-12"
    assert meaning("on May 14", "past", published="2025-08") == "2025-05-14"
    assert meaning("yesterday", published="2025-08") is None
    assert meaning("today", published="2025-08") == "2025-08"
    assert meaning("Friday", published="2025-08") is None


def test_a_publication_year_decides_years_only() -> None:
    assert meaning("last year", published="2025") == "2024"
    assert meaning("in May", published="2025") is None


@pytest.mark.parametrize("text", ["February 30, 2025", "2025-02-30"])
def test_days_that_the_calendar_lacks_are_unknown(text: str) -> None:
    assert meaning(text) is None


def test_the_29th_of_february_falls_in_a_leap_year() -> None:
    assert meaning("on February 29", "past") == "2024-02-29"


def test_every_kind_of_expression_is_found_in_some_text() -> None:
    text = (
        "After 9/11; on May Day; on June 14-15; on May 14, 1948; on May 14; in May 2014; in the 1990s; "
        "today; on Monday; two days later; two days after it; two days ago; last month; in May; in 2014."
    )
    assert [e.kind for e in find(text)] == [
        *(DateKind.NAMED, DateKind.HOLIDAY, DateKind.DAY_RANGE, DateKind.DAY, DateKind.MONTH_DAY),
        *(DateKind.MONTH_YEAR, DateKind.PERIOD, DateKind.RELATIVE_DAY, DateKind.WEEKDAY),
        *(
            DateKind.ANCHORED,
            DateKind.LAPSE,
            DateKind.DISTANCE,
            DateKind.RELATIVE_PERIOD,
            DateKind.MONTH,
        ),
        DateKind.YEAR,
    ]


def test_the_attacks_of_2001_are_a_date_of_their_own() -> None:
    assert meaning("after 9/11") == "2001-09-11"
    assert meaning("after the Sept. 11 attacks") == "2001-09-11"


TENSES = st.sampled_from(["past", "present", "future", None])
PUBLISHED = st.one_of(
    st.dates(min_value=datetime.date(1, 1, 1)).map(datetime.date.isoformat),
    st.sampled_from(["2025-08", "2025", "0001", "9999", "9999-12", "0001-01", "nonsense"]),
    st.none(),
)
TIME_WORDS = """
    on in by since until the last next this past coming Monday Wednesday Sunday night morning ,
    May March June Feb. 3 14 21st 29 31 1948 2014 2025 9999 the_1990s today yesterday tomorrow
    week weekend month year of two twenty-five 900 days weeks years decades ago later earlier
    before after from to end - – 2025-02-29 9/11 century several a few
"""
WORDS = st.sampled_from(TIME_WORDS.split())


@given(st.lists(WORDS, max_size=12), TENSES, PUBLISHED)
def test_any_run_of_time_words_resolves_to_a_date_or_to_nothing(
    words: list[str], tense: Tense | None, published: str | None
) -> None:
    text = " ".join(words).replace("_", " ")
    for expression in find(text):
        value = resolve(expression, published=published, tense=tense)
        assert value is None or is_iso_date(value)


@given(st.text(max_size=80), TENSES, PUBLISHED)
def test_any_text_at_all_is_read_without_failing(
    text: str, tense: Tense | None, published: str | None
) -> None:
    for expression in find(text):
        assert text[expression.span.begin : expression.span.end] == expression.surface
        resolve(expression, published=published, tense=tense)


@given(st.lists(WORDS, max_size=12))
def test_expressions_stand_in_text_order_and_never_overlap(words: list[str]) -> None:
    spans = [expression.span for expression in find(" ".join(words).replace("_", " "))]
    assert all(a.end <= b.begin for a, b in pairwise(spans))


@given(st.dates(min_value=datetime.date(1600, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_a_date_written_out_is_read_back(day: datetime.date) -> None:
    written = f"{day.strftime('%A, %B')} {day.day}, {day.year}"
    assert meaning(f"It was {written}.", published=None) == day.isoformat()


@given(
    st.dates(min_value=datetime.date(1900, 1, 8), max_value=datetime.date(2099, 12, 1)),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    st.sampled_from(["past", "future"]),
)
def test_a_weekday_lies_within_a_week_on_the_side_of_the_tense(
    published: datetime.date, weekday: str, tense: Tense
) -> None:
    value = meaning(f"on {weekday}", tense, published=published.isoformat())
    assert value is not None
    day = datetime.date.fromisoformat(value)
    distance = (day - published).days
    assert day.strftime("%A") == weekday
    assert -7 < distance <= 0 if tense == "past" else 0 <= distance < 7
