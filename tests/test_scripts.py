"""The two commands of a fresh machine: what they do before and after the long part, and what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What the scripts call besides Python.
TOOLS = ("cat", "cksum", "dirname", "find", "id", "sed", "sh", "sort", "tr", "xargs")

FAKE_VENV_PYTHON = """#!/bin/sh
case "$*" in
*"-m pip install"*) echo "pip $*" >>calls; printf '#!/bin/sh\\necho "statecraft $*"\\n' >.venv/bin/statecraft
    chmod +x .venv/bin/statecraft ;;
*sys.prefix*) echo "$PWD/.venv" ;;
*) exit 0 ;;
esac
"""


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The scripts and what they read, without the package: a place to run them fast."""
    folder = tmp_path / "check out"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    (folder / "graph" / "outputs" / "explorer").mkdir(parents=True)
    (folder / "graph" / "outputs" / "explorer" / "package.json").write_text("{}")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH of the bare tools, without any Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found is not None, tool
        (folder / tool).symlink_to(found)
    return folder


def run(name: str, checkout: Path, path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "scripts" / name)],
        cwd=path,
        env={"PATH": str(path), "LC_ALL": "C.UTF-8", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def fake_python(folder: Path, name: str, *, version: bool = True, venv: bool = True) -> None:
    """A Python that claims a version and a venv module, and makes a .venv that only notes calls."""
    script(folder / "venv-python", FAKE_VENV_PYTHON)
    script(
        folder / name,
        "#!/bin/sh\n"
        'case "$*" in\n'
        f"*version_info*) exit {0 if version else 1} ;;\n"
        f"*ensurepip*) exit {0 if venv else 1} ;;\n"
        "*--version*) echo Python 3.12.1 ;;\n"
        f'*"-m venv"*) mkdir -p .venv/bin; cat {folder}/venv-python >.venv/bin/python\n'
        "    chmod +x .venv/bin/python ;;\n"
        "esac\n",
    )
    for tool in ("mkdir", "chmod", "cat"):
        found = shutil.which(tool)
        if found is not None and not (folder / tool).exists():
            (folder / tool).symlink_to(found)


@pytest.mark.parametrize("name", ["demo", "test"])
def test_without_python_it_says_what_to_install(checkout: Path, tools: Path, name: str) -> None:
    done = run(name, checkout, tools)
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_too_old_is_passed_over(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3", version=False)
    done = run("demo", checkout, tools)
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_a_python_without_venv_is_named_with_the_remedy(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3", venv=False)
    done = run("demo", checkout, tools)
    assert done.returncode == 1
    assert "python3 cannot make virtual environments" in done.stderr
    assert "apt-get install python3-venv" in done.stderr


def test_a_python_with_venv_is_found_behind_one_without(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3.12", venv=False)
    fake_python(tools, "python3")
    done = run("demo", checkout, tools)
    assert done.returncode == 0, done.stderr
    assert "Making .venv" in done.stderr


def test_the_demo_installs_builds_the_sample_and_names_the_page(
    checkout: Path, tools: Path
) -> None:
    fake_python(tools, "python3")
    done = run("demo", checkout, tools)
    assert done.returncode == 0, done.stderr
    assert "statecraft build graph/data/sample/fishing-accord.txt --output output" in done.stdout
    assert f"{checkout}/output/fishing-accord.html" in done.stderr
    assert "--editable ." in (checkout / "calls").read_text()


def test_a_second_run_installs_nothing(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3")
    run("demo", checkout, tools)
    before = (checkout / "calls").read_text()
    done = run("demo", checkout, tools)
    assert done.returncode == 0
    assert (checkout / "calls").read_text() == before
    assert "Making .venv" not in done.stderr


def test_a_change_of_the_dependencies_installs_again(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3")
    run("demo", checkout, tools)
    with (checkout / "pyproject.toml").open("a") as settings:
        settings.write("# one more\n")
    run("demo", checkout, tools)
    assert len((checkout / "calls").read_text().splitlines()) == 2


def test_a_failed_installation_is_a_failed_demo(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3")
    script(tools / "venv-python", FAKE_VENV_PYTHON.replace('echo "pip', 'exit 1; echo "pip'))
    done = run("demo", checkout, tools)
    assert done.returncode == 1
    assert "installation failed" in done.stderr


def test_without_a_browser_the_tests_say_what_to_install(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3")
    script(tools / "node", "#!/bin/sh\necho v22.1.0\n")
    script(tools / "npm", "#!/bin/sh\n")
    done = run("test", checkout, tools)
    assert done.returncode == 1
    assert "install Chromium or Chrome" in done.stderr


def test_a_failing_check_fails_the_run_but_the_others_still_run(
    checkout: Path, tools: Path
) -> None:
    fake_python(tools, "python3")
    script(tools / "node", "#!/bin/sh\necho v22.1.0\n")
    script(tools / "npm", "#!/bin/sh\n")
    script(tools / "chromium", "#!/bin/sh\necho Chromium 130\n")
    script(checkout / ".venv" / "bin" / "python", FAKE_VENV_PYTHON)
    script(checkout / ".venv" / "bin" / "ruff", "#!/bin/sh\nexit 1\n")
    script(checkout / ".venv" / "bin" / "mypy", "#!/bin/sh\necho types checked\n")
    done = run("test", checkout, tools)
    assert done.returncode == 1
    assert "types checked" in done.stdout
    assert "Failed: ruff format" in done.stderr


def test_all_checks_passing_is_a_run_that_passes(checkout: Path, tools: Path) -> None:
    fake_python(tools, "python3")
    script(tools / "node", "#!/bin/sh\necho v22.1.0\n")
    script(tools / "npm", "#!/bin/sh\n")
    script(tools / "chromium", "#!/bin/sh\necho Chromium 130\n")
    script(checkout / ".venv" / "bin" / "python", FAKE_VENV_PYTHON)
    for tool in ("ruff", "mypy"):
        script(checkout / ".venv" / "bin" / tool, "#!/bin/sh\n")
    done = run("test", checkout, tools)
    assert done.returncode == 0, done.stderr
    assert "All passed." in done.stderr


def test_continuous_integration_runs_the_same_tests() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "exec scripts/test" in steps
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("name", ["demo", "test", "environment.sh"])
def test_the_scripts_are_plain_posix_shell(name: str) -> None:
    shell = shutil.which("dash") or shutil.which("sh")
    assert shell is not None
    done = subprocess.run(
        [shell, "-n", str(ROOT / "scripts" / name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_demo_python_is_the_one_that_was_asked_for(checkout: Path, tools: Path) -> None:
    fake_python(tools, "my-python")
    done = run("demo", checkout, tools, PYTHON="my-python")
    assert done.returncode == 0, done.stderr
