"""The library: ``kg.events(text)``, ``kg.resolve(text)``, ``kg.open("exports")``.

There is no function ``kg.extraction``: importing the package of that name would replace it.

Longer than 250 lines because it is the whole public surface, and most of it is what each call takes, gives and raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from kg.base import arguments
from kg.base.errors import UsageError
from kg.base.ids import digest
from kg.graph.dyad import Dyad, dyad
from kg.graph.sides import Naming, sides_named
from kg.model import Article, Event, Report
from kg.views.ties import By, Scale

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.extraction import Extractor
    from kg.sparql import Result, Store
    from kg.store import Log
    from kg.views.page import Page


_ONE_TEXT = "one article at a time; kg build and kg extract read files"
_EVENTS = 'take them from kg.open("exports").events'


def events(text: str, *, published: date | str | None = None, title: str | None = None) -> list[Report]:
    """Events in one article's text, in order.

    Args:
        text: The article in English.
        published: Day of publication, against which "Wednesday" is resolved: a date, or text such as ``2024-05-22``.
        title: Headline, when the text does not begin with it.

    Raises:
        TypeError: The text is no text, or the day no date.
        UsageError: The day is given as text that is no day.
        ModelError: The language model is missing.
    """
    text = arguments.text(text, "text", remedy=_ONE_TEXT)
    published, title = arguments.day(published, "published"), arguments.optional_text(title, "title")
    article = Article(id=digest(title, text, published), name="text", text=text, title=title, published=published)
    (found,) = _extractor().extract([article])
    return list(found.reports)


def resolve(text: str, on: date | str | None = None) -> list[dict[str, object]]:
    """The actors a text mentions: dictionaries with id, stands_for, kind, sector, span, confidence and how found.

    Args:
        text: Any text in English.
        on: The day of which office holders are asked: a date, or text such as ``2024-05-22``.

    Raises:
        TypeError: The text is no text, or the day no date.
        UsageError: The day is given as text that is no day.
    """
    text = arguments.text(text, "text", remedy=_ONE_TEXT)
    return _extractor().resolve(text, arguments.day(on, "on"))


def network(  # noqa: PLR0913 - one keyword an option of `kg export`
    events: Iterable[Event],
    *,
    undirected: bool = False,
    kinds: bool = False,
    measures: bool = False,
    start: date | str | None = None,
    end: date | str | None = None,
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
        start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
        end: Last day; likewise.
        min_events: Least number of events of a pair.
        actors: ``state`` leaves out everybody but states, former states and territories.
        dyad: Ids of two sides, to see nothing else.

    Raises:
        TypeError: An argument is of another type.
        UsageError: ``start`` lies after ``end``, or an argument has a value that means nothing.
    """
    from kg.graph.selection import Selection
    from kg.views.networks import View, to_networkx
    from kg.views.networks import network as built

    events = arguments.many(events, Event, "events", remedy=_EVENTS)
    sides = None
    if dyad is not None:
        pair = arguments.many(dyad, str, "dyad", remedy='write it as ("USA", "RUS")')
        if len(pair) != 2:  # noqa: PLR2004 - a dyad
            raise UsageError(f'dyad has {len(pair)} sides; write it as ("USA", "RUS")')
        sides = frozenset({pair[0]}), frozenset({pair[1]})
    wanted = Selection(
        start=arguments.bound(start, "start", last=False),
        end=arguments.bound(end, "end", last=True),
        states=arguments.choice(actors, "actors", ("state", "all")) == "state",
        dyad=sides,
    )
    view = View(
        directed=not arguments.flag(undirected, "undirected"),
        kinds=arguments.flag(kinds, "kinds"),
        measures=arguments.flag(measures, "measures"),
        min_events=arguments.count(min_events, "min_events", least=1),
    )
    return to_networkx(built(wanted.each(events), view))


def open(directory: str | Path = "exports") -> Graph:  # noqa: A001 - kg.open reads as it should
    """Open a graph directory that ``kg build`` made.

    Raises:
        TypeError: The directory is neither text nor path.
        GraphError: There is none, or a newer irkg made it.
    """
    from kg.store import Log

    return Graph(log=Log.open(arguments.path(directory, "directory")))


