"""What one sentence hands on to the next, and what only the whole article tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.base.dates import DateBasis, When
from kg.extraction.candidates import Prepared
from kg.extraction.entities.coreference import Discourse
from kg.extraction.events.told_elsewhere import dated_by_others
from kg.extraction.trace import SentenceTrace
from kg.model import Actor, Report


def dated(readings: Iterable[SentenceTrace]) -> tuple[When, ...]:
    """The dates that a sentence gives to what it tells."""
    reports = (report for reading in readings for report in reading.reports)
    return tuple(r.when for r in reports if r.when.known and r.when.basis is not DateBasis.PUBLICATION)


def finished(readings: Iterable[SentenceTrace], prepared: Prepared, memory: Discourse) -> list[SentenceTrace]:
    """The readings with what only the whole article tells: dates of headlines, names of those who hold an office."""
    readings = list(readings)
    published = prepared.article.published
    heads = [(line.part, line.start) for line in prepared.lines if line.headline]
    days = dated_by_others([report for reading in readings for report in reading.reports], heads, published)

    def named(report: Report) -> Report:
        holder = None if report.object_actor else _holder(memory, report)
        return replace(report, object_actor=holder) if holder else report

    return [
        replace(reading, reports=tuple(named(next(days)) for _ in reading.reports)) if reading.reports else reading
        for reading in readings
    ]


def _holder(memory: Discourse, report: Report) -> Actor | None:
    """The person an object such as "its ambassador" means, when the article names one with that role and side."""
    if not report.object:
        return None
    said = report.object.lower().split()
    for word in reversed(said):
        for actor in memory.people.values():
            fits = actor.role and actor.role.split()[-1] in {word, said[-1]}
            if fits and actor.stands_for == report.source.actor.stands_for:
                return actor
    return None
