"""The transformer: runs of words in, one vector a word out, the same vectors whatever runs beside them.

Dynamic quantisation takes the range of its integers from all that is computed together, so a window of
text is always computed alone: no padding, no neighbour from another document. Windows then run in
parallel, one thread each, which also wastes less than many threads over one window.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from graph.extract.language.wordpiece import WordPiece, casing

Vectors = NDArray[np.float32]

# The encoder has 512 positions, was trained on windows of up to 192 pieces, and is fastest below that.
MAX_PIECES = 180
# Pieces on either side of a cut that are read for context alone, when a run is longer than a window.
OVERLAP = 40


@dataclass(frozen=True, slots=True)
class _Window:
    """The words ``begin`` to ``end`` are computed, of which ``keep_from`` to ``keep_to`` are used."""

    begin: int
    end: int
    keep_from: int
    keep_to: int


class Encoder:
    """An ONNX transformer with word pieces; picklable, and safe to use after a fork."""

    def __init__(self, model: bytes, vocabulary: Sequence[str], *, threads: int) -> None:
        self.model = model
        self.pieces = WordPiece(vocabulary)
        self.threads = threads
        self._session = _start_session(model)
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self.model, self.pieces.vocabulary, self.threads)

    def __call__(self, runs: Iterable[Sequence[str]]) -> list[Vectors]:
        """One array (words × width) a run of words; a run's vectors depend on that run alone."""
        runs = list(runs)
        pieces = [[self.pieces(word) for word in run] for run in runs]
        tasks = [
            (index, window)
            for index, run in enumerate(pieces)
            for window in _windows([len(word) for word in run])
        ]
        vectors = [np.zeros((len(run), self.width), np.float32) for run in runs]

        def compute(task: tuple[int, _Window]) -> None:
            index, window = task
            chosen = slice(window.begin, window.end)
            found = self._compute(pieces[index][chosen], runs[index][chosen])
            vectors[index][window.keep_from : window.keep_to] = found[
                window.keep_from - window.begin : window.keep_to - window.begin
            ]

        if self.threads == 1 or len(tasks) < 2:
            for task in tasks:
                compute(task)
        else:
            # Made anew each time: a pool that was made before a fork would wait for threads that
            # the child process does not have.
            with ThreadPoolExecutor(self.threads) as pool:
                # The longest first, so that no thread is left with a long one at the end.
                ordered = sorted(tasks, key=lambda task: task[1].begin - task[1].end)
                for _ in pool.map(compute, ordered):
                    pass
        return vectors

    def _compute(self, pieces: Sequence[tuple[int, ...]], words: Sequence[str]) -> Vectors:
        ids = [self.pieces.cls]
        cases = [0]
        first: list[int] = []
        for word, found in zip(words, pieces, strict=True):
            first.append(len(ids))
            ids.extend(found)
            cases.extend([casing(word)] * len(found))
        ids.append(self.pieces.sep)
        cases.append(0)
        feed = {"ids": np.array([ids], np.int64), "case": np.array([cases], np.int64)}
        hidden: Vectors = self._session.run(["hidden"], feed)[0]
        return hidden[0, first]


def default_threads() -> int:
    """One thread for each CPU core that this process may use, four at most."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(4, available if available is not None else 1))


def _start_session(model: bytes) -> ort.InferenceSession:
    options = ort.SessionOptions()
    # One thread: a session with its own pool would not survive a fork.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _restore(model: bytes, vocabulary: Sequence[str], threads: int) -> Encoder:
    return Encoder(model, vocabulary, threads=threads)


def _windows(sizes: Sequence[int]) -> list[_Window]:
    """Cuts a run of words, given the number of pieces of each, into windows that overlap."""
    if sum(sizes) <= MAX_PIECES:
        return [_Window(0, len(sizes), 0, len(sizes))] if sizes else []
    ends = np.concatenate(([0], np.cumsum(sizes)))
    windows: list[_Window] = []
    begin = 0
    while True:
        end = int(np.searchsorted(ends, ends[begin] + MAX_PIECES, side="right")) - 1
        keep_from = windows[-1].keep_to if windows else 0
        if end >= len(sizes):
            return [*windows, _Window(begin, len(sizes), keep_from, len(sizes))]
        keep_to = int(np.searchsorted(ends, ends[end] - OVERLAP, side="right")) - 1
        windows.append(_Window(begin, end, keep_from, keep_to))
        begin = int(np.searchsorted(ends, ends[keep_to] - OVERLAP, side="left"))
