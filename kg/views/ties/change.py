"""Where the level of a series changes: least squares by dynamic programming, significance by permutation.

A series is cut into the stretches that leave the least squared distance to their means, each value weighing as much as
the events behind it; cuts are exact, not greedy (I. E. Auger and C. E. Lawrence, Bulletin of Mathematical Biology 51,
1989). How many cuts there are is found step by step (J. Bai, P. Perron, Econometrica 66, 1998): as long as one of the
stretches changes within, there is one more. Whether a stretch changes is told by shuffling it, in blocks as long as
neighbours depend on each other (:func:`block`): the gain of its best one and its best two cuts is compared with the
gains in shuffled order, the smaller of both p-values with the smaller ones
of the shuffled (P. H. Westfall and S. S. Young, Resampling-Based Multiple Testing, 1993), at the level divided by the
number of stretches. A cut counts in the end if the stretches beside it differ more than their values do when shuffled.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Table = NDArray[np.float64]

SHUFFLES = 499
"""Shuffled series of a test; the least p-value is one in 500."""
LONG, FEWER_SHUFFLES = 200, 199
"""Values above which there are fewer shuffled series, to be done in seconds."""
SEED = 0
LEAST = 3
"""Values in the shortest stretch."""
MOST_CUTS = 6
FEWEST = 8
"""Values below which no series can pass at 5 %: of seven, cut in three and four, 2 in 35 orders separate as well."""

_CUTS, _MOST_ECHO = 2, 0.9
_LONGER = 1.6  # what is best for a mean is short for the greatest of many gains: benchmarks/turning_points.py
_ALIKE = 9  # decimals to which two sums of squares are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A change of level.

    Attributes:
        at: Index of the first value of the new level.
        p: Share of shuffled series in which the stretches on both sides of it differ as much or more.
    """

    at: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Changes of level, in order, and the p-value of the series having none; None when it is too short to tell.

    ``likeliest`` is the best single cut when there is none that counts.
    """

    cuts: tuple[Cut, ...]
    p: float | None
    likeliest: Cut | None = None


def find_cuts(values: Sequence[float], weights: Sequence[float], *, alpha: float) -> Cuts:
    """Find where the level of a series changes.

    Args:
        values: The series; gaps are simply absent.
        weights: How much each value counts, above 0.
        alpha: Greatest p-value that counts as a change, of the series and of each cut.
    """
    if len(values) < 2 * LEAST or len(set(values)) == 1:
        return Cuts(cuts=(), p=None)
    if len(values) < FEWEST:
        return Cuts(cuts=(), p=None, likeliest=_likeliest(values, weights))
    p = _any_change(values, weights)
    number = _number(values, weights, alpha) if p <= alpha else 0
    while number:
        places = divide(values, weights, number)
        cuts = [
            Cut(at=at, p=_one_change(values[start:stop], weights[start:stop], at - start))
            for start, at, stop in zip((0, *places), places, (*places[1:], len(values)), strict=False)
        ]
        if all(cut.p <= alpha for cut in cuts):
            return Cuts(cuts=tuple(cuts), p=p)
        number -= 1
    return Cuts(cuts=(), p=p, likeliest=_likeliest(values, weights))


def _number(values: Sequence[float], weights: Sequence[float], alpha: float) -> int:
    """The least number of cuts, one or more, that leaves no stretch with a change within."""
    most = min(MOST_CUTS, len(values) // LEAST - 1)
    for number in range(1, most):
        parts = [slice(start, stop) for start, stop in pairwise((0, *divide(values, weights, number), len(values)))]
        if all(_any_change(values[part], weights[part]) > alpha / len(parts) for part in parts):
            return number
    return most


def divide(values: Sequence[float], weights: Sequence[float], cuts: int) -> tuple[int, ...]:
    """The division with so many cuts that leaves the least squares: index of the first value of each new stretch."""
    _, chosen = _solve(_arrays(values, weights), cuts + 1)
    places, stop = [], len(values)
    for pieces in range(cuts + 1, 1, -1):
        stop = int(chosen[pieces - 1, 0, stop])
        places.append(stop)
    return tuple(reversed(places))


def _likeliest(values: Sequence[float], weights: Sequence[float]) -> Cut:
    (at,) = divide(values, weights, 1)
    return Cut(at=at, p=_one_change(values, weights, at))


def _any_change(values: Sequence[float], weights: Sequence[float]) -> float:
    """P-value of the series being one level, over all divisions by one and by two cuts; 1 when it is too short."""
    if len(values) < FEWEST:
        return 1.0
    gains = _gains(_shuffled(values, weights), 3 if len(values) >= 3 * LEAST else 2)[1:]
    # share of series that gain as much by so many cuts, for each series; the first is the real one
    shares = (gains[:, None, :] >= gains[:, :, None]).mean(axis=2)
    least = shares.min(axis=0)
    return float((least <= least[0]).mean())


def _one_change(values: Sequence[float], weights: Sequence[float], at: int) -> float:
    """P-value of a cut at that index: the gain of the best cut of each shuffled series against the gain of this one."""
    import numpy as np

    gains = _gains(_shuffled(values, weights), 2)[1]
    mass, pull = np.asarray(weights), np.asarray(values) * np.asarray(weights)
    real = sum(float(pull[part].sum() ** 2 / mass[part].sum()) for part in (slice(None, at), slice(at, None)))
    return float((1 + (gains[1:] >= round(real, _ALIKE)).sum()) / len(gains))


def _arrays(values: Sequence[float], weights: Sequence[float]) -> tuple[_Table, _Table]:
    import numpy as np

    return np.asarray([values], dtype=np.float64), np.asarray([weights], dtype=np.float64)


def _shuffled(values: Sequence[float], weights: Sequence[float]) -> tuple[_Table, _Table]:
    """The series, and below it its shuffles, each value with its weight."""
    import numpy as np

    order = list(range(len(values)))
    size = block(values, weights)
    shuffler = random.Random(SEED)  # noqa: S311 - no secret; its shuffles are the same in every version of Python 3
    number = SHUFFLES if len(order) <= LONG else FEWER_SHUFFLES
    orders = [order, *(_in_blocks(order, size, shuffler) for _ in range(number))]
    index = np.asarray(orders)
    return np.asarray(values, dtype=np.float64)[index], np.asarray(weights, dtype=np.float64)[index]


def block(values: Sequence[float], weights: Sequence[float]) -> int:
    """How many neighbours are shuffled together: 1 where a value says nothing about the next one.

    News last: a quarrel fills several months, and values that depend on their neighbours drift apart without any change
    of level. Blocks keep that in the shuffles. Their length follows from the correlation of neighbours about the best
    levels (E. Carlstein, Annals of Statistics 14, 1986: the block length with the least error for such a series).
    """
    length = len(values)
    echo = _echo(values, weights)
    if echo <= 0 or length < FEWEST:
        return 1
    best = math.pow(2 * echo / (1 - echo * echo), 2 / 3) * math.pow(length, 1 / 3)
    return max(1, min(round(_LONGER * best), length // 4))


def _echo(values: Sequence[float], weights: Sequence[float]) -> float:
    """Correlation of neighbours about the levels that two cuts leave; what each level takes of it is added."""
    length = len(values)
    cuts = min(_CUTS, length // LEAST - 1)
    left: list[float] = []
    for start, stop in pairwise((0, *divide(values, weights, cuts), length)):
        mass = sum(weights[start:stop])
        level = sum(v * w for v, w in zip(values[start:stop], weights[start:stop], strict=True)) / mass
        left += [value - level for value in values[start:stop]]
    squares = sum(one * one for one in left)
    if squares == 0:
        return 0.0
    seen = sum(one * other for one, other in pairwise(left)) / squares
    return min(seen + (cuts + 1) * (1 + 3 * seen) / length, _MOST_ECHO)  # after M. G. Kendall, Biometrika 41, 1954


def _in_blocks(order: list[int], size: int, shuffler: random.Random) -> list[int]:
    """The order with its blocks shuffled; they begin anywhere, and one may run over the end."""
    if size == 1:
        return shuffler.sample(order, len(order))
    first = shuffler.randrange(len(order))
    turned = order[first:] + order[:first]
    blocks = [turned[at : at + size] for at in range(0, len(turned), size)]
    return [at for part in shuffler.sample(blocks, len(blocks)) for at in part]


def _gains(series: tuple[_Table, _Table], most: int) -> _Table:
    """For each number of pieces and each series: the greatest sum over pieces of squared pull over mass."""
    best, _ = _solve(series, most, trace=False)
    return best[:, :, -1].round(_ALIKE)


def _solve(
    series: tuple[_Table, _Table], most: int, *, trace: bool = True
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each number of pieces, series and stop: that sum, and where the last piece starts if this is to be traced.

    The squares left are a constant minus that sum.
    """
    import numpy as np

    values, weights = series
    rows, length = values.shape
    none = np.zeros((rows, 1))
    mass = np.concatenate([none, weights.cumsum(axis=1)], axis=1)
    pull = np.concatenate([none, (values * weights).cumsum(axis=1)], axis=1)
    best = np.full((most, rows, length + 1), -np.inf)
    chosen = np.zeros((most, rows, length + 1) if trace else (0, 0, 0), dtype=np.int64)
    for stop in range(LEAST, length + 1):
        starts = stop - LEAST + 1
        piece = (pull[:, stop, None] - pull[:, :starts]) ** 2 / (mass[:, stop, None] - mass[:, :starts])
        best[0, :, stop] = piece[:, 0]
        for pieces in range(1, most):
            whole = best[pieces - 1, :, :starts] + piece
            best[pieces, :, stop] = whole.max(axis=1)
            if trace:
                chosen[pieces, :, stop] = whole.argmax(axis=1)
    return best, chosen


def stretches(length: int, cuts: Sequence[Cut]) -> list[tuple[int, int]]:
    """Start and stop of each stretch between cuts."""
    return list(pairwise((0, *(cut.at for cut in cuts), length)))
