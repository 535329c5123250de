"""Which of many ties changed: a p-value for each, as fine as need be, and the share of false ones among the found.

Whoever looks through a hundred ties without any change at 5 % finds five turns. Controlled is instead the expected
share of false ones among those that are called changed (Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical
Society B 57, 1995). It holds also where ties go together, as those of one state do (Y. Benjamini, D. Yekutieli, Annals
of Statistics 29, 2001, on positive dependence).

Of many series without a change some hide their echo (:mod:`kg.views.ties.echo`) so well that they look a thousand times
less likely than they are. What is common to all of them is known much better than what one of them shows: none is
taken to carry on less than the mean of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from kg.views.ties.change import FEWEST, any_change, echo

RATE = 0.05
"""Share of false ones among the found that is allowed."""
STEPS = ((49, 0.2), (499, 0.01), (4999, 0.0))
"""Series that a tie is compared with, step by step, and the p-value above which no finer one is needed."""


def common_echo(many: Sequence[tuple[Sequence[float], Sequence[float]]]) -> float:
    """The mean of the echoes of many series, given by values and weights; of those that are too short for one none."""
    found = [echo(values, weights) for values, weights in many if len(values) >= FEWEST]
    return fsum(found) / len(found) if found else 0.0


def evidence(values: Sequence[float], weights: Sequence[float], carried: float = 0.0) -> float | None:
    """The p-value of a series having no change of level: coarse where that is likely, else down to 1 in 5000.

    Args:
        values: The series; gaps are simply absent.
        weights: How much each value counts, above 0.
        carried: Least echo that it is taken to have.

    Returns:
        None when it is too short to tell, or always the same.
    """
    p = None
    for number, enough in STEPS:
        p = any_change(values, weights, number=number, carried=carried)
        if p is None or p > enough:
            break
    return p


def false_share(ps: Sequence[float]) -> list[float]:
    """For each p-value the least rate of false discoveries at which it is one (the q-value), in the same order."""
    order = sorted(range(len(ps)), key=lambda at: ps[at], reverse=True)
    found, least = [1.0] * len(ps), 1.0
    for rank, at in enumerate(order):
        least = min(least, ps[at] * len(ps) / (len(ps) - rank))
        found[at] = least
    return found
