"""The transformer: runs of words in, a vector a word out, the same whatever runs beside them.

Dynamic quantisation takes the range of its integers from all that is computed together, so a
window of text is always computed alone: no padding, no neighbour from another document. Windows
then run in parallel, one thread each, which wastes less than many threads over one window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.extract.language.onnx_graph import Floats, OnnxGraph
from graph.extract.language.wordpiece import WordPiece, casing

WIDTH = 384
# The encoder was trained on windows of up to 180 pieces.
MAX_PIECES = 180
# Where a run is longer, each window reads so many pieces beyond its part, for context alone.
OVERLAP = 40


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``begin`` to ``end`` are computed; of these, ``keep_from`` to ``keep_to`` are used."""

    begin: int
    end: int
    keep_from: int
    keep_to: int

    def moved(self, by: int) -> Window:
        """The same window in a text that has so many words more before it."""
        return Window(self.begin + by, self.end + by, self.keep_from + by, self.keep_to + by)


Indices = NDArray[np.int64]

# Starts a computation and gives what waits for its end.
Starter = Callable[..., Callable[[], None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A text as the encoder reads it; the pieces of word ``i`` are ``ends[i]`` to ``ends[i + 1]``.

    ``cases`` has the casing of each piece's word.
    """

    ids: Indices
    cases: Indices
    ends: Indices


class Encoder:
    """A transformer with its word pieces; picklable, and safe to use after a fork."""

    def __init__(self, model: bytes, vocabulary: Sequence[str]) -> None:
        self.graph = OnnxGraph(model)
        self.pieces = WordPiece(vocabulary)
        self._read = lru_cache(maxsize=65_536)(self._pieces_and_casing)

    def __reduce__(self) -> tuple[Any, ...]:
        return Encoder, (self.graph.model, self.pieces.vocabulary)

    def _pieces_and_casing(self, word: str) -> tuple[tuple[int, ...], int]:
        return self.pieces(word), casing(word)

    def read(self, words: Sequence[str], which: Indices) -> Pieces:
        """The pieces of a text: ``words`` are its different ones, ``which`` their order there."""
        read = [self._read(word) for word in words]
        all_ids = np.fromiter(chain.from_iterable(pieces for pieces, _ in read), np.int64)
        all_sizes = np.array([len(pieces) for pieces, _ in read], np.int64)
        sizes = all_sizes[which]
        ends = np.append(0, np.cumsum(sizes))
        offsets = (np.cumsum(all_sizes) - all_sizes)[which] - ends[:-1]
        return Pieces(
            ids=all_ids[np.arange(ends[-1]) + np.repeat(offsets, sizes)],
            cases=np.repeat(np.array([case for _, case in read], np.int64)[which], sizes),
            ends=ends,
        )

    def compute(self, pieces: Pieces, windows: Sequence[Window], rows: Indices, to: Floats) -> None:
        """Writes the vector of each kept word of the windows to its row of ``to``.

        ``rows`` has the row of each word of ``pieces``. The vectors depend on a window alone.
        """
        for window in windows:
            begin, end = pieces.ends[window.begin], pieces.ends[window.end]
            ids, case = np.zeros((2, 1, end - begin + 2), np.int64)
            ids[0, 0], ids[0, -1] = self.pieces.cls, self.pieces.sep
            ids[0, 1:-1] = pieces.ids[begin:end]
            case[0, 1:-1] = pieces.cases[begin:end]
            (hidden,) = self.graph.run({"ids": ids, "case": case}, ["hidden"])
            # The kept words' first pieces, behind the window's opening mark.
            first = pieces.ends[window.keep_from : window.keep_to] - begin + 1
            kept = rows[window.keep_from : window.keep_to]
            top, bottom = kept[0], kept[-1] + 1
            if bottom - top == len(kept):
                # "clip" lets numpy write without a copy; no index is beyond the end.
                hidden[0].take(first, axis=0, out=to[top:bottom], mode="clip")
            else:
                to[kept] = hidden[0, first]


@contextmanager
def starting(threads: int) -> Iterator[Starter]:
    """How to start computations on so many threads; with one, each runs at once in the caller's."""
    if threads == 1:
        yield _at_once
        return
    # Made anew for each use: a pool from before a fork would wait for threads that are not there.
    with ThreadPoolExecutor(threads) as pool:

        def submit(function: Callable[..., None], *arguments: Any) -> Callable[[], None]:
            future: Future[None] = pool.submit(function, *arguments)
            return future.result

        yield submit


def _at_once(function: Callable[..., None], *arguments: Any) -> Callable[[], None]:
    function(*arguments)
    return lambda: None


def cut_windows(sizes: Sequence[int], stops: Sequence[bool]) -> list[Window]:
    """Cuts a run of words into windows of at most ``MAX_PIECES``, given the pieces of each word.

    A window ends after the last word that is a stop, so that sentences stay whole; where there is
    none, it ends where it must, and overlaps with the next one.
    """
    ends = np.concatenate(([0], np.cumsum(sizes)))
    windows: list[Window] = []
    begin = 0
    while begin < len(sizes):
        keep_from = windows[-1].keep_to if windows else 0
        end = int(np.searchsorted(ends, ends[begin] + MAX_PIECES, side="right")) - 1
        stop = _last_stop(stops, keep_from, end)
        if end == len(sizes):
            windows.append(Window(begin, end, keep_from, end))
            begin = end
        elif stop is not None:
            windows.append(Window(begin, stop, keep_from, stop))
            begin = stop
        else:
            keep_to = int(np.searchsorted(ends, ends[end] - OVERLAP, side="right")) - 1
            windows.append(Window(begin, end, keep_from, keep_to))
            begin = int(np.searchsorted(ends, ends[keep_to] - OVERLAP, side="right")) - 1
    return windows


def _last_stop(stops: Sequence[bool], begin: int, end: int) -> int | None:
    """Behind which word to cut: the last stop among the words ``begin`` to ``end``, or None."""
    for index in range(end, begin, -1):
        if stops[index - 1]:
            return index
    return None
