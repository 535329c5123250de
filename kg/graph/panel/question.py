"""What a panel is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from kg.base.errors import UsageError
from kg.graph.groups import Group
from kg.views.ties import By, Scale, period_of, plover
from kg.views.ties.periods import check

Fill = Literal["zero", "missing"]
System = Literal["cow", "gw", "iso"]
Who = Literal["state", "all"]
Unit = Literal["directed", "undirected", "monad"]

MOST_LAG = 1000
"""Periods: more is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which rows and columns a panel has.

    Attributes:
        by: Length of a period.
        unit: A row a directed dyad, an undirected one, or a single actor with what it did and what was done to it.
        start, end: First and last day; an event counts if its date lies within them as a whole.
        actors: ``state`` leaves out everybody but states, former states and territories.
        system: Only members of a state system at the time, told apart by its codes.
        groups: Bodies with their members at the time, or lists of one's own, each as one side: the ties of these.
        grid: Every pair (or actor) in every period, not only where something happened.
        fill: What a cell without events holds where there is coverage; without coverage it is always missing.
        scales: What events are worth, each with columns of its own.
        lags: By how many periods the measures are told again.
        min_confidence: Least confidence of an event's best report.

    Raises:
        UsageError: An option means nothing, or two do not go together.
    """

    by: By = "month"
    unit: Unit = "directed"
    start: date | None = None
    end: date | None = None
    actors: Who = "all"
    system: System | None = None
    groups: Sequence[Group] = ()
    grid: bool = False
    fill: Fill = "zero"
    scales: Sequence[Scale] = ()
    lags: Sequence[int] = ()
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        check(self.by, self.start, self.end)
        for name, value, known in (
            ("unit", self.unit, get_args(Unit)),
            ("actors", self.actors, get_args(Who)),
            ("system", self.system, (None, *get_args(System))),
            ("fill", self.fill, get_args(Fill)),
        ):
            if value not in known:
                told = " ".join(str(one) for one in known if one)
                raise UsageError(f"unknown {name} {value!r}; known: {told}")
        for lag in self.lags:
            if not 1 <= lag <= MOST_LAG:
                raise UsageError(f"a lag is a number of {self.by}s from 1 to {MOST_LAG}, not {lag}")
        names = [group.name for group in self.groups]
        if twice := {name for name in names if names.count(name) > 1}:
            raise UsageError(f"two groups are called {min(twice)}; name them apart: NAME=RUS,BLR")

    @property
    def worth(self) -> Sequence[Scale]:
        """The scales, PLOVER's where none is named."""
        return self.scales or (plover(),)

    @property
    def reach(self) -> date | None:
        """The first day that lags of the first period look back to."""
        if self.start is None:
            return None
        first = period_of(self.start, self.by).first
        for _ in range(max(self.lags, default=0)):
            first = period_of(first - timedelta(days=1), self.by).first if first > date.min else first
        return first

    @property
    def delays(self) -> list[int]:
        """The lags, each once and in order."""
        return sorted(set(self.lags))
