"""``statecraft build`` over everything that is no article, over outputs it may not write, and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.rdf.store import load
from tests.cli.conftest import ROOT

ARTICLE = Path(__file__).parents[1] / "fixtures" / "article.txt"
FORMATS = ("trig", "ttl", "html")


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _text(words: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(words, encoding="utf-8")


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


# What is put where an article is expected, and what the refusal must say of it.
BAD: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "no such file"),
    "empty": (_bytes(b""), "is empty"),
    "blank": (_text(" \n\t\n"), "nothing but white space"),
    "binary": (_bytes(bytes(range(256)) * 40), "binary"),
    "picture": (_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "a PNG picture"),
    "portable": (_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), "a PDF"),
    "latin": (_bytes("Le café a fermé.".encode("latin-1")), "byte 0xE9 at offset 6"),
    "wide": (_bytes("The talks in Oslo failed.".encode("utf-16")), "UTF-16"),
    "nul": (_bytes(b"The talks \x00 in Oslo failed."), "NUL"),
    "german": (
        _text("Der Minister hat den Vorschlag am Mittwoch in Oslo zurückgewiesen, sagte er.\n"),
        "German",
    ),
    "russian": (_text("Министр отклонил предложение в среду в Осло.\n"), "Cyrillic"),
    "chinese": (_text("部长星期三在奥斯陆拒绝了这项提议。\n"), "Chinese"),
    "cookies": (
        _text(
            "We value your privacy\nWe and our partners use cookies to improve your experience.\n"
            "You can change your preferences at any time.\nAccept all\nReject all\n"
        ),
        "no article",
    ),
    "menu": (_text("Home\nNews\nPolitics\nSport\nContact us\nSign in\n"), "no article"),
    "wordless": (_text("42 + 7 = 49\n"), "holds no sentence"),
    "page": (_text("<!DOCTYPE html><html><body>The talks failed.</body></html>"), "HTML"),
    "huge": (_sparse, "50.0 MB"),
    "folder": (lambda path: path.mkdir(), "is a directory"),
    "pipe": (lambda path: os.mkfifo(path), "a pipe or a device"),
    "dangling": (lambda path: path.symlink_to("nowhere.txt"), "no such file"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A finished run over all bad inputs: its exit code, its complaints, what it printed and wrote."""

    code: int
    complaints: tuple[str, ...]
    output: str
    written: tuple[str, ...]


