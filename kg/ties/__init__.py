"""How actors treated each other over time: series, turning points, comparisons; pure functions of events."""

from kg.ties.answers import Answers, reciprocity
from kg.ties.change import FEWEST
from kg.ties.comparing import Change, Comparison, compare
from kg.ties.pairs import Level, Span
from kg.ties.periods import By, Period, period_of, place
from kg.ties.scales import Scale, goldstein, load_scale, plover
from kg.ties.sides import Side
from kg.ties.sources import by_source
from kg.ties.tally import COOPERATION, WINDOW, Act, Tie, Ties, series
from kg.ties.top import Broker, Dyad, Ranking, brokers, changed, dyads
from kg.ties.turning import Stretch, Turn, Turns, turns

__all__ = [
    "COOPERATION",
    "FEWEST",
    "WINDOW",
    "Act",
    "Answers",
    "Broker",
    "By",
    "Change",
    "Comparison",
    "Dyad",
    "Level",
    "Period",
    "Ranking",
    "Scale",
    "Side",
    "Span",
    "Stretch",
    "Tie",
    "Ties",
    "Turn",
    "Turns",
    "brokers",
    "by_source",
    "changed",
    "compare",
    "dyads",
    "goldstein",
    "load_scale",
    "period_of",
    "place",
    "plover",
    "reciprocity",
    "series",
    "turns",
]
