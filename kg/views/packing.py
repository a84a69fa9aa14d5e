"""Packing arranged pieces of a picture: the largest in the middle, each other in the nearest gap."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CELL = 30  # pixels; the grain of the packing


@dataclass(frozen=True, slots=True)
class Box:
    """The room that an actor takes with its label, in pixels at scale 1, around its position."""

    width: float
    height: float


def pack(
    boxes: Sequence[Box], pieces: Sequence[tuple[Sequence[int], Sequence[tuple[int, int]]]], aspect: float
) -> list[tuple[int, int]]:
    """A position for each box; a piece is its members and their positions relative to each other, largest first."""
    spots = _spots(sum(len(members) for members, _ in pieces), aspect)
    taken: set[tuple[int, int]] = set()
    tried: dict[frozenset[tuple[int, int]], int] = {}  # where the search for a piece of this form ended last
    positions = [(0, 0)] * len(boxes)
    for members, places in pieces:
        cells = _cells(boxes, members, places)
        start = tried.get(cells, 0)
        at = next(
            (
                at
                for at in range(start, len(spots))
                if not any((column + spots[at][0], row + spots[at][1]) in taken for column, row in cells)
            ),
            len(spots) - 1,
        )
        tried[cells] = at
        dx, dy = spots[at]
        taken.update((column + dx, row + dy) for column, row in cells)
        for member, (x, y) in zip(members, places, strict=True):
            positions[member] = (x + dx * _CELL, y + dy * _CELL)
    return _centred(positions)


def _cells(
    boxes: Sequence[Box], members: Sequence[int], places: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """The cells of a piece: its boxes with a margin, and in each row all between, where its edges run."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for member, (x, y) in zip(members, places, strict=True):
        width, height = boxes[member].width / 2 + _CELL / 2, boxes[member].height / 2 + _CELL / 3
        for row in range(math.floor((y - height) / _CELL), math.floor((y + height) / _CELL) + 1):
            rows[row] += (math.floor((x - width) / _CELL), math.floor((x + width) / _CELL))
    return frozenset((column, row) for row, ends in rows.items() for column in range(min(ends), max(ends) + 1))


def _spots(count: int, aspect: float) -> list[tuple[int, int]]:
    """Where a piece may be put, in cells: from the middle outwards, in ellipses of the picture's aspect."""
    reach = int(8 * math.sqrt(count) + 30)
    step = 1 if count <= 400 else 2
    spots = [(column, row) for column in range(-reach, reach + 1, step) for row in range(-reach, reach + 1, step)]
    return sorted(spots, key=lambda spot: ((spot[0] / aspect) ** 2 + spot[1] ** 2, spot))


def _centred(positions: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    positions = list(positions)
    if not positions:
        return []
    middle = [(min(p[axis] for p in positions) + max(p[axis] for p in positions)) // 2 for axis in (0, 1)]
    return [(x - middle[0], y - middle[1]) for x, y in positions]