def statecraft(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "graph.cli.main", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir()))


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Every bad input by its name, on disk."""
    folder = tmp_path_factory.mktemp("bad")
    paths = {name: folder / f"{name}.txt" for name in BAD}
    for name, (make, _) in BAD.items():
        make(paths[name])
    return paths


def run_over(paths: list[Path], out: Path) -> Done:
    done = statecraft("build", *paths, "-o", out)
    return Done(
        code=done.returncode,
        complaints=tuple(done.stderr.splitlines()),
        output=done.stdout,
        written=names(out),
    )


@pytest.fixture(scope="module")
def alone(bad: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One call over the bad inputs and nothing else."""
    return run_over(list(bad.values()), tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def among_good(bad: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One call over the bad inputs with a good article before, between and behind them."""
    folder = tmp_path_factory.mktemp("good")
    good = [folder / f"{name}.txt" for name in ("first", "middle", "last")]
    for path in good:
        path.write_bytes(ARTICLE.read_bytes())
    half = len(bad) // 2
    paths = [good[0], *list(bad.values())[:half], good[1], *list(bad.values())[half:], good[2]]
    return run_over(paths, tmp_path_factory.mktemp("among"))


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_one_line_with_file_reason_and_way_out(
    name: str, bad: Mapping[str, Path], alone: Done
) -> None:
    [line] = [line for line in alone.complaints if line.startswith(f"statecraft: {bad[name]}: ")]
    reason, _, way_out = line.partition(";")
    assert BAD[name][1] in reason
    assert len(way_out) > 8


def test_bad_inputs_alone_are_exit_code_2_and_write_nothing(alone: Done) -> None:
    assert (alone.code, len(alone.complaints)) == (2, len(BAD))
    assert (alone.output, alone.written) == ("", ())


def test_no_bad_input_shows_a_stack_trace(alone: Done, among_good: Done) -> None:
    said = "\n".join([*alone.complaints, *among_good.complaints, among_good.output])
    assert "Traceback" not in said
    assert "Error:" not in said


def test_good_articles_among_bad_ones_are_built_and_the_exit_code_is_1(among_good: Done) -> None:
    assert (among_good.code, len(among_good.complaints)) == (1, len(BAD))
    assert among_good.written == tuple(
        sorted(f"{name}.{format}" for name in ("first", "middle", "last") for format in FORMATS)
    )
    assert among_good.output.count("Article ") == 3


@pytest.mark.parametrize("below", ["article.txt/out", "article.txt"])
def test_an_output_that_no_folder_can_be_is_refused(tmp_path: Path, below: str) -> None:
    article = tmp_path / "article.txt"
    article.write_bytes(ARTICLE.read_bytes())
    done = statecraft("build", article, "-o", tmp_path / below)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert str(tmp_path / below) in line
    assert "another" in line


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes no new files")
def test_an_output_on_a_read_only_file_system_is_refused() -> None:
    done = statecraft("build", ARTICLE, "-o", "/proc/statecraft")
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith("statecraft: /proc/statecraft: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_leave_to_write_is_refused(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = statecraft("build", ARTICLE, "-o", locked)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"statecraft: {locked}: cannot be written to; choose another folder with -o"
    ]


def test_a_file_that_cannot_be_replaced_costs_its_article_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(ARTICLE.read_bytes())
    out = tmp_path / "out"
    (out / "article.ttl" / "in the way").mkdir(parents=True)
    done = statecraft("build", ARTICLE, other, "-o", out)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert str(out / "article.ttl") in line
    assert {f"other.{format}" for format in FORMATS} <= set(names(out))


# Runs the command line and sends itself SIGKILL at the N-th time that bytes are forced to the disk:
# after they were written under a temporary name, before that is renamed, or right after.
KILLED = """
import os, signal, sys
times, real = int(sys.argv[1]), os.fsync
def fsync(handle):
    global times
    times -= 1
    if times == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
os.fsync = fsync
from graph.cli.main import main
main(sys.argv[2:])
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What a build that nobody kills writes, by file name."""
    out = tmp_path_factory.mktemp("whole")
    assert statecraft("build", ARTICLE, "-o", out).returncode == 0
    return {path.name: path.read_bytes() for path in out.iterdir()}


def visible(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder that a user or a program would open, by name."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


@pytest.mark.parametrize("moment", [1, 2, 3, 5])
def test_a_killed_build_leaves_no_half_written_file(
    moment: int, tmp_path: Path, whole: Mapping[str, bytes]
) -> None:
    arguments = [sys.executable, "-c", KILLED, str(moment), "build", str(ARTICLE), "-o"]
    done = subprocess.run([*arguments, str(tmp_path)], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    left = visible(tmp_path)
    assert len(left) == moment // 2
    assert left.items() <= whole.items()


def test_a_build_after_a_killed_one_is_whole_and_tidies_up(
    tmp_path: Path, whole: Mapping[str, bytes]
) -> None:
    arguments = [sys.executable, "-c", KILLED, "3", "build", str(ARTICLE), "-o", str(tmp_path)]
    subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    assert any(name.startswith(".") for name in names(tmp_path))
    assert statecraft("build", ARTICLE, "-o", tmp_path).returncode == 0
    assert names(tmp_path) == tuple(sorted(whole))
    assert visible(tmp_path) == whole


def test_a_build_killed_from_outside_leaves_only_whole_files(
    tmp_path: Path, whole: Mapping[str, bytes]
) -> None:
    articles = [tmp_path / f"article{number}.txt" for number in range(20)]
    for path in articles:
        path.write_bytes(ARTICLE.read_bytes())
    out = tmp_path / "out"
    arguments = [sys.executable, "-m", "graph.cli.main", "build", *map(str, articles), "-o"]
    with subprocess.Popen(
        [*arguments, str(out)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as build:
        while build.poll() is None and not (out.is_dir() and visible(out)):
            time.sleep(0.001)
        build.kill()
    assert build.returncode == -signal.SIGKILL
    left = visible(out)
    assert 0 < len(left) < 3 * len(articles)
    sizes = {Path(name).suffix: len(content) for name, content in whole.items()}
    for name in left:
        if name.endswith(".trig"):
            assert len(load(out / name)) > 100
        # The articles differ from the reference build in their names alone.
        assert len(left[name]) > 0.9 * sizes[Path(name).suffix]
