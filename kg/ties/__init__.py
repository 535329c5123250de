"""How actors treated each other over time: series, turning points, comparisons; pure functions of events."""

from kg.ties.periods import By, Period, period_of
from kg.ties.scales import Scale, goldstein, load_scale, plover
from kg.ties.series import COOPERATION, WINDOW, Act, Tie, Ties, series
from kg.ties.sides import Side

__all__ = [
    "COOPERATION",
    "WINDOW",
    "Act",
    "By",
    "Period",
    "Scale",
    "Side",
    "Tie",
    "Ties",
    "goldstein",
    "load_scale",
    "period_of",
    "plover",
    "series",
]
