"""A graph as RDF from the log, or a part of it, without an event in memory: SQL puts each subject's text together.

The same blocks in the same order as :class:`kg.views.rdf.RdfView` gives for these events and all articles. What an
analyst's marks touch is described in Python and put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kg.lexicon.actor_index import cast_of
from kg.model import Event
from kg.store.event_table import EventTable, literal
from kg.store.merging_in_sql import REAL
from kg.store.part_of_events import Part, mentioned_in, part_of
from kg.store.reader import Reader
from kg.views.rdf import describe, direct_triples
from kg.views.rdf import vocabulary as v
from kg.views.rdf.block_queries import COLUMNS, BlockQueries
from kg.views.rdf.forms import Serialization
from kg.views.rdf.look_ups import EVENT, LookUps, by_hand, columns, not_by_hand, without_memory
from kg.views.rdf.subjects import Run, by_slug
from kg.views.rdf.terms import Pairs, Term, iri, text
from ontology import EventType

Described = tuple[str, Term, Pairs]
"""A thing: its id, its subject, and what there is to say of it."""
_DIRECT = f"e.{REAL} AND NOT e.domestic AND e.source_stands_for <> e.target_stands_for"
MEMORY = "200MB"
"""What DuckDB may take; sorting the rest goes to disk."""


def blocks(log: Reader, form: Serialization, run: Run | None = None, *, part: Part | None = None) -> Iterator[bytes]:
    """The graph of a log in a serialization, in pieces.

    Memory grows with the number of actors and of pairs, not with events: what is sorted and does not fit goes to disk.

    Args:
        log: The graph.
        form: The serialization.
        run: What made the reports; this installation by default.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    yield form.head.encode()
    with part_of(log, part, COLUMNS) as table:
        table.run(f"SET memory_limit = '{MEMORY}'")
        run = run or Run.installed()
        stream = RdfStream(table, BlockQueries(table, form, run))
        last = b""
        for block in stream.blocks():
            yield last or form.first.encode()
            last = block
    cut = len(form.end) - 1 if last and form.foot else 0
    yield last[: len(last) - cut - 1] + (b"\n" if last and not form.foot else b"")
    yield form.foot.encode()


