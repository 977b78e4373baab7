"""An article's blocks, title, publisher, date and dateline, found in plain text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.ingest import check_date, read_article
from graph.ingest.layout import lay_out
from graph.model import Article, BlockKind
from graph.resources import DATA

BODY = "The envoys of both states returned to the table on Tuesday, the ministry said."
MORE = "Neither side would say how long the talks might last, or who would lead them."


class Reader(Protocol):
    """Reads a text as if it stood in a file."""

    def __call__(
        self, text: str, *, date: str | None = None, publisher: str | None = None
    ) -> Article: ...


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Write a text to a file and read it as an article."""

    def read_text(text: str, *, date: str | None = None, publisher: str | None = None) -> Article:
        path = tmp_path / "story.txt"
        path.write_bytes(text.encode("utf-8"))
        return read_article(path, date=date, publisher=publisher)

    return read_text


def blocks(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.span.begin : b.span.end] for b in article.blocks if b.kind is kind]


def test_the_sample_article_is_laid_out_whole() -> None:
    article = read_article(DATA / "sample" / "fishing-accord.txt")
    assert article.title == "Portugal and Morocco near fishing accord as U. S. offers patrol ships"
    assert article.publisher == "Harbour Wire"
    assert article.date == "2025-03-12"
    assert article.dateline is not None
    assert article.text[article.dateline.begin : article.dateline.end] == "REYKJAVIK"
    assert len(blocks(article, BlockKind.PARAGRAPH)) == 16
    assert blocks(article, BlockKind.PARAGRAPH)[0].startswith("Portugal and Morocco moved closer")


def test_the_name_is_the_stem_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "talks.2024.txt"
    path.write_text(BODY, encoding="utf-8")
    assert read_article(path).name == "talks.2024"


def test_the_text_is_the_file_with_plain_line_ends_and_no_byte_order_mark(read: Reader) -> None:
    article = read("\ufeffEnvoys return\r\n\r\n" + BODY + "\r" + MORE)
    assert article.text == f"Envoys return\n\n{BODY}\n{MORE}"
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY, MORE]


def test_source_lines_above_the_body_are_neither_title_nor_paragraph(read: Reader) -> None:
    article = read(f"Envoys return\nHarbour Wire\n·\nSource: Harbour Wire\n{BODY}\n{MORE}")
    assert article.title == "Envoys return"
    assert blocks(article, BlockKind.SOURCE) == ["Harbour Wire", "·", "Source: Harbour Wire"]
    assert article.publisher == "Harbour Wire"


def test_a_source_label_may_stand_on_a_line_of_its_own(read: Reader) -> None:
    article = read(f"Envoys return to talks\n\n{BODY}\n\nSource:\nHarbour Wire")
    assert article.publisher == "Harbour Wire"
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY]


def test_without_a_headline_the_title_is_unknown(read: Reader) -> None:
    article = read(f"{BODY}\n\n{MORE}")
    assert article.title is None
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY, MORE]


@pytest.mark.parametrize(
    "headline",
    [
        "Envoys return to talks with the U.S.",
        "Will the envoys return?",
        "‘Not one step back’: envoys return",
        "Envoys return, minister says",
        "Envoys Return To Talks In Oslo.",
    ],
)
def test_headlines_of_many_forms_are_titles(read: Reader, headline: str) -> None:
    assert read(f"{headline}\n\n{BODY}\n\n{MORE}").title == headline


@pytest.mark.parametrize(
    "opening",
    [
        "The minister has left the room.",
        "The minister, Ana Ruiz, said:",
        "OSLO — The minister has left",
        "“We are done,” the minister said.",
    ],
)
def test_an_opening_sentence_is_no_title(read: Reader, opening: str) -> None:
    assert read(f"{opening}\n\n{BODY}\n\n{MORE}").title is None


def test_marks_before_a_headline_are_not_part_of_it(read: Reader) -> None:
    article = read(f"# Envoys return\n\n{BODY}")
    assert article.title == "Envoys return"
    assert blocks(article, BlockKind.TITLE) == ["Envoys return"]


DATELINES = [
    ("LONDON — The envoys left.", "LONDON", None),
    ("GENEVA (Reuters) – The envoys left.", "GENEVA", "Reuters"),
    ("WASHINGTON, Aug 20 (AP) - The envoys left.", "WASHINGTON", "Associated Press"),
    ("NEW YORK, Aug. 20 (UPI) -- The envoys left.", "NEW YORK", "UPI"),
    ("KYIV, Ukraine (AP) — The envoys left.", "KYIV", "Associated Press"),
    ("PARIS/BERLIN, Aug 20 (Reuters) - The envoys left.", "PARIS", "Reuters"),
    ("ST. PETERSBURG, Russia — The envoys left.", "ST. PETERSBURG", None),
    ("WASHINGTON—The envoys left.", "WASHINGTON", None),
    ("Washington, D.C. – The envoys left.", "Washington", None),
    ("Brussels, 3 May - The envoys left.", "Brussels", None),
    ("London CNN — The envoys left.", "London", "CNN"),
    ("NEW DELHI, Aug 20: The envoys left.", "NEW DELHI", None),
]


