"""Where the page draws actors: the common layout, made to hold thousands of them, without circles that overlap."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from kg.views.networks.positions import FORCE_LIMIT, layout

Point = tuple[float, float]
Pair = tuple[str, str]

RADIUS = 42.0
"""Radius of the busiest actor, in units of the layout (its actors keep about 60 apart)."""

_SMALLEST = 7.0
_MARGIN = 16.0
_ROOM = 1.45
"""How much more than its radius an actor keeps free, for its name."""

_ROUNDS = 200
_FLAT = 0.62
"""Height over width of the room that an actor keeps: names are written beside circles."""

_SPREAD = 0.62
"""Power of the distance from the middle: below 1 it takes room from the rim and gives it to the crowded middle."""

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
    points = _apart(_spread([found[actor] for actor in core]), _radii(core, counts))
    found = dict(zip(core, points, strict=True))
    neighbours = _neighbours(ties, set(busiest[FORCE_LIMIT:]))
    for number, actor in enumerate(busiest[FORCE_LIMIT:]):
        found[actor] = _around([(found[other], n) for other, n in neighbours[actor] if other in found], number)
    return {actor: (float(round(x)) + 0.0, float(round(y)) + 0.0) for actor, (x, y) in sorted(found.items())}


def _radii(actors: Sequence[str], counts: Mapping[str, int]) -> list[float]:
    most = max((counts[actor] for actor in actors), default=1)
    return [_SMALLEST + (RADIUS - _SMALLEST) * math.sqrt(counts[actor] / most) for actor in actors]


def _spread(points: Sequence[Point]) -> list[Point]:
    """Move points outwards, those in the middle most; the outermost stays."""
    centre = tuple(math.fsum(point[axis] for point in points) / max(len(points), 1) for axis in (0, 1))
    distances = [math.hypot(x - centre[0], y - centre[1]) for x, y in points]
    rim = max(distances, default=0.0)
    grow = [(distance / rim) ** (_SPREAD - 1) if distance else 1.0 for distance in distances]
    return [((x - centre[0]) * by, (y - centre[1]) * by) for (x, y), by in zip(points, grow, strict=True)]


def _apart(points: Sequence[Point], radii: Sequence[float]) -> list[Point]:
    """Push ellipses apart until none overlap, or for a fixed number of rounds."""
    import numpy as np

    if len(points) < 2:  # noqa: PLR2004 - a pair
        return list(points)
    shape = np.array([_FLAT, 1.0])
    at = np.array(points, dtype=np.float64) * shape
    size = np.array(radii)
    need = (size[:, None] + size[None, :]) * _ROOM + _MARGIN
    np.fill_diagonal(need, 0.0)
    for _ in range(_ROUNDS):
        gap = at[:, None, :] - at[None, :, :]
        distance = np.sqrt(gap[..., 0] ** 2 + gap[..., 1] ** 2) + 1e-6
        lack = np.maximum(need - distance, 0.0)
        if not lack.any():
            break
        # summed over the first axis: row after row, in one order on every machine
        at = at - ((lack / distance / 2)[..., None] * gap).sum(axis=0)
    return [(float(x), float(y)) for x, y in at / shape]


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
