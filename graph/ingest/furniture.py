"""Lines that stand around an article: adverts, captions, credits, page controls, notices."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from graph.resources import DATA

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_LONGEST = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRule:
    """A row of ``furniture.toml``: ``pattern`` matches a whole line of that ``kind``.

    With ``outside_quotes`` the words between quotation marks are taken out of the line first.
    """

    kind: str
    pattern: re.Pattern[str]
    outside_quotes: bool
    accepts: tuple[str, ...]
    rejects: tuple[str, ...]

    def matches(self, line: str) -> bool:
        read = _QUOTED.sub(" ", line) if self.outside_quotes else line
        return self.pattern.fullmatch(read.strip()) is not None


@cache
def furniture_rules() -> tuple[FurnitureRule, ...]:
    """The rules in the order of the file."""
    rows = tomllib.loads((DATA / "ingest" / "furniture.toml").read_text(encoding="utf-8"))
    return tuple(
        FurnitureRule(
            kind=row["kind"],
            pattern=re.compile(row["pattern"], re.IGNORECASE),
            outside_quotes=row.get("outside_quotes", False),
            accepts=tuple(row["accepts"]),
            rejects=tuple(row.get("rejects", ())),
        )
        for row in rows["line"]
    )


def furniture_kind(line: str) -> str | None:
    """What kind of furniture a line is, or None for a line that may belong to the article."""
    if len(line) > _LONGEST:
        return None
    return next((rule.kind for rule in furniture_rules() if rule.matches(line)), None)
