"""Series without any change of level, made of a given one: its values, or what is new in each, in another order.

News last: a quarrel fills several periods, and values that depend on their neighbours drift apart without any change of
level. So the correlation of neighbours is estimated first. What is new in each value, after what it carries on from the
one before, is shuffled, and the series is put together again (the autoregressive sieve of P. Buehlmann, Bernoulli 3,
1997, with permutations in place of draws). Without correlation this is a shuffle of the values.

Whoever looks for levels in a series takes a part of its correlation for levels. What is left of it about the best
levels is therefore far too little, by an amount that depends on the length alone and is made up for, and more: as much
as three of four series of that correlation have, so that series that hide theirs best do not turn too often. The
constants of that correction were fitted to simulated series of 8 to 220 values; ``benchmarks/turning_points.py`` shows
what comes of it.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float64]
    """A row a series."""

SHUFFLES = 499
"""Series of a test; the least p-value is one in 500."""
LONG, FEWER_SHUFFLES = 200, 199
"""Values above which there are fewer series, to be done in seconds."""
SEED = 0

_MOST, _MOST_OF_SHORT, _LENGTH = 0.9, 0.5, 200
"""What may be estimated at most: a short series cannot tell, and is taken to carry on half, more by its length."""
_HIDDEN = {1: (1.5, 7.6), 2: (1.75, 12.0)}
"""Of the correction above, by number of cuts: what is hidden, over the root of the length; what is taken, over it."""
_LEAST_KEPT = 0.2


def correlation(values: Sequence[float], weights: Sequence[float], ends: Sequence[int]) -> float:
    """Correlation of neighbours about the levels of some stretches, corrected for what these take of it; 0 to 0.9.

    Args:
        values: The series.
        weights: How much each value counts.
        ends: Where stretches start and the last one stops, with one cut or two: ``(0, 12, 40)``.
    """
    length = len(values)
    left: list[float] = []
    for start, stop in pairwise(ends):
        mass = math.fsum(weights[start:stop])
        level = math.fsum(v * w for v, w in zip(values[start:stop], weights[start:stop], strict=True)) / mass
        left += [value - level for value in values[start:stop]]
    squares = math.fsum(one * one for one in left)
    if squares == 0:
        return 0.0
    seen = math.fsum(one * other for one, other in pairwise(left)) / squares
    hidden, taken = _HIDDEN[len(ends) - 2]
    whole = (seen + hidden / math.sqrt(length)) / max(1 - taken / length, _LEAST_KEPT)
    return min(max(whole, 0.0), _MOST_OF_SHORT + length / _LENGTH, _MOST)


def arrays(values: Sequence[float], weights: Sequence[float]) -> tuple[Table, Table]:
    """A series and its weights as tables of one row."""
    import numpy as np

    return np.asarray([values], dtype=np.float64), np.asarray([weights], dtype=np.float64)


def unchanged(
    values: Sequence[float], weights: Sequence[float], carried: float, number: int = SHUFFLES
) -> tuple[Table, Table]:
    """The series, and below it so many without a change of level, each value with its weight.

    Args:
        values: The series.
        weights: How much each value counts.
        carried: Correlation of neighbours.
        number: How many; of a long series no more than :data:`FEWER_SHUFFLES`, unless more than :data:`SHUFFLES`.
    """
    import numpy as np

    length = len(values)
    order = _orders(length, FEWER_SHUFFLES if length > LONG and number <= SHUFFLES else number)
    real, mass = arrays(values, weights)
    level = float((real * mass).sum() / mass.sum())
    new = real[0] - level
    new[1:] -= carried * (real[0, :-1] - level)
    new[0] *= math.sqrt(1 - carried * carried)
    made = new[order]
    made[:, 0] /= math.sqrt(1 - carried * carried)
    for at in range(1, length if carried else 0):
        made[:, at] += carried * made[:, at - 1]
    return np.concatenate([real, made + level]), np.concatenate([mass, mass[0][order]])


@lru_cache(maxsize=8)
def _orders(length: int, number: int) -> NDArray[np.int64]:
    """So many orders of the places of a series, the same in every version of Python."""
    import numpy as np

    shuffler = random.Random(SEED)  # noqa: S311 - no secret
    return np.asarray([shuffler.sample(range(length), length) for _ in range(number)])
