"""Statecraft as a user runs it: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.rdf.mapping import quads
from graph.rdf.store import collect, save
from tests.fixtures.analysis import sample
from tests.fixtures.reference import small

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def statecraft() -> Run:
    """Runs ``statecraft`` with some arguments and gives back its exit code and output."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "graph.cli.main", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the sample's graph as TriG and as Turtle."""
    folder = tmp_path_factory.mktemp("output")
    store = collect(quads(sample(), small()))
    save(store, folder / "harbour-patrols.trig")
    save(store, folder / "harbour-patrols.ttl")
    return folder
