"""From reports to events: which claims mean one event, how they merge, and what an analyst corrected. No I/O."""

from kg.assembly.claims import Claim, clusters
from kg.assembly.corrections import NO_MARKS, Mark, MarkKind, Marks
from kg.assembly.merging import merge, merge_read

__all__ = ["NO_MARKS", "Claim", "Mark", "MarkKind", "Marks", "clusters", "merge", "merge_read"]