@pytest.mark.parametrize(("lead", "place", "agency"), DATELINES)
def test_a_dateline_is_cut_off_its_paragraph(
    read: Reader, lead: str, place: str, agency: str | None
) -> None:
    article = read(f"Envoys return to talks\n\n{lead}\n\n{MORE}")
    assert article.dateline is not None
    assert article.text[article.dateline.begin : article.dateline.end] == place
    assert blocks(article, BlockKind.PARAGRAPH)[0] == "The envoys left."
    assert article.publisher == agency


@pytest.mark.parametrize(
    "lead",
    [
        "BREAKING — The envoys left.",
        "Ruiz — the minister who left — came back.",
        "QUESTION: When did the envoys leave?",
        "SUBJECT: Leave of the envoys, as told in the letter of the third of this month, and why.",
        "The envoys — both of them — left the room in a hurry and would not say when they return.",
    ],
)
def test_labels_and_asides_are_no_datelines(read: Reader, lead: str) -> None:
    article = read(f"Envoys return to talks\n\n{lead}\n\n{MORE}")
    assert article.dateline is None


def test_a_place_in_capitals_before_a_colon_is_a_dateline_but_a_speaker_is_none(
    read: Reader,
) -> None:
    article = read(f"Envoys return to talks\n\nISLAMABAD: {BODY} {MORE}\n\n{MORE}")
    assert article.dateline is not None
    speech = f"Envoys return to talks\n\nRUIZ: {BODY} {MORE}\n\nHOLM: {MORE} {BODY}"
    assert read(speech).dateline is None


def test_a_dateline_broken_into_lines_is_found(read: Reader) -> None:
    article = read(f"Envoys return to talks\nOslo\nCNN\n — \n{BODY}\n{MORE}")
    assert article.dateline is not None
    assert article.text[article.dateline.begin : article.dateline.end] == "Oslo"
    assert article.publisher == "CNN"


DATE_LINES = [
    ("Aug. 20, 2025", "2025-08-20"),
    ("Wednesday, 20 August 2025, 14:02 GMT", "2025-08-20"),
    ("Published: 2025-08-20", "2025-08-20"),
    ("2025-08-20T14:02:00Z", "2025-08-20"),
    ("Published 2:04 PM EDT, Wed August 20, 2025", "2025-08-20"),
    ("First published on Wed 20 Aug 2025 15.02 BST", "2025-08-20"),
    ("By Ana Ruiz | Aug. 20, 2025 | 5:02 pm", "2025-08-20"),
    ("August 20, 20256:02 AM GMT+2", "2025-08-20"),
    ("20.08.2025 14:02", "2025-08-20"),
    ("OSLO, August 20, 2025", "2025-08-20"),
    ("Updated Aug. 21, 2025 | Published Aug. 20, 2025", "2025-08-20"),
    ("Last updated: 21 August 2025", "2025-08-21"),
    ("03/04/2025", None),
    ("Wednesday, 20 August", None),
    ("February 30, 2025", None),
]


@pytest.mark.parametrize(("line", "date"), DATE_LINES)
def test_the_date_is_read_from_a_line_of_its_own(read: Reader, line: str, date: str | None) -> None:
    assert read(f"Envoys return to talks\n{line}\n{BODY}\n{MORE}").date == date


def test_a_dateline_with_a_year_tells_the_date(read: Reader) -> None:
    assert read(f"MOSCOW, August 20, 2025 (Reuters) - {BODY}").date == "2025-08-20"
    assert read(f"MOSCOW, August 20 (Reuters) - {BODY}").date is None


def test_a_date_in_the_prose_is_not_the_date_of_the_article(read: Reader) -> None:
    article = read("Envoys return\n\nThe treaty was signed on August 20, 2025, in Oslo by all.")
    assert article.date is None


def test_what_the_caller_says_goes_before_what_the_text_says(read: Reader) -> None:
    article = read(
        f"Envoys return\nSource: Harbour Wire\nAug. 20, 2025\n{BODY}",
        date="2025-08-21",
        publisher="Harbor Weekly",
    )
    assert (article.date, article.publisher) == ("2025-08-21", "Harbor Weekly")