class Graph:
    """Events with their articles, and the views people want of them."""

    def __init__(
        self, events: Iterable[Event] = (), articles: Iterable[Article] = (), *, log: Log | None = None
    ) -> None:
        """Hold some events; see :func:`open` for those of a directory, which are read when they are asked for.

        Raises:
            TypeError: These are no events, or no articles.
        """
        self._log = log
        if log is None:
            self.events = arguments.many(events, Event, "events", remedy=_EVENTS)
            self.articles = arguments.many(articles, Article, "articles", remedy="kg.corpus.read gives articles")

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
        start: date | str | None = None,
        end: date | str | None = None,
        scale: str | Path | Scale = "plover",
        expand_members: bool = False,
        codes: str | None = None,
    ) -> Dyad:
        """A dyad over time: numbers, turning points, picture; see :func:`kg.graph.dyad.dyad`. Sides go by any name.

        Args:
            a: One side.
            b: The other.
            by: Length of a period.
            start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
            end: Last day; likewise.
            scale: What events are worth: ``plover``, ``goldstein``, a table of your own, or a scale.
            expand_members: Whether what the members of a body do counts as the body's.
            codes: The sides are codes of this system of states: ``cow``, ``gw`` or ``iso``; only days count on which
                they hold.

        Raises:
            TypeError: An argument is of another type.
            UsageError: The graph has no such actor; the message names similar ones. Or an argument means nothing.
        """
        a, b, by = arguments.text(a, "a"), arguments.text(b, "b"), _by(by)
        start, end = arguments.bound(start, "start", last=False), arguments.bound(end, "end", last=True)
        if not isinstance(scale, str | Path | Scale):
            raise TypeError(f"scale must be plover, goldstein, a path or a Scale, not {type(scale).__name__}")
        expand_members = arguments.flag(expand_members, "expand_members")
        known = self._log.sides() if self._log else self.events
        chosen = sides_named((a, b), known, Naming(expand_members=expand_members, codes=codes, start=start, end=end))
        if self._log is None:
            return dyad(chosen.within(self.events), *chosen.sides, by=by, start=start, end=end, scale=scale)
        from kg.graph.dyad_events import between

        found = between(self._log, *chosen.sides, by=by, start=start, end=end)
        events = chosen.within(found.events)
        return dyad(events, *chosen.sides, by=by, start=start, end=end, scale=scale, others=found.others)

    def counts(self, a: str, b: str, *, by: By = "month") -> list[dict[str, object]]:
        """Numbers of events of a dyad by period, direction and quad class; see :func:`kg.graph.counts.counts`.

        Fast on a graph of any size: only the dyad's columns that count are read.

        Raises:
            TypeError: An argument is of another type.
            UsageError: The actors are one, or the period is unknown.
        """
        from kg.graph.counts import counted, counts

        a, b, by = arguments.text(a, "a"), arguments.text(b, "b"), _by(by)
        return counted(self.events, a, b, by=by) if self._log is None else counts(self._log, a, b, by=by)

    def query(self, text: str, values: Mapping[str, str] | None = None) -> Result:
        """Run SPARQL, or a named query with its parameters.

        Raises:
            TypeError: The query is no text, or the values are no mapping of texts.
            QueryError: It is malformed, unknown, or lacks a parameter.
        """
        from kg.sparql import get, resolved

        text = arguments.text(text, "text", remedy="SPARQL, or the name of a query: kg query --list")
        if values is not None and not isinstance(values, Mapping):
            raise TypeError(f'values must be a mapping such as {{"year": "2021"}}, not {type(values).__name__}')
        for name, value in (values or {}).items():
            arguments.text(value, f"the value of {name}", remedy="values of queries are texts: str(value)")
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

        Raises:
            TypeError: An argument is of another type.
            UsageError: The height is no number of pixels.
        """
        from kg.views.page import TITLE, page

        title, height = arguments.optional_text(title, "title"), arguments.count(height, "height", least=1)
        return page(self.events, self.articles, title=title or TITLE, height=height)

    @cached_property
    def _store(self) -> Store:
        if self._log is not None:
            from kg.sparql.index import store

            return store(self._log)
        from kg.sparql import Store
        from kg.views.rdf import triples

        return Store.of(triples(self.events, self.articles))


def _by(value: object) -> By:
    """The length of a period."""
    known: tuple[By, ...] = get_args(By)
    return known[known.index(arguments.choice(value, "by", known))]


@cache
def _extractor() -> Extractor:
    from kg.extraction import Extractor

    return Extractor()
