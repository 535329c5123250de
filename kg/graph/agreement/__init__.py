"""Two codings of the same world compared: two graphs, or two datasets within one."""

from kg.graph.agreement.comparison import Agreement, agreement
from kg.graph.agreement.event_sources import EventSource, source

__all__ = ["Agreement", "EventSource", "agreement", "source"]
