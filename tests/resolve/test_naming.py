"""Which names are taken for one thing's, and which are not."""

from __future__ import annotations

import pytest

from graph.resolve.naming import acronym, fold, same_person


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("U. S.", "U.S."),
        ("Paweł Wroński", "Pawel Wronski"),
        ("the Kremlin", "Kremlin"),
        ("Peru’s", "Peru"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
    ],
)
def test_spellings_of_one_name_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Australia", "Austria"), ("Congo", "Congress")])
def test_names_of_two_things_fold_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Dale", "Ann Dale"),
        ("Donald Trump", "Donald J. Trump"),
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("King Harald", "Harald V"),
        ("Abou Zeid", "Abdelhamid Abou Zeid"),
    ],
)
def test_one_person(short: str, full: str) -> None:
    assert same_person(short.removeprefix("King "), full)


@pytest.mark.parametrize(
    ("left", "right"),
    [("George Bush", "Laura Bush"), ("Ann Dale", "Bob Dale"), ("Ann Dale", "Ann Stone")],
)
def test_two_people(left: str, right: str) -> None:
    assert not same_person(left, right)


def test_an_acronym_is_the_initials_of_content_words() -> None:
    assert acronym("European Union") == "eu"
    assert acronym("Bank of the North") == "bn"
