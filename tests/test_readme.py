"""The README tells the truth: its commands run, and print what it says they print.

After a change that is meant, `python -m tests.test_readme` puts the new output into the README.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from graph.outputs.formats import FORMATS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
SAMPLE = ROOT / "graph" / "data" / "sample" / "fishing-accord.txt"
BLOCK = re.compile(
    r"(?P<head><!-- run -->\n```console\n\$ (?P<command>.+)\n)(?P<output>(?:.*\n)*?)(?P<tail>```\n)"
)
FORMATS_BLOCK = re.compile(r"(?<=<!-- formats -->\n)(?:.*\n)*?(?=<!-- /formats -->)")


def formats_table() -> str:
    """The table of formats as the README shows it."""
    rows = [f"| `{one.name}` | `{one.suffix}` | {one.description} |" for one in FORMATS.values()]
    return "\n".join(("| format | file | what it is |", "|---|---|---|", *rows, ""))


def run(*arguments: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "graph.cli.main", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def with_real_output(text: str, folder: Path) -> str:
    """The README's text with what its commands print in ``folder``."""
    run("build", str(SAMPLE), "-o", "output", folder=folder)

    def answered(block: re.Match[str]) -> str:
        arguments = shlex.split(block["command"])[1:]
        printed = run(*arguments, folder=folder)
        output = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
        return block["head"] + output + block["tail"]

    return BLOCK.sub(answered, text)


def test_commands_print_what_the_readme_says(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) == 3
    assert with_real_output(text, tmp_path) == text


def test_the_table_of_formats_is_the_real_one() -> None:
    found = FORMATS_BLOCK.findall(README.read_text(encoding="utf-8"))
    assert found == [formats_table()]


def test_links_lead_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert len(targets) >= 7
    assert [target for target in targets if not (ROOT / target).exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        new = with_real_output(README.read_text(encoding="utf-8"), Path(made))
        README.write_text(FORMATS_BLOCK.sub(lambda _: formats_table(), new), encoding="utf-8")
