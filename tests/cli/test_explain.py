"""``statecraft explain``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = """Envoys meet in Lima

LIMA, March 3, 2025 — Peruvian Foreign Minister Ann Dale met Bob Stone on Sunday. She polished her glasses.
Chile is a country of mountains, and nobody in the hall had expected a long evening of speeches there.

Bob Stone said that the talks would go on. “We are close,” he told reporters in the old palace.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "envoys.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_sentence_stands_with_its_facts_and_what_gave_none(
    statecraft: Run, article: Path
) -> None:
    done = statecraft("explain", article)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    met = next(i for i, line in enumerate(lines) if "met Bob Stone" in line)
    assert TEXT[int(lines[met].split()[0]) :].startswith("Peruvian Foreign Minister")
    facts = lines[met + 1 : met + 3]
    assert facts[0].startswith("  +   Ann Dale is Foreign Minister of Peru [position-before-name,")
    assert facts[1].startswith("  +   Ann Dale meets Bob Stone (2025-03-02) [event-meet, ")
    assert "  -   “polished”: no rule names “polish”" in lines
    assert any(line.startswith("  -   “country”: says what something is") for line in lines)


def test_nothing_is_written(statecraft: Run, article: Path) -> None:
    statecraft("explain", article)
    assert [path.name for path in article.parent.iterdir()] == [article.name]


def test_what_is_no_article_is_refused_in_one_line(statecraft: Run, tmp_path: Path) -> None:
    done = statecraft("explain", tmp_path / "missing.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
