"""Whether confidence is what it says: of ten events told with 0.8, eight should be right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Judged = tuple[float, bool]
"""A confidence, and whether what was told with it is right."""

_BINS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A fifth of the predictions, of neighbouring confidence."""

    lowest: float
    highest: float
    size: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How confidence and truth agree.

    Attributes:
        bins: Predictions sorted by confidence, in bins of one size.
        error: Expected calibration error: mean distance of confidence and share right over the bins, 0 to 1.
        brier: Mean square of (confidence - right), 0 to 1; 0.25 is a guess of one half throughout.
        area: Area under the ROC curve: how often something right is surer than something wrong; None without both.
        surer: Share right in the surer half.
    """

    bins: tuple[Bin, ...]
    error: float
    brier: float
    area: float | None
    surer: float


def reliability(judged: Sequence[Judged]) -> Reliability | None:
    """Bins and distances; None when there are too few predictions to say."""
    ordered = sorted(judged, key=lambda one: one[0])  # by confidence alone: truth must not decide between equals
    if len(ordered) < 2 * _BINS:
        return None
    edges = [round(i * len(ordered) / _BINS) for i in range(_BINS + 1)]
    parts = [ordered[low:high] for low, high in pairwise(edges)]
    bins = tuple(
        Bin(
            lowest=part[0][0],
            highest=part[-1][0],
            size=len(part),
            confidence=sum(said for said, _ in part) / len(part),
            right=sum(right for _, right in part) / len(part),
        )
        for part in parts
    )
    error = sum(b.size * abs(b.confidence - b.right) for b in bins) / len(ordered)
    half = ordered[-(len(ordered) // 2) :]
    return Reliability(
        bins=bins,
        error=error,
        brier=sum((said - right) ** 2 for said, right in ordered) / len(ordered),
        area=_area(ordered),
        surer=sum(right for _, right in half) / len(half),
    )


def _area(judged: Sequence[Judged]) -> float | None:
    """Of all pairs of one right and one wrong, the share in which the right one is surer; equals count half."""
    good = [said for said, right in judged if right]
    bad = sorted(said for said, right in judged if not right)
    if not good or not bad:
        return None
    won = sum(bisect_left(bad, said) + bisect_right(bad, said) for said in good)
    return won / (2 * len(good) * len(bad))
