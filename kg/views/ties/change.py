"""Where the level of a series changes: least squares by dynamic programming, significance by permutation.

A series is cut into the stretches that leave the least squared distance to their means, each value weighing as much as
the events behind it; cuts are exact, not greedy (I. E. Auger and C. E. Lawrence, Bulletin of Mathematical Biology 51,
1989). How many cuts there are is found step by step (J. Bai, P. Perron, Econometrica 66, 1998): as long as one of the
stretches changes within, there is one more. Whether a stretch changes is told by series without any change that are
made of it (:mod:`kg.views.ties.echo`): the share of its squares that its best one and its best two cuts take is
compared with theirs, the smaller of both p-values with their smaller ones (P. H. Westfall and S. S. Young,
Resampling-Based Multiple Testing, 1993), at the level divided by the number of stretches. A cut counts in the end if
the stretches beside it differ more than those of such series do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.views.ties.echo import SHUFFLES, arrays, correlation, unchanged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.views.ties.echo import Table

LEAST = 3
"""Values in the shortest stretch."""
MOST_CUTS = 6
FEWEST = 8
"""Values below which no series can pass at 5 %: of seven, cut in three and four, 2 in 35 orders separate as well."""

_SHORT = 20  # values below which the second of two cuts would take all correlation there is
_ALIKE = 9  # decimals to which two shares are the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A change of level.

    Attributes:
        at: Index of the first value of the new level.
        p: Share of series without a change in which the stretches on both sides of it differ as much or more.
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
    carried = echo(values, weights)
    p = _any_change(values, weights, carried)
    number = _number(values, weights, alpha, carried) if p <= alpha else 0
    while number:
        places = divide(values, weights, number)
        cuts = [
            Cut(at=at, p=_one_change(values[start:stop], weights[start:stop], at - start, carried))
            for start, at, stop in zip((0, *places), places, (*places[1:], len(values)), strict=False)
        ]
        if all(cut.p <= alpha for cut in cuts):
            return Cuts(cuts=tuple(cuts), p=p)
        number -= 1
    return Cuts(cuts=(), p=p, likeliest=_likeliest(values, weights))


def any_change(
    values: Sequence[float], weights: Sequence[float], *, number: int = SHUFFLES, carried: float = 0.0
) -> float | None:
    """The p-value of a series having no change of level; None when it is too short to tell, or always the same.

    Args:
        values: The series; gaps are simply absent.
        weights: How much each value counts, above 0.
        number: Series without a change that it is compared with; the least p-value is one over that and one more.
        carried: Least :func:`echo` that it is taken to have.
    """
    if len(values) < FEWEST or len(set(values)) == 1:
        return None
    return _any_change(values, weights, max(echo(values, weights), carried), number)


def _number(values: Sequence[float], weights: Sequence[float], alpha: float, carried: float) -> int:
    """The least number of cuts, one or more, that leaves no stretch with a change within."""
    most = min(MOST_CUTS, len(values) // LEAST - 1)
    for number in range(1, most):
        parts = [slice(start, stop) for start, stop in pairwise((0, *divide(values, weights, number), len(values)))]
        if all(_any_change(values[part], weights[part], carried) > alpha / len(parts) for part in parts):
            return number
    return most


def echo(values: Sequence[float], weights: Sequence[float]) -> float:
    """How much of a value's distance to its level the next one has, as far as the series may hide it."""
    cuts = 1 if len(values) < _SHORT else 2
    return correlation(values, weights, (0, *divide(values, weights, cuts), len(values)))


def divide(values: Sequence[float], weights: Sequence[float], cuts: int) -> tuple[int, ...]:
    """The division with so many cuts that leaves the least squares: index of the first value of each new stretch."""
    _, chosen = _solve(arrays(values, weights), cuts + 1)
    places, stop = [], len(values)
    for pieces in range(cuts + 1, 1, -1):
        stop = int(chosen[pieces - 1, 0, stop])
        places.append(stop)
    return tuple(reversed(places))


def _likeliest(values: Sequence[float], weights: Sequence[float]) -> Cut:
    (at,) = divide(values, weights, 1)
    return Cut(at=at, p=_one_change(values, weights, at, echo(values, weights)))


def _any_change(values: Sequence[float], weights: Sequence[float], carried: float, number: int = SHUFFLES) -> float:
    """P-value of the series being one level, over all divisions by one and by two cuts; 1 when it is too short."""
    if len(values) < FEWEST:
        return 1.0
    taken = _taken(unchanged(values, weights, carried, number), 3 if len(values) >= 3 * LEAST else 2)
    # of how many series as much is taken by so many cuts, for each series; the first is the real one
    shares = (taken[:, None, :] >= taken[:, :, None]).mean(axis=2)
    least = shares.min(axis=0)
    return float((least <= least[0]).mean())


def _one_change(values: Sequence[float], weights: Sequence[float], at: int, carried: float) -> float:
    """P-value of a cut at that index: what it takes against what the best cut of each other series takes."""
    import numpy as np

    series = unchanged(values, weights, carried, SHUFFLES)
    (taken,) = _taken(series, 2)
    mass, pull = np.asarray(weights, dtype=np.float64), np.asarray(values) * np.asarray(weights)
    real = sum(float(pull[part].sum() ** 2 / mass[part].sum()) for part in (slice(None, at), slice(at, None)))
    base, whole = _squares(*arrays(values, weights))
    share = round((real - float(base[0])) / float(whole[0] - base[0]), _ALIKE)
    return float((1 + (taken[1:] >= share).sum()) / len(taken))


def _squares(values: Table, weights: Table) -> tuple[Table, Table]:
    """Of each series the sum of squares that its mean takes, and that of its values."""
    pull = (values * weights).sum(axis=1)
    return pull**2 / weights.sum(axis=1), (values**2 * weights).sum(axis=1)


def _taken(series: tuple[Table, Table], most: int) -> Table:
    """For one cut, two cuts and so on, and each series: the share of the squares about the mean that they take."""
    import numpy as np

    best, _ = _solve(series, most, trace=False)
    base, whole = _squares(*series)
    left = np.maximum(whole - base, np.finfo(np.float64).tiny)
    shares: Table = ((best[1:, :, -1] - base) / left).round(_ALIKE)
    return shares


def _solve(
    series: tuple[Table, Table], most: int, *, trace: bool = True
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
