"""What commands print: tables fitted to a terminal, or one line a row where the output is piped."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

# Text from an article must not move the cursor, colour the screen or reverse the line.
_DIRECTION: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_PIECE: Final = 2048

# Set to anything, it lets an unexpected error show where it happened.
TRACEBACK: Final = "STATECRAFT_TRACEBACK"


def visible(text: str) -> str:
    """``text`` on one line, without characters that control a terminal or the writing direction."""
    kept = (
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if char not in _DIRECTION
    )
    return " ".join("".join(kept).split())


def print_text(text: str) -> None:
    """``text`` on stdout as it is."""
    # Python passes one large write on in one piece, and does not notice if only a part of it went
    # out because the reader left or the disk is full; small ones fail as they should.
    for start in range(0, len(text), _PIECE):
        sys.stdout.write(text[start : start + _PIECE])


def print_records(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Rows under their columns on stdout: as a "table", as "csv", or as "json" objects."""
    if form == "csv":
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerows([columns, *rows])
        print_text(text.getvalue())
    elif form == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        print_text(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    else:
        print_table(columns, rows)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on stdout: wrapped to a terminal's width, or one line a row into a pipe or file."""
    cells = [[visible(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _print_fitted(columns, cells)
    else:
        _print_plain(columns, cells)


def _print_fitted(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    for row in rows:
        # As Text, so that brackets in an article are not taken for markup.
        table.add_row(*map(Text, row))
    Console(highlight=False).print(table)


def _print_plain(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Headings with what belongs to them beside, wrapped to the width of the terminal."""
    rows = [(visible(heading), visible(text)) for heading, text in pairs]
    indent = max((len(heading) for heading, _ in rows), default=0) + 2
    if not sys.stdout.isatty():
        for heading, text in rows:
            print(f"{heading:{indent}}{text}".rstrip())
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for heading, text in rows:
        grid.add_row(Text(heading, style="bold"), Text(text))
    Console(highlight=False).print(grid)


def print_lines(mark: str, text: str) -> None:
    """A mark and a text beside it, on one line; on a terminal wrapped, and indented below the text."""
    line = visible(text)
    if not sys.stdout.isatty():
        print(f"{mark:<6}{line}")
        return
    width = max(40, shutil.get_terminal_size().columns)
    print(textwrap.fill(line, width, initial_indent=f"{mark:<6}", subsequent_indent=" " * 6))


def report_fault(error: Exception, where: str = "") -> None:
    """One line on stderr for an error that nobody foresaw; raises it where TRACEBACK is set."""
    if os.environ.get(TRACEBACK):
        raise error
    complain(
        f"{where}unexpected {type(error).__name__}: {error}; this is a fault in statecraft, please"
        f" report it with what {TRACEBACK}=1 prints"
    )


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"statecraft: {visible(message)}", file=sys.stderr)
