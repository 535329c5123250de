"""What a picture of a tie shows, in dates and scores; both drawing functions read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from kg.views.plot.figures import Curve, Dot, Figure, MeanLine, Point, TurnMark
from kg.views.ties import DirectedEvent, Tie, Ties, Turn, Turns

MOST_TICKS = 12
_SCALES = {"plover": "PLOVER score", "goldstein": "Goldstein score"}
_MONTH_STEPS = (1, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_DAY_STEPS = (1, 2, 7, 14)
_YEAR = 12


def figure(ties: Ties, found: Sequence[Turns] = (), names: Mapping[str, str] | None = None) -> Figure:
    """Describe the picture of a tie.

    Args:
        ties: The series.
        found: Turning points to mark, of both directions together and of each.
        names: Labels of the sides; ids where there are none.
    """
    called = {side: (names or {}).get(side, side) for side in (ties.a, ties.b)}
    spans = ties.periods
    edges = (*(float(p.first.toordinal()) for p in spans), *([spans[-1].last.toordinal() + 1.0] if spans else []))
    events = len({act.event.id for act in ties.acts})
    scale = _SCALES.get(ties.scale.name, f"score of {ties.scale.name}")
    curves = [_curve(ties, source, target, called) for source, target in ties.directions] if ties.acts else []
    marks, likely = _marks(found, called)
    return Figure(
        title=f"{called[ties.a]} and {called[ties.b]}",
        subtitle=_subtitle(ties, events, scale),
        axis=f"mean {scale} of a {ties.by}",
        left=edges[0] if edges else 0.0,
        right=edges[-1] if edges else 1.0,
        low=ties.scale.low,
        high=ties.scale.high,
        edges=edges,
        curves=tuple(curves),
        silent=_silent(ties),
        levels=_levels(found, ties),
        marks=marks,
        ticks=tuple(ticks(spans[0].first, spans[-1].last)) if spans else (),
        notes=(*likely, *_notes(ties, curves)),
    )


def _subtitle(ties: Ties, events: int, scale: str) -> str:
    if not events:
        return f"No events with a date precise enough for a {ties.by}"
    first, last = ties.periods[0].label, ties.periods[-1].label
    when = first if first == last else f"{first} to {last}"
    ends = f"{ties.scale.low:g} to {ties.scale.high:+g}".replace("-", "\N{MINUS SIGN}")
    return f"{scale} ({ends}) by {ties.by}, {when}; {events} event{'s' * (events > 1)}"


def _curve(ties: Ties, source: str, target: str, names: Mapping[str, str]) -> Curve:
    row = ties.towards(source)
    points = [_point(at, tie) for at, tie in enumerate(row)]
    lines = [
        tuple(point for point in run if point is not None)
        for filled, run in groupby(points, key=lambda point: point is not None)
        if filled
    ]
    tally = Counter((_middle(act), act.score) for act in ties.acts if act.source == source and act.score is not None)
    dots = tuple(Dot(x=x, score=score, events=number) for (x, score), number in sorted(tally.items()))
    name = f"{names[source]} to {names[target]}"
    return Curve(name=name, lines=tuple(lines), dots=dots, counts=tuple(tie.events for tie in row))


def _point(at: int, tie: Tie) -> Point | None:
    if tie.score_mean is None:
        return None
    middle = (tie.period.first.toordinal() + tie.period.last.toordinal() + 1) / 2
    return Point(at=at, x=middle, mean=tie.score_mean, low=tie.low, high=tie.high)


def _middle(act: DirectedEvent) -> float:
    when = act.event.best.when
    first, last = when.earliest or act.period.first, when.latest or act.period.last
    return (first.toordinal() + last.toordinal() + 1) / 2


def _silent(ties: Ties) -> tuple[tuple[float, float], ...]:
    busy = [any(tie.events for tie in pair) for pair in zip(ties.ties[::2], ties.ties[1::2], strict=True)]
    found = []
    for is_busy, run in groupby(zip(busy, ties.periods, strict=True), key=lambda item: item[0]):
        spans = [period for _, period in run]
        if not is_busy:
            found.append((float(spans[0].first.toordinal()), spans[-1].last.toordinal() + 1.0))
    return tuple(found)


def _levels(found: Sequence[Turns], ties: Ties) -> tuple[MeanLine, ...]:
    """The levels of the search whose turns are marked: of both directions together if it found any, else of each."""
    return tuple(
        MeanLine(
            start=float(stretch.first.first.toordinal()),
            end=stretch.last.last.toordinal() + 1.0,
            score=stretch.level,
            curve=None if turns.source is None else int(turns.source == ties.b),
        )
        for turns in _telling(found)
        for stretch in turns.stretches
    )


def _telling(found: Sequence[Turns]) -> list[Turns]:
    """Searches whose turns are shown: that of both directions together if it found any, else those of each."""
    whole = [turns for turns in found if turns.source is None and turns.turns]
    return whole or [turns for turns in found if turns.turns]


def _marks(found: Sequence[Turns], names: Mapping[str, str]) -> tuple[tuple[TurnMark, ...], tuple[str, ...]]:
    """Turns in order of time; or a sentence that there are none."""
    every = [(turns, turn) for turns in _telling(found) for turn in turns.turns]
    marks = [
        TurnMark(number=number, x=turn.day.toordinal() + 0.5, text=_explained(turns, turn, names))
        for number, (turns, turn) in enumerate(sorted(every, key=lambda item: (item[1].day, item[0].direction)), 1)
    ]
    whole = next((turns for turns in found if turns.source is None), None)
    if marks or whole is None or not whole.periods:
        return tuple(marks), ()
    text = whole.sentence
    return (), (text[0].upper() + text[1:] + ".",)


def _explained(turns: Turns, turn: Turn, names: Mapping[str, str]) -> str:
    if turns.source is None or turns.target is None:
        who = "both directions"
    else:
        who = f"{names[turns.source]} to {names[turns.target]}"
    silence = f" after {turn.silent} silent {turns.by}{'s' * (turn.silent > 1)}" if turn.silent else ""
    text = f"{turn.day.isoformat()}, {who}: {signed(turn.before.level)} to {signed(turn.after.level)}{silence}"
    causes = "; ".join(_cause(cause.act, names) for cause in turn.causes[:2])
    return f"{text} (p = {turn.p:.3f})" + (f". {causes}." if causes else ".")


def _cause(act: DirectedEvent, names: Mapping[str, str]) -> str:
    best = act.event.best
    what = best.type.value.lower() + (f"/{best.mode.name}" if best.mode else "")
    ends = (names.get(best.dyad[0], best.dyad[0]), names.get(best.dyad[1], best.dyad[1]))
    joined = "with" if best.symmetric else "to"
    return f"{best.when.iso or act.period.label} {ends[0]} {joined} {ends[1]}: {what} ({signed(act.score or 0.0)})"


def signed(value: float) -> str:
    """A score with its sign and one decimal, with a real minus."""
    return f"{round(value, 1) + 0.0:+.1f}".replace("-", "\N{MINUS SIGN}").replace("+0.0", "0.0")


def _notes(ties: Ties, curves: Sequence[Curve]) -> tuple[str, ...]:
    notes = []
    if any(point.low is not None for curve in curves for line in curve.lines for point in line):
        notes.append("Bands, whiskers: 95 % confidence interval of the mean (Student's t, spread pooled over periods).")
    if unscored := sum(act.score is None for act in ties.acts):
        notes.append(f"Not drawn: {unscored} without a score on this scale.")
    if ties.undated:
        notes.append(f"Not counted: {ties.undated} without a date precise enough for a {ties.by}.")
    return tuple(notes)


def ticks(first: date, last: date) -> Iterable[tuple[float, str]]:
    """Days of the calendar to label: at most twelve, on days, months or years."""
    days = (last - first).days + 1
    months = (last.year - first.year) * _YEAR + last.month - first.month + 1
    for step in _DAY_STEPS:
        if days <= step * MOST_TICKS:
            return [(float(day), date.fromordinal(day).isoformat()) for day in _steps(first, last, step)]
    for step in _MONTH_STEPS:
        if months <= step * MOST_TICKS:
            return _month_ticks(first, last, step)
    years = last.year - first.year + 1
    step = next((step for step in _YEAR_STEPS if years <= step * MOST_TICKS), _YEAR_STEPS[-1])
    start = -(-(first.year + (first > date(first.year, 1, 1))) // step) * step
    return [(float(date(year, 1, 1).toordinal()), str(year)) for year in range(max(start, 1), last.year + 1, step)]


def _steps(first: date, last: date, step: int) -> range:
    return range(first.toordinal(), last.toordinal() + 1, step)


def _month_ticks(first: date, last: date, step: int) -> list[tuple[float, str]]:
    numbers = range(first.year * _YEAR + first.month - 1, last.year * _YEAR + last.month)
    starts = [date(number // _YEAR, number % _YEAR + 1, 1) for number in numbers if number % step == 0]
    return [(float(day.toordinal()), f"{day.year:04}-{day.month:02}") for day in starts if day >= first]
