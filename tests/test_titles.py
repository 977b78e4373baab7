"""The lexicon of titles is one clean table."""

from __future__ import annotations

import csv
from typing import Final

import pytest

from graph.resources import DATA

KINDS: Final = {"office", "rank", "honorific", "role", "spokesperson", "royal", "religious"}
BODIES: Final = {"state", "organization", "person", "any"}


def rows() -> list[dict[str, str]]:
    with (DATA / "titles.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def kinds() -> dict[str, str]:
    return {row["title"]: row["kind"] for row in rows()}


def test_columns() -> None:
    assert list(rows()[0]) == ["title", "kind", "body", "source"]


def test_each_title_stands_once_and_in_order() -> None:
    titles = [row["title"] for row in rows()]
    assert titles == sorted(set(titles))
    assert len(titles) > 1500


def test_titles_are_lower_case_words() -> None:
    odd = [t for t in (row["title"] for row in rows()) if t != " ".join(t.lower().split())]
    assert odd == []


def test_kinds_bodies_and_sources_are_said() -> None:
    assert {row["kind"] for row in rows()} == KINDS
    assert {row["body"] for row in rows()} == BODIES
    assert all(row["source"] for row in rows())


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("prime minister", "office"),
        ("minister of foreign affairs", "office"),
        ("national security adviser", "office"),
        ("national security advisor", "office"),
        ("supreme allied commander", "office"),
        ("member of parliament", "office"),
        ("chairman", "office"),
        ("lt. gen.", "rank"),
        ("colonel", "rank"),
        ("his majesty", "honorific"),
        ("the right honourable", "honorific"),
        ("mr.", "honorific"),
        ("crown prince", "royal"),
        ("press secretary", "spokesperson"),
        ("special envoy", "role"),
        ("opposition leader", "role"),
        ("political editor", "office"),
        ("grand ayatollah", "religious"),
    ],
)
def test_a_title_is_what_it_is(title: str, kind: str) -> None:
    assert kinds()[title] == kind


def test_former_is_a_qualifier_and_no_part_of_a_title() -> None:
    assert [title for title in kinds() if title.startswith("former ")] == []
