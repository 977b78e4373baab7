"""The entry point: help, exit codes, and how failures look."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph import cli
from graph.cli import exits, formats, main, terminal
from graph.outputs.formats import FORMATS
from tests.cli.conftest import ROOT, Run


def test_help_names_every_command(statecraft: Run) -> None:
    done = statecraft("--help")
    assert done.returncode == 0
    for command in ("build", "query", "facts", "formats"):
        assert f"\n    {command} " in done.stdout


def test_no_command_and_an_unknown_one_are_usage_errors(statecraft: Run) -> None:
    assert statecraft().returncode == 2
    assert statecraft("destroy").returncode == 2


def test_formats_lists_every_format(statecraft: Run) -> None:
    lines = statecraft("formats").stdout.splitlines()[1:]
    assert [line.split()[:2] for line in lines] == [
        [row.name, row.suffix] for row in FORMATS.values()
    ]


@pytest.mark.parametrize(
    "arguments", [["--help"], ["formats"], ["query", "--list"], ["query", "{graph}", "ASK {{}}"]]
)
def test_what_builds_nothing_loads_no_language_pipeline_and_no_rdflib(
    graph_folder: Path, arguments: list[str]
) -> None:
    script = (
        "import sys\n"
        "from graph.cli.main import main\n"
        "try:\n"
        "    main(sys.argv[1:])\n"
        "except SystemExit:\n"
        "    pass\n"
        "loaded = {'spacy', 'onnxruntime', 'rdflib', 'networkx', 'pyvis', 'jinja2'}\n"
        "print(sorted(loaded & set(sys.modules)), file=sys.stderr)\n"
    )
    filled = [argument.format(graph=graph_folder) for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-c", script, *filled],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"


def test_a_reader_that_leaves_early_is_no_error(graph_folder: Path) -> None:
    # Enough rows to fill the pipe after its reader has gone.
    query = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 200000"
    arguments = ["query", str(graph_folder), query, "--format", "csv"]
    writer = subprocess.Popen(
        [sys.executable, "-m", "graph.cli.main", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert writer.stdout is not None and writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait() == exits.PIPE_CLOSED


def test_ctrl_c_ends_with_one_line_and_130(tmp_path: Path) -> None:
    # Reading from a pipe that nobody writes to, the command is sure to be there for the signal.
    pipe = tmp_path / "graph.trig"
    os.mkfifo(pipe)
    command = subprocess.Popen(
        [sys.executable, "-m", "graph.cli.main", "query", str(pipe), "ASK {}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with pipe.open("wb"):  # returns when the command has opened its end
        command.send_signal(signal.SIGINT)
        _, errors = command.communicate()
    assert (command.returncode, errors) == (exits.INTERRUPTED, "statecraft: interrupted\n")


def test_a_fault_of_ours_is_one_line_that_asks_for_a_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_options: object) -> int:
        raise ZeroDivisionError("oops\nindeed")

    monkeypatch.setattr(formats, "run", fail)
    assert main.main(["formats"]) == exits.UNUSABLE
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("statecraft: unexpected ZeroDivisionError: oops indeed; this is a fault")


def test_a_fault_of_ours_shows_where_it_happened_on_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_options: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(formats, "run", fail)
    monkeypatch.setenv(terminal.TRACEBACK, "1")
    with pytest.raises(ZeroDivisionError):
        main.main(["formats"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("a\u202eb\u202c", "ab"),
        ("null\x00bell\x07", "null bell"),
        ("Łódź “quoted” 🕊", "Łódź “quoted” 🕊"),
    ],
)
def test_what_is_printed_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert terminal.visible(text) == shown


def test_names_that_the_terminal_cannot_print_do_not_end_the_run(
    statecraft: Run, graph_folder: Path
) -> None:
    done = statecraft("query", graph_folder, "SELECT ('Łódź' AS ?x) {}", PYTHONIOENCODING="ascii")
    assert done.stdout.splitlines() == ["x", "\\u0141\\xf3d\\u017a"]


def test_commands_are_one_file_each() -> None:
    folder = Path(cli.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} >= {"build", "facts", "formats", "query"}
