"""The library: ``kg.events(text)``, ``kg.resolve(text)``, ``kg.open("exports")``.

There is no function ``kg.extraction``: importing the package of that name would replace it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.base.ids import digest
from kg.graph.dyad import Dyad, dyad, side_named
from kg.model import Article, Event, Report
from kg.views.ties import By, Scale

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.extraction import Extractor
    from kg.sparql import Result, Store
    from kg.store import Log
    from kg.views.page import Page


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


def network(  # noqa: PLR0913 - one keyword an option of `kg export`
    events: Iterable[Event],
    *,
    undirected: bool = False,
    kinds: bool = False,
    measures: bool = False,
    start: date | None = None,
    end: date | None = None,
    min_events: int = 1,
    actors: Literal["state", "all"] = "all",
    dyad: tuple[str, str] | None = None,
) -> nx.Graph[str]:
    """The actors of some events as a networkx graph; its attributes are the columns of ``kg export graphml``.

    A ``DiGraph``; a ``Graph`` if undirected; the same as multigraph with ``kinds``. networkx can write all as GraphML.

    Args:
        events: Any events, such as ``kg.open().events``.
        undirected: One edge for both directions of a pair.
        kinds: One edge for each quad class of a pair.
        measures: Weighted degree, betweenness, community and balance of each actor, too.
        start: First day.
        end: Last day.
        min_events: Least number of events of a pair.
        actors: ``state`` leaves out everybody but states, former states and territories.
        dyad: Ids of two sides, to see nothing else.

    Raises:
        UsageError: ``start`` lies after ``end``.
    """
    from kg.graph.selection import Selection
    from kg.views.networks import View, to_networkx
    from kg.views.networks import network as built

    wanted = Selection(start=start, end=end, states=actors == "state", dyad=dyad)
    view = View(directed=not undirected, kinds=kinds, measures=measures, min_events=min_events)
    return to_networkx(built(wanted.each(events), view))


def open(directory: str | Path = "exports") -> Graph:  # noqa: A001 - kg.open reads as it should
    """Open a graph directory that ``kg build`` made.

    Raises:
        GraphError: There is none, or a newer irkg made it.
    """
    from kg.store import Log

    return Graph(log=Log.open(Path(directory)))


class Graph:
    """Events with their articles, and the views people want of them."""

    def __init__(
        self, events: Iterable[Event] = (), articles: Iterable[Article] = (), *, log: Log | None = None
    ) -> None:
        """Hold some events; see :func:`open` for those of a directory, which are read when they are asked for."""
        self._log = log
        if log is None:
            self.events = list(events)
            self.articles = list(articles)

    @cached_property
    def events(self) -> list[Event]:
        """All events, in order of date."""
        return self._log.events() if self._log else []

    @cached_property
    def articles(self) -> list[Article]:
        """The articles they were read from, without text."""
        return [article for article, skipped in self._log.articles() if skipped is None] if self._log else []

    def __len__(self) -> int:
        """Number of events."""
        return len(self.events)

    def ties(
        self,
        a: str,
        b: str,
        *,
        by: By = "month",
        start: date | None = None,
        end: date | None = None,
        scale: str | Path | Scale = "plover",
        expand_members: bool = False,
    ) -> Dyad:
        """A dyad over time: numbers, turning points, picture; see :func:`kg.graph.dyad.dyad`. Sides go by any name.

        Raises:
            UsageError: The graph has no such actor; the message names similar ones.
        """
        known = self._log.sides() if self._log else self.events
        one, other = (side_named(name, known, expand_members=expand_members) for name in (a, b))
        if self._log is None:
            return dyad(self.events, one, other, by=by, start=start, end=end, scale=scale)
        from kg.graph.dyad_events import between

        found = between(self._log, one, other, by=by, start=start, end=end)
        return dyad(found.events, one, other, by=by, start=start, end=end, scale=scale, others=found.others)

    def counts(self, a: str, b: str, *, by: By = "month") -> list[dict[str, object]]:
        """Numbers of events of a dyad by period, direction and quad class; see :func:`kg.graph.counts.counts`.

        Fast on a graph of any size: only the dyad's columns that count are read.

        Raises:
            UsageError: The actors are one, or the period is unknown.
        """
        from kg.graph.counts import counted, counts

        return counted(self.events, a, b, by=by) if self._log is None else counts(self._log, a, b, by=by)

    def query(self, text: str, values: Mapping[str, str] | None = None) -> Result:
        """Run SPARQL, or a named query with its parameters.

        Raises:
            QueryError: It is malformed, unknown, or lacks a parameter.
        """
        from kg.sparql import get, resolved

        if not re.fullmatch(r"[\w-]+", text):  # no SPARQL is a single word
            return self._store.run(text)
        named = get(text)
        named.bound(values)  # what is wrong with them is told before the graph is loaded
        return self._store.run(named.bound(resolved(named, values or {}, self._store)))

    def to_rdflib(self) -> rdflib.Graph:
        """The graph as RDF: in memory, or of a large directory read from its index on disk, which needs oxrdflib."""
        if self._log is not None:
            from kg.sparql import index

            if self._log.size()[1] > index.MEMORY_LIMIT:
                return index.to_rdflib(self._log)
        from kg.views.rdf import to_rdflib, triples

        return to_rdflib(triples(self.events, self.articles))

    def to_networkx(self) -> nx.Graph[str]:
        """Actors and dyads with the columns of the GraphML file; see :func:`network` for other views."""
        return network(self.events)

    def view(self, *, title: str | None = None, height: int = 760) -> Page:
        """The explorer: shows itself in a notebook, and ``.save("page.html")`` writes it.

        Args:
            title: Heading of the page.
            height: Pixels that it takes in a notebook.
        """
        from kg.views.page import TITLE, page

        return page(self.events, self.articles, title=title or TITLE, height=height)

    @cached_property
    def _store(self) -> Store:
        if self._log is not None:
            from kg.sparql.index import store

            return store(self._log)
        from kg.sparql import Store
        from kg.views.rdf import triples

        return Store.of(triples(self.events, self.articles))


@cache
def _extractor() -> Extractor:
    from kg.extraction import Extractor

    return Extractor()
