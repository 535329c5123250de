"""The values that flow through irkg: articles in, reports of events out, events of reports.

Nothing here does I/O or imports anything heavy.
"""

from kg.model.values import Actor, Article, Event, Mention, Part, Report, Status

__all__ = [
    "Actor",
    "Article",
    "Event",
    "Mention",
    "Part",
    "Report",
    "Status",
]
