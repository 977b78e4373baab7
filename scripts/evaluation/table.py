"""What every part of the evaluation returns, and the halves that corpora are split into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPORA = SHARED / "corpora"
SEED = "statecraft"


@dataclass(slots=True)
class Table:
    """A table of figures: a title, column heads, rows of cells, and the errors behind them.

    ``errors`` holds none of an item that is held out.
    """

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The table with aligned columns, figures with two decimals."""
        cells = [self.heads, *(tuple(_cell(c) for c in row) for row in self.rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.heads))]
        lines = [
            "  ".join(
                cell.ljust(width) if i == 0 else cell.rjust(width)
                for i, (cell, width) in enumerate(zip(row, widths, strict=True))
            ).rstrip()
            for row in cells
        ]
        return "\n".join([self.title, *(f"  {line}" for line in lines)])


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def held_out(key: str) -> bool:
    """Whether an item is in the half that nobody looks at while writing rules: by its key alone."""
    digest = hashlib.sha256(f"{SEED}/{key}".encode()).digest()
    return digest[0] % 2 == 1
