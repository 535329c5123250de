"""Bringing triples on disk up to date after the log has grown, without making the others anew.

Events and reports near what has changed are described again, and compared with what is there, subject by subject.
What others may share (actors, outlets, places, direct triples) goes when nothing in the log says it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from kg.base.ids import from_path, slug
from kg.model import Event
from kg.store import Log
from kg.store.changes import Spot, near, referring, spots
from kg.views.rdf import Pairs, RdfView, Triple, Whole, describe, direct_triples, iri, ntriple, text, uri
from kg.views.rdf import vocabulary as v
from ontology import EventType, iris

if TYPE_CHECKING:
    import pyoxigraph as ox

GROUP = 2_000
"""Reports that came or went whose surroundings are in memory at a time."""

CHECKED = 300
"""Pairs of actors whose direct triples may be in doubt before making all anew is cheaper."""

_REL = {uri(type_.iri): uri(iris.REL + type_.rel) for type_ in EventType}
_ID = f"<{iris.ID}"
_NEEDED = {"dataset": v.FROM_DATASET, "identifier": v.IDENTIFIER}
"""Kinds of things that go when nothing points to them any more, and what points."""


class TooMuch(Exception):  # noqa: N818 - no fault, but a decision
    """So much has changed that making the index anew is cheaper."""


def mend(engine: ox.Store, log: Log, changed: Sequence[Spot], whole: Whole) -> None:
    """Make the triples of a store those of the log.

    Args:
        engine: Triples of an earlier state of the log.
        log: The log as it is.
        changed: What has come and gone since, and the claims of which an analyst says something else.
        whole: What is known of the whole log; ``known`` is not used.

    Raises:
        TooMuch: The store is half done, and of no use.
    """
    mending = _Mending(engine, log, whole)
    for group in _groups(changed):
        mending.around(group)
    mending.finish({spot.article for spot in changed if spot.gone})


def _groups(changed: Sequence[Spot]) -> Iterator[list[Spot]]:
    group: list[Spot] = []
    for _, same in groupby(sorted(changed, key=lambda spot: spot.pair), lambda spot: spot.pair):
        group += same
        if len(group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


class _Mending:
    def __init__(self, engine: ox.Store, log: Log, whole: Whole) -> None:
        self._engine, self._log, self._whole = engine, log, whole
        self._touched: set[str] = set()  # what removed triples pointed to
        self._lines: list[str] = []  # triples to add
        self._before: set[Triple] = set()  # direct triples of events that were others
        self._after: set[Triple] = set()  # direct triples of events as they are

    def around(self, where: Sequence[Spot]) -> None:
        """Describe again what is near some changes."""
        events = near(self._log, where)
        names = {spot.event for spot in where} | {name for e in events for name in (e.id, *e.aliases)}
        if about := referring(self._log, names):  # what is told of these events
            events = near(self._log, [*where, *about])
            names |= {name for e in events for name in (e.id, *e.aliases)}
        ids = sorted({report.article for event in events for report in event.reports if report.sentence})
        view = RdfView(events, self._log.articles_of(ids), whole=replace(self._whole, known=known(self._log, events)))
        new = dict(view.subjects())
        old = sorted(self._events(names))
        for subject in old:
            self._remember(subject, new.get(subject, []))
        reports = [str(q.object) for subject in old for q in self._quads(subject, v.HAS_REPORT)]
        for subject in (*old, *reports):
            new.setdefault(subject, [])
        for subject, pairs in new.items():
            self._put(subject, pairs)
        for event in events:
            self._after.update(direct_triples.direct(event))
        self._add()

    def finish(self, articles: set[str]) -> None:
        """Remove what nothing says any more.

        Args:
            articles: Ids of articles of which some report has gone.
        """
        rows = self._log.rows(
            " SELECT DISTINCT article FROM live_reports WHERE sentence <> '' AND article IN (SELECT unnest($ids))",
            ids=sorted(articles),
        )
        for article in sorted(articles - {str(row["article"]) for row in rows}):
            self._put(iri("article", article), [])
        done: set[str] = set()
        while todo := sorted(self._touched - done):  # a person may have been the last of a country
            done.update(todo)
            for subject in todo:
                self._settle(subject)
        self._add()
        self._direct()

    def _settle(self, subject: str) -> None:
        kind, _, name = subject.removeprefix(_ID).removesuffix(">").partition("/")
        if kind == "actor":
            who = self._whole.actors.get(from_path(name))
            self._put(subject, describe.actor(who) if who else [])
        elif kind == "outlet":
            self._name(subject, self._whole.outlets.get(from_path(name)), (v.OUTLET, v.NAME, None), v.PUBLISHER)
        elif kind == "place":
            there = self._whole.places.get(from_path(name))
            if there:
                self._name(subject, there, (v.PLACE, v.LABEL, "en"), None)
            else:
                self._put(subject, [])
        elif (needs := _NEEDED.get(kind)) and not any(self._pattern(None, needs, subject)):
            self._put(subject, [])

    def _name(self, subject: str, name: str | None, form: tuple[str, str, str | None], needs: str | None) -> None:
        class_, naming, language = form
        if needs and not any(self._pattern(None, needs, subject)):
            self._put(subject, [])
        elif name:
            self._put(subject, [(v.TYPE, class_), (naming, text(name, language))])

    def _events(self, names: Iterable[str]) -> set[str]:
        """The events that the store has of some claims."""
        found: set[str] = set()
        for name in names:
            subject = iri("event", name)
            if any(self._quads(subject, v.TYPE)):
                found.add(subject)
            found.update(str(q.subject) for q in self._pattern(None, v.ALTERNATE, subject))
        return found

    def _remember(self, subject: str, new: Pairs) -> None:
        """Note the direct triples of an event that is no more what it was, perhaps too many."""
        told: dict[str, list[str]] = {}
        for quad in self._quads(subject):
            told.setdefault(str(quad.predicate), []).append(str(quad.object))
        if {(p, o) for p, objects in told.items() for o in objects} == set(new):
            return
        source, target = told[v.SOURCE][0], told[v.TARGET][0]
        rules = {str(q.object.value) for r in told.get(v.HAS_REPORT, ()) for q in self._quads(r, v.RULE)}  # type: ignore[union-attr]  # a literal
        verbs = {_REL[told[v.EVENT_TYPE][0]], *(verb for rule in sorted(rules) if (verb := direct_triples.act(rule)))}
        objects = {target, *(o for o in told.get(v.OBJECT, ()) if o.startswith(f"{_ID}actor/"))}
        maybe = {(source, verb, o) for verb in verbs for o in objects}
        if v.SYMMETRIC in told:
            maybe |= {(target, verb, source) for verb in verbs}
        self._before |= {triple for triple in maybe if any(self._pattern(*triple))}

    def _direct(self) -> None:
        """Remove direct triples that no event makes any more."""
        doubtful = self._before - self._after
        if not doubtful:
            return
        sides = sorted({(_id(s), _id(o)) for s, _, o in doubtful})
        rows = self._log.rows(
            ", x AS (SELECT unnest($ones) AS a, unnest($others) AS b) "
            "SELECT DISTINCT least(source_stands_for, target_stands_for) AS one, "
            "greatest(source_stands_for, target_stands_for) AS other FROM live_reports r WHERE "
            "source_stands_for <> target_stands_for AND EXISTS (SELECT 1 FROM x "
            "WHERE (r.source_stands_for = a AND (r.target_stands_for = b OR r.object_id = b)) "
            "OR (r.target_stands_for = a AND (r.source_stands_for = b OR r.object_id = b))) ORDER BY ALL",
            ones=[one for one, _ in sides],
            others=[other for _, other in sides],
        )
        pairs = [(str(row["one"]), str(row["other"])) for row in rows]
        if len(pairs) > CHECKED:
            raise TooMuch
        for pair in pairs:
            for event in self._log.events(pair=pair):
                doubtful.difference_update(direct_triples.direct(event))
        for triple in sorted(doubtful):
            for quad in self._pattern(*triple):
                self._engine.remove(quad)

    def _put(self, subject: str, pairs: Pairs) -> None:
        """Make the description of a subject this one; direct triples stay."""
        new = set(pairs)
        for quad in self._quads(subject):
            pair = str(quad.predicate), str(quad.object)
            if pair in new:
                new.discard(pair)
            elif not pair[0].startswith((f"<{iris.REL}", f"<{iris.ACT}")):
                self._engine.remove(quad)
                self._touch(*pair, quad)
        self._lines += [ntriple(subject, *pair) for pair in sorted(new)]

    def _touch(self, predicate: str, obj: str, quad: ox.Quad) -> None:
        if predicate == v.PLACE_TEXT:
            self._touched.add(iri("place", slug(quad.object.value)))  # type: ignore[union-attr]  # a literal
        elif obj.startswith(_ID):
            self._touched.add(obj)

    def _add(self) -> None:
        import pyoxigraph as ox

        self._engine.load("\n".join(self._lines).encode(), format=ox.RdfFormat.N_TRIPLES)
        self._lines = []

    def _quads(self, subject: str, predicate: str | None = None) -> list[ox.Quad]:
        return self._pattern(subject, predicate, None)

    def _pattern(self, subject: str | None, predicate: str | None, obj: str | None) -> list[ox.Quad]:
        import pyoxigraph as ox

        s, p, o = (None if term is None else ox.NamedNode(term[1:-1]) for term in (subject, predicate, obj))
        return list(self._engine.quads_for_pattern(s, p, o, ox.DefaultGraph()))


def known(log: Log, events: Iterable[Event]) -> dict[str, str]:
    """The events that others are told to be about: id by the id that a report names."""
    told = {report.object_event for event in events for report in event.reports if report.object_event}
    return {name: e.id for e in near(log, spots(log, told)) for name in (e.id, *e.aliases) if name in told}


def _id(term: str) -> str:
    return from_path(term.removeprefix(f"{_ID}actor/").removesuffix(">"))
