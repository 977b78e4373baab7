"""The house can be seen through: who imports whom, and which library is used where."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "graph"

# From the ground up: a part imports parts of lower layers and itself, never its siblings.
LAYERS = (
    {"model", "errors", "resources", "calendar"},
    {"config", "schema", "reference", "parse"},
    {"ingest", "extract", "resolve", "rdf"},
    {"outputs", "link"},
    {"pipeline"},
    {"__init__"},
    {"serve", "cli"},
)
LAYER_OF = {part: number for number, parts in enumerate(LAYERS) for part in parts}

# Libraries that belong to some parts only; a dotted name governs itself and what is below it.
HOMES = {
    "spacy": {"extract", "parse"},
    "onnxruntime": {"extract"},
    "rdflib": {"schema", "reference", "rdf", "outputs", "serve"},
    "oxrdflib": {"schema", "reference", "rdf", "outputs", "serve"},
    "pyoxigraph": {"schema", "reference", "rdf", "outputs", "link", "serve"},
    "networkx": {"outputs"},
    "pyvis": {"outputs"},
    "followthemoney": {"outputs"},
    "pyshacl": {"rdf"},
    "jinja2": {"outputs"},
    "rich": {"cli"},
    "argparse": {"cli"},
    # The network: to read articles, to link, and to serve.
    "http": {"ingest", "link", "serve"},
    "urllib.request": {"ingest", "link"},
    "urllib.error": {"ingest", "link"},
    "socket": {"ingest", "link", "serve"},
    "ssl": {"ingest", "link", "serve"},
}
FOREIGN_TO_THE_PACKAGE = {"tests", "scripts", "pytest", "hypothesis", "playwright", "torch"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part(path: Path) -> str:
    """The file or folder right under ``graph`` that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path, *, for_types: bool = True) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; ``from a import b`` gives ``a.b``.

    Without ``for_types`` those that only the type checker reads are left out.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unread: set[ast.AST] = set()
    if not for_types:
        guarded = (node for node in ast.walk(tree) if isinstance(node, ast.If))
        for guard in guarded:
            if isinstance(guard.test, ast.Name) and guard.test.id == "TYPE_CHECKING":
                unread.update(guard.body)
    for node in ast.walk(tree):
        if node in unread:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides the layer it crosses"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def own_part(name: str) -> str:
    """The part of Statecraft that an imported name of it lies in; ``__init__`` for its own face."""
    candidate = name.split(".")[1] if "." in name else "__init__"
    return candidate if candidate in LAYER_OF else "__init__"


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {part(path) for path in modules()}
    assert len(modules()) > 40
    assert parts <= LAYER_OF.keys()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_its_own_part_and_lower_layers_only(path: Path) -> None:
    importer = part(path)
    wrong = [
        name
        for name in imports(path)
        if within(name, "graph")
        and own_part(name) != importer
        and LAYER_OF[own_part(name)] >= LAYER_OF[importer]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_only_the_libraries_of_its_part(path: Path) -> None:
    wrong = [
        name
        for name in imports(path, for_types=False)
        for library, homes in HOMES.items()
        if within(name, library) and part(path) not in homes
    ]
    assert wrong == []


def test_the_package_imports_nothing_that_only_development_needs() -> None:
    wrong = [
        (str(path.relative_to(ROOT)), name)
        for path in modules()
        for name in imports(path)
        if name.split(".")[0] in FOREIGN_TO_THE_PACKAGE
    ]
    assert wrong == []


def test_every_library_is_declared() -> None:
    declared = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    libraries = {name.split(".")[0] for path in modules() for name in imports(path)}
    foreign = libraries - sys.stdlib_module_names - {"graph"}
    # What comes with a declared library, by its own promise: spaCy's thinc, catalogue and srsly,
    # pyvis's jinja2 with its markupsafe, oxrdflib's pyoxigraph.
    brought = {"thinc", "catalogue", "srsly", "jinja2", "markupsafe", "pyoxigraph"}
    assert {name for name in foreign - brought if f'"{name}' not in declared} == set()


def test_the_checks_see_imports_of_every_form(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "import spacy.tokens\nfrom graph.rdf import iri\nfrom graph import cli\n"
        "if TYPE_CHECKING:\n    import rdflib\ndef f():\n    import rich\n",
        encoding="utf-8",
    )
    assert "rdflib" in list(imports(module))
    assert list(imports(module, for_types=False)) == [
        *("spacy.tokens", "graph.rdf.iri", "graph.cli", "rich")
    ]
    assert [own_part(n) for n in ("graph.rdf.iri", "graph.cli", "graph", "graph.build")] == [
        *("rdf", "cli", "__init__", "__init__")
    ]
