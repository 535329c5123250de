"""All triples of a graph of any size, portion by portion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.lexicon.actor_index import cast_of
from kg.model import Article, Event
from kg.sparql.index_update import known
from kg.store import Log
from kg.views.rdf import RdfView, Triple, Whole, by_slug

Progress = Callable[[int], None]

PORTION = 20_000
"""Reports whose triples are made and loaded at a time: some 100 MB."""


def triples(log: Log, *, progress: Progress | None = None) -> Iterator[Triple]:
    """All triples of a graph of any size, portion by portion; some come more than once.

    The same set as :func:`kg.views.rdf.triples` of all events and articles, in an order that depends on the log alone.
    """
    whole = whole_of(log)
    done = 0
    for events in log.portions(PORTION):
        articles = list(articles_of(log, events))
        for subject, pairs in RdfView(events, articles, whole=replace(whole, known=known(log, events))).subjects():
            for predicate, obj in pairs:
                yield subject, predicate, obj
        done += len(events)
        if progress is not None:
            progress(done)


def whole_of(log: Log) -> Whole:
    """What a portion cannot know: all descriptions of its actors, all outlets and places."""
    return Whole(actors=cast_of(log.actors()), outlets=by_slug(log.names("outlet")), places=by_slug(log.names("place")))


def articles_of(log: Log, events: list[Event]) -> Iterator[Article]:
    """The articles that tell some events, in order of their ids."""
    ids = sorted({report.article for event in events for report in event.reports if report.sentence})
    yield from log.articles_of(ids)
