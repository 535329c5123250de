"""How likely it is that a told event is right: rule weights turned into a probability.

Rules, actors and references each have a weight, and their product says which of two tellings is the better founded. It
is no probability. Three numbers make it one: a logistic curve over the product, and a step down for what is told as
negated, hypothetical or to come. They were fitted to whole articles with gold that are no part of this repository, by
``scripts/fit_confidence.py``, and measured on articles left out of the fit; docs/accuracy.md has the table. *Right* is
what some gold event supports in source, target and type.
"""

from __future__ import annotations

import math

from kg.model import Status

BASE, SLOPE, UNREAL = 1.30, 0.74, -2.33


def probability(weight: float, status: Status) -> float:
    """Probability in (0, 1) that source, target and type are right; grows with the weight.

    Args:
        weight: Product of the certainties of the rule and of both sides, 0 to 1.
        status: As told.
    """
    return 1 / (1 + math.exp(-(BASE + SLOPE * weight + UNREAL * (not status.real))))
