"""Which ties of a graph turned, and when: all dyads searched, with control of false discoveries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.base.errors import UsageError
from kg.graph.panel import Question, counted_events
from kg.graph.panel.panel_columns import scale_names
from kg.graph.selection import Selection
from kg.store import Log
from kg.store.event_table import EventTable
from kg.views.ties import FEWEST, By, Scale, Side, Turn, plover, series, turns
from kg.views.ties.discoveries import RATE, common_echo, evidence, false_share
from kg.views.ties.turning import LONGEST

_DIGITS = 4
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A turning point of one of many ties.

    Attributes:
        a, b: The sides; directed, what ``a`` did to ``b``.
        turn: The turn; its ``p`` is a guide, of this cut alone.
        p: Chance of the whole tie having no change, before any other was looked at.
        q: Least share of false ones among the ties that are called changed, for this to be one.
    """

    a: str
    b: str
    turn: Turn
    p: float
    q: float

    @property
    def weight(self) -> float:
        """How much the level changes for the events behind it: orders turns of the same evidence."""
        before, after = self.turn.before, self.turn.after
        return abs(after.level - before.level) * math.sqrt(1 / (1 / before.events + 1 / after.events))

    def row(self) -> dict[str, object]:
        """Plain values that JSON can hold."""
        return {
            "a": self.a,
            "b": self.b,
            **{name: value for name, value in self.turn.row().items() if name != "p"},
            "p_turn": round(self.turn.p, _DIGITS),
            "p": round(self.p, _DIGITS),
            "q": round(self.q, _DIGITS),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnsFound:
    """What a search through all ties found.

    Attributes:
        turned: Turns within the bounds, most evidence first.
        tested: Ties that were searched.
        short: Ties with fewer periods with events than asked.
        long: Names of ties with too many.
        changed: Ties that changed at the rate, whenever.
        rate: The rate of false discoveries.
    """

    turned: Sequence[Turned]
    tested: int
    short: int
    long: Sequence[str]
    changed: int
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    a: str
    b: str
    values: Sequence[float]
    weights: Sequence[float]


def all_turns(  # noqa: PLR0913 - one keyword an option of `kg turns`
    log: Log,
    *,
    by: By = "month",
    start: date | None = None,
    end: date | None = None,
    scale: Scale | None = None,
    directed: bool = False,
    states: bool = False,
    least: int = 12,
    rate: float = RATE,
    min_confidence: float = 0.0,
    progress: Progress | None = None,
) -> TurnsFound:
    """Search all ties for turning points.

    Every tie with enough periods with events is tested for any change over its whole length; of those that are called
    changed the turns are told that lie within the bounds.

    Args:
        log: The graph.
        by: Length of a period.
        start: First day on which a turn is told.
        end: Last day, likewise.
        scale: What events are worth; PLOVER's scores by default.
        directed: Each direction by itself.
        states: Only ties between states, former states and territories.
        least: Periods with events that a tie needs to be tested, eight or more.
        rate: Share of false ones allowed among the ties that are called changed.
        min_confidence: Least confidence of an event's best report.
        progress: Called with the number of ties tested so far.

    Raises:
        UsageError: An option means nothing.
        GraphError: The log is damaged, or the file of marks has errors.
    """
    if least < FEWEST:
        raise UsageError(f"no change can be told from fewer than {FEWEST} {by}s with events, not from {least}")
    if not 0 < rate < 1:
        raise UsageError(f"a rate of false discoveries lies between 0 and 1, not at {rate:g}")
    if start and end and start > end:
        raise UsageError(f"start {start} lies after end {end}")
    worth = scale or plover()
    question = Question(
        by=by,
        unit="directed" if directed else "undirected",
        actors="state" if states else "all",
        scales=(worth,),
        min_confidence=min_confidence,
    )
    every = list(_series(log, question))
    ready = [one for one in every if least <= len(one.values) <= LONGEST]
    ready.sort(key=lambda one: (len(one.values), one.a, one.b))  # those of one length share their shuffles
    carried = common_echo([(one.values, one.weights) for one in ready])
    ps: dict[int, float] = {}
    for at, one in enumerate(ready):
        if (p := evidence(one.values, one.weights, carried)) is not None:
            ps[at] = p
        if progress is not None:
            progress(at + 1)
    changed = [
        (ready[at], p, q) for (at, p), q in zip(ps.items(), false_share(list(ps.values())), strict=True) if q <= rate
    ]
    told = [turned for one, p, q in changed for turned in _turns(log, one, question, p, q)]
    within = [one for one in told if (start is None or one.turn.day >= start) and (end is None or one.turn.day <= end)]
    return TurnsFound(
        turned=sorted(within, key=lambda one: (one.q, -one.weight, one.a, one.b, one.turn.day)),
        tested=len(ps),
        short=sum(len(one.values) < least for one in every),
        long=[f"{one.a} {one.b}" for one in every if len(one.values) > LONGEST],
        changed=len(changed),
        rate=rate,
    )


def _series(log: Log, question: Question) -> Iterator[_Series]:
    """The mean score of each tie in each period with scored events, and their number."""
    (name,) = scale_names(question.worth)
    with EventTable(log, columns=counted_events.COLUMNS) as table:
        counted_events.make(table, question)
        query = (
            f"SELECT x.name AS a, y.name AS b, list({name}_mean ORDER BY time) AS means, "
            f"list({name}_scored ORDER BY time) AS numbers "
            "FROM cells_0 JOIN units x ON x.n = a JOIN units y ON y.n = b "
            f"WHERE {name}_scored > 0 GROUP BY x.name, y.name ORDER BY x.name, y.name"
        )
        for row in table.rows(query):
            means, numbers = cast("list[float]", row["means"]), cast("list[float]", row["numbers"])
            yield _Series(a=str(row["a"]), b=str(row["b"]), values=means, weights=numbers)


def _turns(log: Log, one: _Series, question: Question, p: float, q: float) -> Iterator[Turned]:
    events = Selection(min_confidence=question.min_confidence).of(log.events(pair=(one.a, one.b)))
    ties = series(events, Side(body=one.a), Side(body=one.b), by=question.by, scale=question.worth[0])
    for turn in turns(ties, one.a if question.unit == "directed" else None).turns:
        yield Turned(a=one.a, b=one.b, turn=turn, p=p, q=q)
