"""The plain words, glyphs and colours in which networks and pages show a graph.

All of them are rows of ``words.toml``; a term that it does not list is shown by its own name,
taken apart ("chairedBy" reads "chaired by").
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

_ROWS = Path(__file__).with_name("words.toml")

_IRREGULAR = {"is": "are", "was": "were", "goes": "go", "has": "have"}

EVENT = "Event"  # The class of acts that have a node of their own.
CONFLICT_BELOW = -1.0
COOPERATION_ABOVE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a class of things is called and drawn; colours are ``#rrggbb``."""

    one: str
    many: str
    glyph: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act in words: towards somebody ("attacks"), alone, suffered ("is attacked"); its score."""

    verb: str
    alone: str
    passive: str
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that ``words.toml`` lists."""

    relations: dict[str, str]
    acts: dict[str, Act]
    kinds: dict[str, str]
    factuality: dict[str, tuple[str, str]]
    looks: dict[str, Look]
    tones: dict[str, tuple[str, str]]

    def act(self, type_: str, mode: str | None) -> Act:
        """The words for an event of this type and mode, the mode's own where it has some."""
        name = plain(type_)
        general = self.acts.get(type_) or Act(verb=name, alone=name, passive=f"faces {name}")
        special = self.acts.get(f"{type_} {mode}")
        if special is None:
            return general
        return replace(special, score=general.score)

    def relation(self, name: str) -> str:
        """The words for a relation: "is part of" for ``partOf``."""
        return self.relations.get(name) or plain(name)

    def kind(self, name: str) -> str:
        """What a legend calls all facts of one relation or event type."""
        return self.kinds.get(name) or plain(name)

    def look(self, class_: str) -> Look:
        """How a class is drawn; a class that is not listed is drawn as a grey dot."""
        name = plain(class_)
        return self.looks.get(class_) or Look(
            one=name, many=name, glyph="dot", light="#6B6B6B", dark="#A0A0A0"
        )

    def tone(self, kind: str, type_: str) -> str:
        """The name of the colour of a fact: conflict, cooperation, neutral, relation or speech."""
        if kind != "event":
            return "speech" if kind == "statement" else "relation"
        score = self.act(type_, None).score
        if score is None or CONFLICT_BELOW <= score <= COOPERATION_ABOVE:
            return "neutral"
        return "conflict" if score < CONFLICT_BELOW else "cooperation"


def plural(verb: str) -> str:
    """The verb for several: "meet" for "meets", "are part of" for "is part of"."""
    first, *rest = verb.split(" ")
    return " ".join([_IRREGULAR.get(first, first.removesuffix("s")), *rest])


def plain(term: str) -> str:
    """A term's local name taken apart into lower-case words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", term).lower()


@cache
def words() -> Words:
    """The rows of ``words.toml``, read once."""
    with _ROWS.open("rb") as file:
        rows = tomllib.load(file)
    return Words(
        relations=rows["relations"],
        acts={name: Act(**row) for name, row in (rows["events"] | rows["modes"]).items()},
        kinds=rows["kinds"],
        factuality={name: (row["short"], row["long"]) for name, row in rows["factuality"].items()},
        looks={name: Look(**row) for name, row in rows["classes"].items()},
        tones={name: (row["light"], row["dark"]) for name, row in rows["tones"].items()},
    )