@pytest.mark.parametrize("date", ["2025-08-20", "2025-08", "2025"])
def test_a_date_may_be_given_as_day_month_or_year(read: Reader, date: str) -> None:
    assert read(BODY, date=date).date == date


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "20/08/2025", "2025-02-30", "2025-13", "25-08-20", "2025-8-2", "２０２５"],
)
def test_a_date_that_is_none_is_refused_in_one_line(date: str) -> None:
    with pytest.raises(InputError) as refusal:
        check_date(date)
    assert "--date" in str(refusal.value)
    assert "\n" not in str(refusal.value)


FURNITURE = [
    "Read more: Minister quits after row",
    "Advertisement",
    "Sign up for our newsletter",
    "© 2025 Harbour Wire. All rights reserved.",
    "Image: Per Holm",
    "The minister arrives in Oslo on Tuesday. Per Holm / AFP",
    "Reporting by Ana Ruiz in Oslo; Editing by Per Holm",
    "The Associated Press contributed to this report.",
    "This article was amended on 3 May 2024 to mend a name.",
    "For media inquiries, please contact press@example.org.",
    "We use cookies to improve your experience.",
    "Share",
    "3 min read",
    "Background",
    "# # #",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_lines_around_the_article_are_not_read_as_paragraphs(read: Reader, line: str) -> None:
    article = read(f"Envoys return to talks\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY, MORE]
    assert blocks(article, BlockKind.SOURCE) == [line]


def test_headlines_under_read_more_are_not_read(read: Reader) -> None:
    other = "Harbor of the southern town is closed by fishermen for a second day"
    article = read(f"Envoys return to talks\n\n{BODY}\n\nRead more:\n{other}\n\n{MORE}")
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY, MORE]


def test_the_items_of_a_list_are_paragraphs(read: Reader) -> None:
    names = ["Ana Ruiz", "Per Holm", "- Jo Lee"]
    article = read("\n".join([BODY, "The members are:", *names]))
    assert blocks(article, BlockKind.PARAGRAPH) == [BODY, "The members are:", *names]


def test_a_name_with_its_office_is_a_paragraph(read: Reader) -> None:
    byline = "Ana B. Ruiz, Secretary of State"
    article = read(f"Envoys return to talks\n\n{byline}\n\n{BODY}")
    assert blocks(article, BlockKind.PARAGRAPH) == [byline, BODY]


def test_a_paragraph_wrapped_over_lines_is_one_block(read: Reader) -> None:
    wrapped = (
        "The envoys of both states returned to the table on Tuesday,\n"
        "the ministry said, after a week in which neither side would\n"
        "say how long the talks might last, or who would lead them,\n"
        "or where."
    )
    article = read(f"Envoys return to talks\n\n{wrapped}\n\nThat was all.")
    assert blocks(article, BlockKind.PARAGRAPH) == [wrapped, "That was all."]


def test_one_paragraph_to_a_line_needs_no_blank_lines(read: Reader) -> None:
    lines = [BODY, MORE, "That was all.", BODY + " " + MORE]
    article = read("\n".join(["Envoys return to talks", *lines]))
    assert blocks(article, BlockKind.PARAGRAPH) == lines


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "",
                    BODY,
                    MORE,
                    "Envoys return",
                    "Source: Harbour Wire",
                    "OSLO — ",
                    "— ",
                    "Share",
                ),
                *(
                    "Aug. 20, 2025",
                    "KYIV, Ukraine (AP) — Yes.",
                    "- Ana Ruiz",
                    "names:",
                    "“",
                    "\u200b",
                ),
                *(
                    "x" * 130,
                    "  indented words here  ",
                    "# ",
                    "© 2025",
                    "Read more:",
                    ". . .",
                    "CNN",
                ),
            ]
        ),
        max_size=12,
    )
)
def test_blocks_are_in_order_disjoint_and_without_outer_space(lines: list[str]) -> None:
    text = "\n".join(lines)
    spans = [block.span for block in lay_out(text).blocks]
    assert all(text[s.begin : s.end] == text[s.begin : s.end].strip() != "" for s in spans)
    assert all(a.end <= b.begin for a, b in pairwise(spans))


@given(st.text(max_size=300))
def test_any_text_at_all_is_laid_out(text: str) -> None:
    layout = lay_out(text)
    assert sum(block.kind is BlockKind.TITLE for block in layout.blocks) <= 1
    if layout.dateline is not None and layout.dateline.place is not None:
        assert 0 <= layout.dateline.place.begin < layout.dateline.place.end <= len(text)
