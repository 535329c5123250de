"""A graph of events, as ``kg.open("exports")`` gives it.

Longer than 250 lines because most of it is what each call takes, gives and raises, and an example of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from kg.base import arguments
from kg.base.errors import UsageError
from kg.base.listing import counted
from kg.graph.dyad import Dyad, dyad
from kg.graph.lookup import named
from kg.graph.named_sides import Naming, sides_named
from kg.model import Article, Event
from kg.views.ties import By, Scale, load_scale

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.graph.agreement import Agreement
    from kg.graph.all_turns import TurnsFound
    from kg.graph.panel import Panel
    from kg.sparql import Result, Store
    from kg.store import Log
    from kg.views.page import Page

_System = Literal["cow", "gw", "iso"]
_SYSTEMS: tuple[_System, ...] = get_args(_System)
W = TypeVar("W", bound=str)
_EVENTS = 'take them from kg.open("exports").events'


def open(directory: str | Path = "exports", *, alleged: bool = False) -> Graph:  # noqa: A001 - kg.open reads as it should
    """Open a graph directory that ``kg build`` made.

    Args:
        directory: The graph; also where it is on object storage, as ``s3://bucket/graph``.
        alleged: Count what somebody is only accused of as something that occurred, wherever events are counted.

    Raises:
        TypeError: The directory is neither text nor path.
        GraphError: There is none, or a newer irkg made it.

    >>> kg.open("exports")
    <Graph exports: 108 articles, ... reports>
    """
    from kg.store import Log

    return Graph(log=Log.open(arguments.path(directory, "directory"), alleged=arguments.flag(alleged, "alleged")))


class Graph:
    """Events with their articles, and the views people want of them.

    Attributes:
        log: The graph directory's log, where there is one.

    >>> graph = kg.open("exports")
    >>> some = kg.Graph(event for event in graph.events if "FRA" in event.best.dyad)
    >>> 0 < len(some) < len(graph), len(some) == len(some.events)
    (True, True)
    """

    def __init__(
        self, events: Iterable[Event] = (), articles: Iterable[Article] = (), *, log: Log | None = None
    ) -> None:
        """Hold some events; see :func:`open` for those of a directory, which are read when they are asked for.

        Raises:
            TypeError: These are no events, or no articles.
        """
        self.log = log
        if log is None:
            self.events = arguments.many(events, Event, "events", remedy=_EVENTS)
            self.articles = arguments.many(articles, Article, "articles", remedy="kg.corpus.read gives articles")

    @cached_property
    def events(self) -> list[Event]:
        """All events, in order of date."""
        return self.log.events() if self.log else []

    @cached_property
    def articles(self) -> list[Article]:
        """The articles they were read from, without text."""
        return [article for article, skipped in self.log.articles() if skipped is None] if self.log else []

    def __len__(self) -> int:
        """Number of events."""
        return len(self.events)

    def side(self, name: str) -> str:
        """The id of an actor of the graph, by id, label or any name the lexicon knows, in any case.

        Raises:
            TypeError: The name is no text.
            UsageError: The graph has no such actor; the message names similar ones.

        >>> kg.open("exports").side("Kremlin")
        'RUS'
        """
        return named(arguments.text(name, "an actor"), self._sides)

    @cached_property
    def _sides(self) -> Mapping[str, str] | list[Event]:
        return self.log.sides() if self.log else self.events

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

        >>> tie = kg.open("exports").ties("China", "Australia", by="year")
        >>> len(tie.to_frame()) == 2 * len(tie.periods), tie.records()[0]["source"]
        (True, 'CHN')
        """
        a, b, by = arguments.text(a, "a"), arguments.text(b, "b"), _by(by)
        start, end = arguments.bound(start, "start", last=False), arguments.bound(end, "end", last=True)
        scale, codes = _scale(scale), arguments.optional_choice(codes, "codes", ("cow", "gw", "iso"))
        expand_members = arguments.flag(expand_members, "expand_members")
        how = Naming(expand_members=expand_members, codes=codes, start=start, end=end)
        chosen = sides_named((a, b), self._sides, how)
        if self.log is None:
            return dyad(chosen.within(self.events), *chosen.sides, by=by, start=start, end=end, scale=scale)
        from kg.graph.dyad_events import between

        found = between(self.log, *chosen.sides, by=by, start=start, end=end)
        events = chosen.within(found.events)
        return dyad(events, *chosen.sides, by=by, start=start, end=end, scale=scale, others=found.others)

    def counts(self, a: str, b: str, *, by: By = "month") -> list[dict[str, object]]:
        """Numbers of events of a dyad by period, direction and quad class; see :func:`kg.graph.counts.counts`.

        Fast on a graph of any size: only the dyad's columns that count are read.

        Raises:
            TypeError: An argument is of another type.
            UsageError: The actors are one, the graph has no such actor, or the period is unknown.

        >>> row = kg.open("exports").counts("CHN", "AUS", by="year")[0]
        >>> row["source"], row["target"]
        ('CHN', 'AUS')
        """
        from kg.graph.counts import counted, counts

        a, b, by = arguments.text(a, "a"), arguments.text(b, "b"), _by(by)

        def found(a: str, b: str) -> list[dict[str, object]]:
            return counted(self.events, a, b, by=by) if self.log is None else counts(self.log, a, b, by=by)

        return found(a, b) or found(self.side(a), self.side(b))  # names are looked up where no id is given

    def panel(  # noqa: PLR0913 - one keyword an option of `kg panel`
        self,
        *,
        by: By = "month",
        unit: Literal["directed", "undirected", "monad"] = "directed",
        start: date | str | None = None,
        end: date | str | None = None,
        actors: Literal["state", "all"] = "all",
        system: Literal["cow", "gw", "iso"] | None = None,
        groups: str | Iterable[str] = (),
        codes: Literal["cow", "gw", "iso"] | None = None,
        grid: bool = False,
        fill: Literal["zero", "missing"] = "zero",
        scales: str | Path | Scale | Iterable[str | Path | Scale] = ("plover",),
        lags: int | Iterable[int] = (),
        min_confidence: float = 0.0,
    ) -> Panel:
        """Every dyad or actor over time: ``.rows()``, ``.to_frame()``, ``.save("panel.dta")``.

        Args:
            by: Length of a period.
            unit: What a row is: a directed or an undirected dyad, or one actor (``monad``).
            start: First day; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
            end: Last day; likewise.
            actors: ``state`` leaves out everybody but states, former states and territories.
            system: Only members of a state system at the time, by its codes.
            groups: Sides made of several: ``EU`` with its members at the time, ``BRICS=BRA,RUS,IND,CHN``.
            codes: Members of such lists are codes of this system of states: ``Gulf=670,690``.
            grid: Every pair in every period, not only where something happened.
            fill: What a cell without events holds where there is coverage; elsewhere it is missing.
            scales: What events are worth, each with columns of its own.
            lags: By how many periods the measures are told again, one or several.
            min_confidence: Least confidence of an event.

        Raises:
            TypeError: An argument is of another type.
            UsageError: An argument means nothing, or the graph is not in a directory.

        >>> panel = kg.open("exports").panel(by="year", start="2021", end="2021", actors="state")
        >>> "DZA" in {row["source"] for row in panel.rows() if row["target"] == "MAR"}
        True
        """
        from kg.graph.panel import Panel, Question, parse

        log = self._kept("a panel is counted from")
        known = log.sides()
        scheme = arguments.optional_choice(codes, "codes", ("cow", "gw", "iso"))
        texts = [arguments.text(text, "a group") for text in _several(groups, "groups")]
        if scheme and not any("=" in text for text in texts):
            raise UsageError("codes name the members of groups such as 'Gulf=670,690'; system has panels go by codes")
        return Panel(
            log=log,
            question=Question(
                by=_by(by),
                unit=_word(unit, "unit", ("directed", "undirected", "monad")),
                start=arguments.bound(start, "start", last=False),
                end=arguments.bound(end, "end", last=True),
                actors=_word(actors, "actors", ("state", "all")),
                system=None if system is None else _word(system, "system", _SYSTEMS),
                groups=[parse(text, known, scheme) for text in texts],
                grid=arguments.flag(grid, "grid"),
                fill=_word(fill, "fill", ("zero", "missing")),
                scales=[_scale(one) for one in _several(scales, "scales")],
                lags=[arguments.count(lag, "lags", least=1) for lag in _several(lags, "lags")],
                min_confidence=arguments.share(min_confidence, "min_confidence"),
            ),
        )

    def turns(  # noqa: PLR0913 - one keyword an option of `kg turns`
        self,
        *,
        by: By = "month",
        start: date | str | None = None,
        end: date | str | None = None,
        scale: str | Path | Scale = "plover",
        directed: bool = False,
        actors: Literal["state", "all"] = "all",
        min_periods: int = 12,
        rate: float = 0.05,
        min_confidence: float = 0.0,
    ) -> TurnsFound:
        """Which of all ties turned, with control of false discoveries: ``.turned``, most evidence first.

        Args:
            by: Length of a period.
            start: First day that a turn may have; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
            end: Last day; likewise.
            scale: What events are worth.
            directed: Each direction of a tie by itself.
            actors: ``state`` leaves out everybody but states, former states and territories.
            min_periods: Ties with events in fewer periods are not tested.
            rate: Share of false ones among the ties that are called changed, above 0 and below 1.
            min_confidence: Least confidence of an event.

        Raises:
            TypeError: An argument is of another type.
            UsageError: An argument means nothing, or the graph is not in a directory.

        >>> found = kg.open("exports").turns(min_periods=8)
        >>> ("AUS", "CHN") in {(one.a, one.b) for one in found.turned}
        True
        """
        from kg.graph.all_turns import all_turns

        return all_turns(
            self._kept("turns are searched for in"),
            by=_by(by),
            start=arguments.bound(start, "start", last=False),
            end=arguments.bound(end, "end", last=True),
            scale=_scale(scale),
            directed=arguments.flag(directed, "directed"),
            states=arguments.choice(actors, "actors", ("state", "all")) == "state",
            least=arguments.count(min_periods, "min_periods", least=1),
            rate=arguments.share(rate, "rate"),
            min_confidence=arguments.share(min_confidence, "min_confidence"),
        )

    def agree(
        self,
        other: str | Path,
        *,
        dataset: str | None = None,
        by: By = "month",
        start: date | str | None = None,
        end: date | str | None = None,
        examples: int = 10,
    ) -> Agreement:
        """How this coding and another agree: counts, correlations, and what each has that the other has not.

        Args:
            other: A graph directory, or a dataset of this graph: ``irkg``, ``icews``, ``gdelt2``, ...
            dataset: Only this dataset of the graph; without it the whole graph.
            by: Length of a period.
            start: First day, of those that both cover; also as text: ``2021-03-18``, ``2021-03``, ``2021``.
            end: Last day, likewise.
            examples: How many missed events are told of each.

        Raises:
            TypeError: An argument is of another type.
            UsageError: Both are the same, one is unknown, they share no day, or the graph is not in a directory.

        >>> kg.open("exports").agree("exports")
        Traceback (most recent call last):
        kg.base.errors.UsageError: exports compared with itself agrees; name two graphs or two datasets
        """
        from kg.graph.agreement import agreement, source
        from kg.graph.agreement.event_sources import EventSource

        log = self._kept("codings are compared in")
        own = EventSource(name=str(log.directory), log=log)
        return agreement(
            own if dataset is None else source(str(arguments.path(dataset, "dataset")), log.directory),
            source(str(arguments.path(other, "other")), log.directory),
            by=_by(by),
            start=arguments.bound(start, "start", last=False),
            end=arguments.bound(end, "end", last=True),
            examples=arguments.count(examples, "examples", least=0),
        )

    def _kept(self, what: str) -> Log:
        """The log of a graph in a directory; ``what`` needs one."""
        if self.log is None:
            raise UsageError(f'{what} a directory: kg.open("exports")')
        return self.log

    def query(self, text: str, values: Mapping[str, str] | None = None) -> Result:
        """Run SPARQL, or a named query with its parameters.

        Raises:
            TypeError: The query is no text, or the values are no mapping of texts.
            QueryError: It is malformed, unknown, or lacks a parameter.

        >>> kg.open("exports").query("ASK { actor:RUS rel:sanction actor:USA }")
        <Result: yes>
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
        """The graph as RDF: in memory, or of a large directory read from its index on disk, which needs oxrdflib.

        >>> rdf = kg.open("exports").to_rdflib()
        >>> rdf.query("ASK { actor:USA a irkg:State }").askAnswer
        True
        """
        if self.log is not None and not self.log.alleged:
            from kg.sparql import index

            if self.log.size()[1] > index.MEMORY_LIMIT:
                return index.to_rdflib(self.log)
        from kg.views.rdf import to_rdflib, triples

        return to_rdflib(triples(self.events, self.articles))

    def to_networkx(self) -> nx.Graph[str]:
        """Actors and dyads with the columns of the GraphML file; see :func:`network` for other views.

        >>> kg.open("exports").to_networkx().has_edge("USA", "RUS")
        True
        """
        from kg.api.asking import network

        return network(self)

    def view(self, *, title: str | None = None, height: int = 760) -> Page:
        """The explorer: shows itself in a notebook, and ``.save("page.html")`` writes it.

        Args:
            title: Heading of the page.
            height: Pixels that it takes in a notebook.

        Raises:
            TypeError: An argument is of another type.
            UsageError: The height is no number of pixels.

        >>> kg.open("exports").view(title="Ten years").save("page.html")
        PosixPath('page.html')
        """
        from kg.views.page import TITLE, page

        title, height = arguments.optional_text(title, "title"), arguments.count(height, "height", least=1)
        return page(self.events, self.articles, title=title or TITLE, height=height)

    def __repr__(self) -> str:
        if self.log is None:
            return f"<Graph: {counted(len(self.events), 'event')}>"
        articles, reports = self.log.size()
        return f"<Graph {self.log.directory}: {counted(articles, 'article')}, {counted(reports, 'report')}>"

    @cached_property
    def _store(self) -> Store:
        if self.log is not None and not self.log.alleged:  # the index on disk has each status as it was read
            from kg.sparql.index import store

            return store(self.log)
        from kg.sparql import Store
        from kg.views.rdf import triples

        return Store.of(triples(self.events, self.articles))


def _by(value: object) -> By:
    """The length of a period."""
    known: tuple[By, ...] = get_args(By)
    return _word(value, "by", known)


def _word(value: object, name: str, known: tuple[W, ...]) -> W:
    """One of some words."""
    return known[known.index(arguments.choice(value, name, known))]


def _scale(value: object) -> Scale:
    """What events are worth: the name of a scale, a table of one's own, or a scale."""
    if isinstance(value, Scale):
        return value
    if not isinstance(value, str | Path):
        raise TypeError(f"scale must be plover, goldstein, a path or a Scale, not {type(value).__name__}")
    return load_scale(value)


def _several(value: object, name: str) -> list[object]:
    """What may be given one by one or several together."""
    if isinstance(value, str | bytes | int | float | Path | Scale):
        return [value]
    return arguments.many(value, object, name, remedy="several go in a list")
