"""Where to draw the actors of a network: the same place on every machine, in every run.

Force-directed after Fruchterman and Reingold (1991) from a fixed start, in plain IEEE arithmetic with a fixed order of
summation; a spiral with the busiest in the middle where there are too many actors for that.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

FORCE_LIMIT = 500
"""Most actors to lay out by forces: memory and time grow with the square (about a second here)."""

ITERATIONS = 120
_GRAVITY = 0.5
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_SPACING = 60.0
"""Distance that two actors keep, in Gephi's units; actors are 4 to 100 of them wide."""


def layout(ids: Sequence[str], ties: Mapping[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    """Return a position for each id, rounded to one decimal.

    Args:
        ids: The actors, busiest first; the order decides who starts in the middle.
        ties: Weight (> 0) of each pair; pairs of unknown ids are an error.
    """
    start = [_spiral(index) for index in range(len(ids))]
    if len(ids) > FORCE_LIMIT or not ties:
        return {actor: (round(x, 1), round(y, 1)) for actor, (x, y) in zip(ids, start, strict=True)}
    place = {actor: index for index, actor in enumerate(ids)}
    edges = sorted((place[one], place[other], round(math.log2(1 + weight), 6)) for (one, other), weight in ties.items())
    points = _relax(start, edges)
    return {actor: (round(x, 1), round(y, 1)) for actor, (x, y) in zip(ids, points, strict=True)}


def _spiral(index: int) -> tuple[float, float]:
    radius, angle = _SPACING * math.sqrt(index), index * _GOLDEN_ANGLE
    # rounded, so that the last bit of a platform's sine cannot grow in the iterations that follow
    return round(radius * math.cos(angle), 4), round(radius * math.sin(angle), 4)


def _relax(start: list[tuple[float, float]], edges: list[tuple[int, int, float]]) -> list[tuple[float, float]]:
    import numpy as np

    points: Points = np.array(start)
    one, other = (np.array([edge[end] for edge in edges]) for end in (0, 1))
    weight = np.array([edge[2] for edge in edges])
    heat = _SPACING * math.sqrt(len(start)) / 4
    for step in range(ITERATIONS):
        force = _repulsion(points) - points * _GRAVITY
        gap = points[other] - points[one]
        pull = gap * (np.sqrt((gap * gap).sum(axis=1)) * weight / (_SPACING * 4))[:, None]
        np.add.at(force, one, pull)
        np.subtract.at(force, other, pull)
        length = np.sqrt(force[:, 0] ** 2 + force[:, 1] ** 2) + 1e-9
        limit = heat * (1 - step / ITERATIONS)
        points = points + force * (np.minimum(length, limit) / length)[:, None]
    return [(float(x), float(y)) for x, y in points]


def _repulsion(points: Points) -> Points:
    import numpy as np

    dx = points[:, None, 0] - points[None, :, 0]
    dy = points[:, None, 1] - points[None, :, 1]
    scale = _SPACING * _SPACING / (dx * dx + dy * dy + 1.0)
    # summing over the first axis adds row to row in order, whatever vector units the machine has
    return np.stack([-(dx * scale).sum(axis=0), -(dy * scale).sum(axis=0)], axis=1)
