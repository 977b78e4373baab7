"""Answers on disk: what was asked once is not asked again, and a run that broke off goes on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from graph.errors import StoreError
from graph.link.service import Candidate, Wanted

_DIGEST_LENGTH: Final = 16


def default_folder() -> Path:
    """Where answers are kept: as the XDG rules say, in the user's own cache."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "statecraft" / "links"


class Cache:
    """The answers of one service: a file of JSON lines, each written as soon as it is known."""

    def __init__(self, folder: Path, service: str, url: str) -> None:
        """Reads what is there. Raises StoreError if it cannot be read."""
        digest = hashlib.sha256(f"{service} {url}".encode()).hexdigest()[:_DIGEST_LENGTH]
        self.path: Final = folder / f"{service}-{digest}.jsonl"
        self._known: dict[Wanted, tuple[Candidate, ...]] = {}
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.path}: cannot be read: {error}; remove it") from error
        for line in lines:
            self._remember(line)

    def get(self, wanted: Wanted) -> tuple[Candidate, ...] | None:
        """The answer; None where none is known."""
        return self._known.get(wanted)

    def put(self, answers: Iterable[tuple[Wanted, tuple[Candidate, ...]]]) -> None:
        """Keep answers. Raises StoreError if they cannot be written."""
        lines = []
        for wanted, candidates in answers:
            self._known[wanted] = candidates
            items = [[one.iri, one.weight, one.sure] for one in candidates]
            record = {"type": wanted.type, "name": wanted.name, "items": items}
            lines.append(json.dumps(record, ensure_ascii=False) + "\n")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.writelines(lines)
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be written: {error.strerror}; choose another --cache"
            ) from error

    def _remember(self, line: str) -> None:
        try:
            record = json.loads(line)
            wanted = Wanted(type=record["type"], name=record["name"])
            items = [
                Candidate(iri=iri, weight=weight, sure=sure)
                for iri, weight, sure in record["items"]
            ]
        except (ValueError, KeyError, TypeError):
            return  # the last line of a run that was killed while it wrote
        self._known[wanted] = tuple(items)
