"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import StoreError

_PREFIX: Final = ".statecraft-"
_SUFFIX: Final = ".part"


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` under ``path``, replacing what was there; the folder is made if it is missing.

    A reader sees the old file or the new one, never a part, even if the process is killed: the
    bytes go to a dotfile in the same folder, reach the disk, and are then renamed. Dotfiles that
    killed writers left in the folder are removed. Raises StoreError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for leftover in _leftovers(path.parent):
            leftover.unlink(missing_ok=True)
        _replace(path, data)
    except OSError as error:
        reason = error.strerror if error.strerror is not None else str(error)
        raise StoreError(
            f"{path}: cannot be written: {reason}; choose another folder with -o"
        ) from error


def make_folder(folder: Path) -> None:
    """Make ``folder`` if it is missing. Raises StoreError if it cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{folder}: no such folder can be made: {error.strerror}; choose another with -o"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"{folder}: cannot be written to; choose another folder with -o")


def _replace(path: Path, data: bytes) -> None:
    # The name says whose it is, so that a writer beside us does not take ours for a leftover.
    part = path.parent / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}{_SUFFIX}"
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # Without this the rename itself may be lost in a power cut. Not every system can open a folder.
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _leftovers(folder: Path) -> Iterator[Path]:
    for part in sorted(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
        owner = part.name.removeprefix(_PREFIX).partition("-")[0]
        if not (owner.isdigit() and _runs(int(owner))):
            yield part


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
