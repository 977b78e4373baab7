"""``statecraft ask``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from graph.rdf.questions import questions
from tests.cli.conftest import Run


def test_a_question_by_name_takes_parameters(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft(
        "ask", "two-states", graph_folder, "--param", "state=Russia", "--format", "csv"
    )
    assert (done.returncode, done.stderr) == (0, "")
    [row] = csv.DictReader(io.StringIO(done.stdout))
    assert (row["one"], row["two"], row["how"]) == ("Norway", "Russia", "reported")


def test_ask_answers_as_query_does(statecraft: Run, graph_folder: Path) -> None:
    asked = statecraft("ask", "positions", graph_folder)
    queried = statecraft("query", graph_folder, "--named", "positions")
    assert asked.stdout == queried.stdout != ""


def test_without_a_name_the_questions_are_listed(statecraft: Run) -> None:
    lines = statecraft("ask").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [one.name for one in questions()]
    assert statecraft("ask", "--list").stdout.splitlines() == lines


def test_an_unknown_name_is_one_line_and_exit_code_2(statecraft: Run, graph_folder: Path) -> None:
    done = statecraft("ask", "why", graph_folder)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("statecraft: no question is named 'why'; there are: about,")


def test_the_graph_is_that_in_output_unless_it_is_named(statecraft: Run) -> None:
    # Run where the repository is: its output folder holds no graph, or one that can be asked.
    done = statecraft("ask", "who")
    assert done.returncode in (0, 2)
    assert done.returncode == 0 or "output: holds no graph" in done.stderr
