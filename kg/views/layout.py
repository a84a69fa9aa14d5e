"""Where the actors stand: positions computed when the page is built, without random numbers.

A small graph is laid out by springs (Fruchterman and Reingold 1991). The forces of a large one are those of
ForceAtlas2 (Jacomy et al. 2014): every pair repels by 1/distance, every edge attracts by its length, all are drawn to
the middle. There the masses are put on a grid and the repulsion is a convolution by FFT, so that 5,000 actors take
seconds. Positions are rounded after every step, so that the last bits of a float, in which processors differ, do not
grow into another picture.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.views.packing import Box, pack

Array = NDArray[np.floating[Any]]

_SPRINGS = 250  # up to here springs, which spread a small graph evenly; beyond, forces that show its clusters
_GRID = 128  # cells a side
_PATIENT = 1000  # up to here what overlaps is pushed apart for long
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def arrange(
    boxes: Sequence[Box],
    edges: Sequence[tuple[int, int, float]],
    *,
    aspect: float = 1.3,
    iterations: int | None = None,
    spacing: float = 1.0,
) -> list[tuple[int, int]]:
    """A position for each box, such that linked ones are near and none overlap; `edges` are (from, to, weight).

    `spacing` less than 1 gives a picture that is as much smaller, for paper, which cannot be zoomed.

    Each set of linked actors is arranged by itself; then they are packed around the largest.
    """
    count = len(boxes)
    if not count:
        return []
    strengths = _strengths(edges)
    room = spacing * (2.3 + 50 / count)  # how much wider than its boxes a picture is; lines between few may be long
    placed: list[tuple[list[int], list[tuple[int, int]]]] = []
    for members in _components(count, strengths):
        index = {member: place for place, member in enumerate(members)}
        pairs = {(index[a], index[b]): weight for (a, b), weight in strengths.items() if a in index}
        placed.append(
            (members, _arrange_linked([boxes[member] for member in members], pairs, aspect, iterations, room))
        )
    return pack(boxes, placed, aspect)


def _arrange_linked(
    boxes: Sequence[Box], pairs: dict[tuple[int, int], float], aspect: float, iterations: int | None, room: float
) -> list[tuple[int, int]]:
    count = len(boxes)
    if count == 1:
        return [(0, 0)]
    if count <= _SPRINGS:
        positions = _springs(count, pairs, iterations or 300)
    else:
        positions = _forces(count, pairs, iterations or 260)
    positions = _laid_flat(positions)
    if count > 4:
        positions *= _stretch(positions, aspect)
    positions *= _scale(positions, boxes, room)
    return _separate(positions, boxes, rounds=120 if count <= _PATIENT else 25)


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The sets of linked actors, the largest first."""
    root = list(range(count))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in pairs:
        root[max(find(a), find(b))] = min(find(a), find(b))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node in range(count):
        members[find(node)].append(node)
    return sorted(members.values(), key=lambda group: (-len(group), group[0]))


def _strengths(edges: Sequence[tuple[int, int, float]]) -> dict[tuple[int, int], float]:
    """One strength a pair: several relations pull harder than one, but not in proportion."""
    sums: defaultdict[tuple[int, int], float] = defaultdict(float)
    for a, b, weight in edges:
        if a != b:
            sums[min(a, b), max(a, b)] += weight
    return {pair: 1 + math.log2(1 + total) / 2 for pair, total in sorted(sums.items())}


def _forces(count: int, pairs: dict[tuple[int, int], float], iterations: int) -> Array:
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    strength = np.array(list(pairs.values()), dtype=np.float64)
    degree = np.bincount(ends.ravel(), minlength=count)
    mass = degree + 1.0
    positions = _spiral(degree, 6)
    spread = 6.0
    speed = 1.0
    previous = np.zeros_like(positions)
    for step in range(iterations):
        force = spread * _repulsion(positions, mass)
        reach = np.sqrt((positions**2).sum(axis=1, keepdims=True)) + 1e-9
        force -= 0.6 * spread * mass[:, None] * positions / reach  # gravity: an even pull, so that none flies off
        pull = (positions[ends[:, 1]] - positions[ends[:, 0]]) * strength[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], pull[:, axis], minlength=count)
            force[:, axis] -= np.bincount(ends[:, 1], pull[:, axis], minlength=count)
        # ForceAtlas2's own speed: slow for a node that swings, fast while all go one way.
        swing = np.sqrt(((force - previous) ** 2).sum(axis=1))
        traction = np.sqrt(((force + previous) ** 2).sum(axis=1)) / 2
        total_swing = float((mass * swing).sum()) + 1e-9
        speed = min(float((mass * traction).sum()) / total_swing, 1.5 * speed)
        cooling = 1 - 0.9 * step / iterations
        factor = cooling * speed / (1 + speed * np.sqrt(swing))
        size = np.sqrt((force**2).sum(axis=1)) + 1e-9
        factor = np.minimum(factor, 12 * cooling / size)
        positions = np.round(positions + force * factor[:, None], 5)
        previous = force
    centred: Array = positions - positions.mean(axis=0)
    return centred


