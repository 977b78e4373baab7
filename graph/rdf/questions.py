"""The questions that come with Statecraft: one SPARQL file each in ``ontology/queries/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.errors import QueryError
from graph.rdf.query import parameters_of
from graph.resources import QUERIES

_FIELD: Final = re.compile(r"#\s?(?P<key>title|about|parameter (?P<name>\w+)):\s*(?P<value>.*)")
_CONTINUED: Final = re.compile(r"#\s{2,}(?P<value>\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be asked for in particular; ``default`` is used where nothing is."""

    name: str
    about: str
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with a name, in words; ``text`` is SPARQL that runs as it stands."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def questions() -> tuple[Question, ...]:
    """All bundled questions by name. Raises QueryError for a file without title or explanation."""
    return tuple(read(path) for path in sorted(QUERIES.glob("*.rq")))


def question(name: str) -> Question:
    """The question of that name. Raises QueryError if there is none."""
    for candidate in questions():
        if candidate.name == name:
            return candidate
    names = ", ".join(candidate.name for candidate in questions())
    raise QueryError(f"no question is named {name!r}; there are: {names}")


def read(path: Path) -> Question:
    """The question in a file: comment lines ``# title:``, ``# about:`` and ``# parameter NAME:``,
    each continued by comment lines that are indented, then SPARQL."""
    text = path.read_text(encoding="utf-8")
    fields = _fields(text)
    for key in ("title", "about"):
        if key not in fields:
            raise QueryError(f"{path}: has no line '# {key}: …'; add one at the top")
    defaults = parameters_of(text)
    described = {key.removeprefix("parameter ") for key in fields if key.startswith("parameter ")}
    if described != set(defaults):
        raise QueryError(
            f"{path}: the header explains {sorted(described)}, the query declares"
            f" {sorted(defaults)}; make them the same"
        )
    return Question(
        name=path.stem,
        title=fields["title"],
        about=fields["about"],
        parameters=tuple(
            Parameter(name=name, about=fields[f"parameter {name}"], default=default)
            for name, default in defaults.items()
        ),
        text=text,
    )


def _fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if found := _FIELD.fullmatch(line):
            key = found["key"]
            fields[key] = found["value"]
        elif key and (found := _CONTINUED.fullmatch(line)):
            fields[key] += " " + found["value"]
        elif not line.startswith("#"):
            break
    return fields
