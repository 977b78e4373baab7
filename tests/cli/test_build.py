"""``statecraft build``, with the shipped language pipeline and reference data."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graph.cli.main import main
from graph.pipeline import Built, Pipeline
from graph.rdf.reader import view
from graph.rdf.store import load
from tests.cli.conftest import ROOT, Run

ARTICLE = Path(__file__).parents[1] / "fixtures" / "article.txt"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A readable article in a folder of its own."""
    path = tmp_path / "in" / "harbour.txt"
    path.parent.mkdir()
    path.write_bytes(ARTICLE.read_bytes())
    return path


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_article_becomes_three_files_and_a_short_table(
    statecraft: Run, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = statecraft("build", article, "-o", out, "--date", "2025-03-12")
    assert (done.returncode, done.stderr) == (0, "")
    assert written(out) == ["harbour.html", "harbour.trig", "harbour.ttl"]
    lines = done.stdout.splitlines()
    assert lines[0].split(maxsplit=1) == [
        "Article",
        "Norway and Portugal agree to share harbour patrols",
    ]
    headings = {re.split(r" \(\d+\)|  ", line)[0] for line in lines}
    assert headings >= {"People", "States", "Organizations", "Events", "Statements", "Page"}
    page = next(line for line in lines if line.startswith("Page"))
    assert page.endswith(str(out / "harbour.html"))
    assert "Henrik Dahl" in done.stdout
    [read] = view(load(out)).articles
    assert (read.name, read.date) == ("harbour", "2025-03-12")


def test_the_page_answers_queries_unless_told_otherwise(
    statecraft: Run, article: Path, tmp_path: Path
) -> None:
    sizes = []
    for number, options in enumerate(((), ("--no-query",))):
        out = tmp_path / f"out{number}"
        done = statecraft("build", article, "-o", out, "--format", "html", *options)
        assert done.returncode == 0
        page = (out / "harbour.html").read_text(encoding="utf-8")
        assert ('id="engine"' in page) == (not options)
        assert 'id="rdf"' in page
        sizes.append(len(page))
    assert sizes[0] - sizes[1] > 1_500_000


def test_the_same_article_gives_the_same_bytes_in_another_process(
    statecraft: Run, article: Path, tmp_path: Path
) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        statecraft("build", article, "-o", tmp_path / name, PYTHONHASHSEED=seed)
    assert len(written(tmp_path / "one")) == 3
    for file in written(tmp_path / "one"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_one_bad_article_is_named_and_the_others_are_built(
    article: Path, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "empty.txt").write_text("")
    missing = tmp_path / "missing.txt"
    arguments = [str(missing), str(article), str(tmp_path / "empty.txt"), str(tmp_path)]
    assert main(["build", *arguments, "-o", str(tmp_path / "out"), "--format", "nq"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in errors] == [arguments[0], arguments[2], arguments[3]]
    assert written(tmp_path / "out") == ["harbour.nq"]


def test_bad_articles_alone_are_exit_code_2(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty.txt").write_text("")
    arguments = [str(tmp_path / "empty.txt"), str(tmp_path / "missing.txt")]
    assert main(["build", *arguments, "-o", str(tmp_path / "out")]) == 2
    captured = capsys.readouterr()
    assert len(captured.err.splitlines()) == 2
    assert captured.out == ""
    assert written(tmp_path / "out") == []


def test_a_fault_of_ours_in_one_article_does_not_cost_the_others(
    article: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = article.with_name("other.txt")
    other.write_bytes(article.read_bytes())
    build = Pipeline.build

    def stumble(self: Pipeline, path: Path, **known: str | None) -> Built:
        if path == article:
            raise ZeroDivisionError("oops")
        return build(self, path, **known)

    monkeypatch.setattr(Pipeline, "build", stumble)
    arguments = [str(article), str(other), "-o", str(tmp_path / "out"), "--format", "nq"]
    assert main(["build", *arguments]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"statecraft: {article}: unexpected ZeroDivisionError: oops; this is a")
    assert written(tmp_path / "out") == ["other.nq"]


def test_two_articles_of_one_name_do_not_overwrite_each_other(
    article: Path, tmp_path: Path, capsys: Captured
) -> None:
    other = tmp_path / "other" / article.name
    other.parent.mkdir()
    other.write_text(article.read_text().replace("Dahl", "Holm"))
    out = tmp_path / "out"
    assert main(["build", str(article), str(other), "-o", str(out), "--format", "trig"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert f"{other}: would overwrite the graph of {article}" in line
    assert "Henrik Dahl" in (out / "harbour.trig").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--format", "docx"], "--format docx: is not one of trig, ttl, nq, jsonld"),
        (["--date", "last week"], "--date 'last week': is no date"),
        (["--model", "no_such_pipeline"], "no_such_pipeline"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line_and_exit_code_2(
    article: Path, tmp_path: Path, capsys: Captured, arguments: list[str], reason: str
) -> None:
    assert main(["build", str(article), "-o", str(tmp_path / "out"), *arguments]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert reason in line


def test_an_output_that_is_no_folder_is_one_line_and_exit_code_2(
    article: Path, capsys: Captured
) -> None:
    assert main(["build", str(article), "-o", str(article)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"statecraft: {article}: no such folder can be made")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_is_refused_before_anything_is_read(
    article: Path, tmp_path: Path, capsys: Captured
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert main(["build", str(article), "-o", str(locked)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line == f"statecraft: {locked}: cannot be written to; choose another folder with -o"


def test_a_progress_bar_is_shown_on_a_terminal_and_only_there(
    article: Path, tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    arguments = ["build", article, "-o", tmp_path / "out", "--format", "json"]
    done = subprocess.Popen(
        [sys.executable, "-m", "graph.cli.main", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
        encoding="utf-8",
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # what Linux says when the other end of a terminal is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    output, _ = done.communicate()
    assert done.returncode == 0
    assert b"harbour.txt" in seen
    assert b"0/1" in seen
    assert output.startswith("Article")
    assert "\x1b" not in output
    assert b"Article" not in seen
