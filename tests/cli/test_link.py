"""``statecraft link``, against an endpoint on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.rdf.reader import view
from graph.rdf.store import load
from tests.cli.conftest import Run
from tests.link.conftest import Endpoint, endpoint

__all__ = ["endpoint"]


@pytest.fixture
def graph(graph_folder: Path, tmp_path: Path) -> Path:
    """A copy of the sample's graph, to be changed."""
    return Path(shutil.copy(graph_folder / "harbour-patrols.trig", tmp_path / "patrols.trig"))


def identities(path: Path) -> set[str]:
    return {same for node in view(load(path)).nodes for same in node.same_as}


def test_a_graph_is_linked_where_it_lies(
    statecraft: Run, graph: Path, endpoint: Endpoint, tmp_path: Path
) -> None:
    url = f"{endpoint.url}/sparql"
    options = ("--service", "sparql", "--endpoint", url, "--pause", 0, "--cache", tmp_path / "c")
    done = statecraft("link", graph, *options)
    assert (done.returncode, done.stderr) == (0, "")
    [line] = [line for line in done.stdout.splitlines() if line.startswith("Henrik Dahl")]
    assert line.split("  ")[-1] == "the only one of that name"
    assert "http://knowledge.example/item/dahl" in identities(graph)
    count = len(endpoint.asked)
    again = statecraft("link", graph, *options, "--offline", "-o", tmp_path / "other.nq")
    assert (again.returncode, len(endpoint.asked)) == (0, count)
    assert identities(tmp_path / "other.nq") == identities(graph)


def test_all_files_of_a_folder_are_linked(
    statecraft: Run, graph_folder: Path, endpoint: Endpoint, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(graph_folder, tmp_path / "output"))
    url = f"{endpoint.url}/reconcile"
    service = ("--service", "reconciliation", "--endpoint", url, "--pause", 0)
    assert statecraft("link", folder, *service, "--cache", tmp_path / "c").returncode == 0
    for path in folder.iterdir():
        assert "http://knowledge.example/item/dahl" in identities(path)


def test_without_a_network_the_graph_is_left_as_it_was(
    statecraft: Run, graph: Path, tmp_path: Path
) -> None:
    before = graph.read_bytes()
    done = statecraft(
        "link", graph, "--endpoint", "http://127.0.0.1:9/", "--pause", 0, "--cache", tmp_path / "c"
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "http://127.0.0.1:9/: cannot be reached" in line
    assert graph.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--service", "sparql"), "give one with --endpoint"),
        (("--endpoint", "file:///etc/passwd"), "is no web address"),
    ],
)
def test_a_wrong_address_is_one_line_and_exit_code_2(
    statecraft: Run, graph: Path, arguments: tuple[str, ...], reason: str
) -> None:
    done = statecraft("link", graph, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert reason in line
