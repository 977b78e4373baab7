"""Boxes on a page: pushing them apart, and packing what belongs together side by side.

Extents have a row a box: half its width, its height above its centre and below it. Rectangles are
left, top, right, bottom; y grows downwards; all in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Cells = NDArray[np.bool_]

ASPECT = 1.05  # A drawing is about as much wider than high as the room that a page leaves for it.
GAP = 6.0  # The least distance between two boxes.
_TURNS = 300
_LOOK_AGAIN, _REACH = 12, 80.0  # How many turns, and pixels, pairs of near boxes are known ahead.
_CELL, _CELLS = 12.0, 180  # The least size, in pixels, and the number of a packing grid's cells.


def area(extent: Floats) -> float:
    """What all boxes cover together, if none covers another."""
    return float((2 * extent[:, 0] * (extent[:, 1] + extent[:, 2])).sum())


def apart(places: Floats, extent: Floats) -> Floats:
    """Pushes nodes apart, each the least way, until their boxes keep the gap.

    ``extent`` holds half width, height above and height below the centre, a row a node.
    """
    count = len(places)
    if count < 2:
        return places
    half_width = extent[:, 0] + GAP / 2
    half_height = (extent[:, 1] + extent[:, 2] + GAP) / 2
    shift = np.column_stack([np.zeros(count), (extent[:, 2] - extent[:, 1]) / 2])
    centres = places + shift
    pairs = np.triu_indices(count, 1)
    for turn in range(_TURNS):
        if turn % _LOOK_AGAIN == 0:
            left, right, wide, high = _near(centres, half_width, half_height, pairs)
        dx, dy = (centres[right] - centres[left]).T
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        meet = np.nonzero((over_x > 0.01) & (over_y > 0.01))[0]
        if meet.size == 0:
            if turn % _LOOK_AGAIN == 0:
                break
            continue
        # Labels are wide and low, so most would rather give way up or down: unless the drawing
        # has become too high by that.
        width, height = np.ptp(centres, axis=0).tolist()
        patience = min(max(ASPECT * height / max(width, 1.0), 0.5), 4.0)
        along_x = over_x[meet] < over_y[meet] * patience
        # Half the overlap each; a little more lets chains of boxes come to rest.
        push_x = np.where(along_x, np.where(dx[meet] < 0, -1, 1) * over_x[meet] * 0.52, 0.0)
        push_y = np.where(along_x, 0.0, np.where(dy[meet] < 0, -1, 1) * over_y[meet] * 0.52)
        for axis, push in ((0, push_x), (1, push_y)):
            centres[:, axis] -= np.bincount(left[meet], push, count)
            centres[:, axis] += np.bincount(right[meet], push, count)
    return centres - shift


def _near(
    centres: Floats, half_width: Floats, half_height: Floats, pairs: tuple[Ints, Ints]
) -> tuple[Ints, Ints, Floats, Floats]:
    """The pairs of boxes that may soon meet, and how far apart each pair has to be."""
    left, right = pairs
    wide, high = half_width[left] + half_width[right], half_height[left] + half_height[right]
    dx, dy = np.abs(centres[right] - centres[left]).T
    near = np.nonzero((dx < wide + _REACH) & (dy < high + _REACH))[0]
    return left[near], right[near], wide[near], high[near]


def packed(
    places: Floats, extent: Floats, parts: Sequence[Sequence[int]], links: Ints, aspect: float
) -> Floats:
    """Moves the parts, largest first, next to each other and into each other's empty corners.

    ``links`` are the edges of all parts: what runs along an edge is not empty.
    """
    packed = places.copy()
    if len(parts) < 2:
        return packed
    corners = np.array([bounds(places, extent, part) for part in parts])
    sizes = corners[:, 2:] - corners[:, :2] + 4 * GAP
    # Wide enough for the largest part in the middle and any other on either side of it.
    span = float(sizes.max()) + 2 * float(np.sqrt(sizes.prod(axis=1).sum())) + sizes[1:].max()
    cell = max(_CELL, span / _CELLS)
    taken = np.zeros((ceil(span / cell),) * 2, dtype=bool)
    for part, corner in zip(parts, corners, strict=True):
        cover = _cover(_footprint(places, extent, part, links), corner[:2], cell)
        row, column = _free_spot(cover, taken, aspect)
        taken[row : row + cover.shape[0], column : column + cover.shape[1]] |= cover
        packed[part] += np.array([column, row]) * cell - corner[:2]
    return packed


def _footprint(places: Floats, extent: Floats, part: Sequence[int], links: Ints) -> Floats:
    """What a part covers, as rectangles: its boxes, and beads along its edges."""
    x, y = places[list(part)].T
    half, up, down = extent[list(part)].T + GAP
    boxes = np.column_stack([x - half, y - up, x + half, y + down])
    own = links[np.isin(links[:, 0], part)]
    shares = np.linspace(0.0, 1.0, 12)[:, None, None]
    beads = (places[own[:, 0]] * (1 - shares) + places[own[:, 1]] * shares).reshape(-1, 2)
    return np.vstack([boxes, np.hstack([beads - GAP, beads + GAP])])


def _cover(rectangles: Floats, origin: Floats, cell: float) -> Cells:
    """The cells of a grid that rectangles touch; the grid begins a gap before the origin."""
    scaled = (rectangles - np.tile(origin - GAP, 2)) / cell
    first = np.floor(scaled[:, :2]).astype(int).clip(0)
    last = np.floor(scaled[:, 2:]).astype(int)
    cover = np.zeros((int(last[:, 1].max()) + 1, int(last[:, 0].max()) + 1), dtype=bool)
    for (left, top), (right, bottom) in zip(first.tolist(), last.tolist(), strict=True):
        cover[top : bottom + 1, left : right + 1] = True
    return cover


def _free_spot(cover: Cells, taken: Cells, aspect: float) -> tuple[int, int]:
    """Row and column at which the cover meets nothing taken and lets the whole grow the least."""
    high, wide = taken.shape[0] - cover.shape[0] + 1, taken.shape[1] - cover.shape[1] + 1
    rows, columns = np.nonzero(taken)
    if rows.size == 0:
        return high // 2, wide // 2
    blocked = np.zeros((high, wide), dtype=bool)
    for row, column in np.argwhere(cover).tolist():
        blocked |= taken[row : row + high, column : column + wide]
    free = np.argwhere(~blocked)
    low = np.minimum(free, [rows.min(), columns.min()])
    top = np.maximum(free + cover.shape, [rows.max() + 1, columns.max() + 1])
    grown = ((top - low) / np.array([1.0, aspect])).max(axis=1)
    middle = np.array([rows.mean(), columns.mean()])
    away = np.hypot(*(free + np.array(cover.shape) / 2 - middle).T)
    row, column = free[np.lexsort((away.round(6), grown.round(6)))[0]].tolist()
    return row, column


def bounds(places: Floats, extent: Floats, part: Sequence[int]) -> Floats:
    """Left, top, right and bottom of what these nodes cover."""
    if not part:
        return np.zeros(4)
    x, y = places[list(part)].T
    half, up, down = extent[list(part)].T
    return np.array([(x - half).min(), (y - up).min(), (x + half).max(), (y + down).max()])


def rows(extent: Floats, above: Floats) -> Floats:
    """Positions in centred rows under a drawing with the corners ``above``, about as wide."""
    width = max(above[2] - above[0], sqrt(area(extent) * ASPECT))
    rows: list[list[int]] = [[]]
    filled = 0.0
    for index, half in enumerate(extent[:, 0].tolist()):
        if rows[-1] and filled + 2 * half + 2 * GAP > width:
            rows.append([])
            filled = 0.0
        rows[-1].append(index)
        filled += 2 * half + 2 * GAP
    places = np.zeros((len(extent), 2))
    y = above[3] + 4 * GAP
    for row in (row for row in rows if row):
        widths = 2 * extent[row, 0] + 2 * GAP
        places[row, 0] = (above[0] + above[2] - widths.sum()) / 2 + np.cumsum(widths) - widths / 2
        places[row, 1] = y + extent[row, 1].max()
        y += extent[row, 1].max() + extent[row, 2].max() + 2 * GAP
    return places
