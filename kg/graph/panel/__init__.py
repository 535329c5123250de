"""Every dyad, or every actor, in every period, as a table for models: ``kg panel``, :meth:`kg.api.Graph.panel`."""

from kg.graph.groups import Group, parse
from kg.graph.panel.panel import Panel, PanelFound
from kg.graph.panel.question import Question

__all__ = ["Group", "Panel", "PanelFound", "Question", "parse"]
