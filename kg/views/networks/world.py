"""A network on a map of the world: where actors stand on it, and the coasts behind them.

The projection is Equal Earth (Šavrič, Patterson and Jenny 2018): areas keep their size, so that no continent looks more
important than it is. Coasts are Natural Earth's, see ``scripts/compile_outlines.py``; there are no borders.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from kg.lexicon.actor_index import country
from kg.lexicon.coordinates import place
from kg.model import Actor

Point = tuple[float, float]

WIDTH = 2000.0
"""Units from the westernmost to the easternmost point, as many as the other layout of the page has of them."""

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_HALF = math.pi / (_M * _A[0])  # half the width of the map of a unit sphere
_TENTHS = 10
_STEP, _GOLDEN_ANGLE = 9.0, math.pi * (3 - math.sqrt(5))


def project(latitude: float, longitude: float) -> Point:
    """Degrees as a point of the map, x to the right and y downwards from the middle, in whole units."""
    angle = math.asin(_M * math.sin(math.radians(latitude)))
    second = angle * angle
    sixth = second**3
    slope = _A[0] + 3 * _A[1] * second + sixth * (7 * _A[2] + 9 * _A[3] * second)
    x = math.radians(longitude) * math.cos(angle) / (_M * slope)
    y = angle * (_A[0] + _A[1] * second + sixth * (_A[2] + _A[3] * second))
    unit = WIDTH / 2 / _HALF
    return round(x * unit) + 0.0, -round(y * unit) + 0.0


@cache
def coasts() -> tuple[tuple[Point, ...], ...]:
    """The outlines of all land but Antarctica, as closed lines, the longest first."""
    rings: list[list[int]] = json.loads(files("kg.views.networks").joinpath("land.json").read_text("utf-8"))
    return tuple(
        tuple(project(y / _TENTHS, x / _TENTHS) for x, y in zip(ring[::2], ring[1::2], strict=True)) for ring in rings
    )


def on_the_map(actors: Mapping[str, Actor], ties: Mapping[tuple[str, str], int]) -> dict[str, Point]:
    """A point for each actor: its capital or seat, its country's; without either, the middle of those it deals with.

    Several in one place, as in Brussels and Geneva, stand around it, in the order of their ids.

    Args:
        actors: Who is drawn, by id.
        ties: Events of each pair of them; each pair once.
    """
    found: dict[str, Point] = {}
    for name, actor in sorted(actors.items()):
        at = place(name) or place(country(actor) or "")
        if at:
            found[name] = project(at.latitude, at.longitude)
    others: dict[str, list[tuple[str, int]]] = {}
    for (one, two), number in sorted(ties.items()):
        others.setdefault(one, []).append((two, number))
        others.setdefault(two, []).append((one, number))
    for name in sorted(actors.keys() - found.keys()):
        found[name] = _among(others.get(name, []), found)
    met: dict[Point, int] = {}
    capitals = {name for name, actor in actors.items() if country(actor) == name}  # states stand in theirs
    for name, point in sorted(found.items(), key=lambda item: (item[0] not in capitals, item[0])):
        number = met[point] = met.get(point, -1) + 1
        radius, angle = _STEP * math.sqrt(number), number * _GOLDEN_ANGLE
        found[name] = (
            round(point[0] + radius * math.cos(angle)) + 0.0,
            round(point[1] + radius * math.sin(angle)) + 0.0,
        )
    return found


def _among(others: Iterable[tuple[str, int]], placed: Mapping[str, Point]) -> Point:
    weighted = [(placed[other], number) for other, number in others if other in placed]
    total = sum(number for _, number in weighted) or 1
    return (
        round(math.fsum(x * number for (x, _), number in weighted) / total) + 0.0,
        round(math.fsum(y * number for (_, y), number in weighted) / total) + 0.0,
    )
