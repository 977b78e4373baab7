"""Several files as one: a ZIP archive that is the same bytes for the same files."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

# The earliest that the format can say: no clock is stamped into what is written.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16

Cell = str | int | float | bool | None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """``files`` by name, in their order, as a ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return data.getvalue()


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file with a header: UTF-8, lines end in LF, truth values are "true" and "false",
    what is None is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def _written(cell: Cell) -> Cell:
    return str(cell).lower() if isinstance(cell, bool) else cell
