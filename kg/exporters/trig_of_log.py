"""TriG of a graph by SQL: the bytes of :func:`kg.exporters.rdf_files.write_trig`, without an event in memory.

The default graph is Turtle without what articles say. That follows, sorted by article: SQL puts together the article,
the links from events to its reports, and these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.exporters.rdf_files import Turtle, block, short
from kg.store.event_table import literal
from kg.store.part_of_events import Part, part_of
from kg.store.reader import Reader
from kg.views.rdf import Run, iri
from kg.views.rdf import vocabulary as v
from kg.views.rdf.block_queries import COLUMNS, WORDS, BlockQueries
from kg.views.rdf.forms import PLACEHOLDER, filled
from kg.views.rdf.from_log import MEMORY, Described, RdfStream
from kg.views.rdf.look_ups import EVENT, by_hand, columns, not_by_hand
from kg.views.rdf.terms import Term
from ontology import iris

_ARTICLES = f"{iris.ID}article/"
_CLOSED = b"}\n"
_ALONE = "event NOT IN (SELECT event FROM more)"
"""Told once, as most events are: lists of them all would be held in memory."""


def trig_of(log: Reader, part: Part | None = None, run: Run | None = None) -> Iterator[bytes]:
    """The graph of a log as TriG, in pieces; see :func:`kg.views.rdf.from_log.blocks`.

    Args:
        log: The graph.
        part: Which events; None for all.
        run: What made the reports; this installation by default.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    form = Turtle()
    yield form.head.encode()
    with part_of(log, part, COLUMNS) as table:
        table.run(f"SET memory_limit = '{MEMORY}'")
        stream = _Apart(table, BlockQueries(table, form, run or Run.installed(), words=False))
        yield from stream.blocks()
        yield from _whole(stream.graphs())


@dataclass(frozen=True, slots=True)
class _Apart(RdfStream):
    """The blocks of the default graph; then those of the named ones."""

    def articles(self) -> Iterator[bytes]:
        """None: each is in its own graph. Looks up which reports are not."""
        told = self._reports(f"({WORDS}) IS NOT TRUE")
        self.table.run(
            f"CREATE TABLE wordless AS SELECT event, [id] AS ids FROM ({told}) WHERE {_ALONE} "
            f"UNION ALL SELECT event, list_sort(list(id)) FROM ({told}) WHERE NOT {_ALONE} GROUP BY event",
            **by_hand(self.table),
        )
        return iter(())

    def events_by_hand(self) -> Iterator[Described]:
        """Without the links to reports that quote words."""
        apart = {iri("report", name) for _, name, *_ in self._links()}
        found = RdfStream.events_by_hand(self)
        return ((key, subject, [pair for pair in pairs if pair[1] not in apart]) for key, subject, pairs in found)

    def reports_by_hand(self) -> Iterator[Described]:
        """Those that quote no words."""
        apart = {name for _, name, *_ in self._links()}
        return (one for one in RdfStream.reports_by_hand(self) if one[0] not in apart)

    def graphs(self) -> Iterator[bytes]:
        """The named graphs, sorted, each with what ends the one before it."""
        self.table.run(f"CREATE TABLE told_apart ({columns('article', 'key', 'block')}, kind INTEGER)")
        self.look_ups.fill("told_apart", self._told_by_hand(), kinds=(*["VARCHAR"] * 3, "INTEGER"))
        queries, told, values = replace(self.queries, words=True), self._reports(WORDS), by_hand(self.table)
        start = f"{literal(_CLOSED.decode() + chr(10))} || subject || ' {{' || block"
        event = filled(self.form.subject(iri("event", PLACEHOLDER)), "hex(event)")
        report = filled(self.form.term(v.HAS_REPORT, iri("report", PLACEHOLDER)), "id")
        link = f"concat(chr(10), {event}, {literal(f' {short(v.HAS_REPORT)} ')}, {{}}, ' .')"
        several = f"array_to_string(list({report} ORDER BY id), ', ')"
        for rows in (  # one after the other, as what each looks up would take the memory that sorting needs
            f"SELECT key, '', {start}, 0 FROM ({queries.articles()})",
            f"SELECT article, hex(event), {link.format(report)}, 1 FROM ({told}) WHERE {_ALONE}",
            f"SELECT article, hex(event), {link.format(several)}, 1 FROM ({told}) WHERE NOT {_ALONE} GROUP BY 1, event",
        ):
            self.table.run(f"INSERT INTO told_apart {rows}", **(values if "$by_hand" in rows else {}))
        query = f"""
            SELECT block FROM (
                SELECT article, key, block, 2 AS kind FROM ({queries.reports()}) UNION ALL FROM told_apart) t
            LEFT JOIN odd ON odd.id = t.article
            ORDER BY coalesce(substr(odd.path, {len(_ARTICLES) + 1}), t.article) || '>', kind, key"""
        return self.table.lines(query, **values)

    def _reports(self, where: str) -> str:
        """Reports with their events, but for those that were merged in memory."""
        return (
            f"SELECT r.article, r.id, {EVENT} AS event FROM told_reports r LEFT JOIN joined "
            f"ON joined.claim = ('0x' || r.event)::UBIGINT WHERE {where} {not_by_hand(self.table)}"
        )

    def _links(self) -> Iterator[tuple[str, str, str]]:
        """Article, report and event of each report that quotes words and was merged in memory."""
        for event in self.memory():
            yield from ((report.article, report.id, event.id) for report in event.reports if report.sentence)

    def _told_by_hand(self) -> Iterator[tuple[str, str, str, int]]:
        """The rows of ``told_apart``: links and reports of what was merged in memory."""
        told: dict[tuple[str, str], set[str]] = {}
        home = {}
        for article, report, event in self._links():
            told.setdefault((article, event), set()).add(report)
            home[report] = article
        for (article, event), reports in told.items():
            pairs: list[tuple[Term, Term]] = [(v.HAS_REPORT, iri("report", name)) for name in sorted(reports)]
            yield article, event, f"\n{block(iri('event', event), pairs)}"[:-1], 1
        for key, subject, about in RdfStream.reports_by_hand(self):
            if key in home:
                yield home[key], key, self.form.block(subject, sorted(set(about))), 2


def _whole(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The named graphs, of which the first ends none, and the last is ended."""
    begun: bytes | None = b""
    for piece in pieces:
        found = piece if begun is None else begun + piece
        if begun is not None and len(found) <= len(_CLOSED):
            begun = found
            continue
        yield found if begun is None else found.removeprefix(_CLOSED)
        begun = None
    if begun is None:
        yield _CLOSED
