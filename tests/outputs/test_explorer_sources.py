"""The page's TypeScript: type-checked, its unit tests run, its bundle made from what is there."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
EXPLORER = ROOT / "graph" / "outputs" / "explorer"


def _hook() -> ModuleType:
    # The hook imports hatchling, which a build has and a test environment may lack.
    pytest.importorskip("hatchling", reason="needs hatchling, as every build of the package has it")
    spec = importlib.util.spec_from_file_location(
        "hatch_build", ROOT / "scripts" / "hatch_build.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _run(npm: str, script: str) -> None:
    done = subprocess.run(
        [npm, "run", script], cwd=EXPLORER, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sources_are_well_typed(npm: str) -> None:
    _run(npm, "check")


def test_the_unit_tests_pass(npm: str) -> None:
    _run(npm, "test")


def test_the_bundle_was_made_from_these_sources() -> None:
    hook = _hook()
    assert hook._fresh(EXPLORER, EXPLORER.parent / "bundle"), (
        "the page's sources changed since it was built: run `npm run build` in "
        "graph/outputs/explorer, or install again"
    )


def test_the_sources_never_parse_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|createContextualFragment"
    )
    sources = sorted((EXPLORER / "src").glob("*.ts"))
    assert len(sources) > 10
    assert [path.name for path in sources if forbidden.search(path.read_text("utf-8"))] == []


def test_the_lock_file_names_no_place_to_download_from() -> None:
    packages = json.loads((EXPLORER / "package-lock.json").read_text("utf-8"))["packages"]
    assert len(packages) > 5
    assert not any("resolved" in package for package in packages.values())
    assert all("integrity" in package for name, package in packages.items() if name)
