"""The library: ``kg.events(text)``, ``kg.resolve(text)``, ``kg.open("exports")``.

There is no function ``kg.extract``: importing the package of that name would replace it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Article, Event, Report, digest
from kg.ties import By, Ties, series

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.extract import Extractor
    from kg.page import Page
    from kg.query import Result, Store


def events(text: str, *, published: date | None = None, title: str | None = None) -> list[Report]:
    """Events in one article's text, in order.

    Args:
        text: The article in English.
        published: Day of publication, against which "Wednesday" is resolved.
        title: Headline, when the text does not begin with it.

    Raises:
        ModelError: The language model is missing.
    """
    article = Article(id=digest(title, text, published), name="text", text=text, title=title, published=published)
    (found,) = _extractor().extract([article])
    return list(found.reports)


def resolve(text: str, on: date | None = None) -> list[dict[str, object]]:
    """The actors a text mentions: dictionaries with id, stands_for, kind, sector, span, confidence and how found."""
    return _extractor().resolve(text, on)


def open(directory: str | Path = "exports") -> Graph:  # noqa: A001 - kg.open reads as it should
    """Open a graph directory that ``kg build`` made.

    Raises:
        GraphError: There is none, or a newer irkg made it.
    """
    from kg.pipeline import graph

    return Graph(*graph(Path(directory)))


class Graph:
    """Events with their articles, and the views people want of them."""

    def __init__(self, events: Iterable[Event], articles: Iterable[Article] = ()) -> None:
        """Hold some events; see :func:`open` for those of a directory."""
        self.events = list(events)
        self.articles = list(articles)

    def __len__(self) -> int:
        """Number of events."""
        return len(self.events)

    def ties(self, a: str, b: str, *, by: By = "month", start: date | None = None, end: date | None = None) -> Ties:
        """A dyad over time; see :func:`kg.ties.series`."""
        return series(self.events, a, b, by=by, start=start, end=end)

    def query(self, text: str, values: Mapping[str, str] | None = None) -> Result:
        """Run SPARQL, or a named query with its parameters.

        Raises:
            QueryError: It is malformed, unknown, or lacks a parameter.
        """
        from kg.query import get

        is_name = re.fullmatch(r"[\w-]+", text)  # no SPARQL is a single word
        return self._store.run(get(text).bound(values) if is_name else text)

    def to_rdflib(self) -> rdflib.Graph:
        """The graph as RDF; sensible up to some ten thousand events, beyond that use :meth:`query`."""
        from kg.rdf import to_rdflib, triples

        return to_rdflib(triples(self.events, self.articles))

    def to_networkx(self) -> nx.DiGraph[str]:
        """Actors and dyads with the columns of the GraphML file."""
        from kg.network import network, to_networkx

        return to_networkx(network(self.events))

    def view(self, *, title: str | None = None, height: int = 760) -> Page:
        """The explorer: shows itself in a notebook, and ``.save("page.html")`` writes it.

        Args:
            title: Heading of the page.
            height: Pixels that it takes in a notebook.
        """
        from kg.page import TITLE, page

        return page(self.events, self.articles, title=title or TITLE, height=height)

    @cached_property
    def _store(self) -> Store:
        from kg.query import Store
        from kg.rdf import triples

        return Store.of(triples(self.events, self.articles))


@cache
def _extractor() -> Extractor:
    from kg.extract import Extractor

    return Extractor()
