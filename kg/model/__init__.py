"""The values that flow through irkg: articles in, reports of events out, merged into events.

Nothing here does I/O or imports anything heavy.
"""

from kg.model.claims import Claim, clusters
from kg.model.marks import NO_MARKS, Mark, MarkKind, Marks
from kg.model.merging import merge
from kg.model.values import Actor, Article, Event, Mention, Part, Report, Status, digest

__all__ = [
    "NO_MARKS",
    "Actor",
    "Article",
    "Claim",
    "Event",
    "Mark",
    "MarkKind",
    "Marks",
    "Mention",
    "Part",
    "Report",
    "Status",
    "clusters",
    "digest",
    "merge",
]
