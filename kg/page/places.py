"""Where the page draws actors: the common layout, made to hold thousands of them, without circles that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from kg.layout import FORCE_LIMIT, layout

Point = tuple[float, float]
Pair = tuple[str, str]

RADIUS = 26.0
"""Radius of the busiest actor, in units of the layout (its actors keep about 60 apart)."""

_SMALLEST = 5.0
_MARGIN = 9.0
_ROUNDS = 60
_STEP = 14.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def places(counts: Mapping[str, int], ties: Mapping[Pair, int]) -> dict[str, Point]:
    """Return a position for each actor, rounded to whole units; the same for the same counts, in every run.

    The busiest are laid out by forces; each of the others, busiest first, stands around the middle of those that it has
    ties with and that have a place.

    Args:
        counts: Events (> 0) of each actor.
        ties: Events (> 0) of each pair of these actors; each pair once, in alphabetical order.
    """
    busiest = sorted(counts, key=lambda actor: (-counts[actor], actor))
    core = busiest[:FORCE_LIMIT]
    inner = set(core)
    found = layout(core, {pair: n for pair, n in sorted(ties.items()) if inner.issuperset(pair)})
    found = dict(zip(core, _apart([found[actor] for actor in core], _radii(core, counts)), strict=True))
    neighbours = _neighbours(ties, set(busiest[FORCE_LIMIT:]))
    for number, actor in enumerate(busiest[FORCE_LIMIT:]):
        found[actor] = _around([(found[other], n) for other, n in neighbours[actor] if other in found], number)
    return {actor: (float(round(x)) + 0.0, float(round(y)) + 0.0) for actor, (x, y) in sorted(found.items())}


def _radii(actors: Sequence[str], counts: Mapping[str, int]) -> list[float]:
    most = max((counts[actor] for actor in actors), default=1)
    return [_SMALLEST + (RADIUS - _SMALLEST) * math.sqrt(counts[actor] / most) for actor in actors]


def _apart(points: Sequence[Point], radii: Sequence[float]) -> list[Point]:
    """Push circles apart until none overlap, or for a fixed number of rounds."""
    import numpy as np

    if len(points) < 2:  # noqa: PLR2004 - a pair
        return list(points)
    at = np.array(points, dtype=np.float64)
    size = np.array(radii)
    need = size[:, None] + size[None, :] + _MARGIN
    np.fill_diagonal(need, 0.0)
    for _ in range(_ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        distance = np.sqrt(gap[..., 0] ** 2 + gap[..., 1] ** 2) + 1e-6
        lack = np.maximum(need - distance, 0.0)
        if not lack.any():
            break
        # summed over the first axis: row after row, in one order on every machine
        at = at - ((lack / distance / 2)[..., None] * gap).sum(axis=0)
    return [(float(x), float(y)) for x, y in at]


def _neighbours(ties: Mapping[Pair, int], wanted: set[str]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {actor: [] for actor in wanted}
    for (one, other), number in sorted(ties.items()):
        if one in wanted:
            found[one].append((other, number))
        if other in wanted:
            found[other].append((one, number))
    return found


def _around(ties: Iterable[tuple[Point, int]], number: int) -> Point:
    """The middle of some weighted points, moved outwards on a spiral so that no two actors fall on one point."""
    weighted = list(ties)
    total = sum(n for _, n in weighted) or 1
    x, y = (math.fsum(point[axis] * n for point, n in weighted) / total for axis in (0, 1))
    radius, angle = _STEP * math.sqrt(number + 4), number * _GOLDEN_ANGLE
    return x + radius * math.cos(angle), y + radius * math.sin(angle)
