"""One graph, several datasets: what irkg read itself, and codings of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Event, Report

OWN = "irkg"
"""What irkg read from articles; datasets of others have names of their own."""


def by_source(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Events by dataset, sorted by its name; an event that several tell stands in each, with its reports alone."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        parts: dict[str, list[Report]] = defaultdict(list)
        for report in event.reports:
            parts[report.dataset or OWN].append(report)
        for name, reports in parts.items():
            found[name].append(Event(id=event.id, reports=tuple(reports)))
    return dict(sorted(found.items()))
