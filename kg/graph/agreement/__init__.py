"""Two codings of the same world compared: two graphs, or two datasets within one."""

from kg.graph.agreement.comparison import Agreement, agreement
from kg.graph.agreement.sources import Source, source

__all__ = ["Agreement", "Source", "agreement", "source"]
