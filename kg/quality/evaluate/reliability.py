"""Whether confidence is what it says: of ten events told with 0.8, eight should be right."""

from __future__ import annotations

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
    """

    bins: tuple[Bin, ...]
    error: float
    brier: float


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
    return Reliability(bins=bins, error=error, brier=sum((said - right) ** 2 for said, right in ordered) / len(ordered))