def _springs(count: int, pairs: dict[tuple[int, int], float], iterations: int) -> Array:
    """Repulsion by 1/distance, attraction by its square, steps that grow shorter."""
    ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    strength = np.minimum(np.array(list(pairs.values()), dtype=np.float64), 3.0)
    degree = np.bincount(ends.ravel(), minlength=count)
    positions = _spiral(degree, 0.7)
    mass = np.sqrt(1.0 + degree)  # what has many lines needs room for them
    charge = (mass[:, None] * mass[None, :])[:, :, None]
    for step in range(iterations):
        difference = positions[:, None, :] - positions[None, :, :]
        force = (charge * difference / ((difference**2).sum(axis=2) + 0.01)[:, :, None]).sum(axis=1) - 0.3 * positions
        pull = positions[ends[:, 1]] - positions[ends[:, 0]]
        pull *= (np.minimum(np.sqrt((pull**2).sum(axis=1)), 4) * strength**0.25)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], pull[:, axis], minlength=count)
            force[:, axis] -= np.bincount(ends[:, 1], pull[:, axis], minlength=count)
        size = np.sqrt((force**2).sum(axis=1)) + 1e-9
        reach = 0.6 * (1 - step / iterations) + 0.005
        positions = np.round(positions + force * (np.minimum(reach, 0.1 * size) / size)[:, None], 6)
    centred: Array = positions - positions.mean(axis=0)
    return centred


def _spiral(degree: NDArray[np.int64], spacing: float) -> Array:
    """The best linked in the middle, the others around on a spiral: near their end, and always the same."""
    rank = np.empty(len(degree), dtype=np.float64)
    rank[np.argsort(-degree, kind="stable")] = np.arange(len(degree))
    radius = spacing * np.sqrt(rank + 0.5)
    angle = rank * _GOLDEN_ANGLE
    placed: Array = np.round(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), 6)
    return placed


def _repulsion(positions: Array, mass: Array) -> Array:
    """Repulsion by a convolution over cells; masses and forces are shared out linearly among the four nearest."""
    low = positions.min(axis=0)
    cell = float((positions.max(axis=0) - low).max()) / (_GRID - 2) + 1e-9
    place = (positions - low) / cell
    corner = np.minimum(place.astype(np.int64), _GRID - 2)
    part = place - corner
    shares: list[tuple[Any, Array]] = []
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
            shares.append(((corner[:, 0] + dx) * _GRID + corner[:, 1] + dy, share))
    density = np.zeros(_GRID * _GRID)
    for index, share in shares:
        density += np.bincount(index, mass * share, minlength=_GRID * _GRID)
    # The kernel is twice the grid, so that the convolution does not wrap around.
    offset = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID))
    dx_, dy_ = np.meshgrid(offset, offset, indexing="ij")
    kernel = 1 / ((dx_**2 + dy_**2 + 0.3) * cell)
    spectrum = np.fft.rfft2(density.reshape(_GRID, _GRID), (2 * _GRID, 2 * _GRID))
    force: Array = np.zeros_like(positions)
    for axis, distance in enumerate((dx_, dy_)):
        wide = np.fft.irfft2(spectrum * np.fft.rfft2(distance * kernel), (2 * _GRID, 2 * _GRID))
        field = wide[:_GRID, :_GRID].ravel()
        for index, share in shares:
            force[:, axis] += mass * share * field[index]
    return force


def _laid_flat(positions: Array) -> Array:
    """Turned so that the longest extent is level: windows are wider than high."""
    x, y = positions[:, 0], positions[:, 1]
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    cosine, sine = math.cos(angle), math.sin(angle)
    turned: Array = np.round(np.stack([x * cosine + y * sine, y * cosine - x * sine], axis=1), 4)
    return turned


def _stretch(positions: Array, aspect: float) -> Array:
    """Factors of width and height towards the aspect of a window, as far as angles bear it."""
    extent = np.ptp(positions, axis=0) + 1e-6
    factor = math.sqrt(min(max(aspect * float(extent[1] / extent[0]), 0.45), 2.2))
    return np.array([factor, 1 / factor])


def _scale(positions: Array, boxes: Sequence[Box], room: float) -> float:
    """Pixels a unit, such that the picture has `room` times the area of its boxes."""
    area = sum(box.width * box.height for box in boxes)
    extent = np.percentile(positions, 96, axis=0) - np.percentile(positions, 4, axis=0)
    # A chain has hardly a height: its length alone must not be blown up to fill the area.
    sides = [max(float(side), 0.35 * float(extent.max())) for side in extent]
    return math.sqrt(room * area / (sides[0] * sides[1])) if sides[0] > 1e-6 else 1.0


def _separate(positions: Array, boxes: Sequence[Box], rounds: int) -> list[tuple[int, int]]:
    """Push overlapping boxes apart, along the side where they overlap less."""
    points = [[float(x), float(y)] for x, y in np.round(positions, 3)]
    width = max(box.width for box in boxes)
    height = max(box.height for box in boxes)
    for _ in range(rounds):
        cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for index, (x, y) in enumerate(points):
            cells[int(x // width), int(y // height)].append(index)
        moved = False
        for (column, row), members in cells.items():
            for dx, dy in ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
                others = members if dx == dy == 0 else cells.get((column + dx, row + dy), ())
                for a in members:
                    for b in others:
                        if (a < b or members is not others) and _push(points[a], points[b], boxes[a], boxes[b], a + b):
                            moved = True
        if not moved:
            break
    middle = [(min(p[axis] for p in points) + max(p[axis] for p in points)) / 2 for axis in (0, 1)]
    return [(round(x - middle[0]), round(y - middle[1])) for x, y in points]


def _push(first: list[float], second: list[float], box: Box, other: Box, parity: int) -> bool:
    apart_x = (box.width + other.width) / 2 - abs(first[0] - second[0])
    apart_y = (box.height + other.height) / 2 - abs(first[1] - second[1])
    if apart_x <= 0 or apart_y <= 0:
        return False
    axis, amount = (0, apart_x) if apart_x < apart_y else (1, apart_y)
    # Two at one spot part by turns along both axes, or they would line up.
    difference = second[axis] - first[axis] or (1 if parity % 2 else -1)
    step = math.copysign(amount / 2 + 0.5, difference)
    first[axis] = round(first[axis] - step, 3)
    second[axis] = round(second[axis] + step, 3)
    return True
