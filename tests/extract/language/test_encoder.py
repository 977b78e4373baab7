"""Windows of long runs of words, and the vectors that come of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from graph.extract.language.encoder import MAX_PIECES, OVERLAP, WIDTH, cut_windows

# No word has more pieces than this, which test_wordpiece.py holds.
SIZES = st.lists(st.integers(1, 12), max_size=600)


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[int], list[bool]]:
    sizes = draw(SIZES)
    often = draw(st.sampled_from([0, 0.01, 0.1, 0.5]))
    random = draw(st.randoms(use_true_random=False))
    return sizes, [random.random() < often for _ in sizes]


@given(runs())
def test_every_word_is_kept_once_and_in_order(run: tuple[list[int], list[bool]]) -> None:
    windows = cut_windows(*run)
    kept = [word for window in windows for word in range(window.keep_from, window.keep_to)]
    assert kept == list(range(len(run[0])))


@given(runs())
def test_no_window_is_longer_than_the_encoder_was_trained_on(
    run: tuple[list[int], list[bool]],
) -> None:
    for window in cut_windows(*run):
        assert window.begin <= window.keep_from < window.keep_to <= window.end
        assert sum(run[0][window.begin : window.end]) <= MAX_PIECES


@given(runs())
def test_a_window_that_ends_at_a_stop_shares_nothing_with_the_next(
    run: tuple[list[int], list[bool]],
) -> None:
    windows = cut_windows(*run)
    for window, following in pairwise(windows):
        if window.keep_to == window.end:
            assert run[1][window.end - 1]
            assert following.begin == window.end


@given(runs())
def test_where_a_window_must_end_between_stops_both_sides_see_beyond(
    run: tuple[list[int], list[bool]],
) -> None:
    sizes, _ = run
    windows = cut_windows(*run)
    for window, following in pairwise(windows):
        if window.keep_to < window.end:
            assert sum(sizes[window.keep_to : window.end]) >= OVERLAP
            assert sum(sizes[following.begin : window.keep_to]) >= OVERLAP


def test_the_number_of_windows_grows_with_the_length() -> None:
    counts = [len(cut_windows([2] * length, [False] * length)) for length in (5_000, 20_000)]
    assert counts[1] <= 4 * counts[0] + 1


def test_a_short_run_is_one_window_whatever_stops_it_has() -> None:
    assert len(cut_windows([3] * 50, [True] * 50)) == 1


def test_no_words_are_no_windows() -> None:
    assert cut_windows([], []) == []


def test_every_word_has_a_vector_and_white_space_has_none(nlp: Language) -> None:
    doc = nlp("Peru  met\n\nChile\tin Lima .")
    assert doc.tensor.shape == (len(doc), WIDTH)
    assert [bool(row.any()) for row in doc.tensor] == [not token.is_space for token in doc]


def test_the_same_line_has_the_same_vectors_wherever_it_stands(nlp: Language) -> None:
    line = "The ministers met in Lima and signed."
    alone, among = nlp(line), nlp(f"Talks failed.\n\n{line}\n\nNobody knows why.")
    begin = next(i for i, token in enumerate(among) if token.text == "The")
    assert np.array_equal(alone.tensor, among.tensor[begin : begin + len(alone)])
