"""Where the level of a series changes: least squares by dynamic programming, significance by permutation.

A series is cut into the stretches that leave the least squared distance to their means, each value weighing as much as
the events behind it; cuts are exact, not greedy (I. E. Auger and C. E. Lawrence, Bulletin of Mathematical Biology 51,
1989). Whether it changes at all is tested for one cut, two cuts and so on at once: the least of these p-values is
compared with the least ones of shuffled series (P. H. Westfall and S. S. Young, Resampling-Based Multiple Testing,
1993). A cut then counts if the two stretches beside it differ more than they do when their values are shuffled.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHUFFLES = 499
"""Shuffled series of a test; the least p-value is one in 500."""
SEED = 0
LEAST = 3
"""Values in the shortest stretch."""
MOST_CUTS = 6
FEWEST = 8
"""Values below which no series can pass at 5 %: of seven, cut in three and four, 2 in 35 orders separate as well."""

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
    most = min(MOST_CUTS, len(values) // LEAST - 1)
    p = _any_change(values, weights, most)
    if p <= alpha:
        for number in range(most, 0, -1):
            places = divide(values, weights, number)
            cuts = [
                Cut(at=at, p=_one_change(values[start:stop], weights[start:stop], at - start))
                for start, at, stop in zip((0, *places), places, (*places[1:], len(values)), strict=False)
            ]
            if all(cut.p <= alpha for cut in cuts):
                return Cuts(cuts=tuple(cuts), p=p)
    return Cuts(cuts=(), p=p, likeliest=_likeliest(values, weights))


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


def _any_change(values: Sequence[float], weights: Sequence[float], most: int) -> float:
    """P-value of the series being one level, over all divisions of up to so many cuts."""
    gains = _solve(_shuffled(values, weights), most + 1)[0][1:, :, -1].round(_ALIKE)
    # share of series that gain as much by so many cuts, for each series; the first is the real one
    shares = (gains[:, None, :] >= gains[:, :, None]).mean(axis=2)
    least = shares.min(axis=0)
    return float((least <= least[0]).mean())


def _one_change(values: Sequence[float], weights: Sequence[float], at: int) -> float:
    """P-value of a cut at that index: the gain of the best cut of each shuffled series against the gain of this one."""
    import numpy as np

    gains = _solve(_shuffled(values, weights), 2)[0][1, :, -1]
    mass, pull = np.asarray(weights), np.asarray(values) * np.asarray(weights)
    real = sum(float(pull[part].sum() ** 2 / mass[part].sum()) for part in (slice(None, at), slice(at, None)))
    return float((1 + (gains[1:].round(_ALIKE) >= round(real, _ALIKE)).sum()) / len(gains))


def _arrays(values: Sequence[float], weights: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    import numpy as np

    return np.asarray([values], dtype=np.float64), np.asarray([weights], dtype=np.float64)


def _shuffled(values: Sequence[float], weights: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The series, and below it its shuffles, each value with its weight."""
    import numpy as np

    order = list(range(len(values)))
    shuffler = random.Random(SEED)  # noqa: S311 - no secret; its shuffles are the same in every version of Python 3
    orders = [order, *(shuffler.sample(order, len(order)) for _ in range(SHUFFLES))]
    index = np.asarray(orders)
    return np.asarray(values, dtype=np.float64)[index], np.asarray(weights, dtype=np.float64)[index]


def _solve(
    series: tuple[NDArray[np.float64], NDArray[np.float64]], most: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each number of pieces, series and stop: the greatest sum of squared pull over mass, and the last cut.

    The squares left are a constant minus that sum.
    """
    import numpy as np

    values, weights = series
    rows, length = values.shape
    none = np.zeros((rows, 1))
    mass = np.concatenate([none, weights.cumsum(axis=1)], axis=1)
    pull = np.concatenate([none, (values * weights).cumsum(axis=1)], axis=1)
    best = np.full((most, rows, length + 1), -np.inf)
    chosen = np.zeros((most, rows, length + 1), dtype=np.int64)
    for stop in range(LEAST, length + 1):
        starts = stop - LEAST + 1
        piece = (pull[:, stop, None] - pull[:, :starts]) ** 2 / (mass[:, stop, None] - mass[:, :starts])
        best[0, :, stop] = piece[:, 0]
        for pieces in range(1, most):
            whole = best[pieces - 1, :, :starts] + piece
            chosen[pieces, :, stop] = whole.argmax(axis=1)
            best[pieces, :, stop] = whole.max(axis=1)
    return best, chosen


def stretches(length: int, cuts: Sequence[Cut]) -> list[tuple[int, int]]:
    """Start and stop of each stretch between cuts."""
    return list(pairwise((0, *(cut.at for cut in cuts), length)))
