"""From reports to events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.assembly.claims import Claim, clusters
from kg.assembly.corrections import NO_MARKS, Marks
from kg.base.dates import DateBasis
from kg.model.values import Event, Report


@dataclass(slots=True)
class _Told:
    """The reports of one claim, and the ids that it had before marks changed it."""

    reports: dict[str, Report] = field(default_factory=dict)
    read_as: set[str] = field(default_factory=set)


def merge(reports: Iterable[Report], marks: Marks = NO_MARKS) -> list[Event]:
    """Put together what tells one event; events sorted by date, dyad, type and id.

    Reports make one claim when source, target, type, dates and reality agree (:attr:`Report.event_id`); claims whose
    dates may mean the same day make one event (:func:`kg.assembly.claims.clusters`). The claim with the best date comes
    first and names the event, within a claim the report with the highest confidence; ties go to the earliest
    published, then to the smallest id.

    Args:
        reports: Any reports, in any order.
        marks: An analyst's corrections.
    """
    return merge_read(((report, report.event_id, report.id) for report in reports), marks)


def merge_read(reports: Iterable[tuple[Report, str, str]], marks: Marks = NO_MARKS) -> list[Event]:
    """The same of reports that come with the id of their claim and their own, which take a while to work out."""
    told: dict[str, _Told] = {}
    for read, read_as, read_id in reports:
        report = marks.apply(read, read_as) if marks else read
        same = report is read
        claim = told.setdefault(read_as if same else report.event_id, _Told())
        claim.reports[read_id if same else report.id] = report
        claim.read_as.add(read_as)
    names = [[c.id for c in cluster] for cluster in clusters(_claim(n, c.reports.values()) for n, c in told.items())]
    found = [_event(parts, told, marks) for parts in _same(names, told, marks.same)]
    return sorted(found, key=lambda e: (e.best.when.sort_key, e.best.dyad, e.best.type, e.id))


def _claim(name: str, reports: Iterable[Report]) -> Claim:
    told = list(reports)
    first = told[0]
    pair = sorted(first.dyad) if first.symmetric else first.dyad
    bases = {report.when.basis for report in told}
    return Claim(
        id=name,
        group=(*pair, first.type, "real" if first.status.real else first.status.value),
        earliest=first.when.earliest,
        latest=first.when.latest,
        stated=DateBasis.STATED in bases,
        published=bases == {DateBasis.PUBLICATION},
        articles=frozenset(report.article for report in told),
    )


def _same(events: Sequence[list[str]], told: Mapping[str, _Told], same: Mapping[str, str]) -> Iterator[list[list[str]]]:
    """Join events of which a mark says that they are one: that which the others are said to be comes first."""
    place = {read_as: at for at, names in enumerate(events) for name in names for read_as in told[name].read_as}
    leads: dict[int, int] = {}
    for claim, other in sorted(same.items()):
        if claim in place and other in place and place[claim] != place[other]:
            leads.setdefault(place[claim], place[other])
    joined: dict[int, list[int]] = {}
    for at in range(len(events)):
        joined.setdefault(_end(at, leads, events), []).append(at)
    for lead, members in sorted(joined.items()):
        yield [events[lead], *sorted(events[at] for at in members if at != lead)]


def _end(at: int, leads: Mapping[int, int], events: Sequence[list[str]]) -> int:
    """Where the marks lead; of events said to be each other, the one with the smallest id."""
    way = [at]
    while way[-1] in leads and leads[way[-1]] not in way:
        way.append(leads[way[-1]])
    circle = way[way.index(leads[way[-1]]) :] if way[-1] in leads else way[-1:]
    return min(circle, key=lambda one: events[one])


def _event(parts: Sequence[Sequence[str]], told: Mapping[str, _Told], marks: Marks) -> Event:
    names = [name for part in parts for name in part]
    read_as = sorted({claim for name in names for claim in told[name].read_as})
    return Event(
        id=names[0],
        reports=tuple(r for name in names for r in _best_first(told[name].reports)),
        aliases=tuple(sorted({*names[1:], *read_as} - {names[0]})),
        marks=tuple(sorted({said for claim in read_as for said in marks.said(claim)})),
    )


def _best_first(reports: Mapping[str, Report]) -> list[Report]:
    """Reports by their ids, of which each takes a while to work out."""
    return [report for _, report in sorted(reports.items(), key=_founded)]


def _founded(known: tuple[str, Report]) -> tuple[float, str, str]:
    report_id, report = known
    published = report.published.isoformat() if report.published else "9999"
    return -report.confidence, published, report_id
