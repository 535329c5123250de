"""How actors treated each other over time: series, turning points, comparisons; pure functions of events."""

from kg.views.ties.answers import Answers, reciprocity
from kg.views.ties.change import FEWEST
from kg.views.ties.comparing import Change, Comparison, compare
from kg.views.ties.levels import Level, Span
from kg.views.ties.periods import By, Period, period_of, place
from kg.views.ties.scales import Scale, goldstein, load_scale, plover
from kg.views.ties.side_kinds import Side
from kg.views.ties.sources import by_source
from kg.views.ties.tally import COOPERATION, series
from kg.views.ties.tie import WINDOW, DirectedEvent, Tie, Ties
from kg.views.ties.top import Broker, RankedDyad, Ranking, brokers, changed, dyads, founded
from kg.views.ties.turning import Stretch, Turn, Turns, turns

__all__ = [
    "COOPERATION",
    "FEWEST",
    "WINDOW",
    "Answers",
    "Broker",
    "By",
    "Change",
    "Comparison",
    "DirectedEvent",
    "Level",
    "Period",
    "RankedDyad",
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
    "founded",
    "goldstein",
    "load_scale",
    "period_of",
    "place",
    "plover",
    "reciprocity",
    "series",
    "turns",
]
