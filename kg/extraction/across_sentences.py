"""What one sentence hands on to the next, and what only the whole article tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.base.dates import DateBasis, Precision, When
from kg.extraction.candidates import Prepared
from kg.extraction.entities.coreference import Discourse
from kg.extraction.events.reports import dated_by_others
from kg.extraction.time.resolution import Clock
from kg.extraction.trace import SentenceTrace
from kg.model import Report


def spoken_of(clock: Clock) -> When | None:
    """The year or month that a sentence speaks of, which "at the time" refers to further down."""
    return next((when for when in _dates(clock) if when.precision in {Precision.YEAR, Precision.MONTH}), None)


def last_told(clock: Clock, readings: Iterable[SentenceTrace]) -> When | None:
    """The day of what a sentence tells last, from which "three days later" counts in the next."""
    reports = (report for reading in readings for report in reading.reports)
    dated = [r.when for r in reports if r.when.known and r.when.basis is not DateBasis.PUBLICATION] or _dates(clock)
    return dated[-1] if dated else None


def finished(readings: Iterable[SentenceTrace], prepared: Prepared, memory: Discourse) -> list[SentenceTrace]:
    """The readings with what only the whole article tells: dates of headlines, names of those who hold an office."""
    readings = list(readings)
    heads = [(line.part, line.start) for line in prepared.lines if line.headline]
    dated = dated_by_others([report for reading in readings for report in reading.reports], heads)

    def named(report: Report) -> Report:
        holder = None if report.object_actor else memory.holder(report)
        return replace(report, object_actor=holder) if holder else report

    return [
        replace(reading, reports=tuple(named(next(dated)) for _ in reading.reports)) if reading.reports else reading
        for reading in readings
    ]


def _dates(clock: Clock) -> list[When]:
    return [t.when for t in clock.found if t.kind in {"date", "attributive"} and t.when.known]
