"""The documentation of commands and questions says what the code does."""

from __future__ import annotations

import argparse
import re

import pytest
from pyoxigraph import Store

from graph.cli.main import _parser
from graph.outputs.formats import FORMATS
from graph.rdf.mapping import quads
from graph.rdf.query import Table, run
from graph.rdf.questions import questions
from graph.rdf.store import collect
from graph.rdf.vocabulary import PREFIXES
from tests.cli.conftest import ROOT
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def commands() -> dict[str, argparse.ArgumentParser]:
    [action] = [
        action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)
    ]
    return dict(action.choices)


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_option_is_documented(command: str) -> None:
    page = text("cli.md")
    assert f"\n## {command}\n" in page
    section = page.split(f"\n## {command}\n")[1].split("\n## ")[0]
    for action in commands()[command]._actions:
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert f"`{option}" in section, option


def test_no_option_is_documented_that_is_not_there() -> None:
    known = {
        option
        for command in commands().values()
        for action in command._actions
        for option in action.option_strings
    }
    assert set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", text("cli.md"))) <= known


def test_every_format_is_documented_as_the_command_lists_it() -> None:
    for row in FORMATS.values():
        assert f"| `{row.name}` | `{row.suffix}` | {row.description} |" in text("cli.md")


def test_every_prefix_that_needs_no_declaration_is_documented() -> None:
    section = text("cli.md").split("\n- The prefixes ")[1].split("\n- ")[0]
    assert {f"{prefix}:" for prefix in PREFIXES} == set(re.findall(r"`(\w+:)`", section))


def test_every_question_is_documented_in_its_own_words() -> None:
    page = text("queries.md")
    for one in questions():
        assert f"### {one.name}\n\n**{one.title}** {one.about}\n" in page
        for parameter in one.parameters:
            assert f"| `{parameter.name}` | {parameter.about} |" in page
    names = re.findall(r"^### (.+)$", page, re.MULTILINE)
    assert names == [one.name for one in questions()]


EXAMPLES = re.findall(r"```sparql\n(.*?)```", text("queries.md"), re.DOTALL)


@pytest.fixture(scope="module")
def store() -> Store:
    return collect(quads(sample(), small()))


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_every_example_in_sparql_runs(store: Store, number: int) -> None:
    answer = run(store, EXAMPLES[number])
    assert isinstance(answer, Table)
    # The one that looks for wrong evidence is the one that finds nothing.
    assert bool(answer.rows) is ("SUBSTR" not in EXAMPLES[number])


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 5