@dataclass(frozen=True, slots=True)
class RdfStream:
    """The blocks of a log in order.

    Attributes:
        table: Its events, with the columns :data:`kg.views.rdf.block_queries.COLUMNS`.
        queries: How its articles, events and reports are written.
    """

    table: EventTable
    queries: BlockQueries

    @property
    def form(self) -> Serialization:
        """The serialization."""
        return self.queries.form

    @property
    def look_ups(self) -> LookUps:
        """Texts of what has few values, and what makes their tables."""
        return LookUps(self.table, self.form)

    def blocks(self) -> Iterator[bytes]:
        """Every subject once, ascending."""
        self.look_ups.make()
        yield from self._described(self._actors(self.memory()))
        yield from self.articles()
        yield from self._described(
            self._named("dataset", v.DATASET, v.TITLE, {n: n for n in self.look_ups.distinct("dataset")})
        )
        yield from self._rows(self.queries.events(), self._keyed(self.events_by_hand()))
        codes = (about for key in cast_of(mentioned_in(self.table)) for about in describe.identifiers(key))
        yield from self._described(codes)
        yield from self._described(self._named("outlet", v.OUTLET, v.NAME, by_slug(self.look_ups.outlets())))
        yield from self._described(self._named("place", v.PLACE, v.LABEL, by_slug(self.look_ups.distinct("place"))))
        yield from self._rows(self.queries.reports(), self._keyed(self.reports_by_hand()))
        yield from self._described(self._made_by())

    def memory(self) -> list[Event]:
        """Events that were merged in memory, by id."""
        return sorted(self.table.memory.values(), key=lambda event: event.id)

    def articles(self) -> Iterator[bytes]:
        """Articles that reports with words come from."""
        return self._rows(self.queries.articles())

    def events_by_hand(self) -> Iterator[Described]:
        """Events that were merged in memory, described."""
        memory = self.memory()
        known = self._known(memory)
        return ((event.id, iri("event", event.id), describe.event(event, known)) for event in memory)

    def reports_by_hand(self) -> Iterator[Described]:
        """Their reports, each once."""
        memory = self.memory()
        known = self._known(memory)
        for name, one in sorted({report.id: report for event in memory for report in event.reports}.items()):
            yield name, iri("report", name), describe.report(one, self.queries.run.iri, known)

    def _rows(self, query: str, memory: Iterable[tuple[str, str]] = ()) -> Iterator[bytes]:
        """What a query makes, with the blocks in memory in their places."""
        values = by_hand(self.table) if "$by_hand" in query else {}
        if self.table.memory:
            self.table.run(f"CREATE OR REPLACE TABLE described ({columns('key', 'block')})")
            self.look_ups.fill("described", memory, kinds=("VARCHAR",) * 2)
            query = f"SELECT key, block FROM ({query}) UNION ALL SELECT * FROM described ORDER BY key"
        end = literal(self.form.end[:-1])
        return self.table.lines(
            f"SELECT block || {end} FROM ({query})" if self.form.end[:-1] else f"SELECT block FROM ({query})", **values
        )

    def _keyed(self, found: Iterable[Described]) -> Iterator[tuple[str, str]]:
        return ((key, self.form.block(subject, sorted(set(pairs)))) for key, subject, pairs in found)

    def _described(self, found: Iterable[tuple[Term, Pairs]]) -> Iterator[bytes]:
        for subject, pairs in sorted(found, key=lambda item: item[0][1:-1]):
            yield (self.form.block(subject, sorted(set(pairs))) + self.form.end).encode("utf-8", "replace")

    def _actors(self, memory: Iterable[Event]) -> Iterator[tuple[Term, Pairs]]:
        relations: dict[Term, set[tuple[Term, Term]]] = {}
        told = (direct_triples.direct(event) for event in memory)
        same: dict[Term, Term] = {}  # few terms stand in many triples
        for subject, predicate, obj in chain(self._relations(), self._acts(), *told):
            pair = same.setdefault(predicate, predicate), same.setdefault(obj, obj)
            relations.setdefault(same.setdefault(subject, subject), set()).add(pair)
        for key, who in cast_of(mentioned_in(self.table)).items():
            subject = iri("actor", key)
            yield subject, [*describe.actor(who), *relations.get(subject, ())]

    def _relations(self) -> Iterator[tuple[Term, Term, Term]]:
        for row in self.table.rows(
            'SELECT DISTINCT source_stands_for AS a, target_stands_for AS b, type, "symmetric" AS mutual '
            f"FROM events e {without_memory(self.table) or 'WHERE true'} AND {_DIRECT}"
        ):
            sides = str(row["a"]), str(row["b"])
            yield from direct_triples.relation(sides, EventType(str(row["type"])), symmetric=bool(row["mutual"]))

    def _acts(self) -> Iterator[tuple[Term, Term, Term]]:
        for row in self.table.rows(
            'SELECT DISTINCT e.source_stands_for AS a, e.target_stands_for AS b, e."symmetric" AS mutual, r.rule, '
            "r.object_id AS object, r.source_stands_for AS c, r.target_stands_for AS d FROM live_reports r "
            "LEFT JOIN joined ON joined.claim = ('0x' || r.event)::UBIGINT "
            f"JOIN events e ON e.event = {EVENT} WHERE {_DIRECT} {not_by_hand(self.table)}",
            **by_hand(self.table),
        ):
            sides, told = (str(row["a"]), str(row["b"])), (str(row["c"]), str(row["d"]))
            obj = None if row["object"] is None else str(row["object"])
            yield from direct_triples.acts(sides, str(row["rule"]), obj, told, symmetric=bool(row["mutual"]))

    def _named(self, kind: str, class_: Term, naming: Term, names: Mapping[str, str]) -> Iterator[tuple[Term, Pairs]]:
        language = "en" if naming == v.LABEL else None
        return ((iri(kind, key), [(v.TYPE, class_), (naming, text(name, language))]) for key, name in names.items())

    def _known(self, memory: Iterable[Event]) -> dict[str, str]:
        """Events by id, of those that the events in memory may name."""
        named = {str(row["id"]): str(row["event"]) for row in self.table.rows("SELECT id, event FROM named")}
        own = {name: event.id for event in memory for name in (*event.aliases, event.id)}
        return {**own, **named}

    def _made_by(self) -> Iterator[tuple[Term, Pairs]]:
        (row,) = self.table.rows("SELECT count(*) AS events FROM events")
        return self.queries.run.subjects() if row["events"] else iter(())
