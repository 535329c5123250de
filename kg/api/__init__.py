"""The library's door: what ``import kg`` offers. There is no function ``kg.extraction``: that is a package."""

from kg.api.asking import export, network, panel, query, ties
from kg.api.graph import Graph, open  # noqa: A004 - kg.open reads as it should
from kg.api.listings import Actors, Articles, Reports
from kg.api.reading import build, events, extract, read, resolve

__all__ = [
    "Actors", "Articles", "Graph", "Reports", "build", "events", "export", "extract", "network", "open", "panel",
    "query", "read", "resolve", "ties",
]  # fmt: skip
