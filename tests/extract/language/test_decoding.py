"""The best tags and the best tree are the best: against all others, counted out."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.extract.language.decoding import best_tags, best_tree, best_trees

SCORE = st.integers(-8, 8)


def matrix(rows: int, columns: int) -> st.SearchStrategy[NDArray[np.float32]]:
    return st.lists(SCORE, min_size=rows * columns, max_size=rows * columns).map(
        lambda values: np.array(values, np.float32).reshape(rows, columns)
    )


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether heads (0: the root, j + 1: the word j) make one tree with one root."""
    if heads.count(0) != 1:
        return False
    for word in range(len(heads)):
        seen, node = set(), word + 1
        while node != 0:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


def total(scores: NDArray[np.float32], heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@given(st.integers(1, 4).flatmap(lambda n: matrix(n, n + 1)))
def test_no_tree_is_better_than_the_best(scores: NDArray[np.float32]) -> None:
    length = len(scores)
    trees = [h for h in itertools.product(range(length + 1), repeat=length) if is_tree(h)]
    found = tuple(best_tree(scores).tolist())
    assert found in trees
    assert total(scores, found) == max(total(scores, tree) for tree in trees)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_trees_found_together_are_those_found_alone(sizes: list[int], seed: int) -> None:
    count = sum(sizes)
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    together = best_trees(scores.copy(), sizes).tolist()
    begin = 0
    for size in sizes:
        columns = [0, *range(begin + 1, begin + size + 1)]
        alone = best_tree(scores[begin : begin + size][:, columns]).tolist()
        assert together[begin : begin + size] == [columns[head] for head in alone]
        begin += size


@given(st.integers(5, 40), st.integers(0, 2**32 - 1))
def test_a_longer_sentence_has_one_root_and_no_cycle(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, length + 1)).astype(np.float32)
    assert is_tree(tuple(best_tree(scores).tolist()))


def test_the_scores_are_left_as_they_are() -> None:
    scores = np.ones((3, 4), np.float32)
    best_tree(scores)
    assert (scores == 1).all()


def test_one_word_is_the_root() -> None:
    assert best_tree(np.array([[-5.0, 9.0]], np.float32)).tolist() == [0]


def test_of_two_words_that_would_be_root_the_better_one_is() -> None:
    scores = np.array([[5.0, 0.0, 1.0], [9.0, 4.0, 0.0]], np.float32)
    # 5 + 4 against 9 + 1.
    assert best_tree(scores).tolist() == [2, 0]


TAG_COUNT = 5  # O, B-1, I-1, B-2, I-2


def is_valid(tags: tuple[int, ...], starts: NDArray[np.bool_]) -> bool:
    for position, tag in enumerate(tags):
        if tag > 0 and tag % 2 == 0:
            opens = position == 0 or starts[position]
            if opens or tags[position - 1] not in (tag, tag - 1):
                return False
    return True


@st.composite
def tagged(draw: st.DrawFn) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    length = draw(st.integers(1, 5))
    starts = draw(st.lists(st.booleans(), min_size=length, max_size=length))
    return draw(matrix(length, TAG_COUNT)), np.array(starts)


@given(tagged())
def test_no_valid_tags_are_better_than_the_best(
    case: tuple[NDArray[np.float32], NDArray[np.bool_]],
) -> None:
    scores, starts = case
    found = tuple(best_tags(scores, starts))
    assert is_valid(found, starts)
    rows = range(len(scores))
    every = itertools.product(range(TAG_COUNT), repeat=len(scores))
    best = max(scores[rows, tags].sum() for tags in every if is_valid(tags, starts))
    assert scores[rows, found].sum() == best


@pytest.mark.parametrize("start", [True, False])
def test_a_name_goes_on_over_a_word_but_not_over_a_sentence(start: bool) -> None:
    scores = np.array([[0, 4, 0], [0, 1, 3]], np.float32)
    assert best_tags(scores, np.array([True, start])) == ([1, 1] if start else [1, 2])
