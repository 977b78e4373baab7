"""spaCy is imported without its commands, and has them all the same for whoever asks."""

from __future__ import annotations

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_commands_are_not_imported() -> None:
    code = "import sys, graph.extract; print('spacy' in sys.modules, 'spacy.cli' in sys.modules)"
    assert run(code) == "True False"


def test_the_commands_can_be_imported_afterwards() -> None:
    code = "import graph.extract; from spacy.cli import train; import spacy; print(spacy.cli.train is train)"
    assert run(code) == "True"


def test_spacy_tells_of_itself_as_ever() -> None:
    code = "import graph.extract, spacy; print(spacy.info(silent=True)['spacy_version'] == spacy.__version__)"
    assert run(code) == "True"


def test_a_spacy_that_is_there_already_is_left_as_it_is() -> None:
    code = "import spacy; before = spacy.info; import graph.extract; print(spacy.info is before)"
    assert run(code) == "True"
