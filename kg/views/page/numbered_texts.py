"""Numbers for what events and reports have in common, in the order in which it comes: tables in SQL for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from kg.store.event_table import EventTable, literal
from kg.store.ordered_reports import ORDER
from kg.views.page.event_columns import DOMESTIC, NOWHERE, STATUSES, SYMMETRIC, Act, web
from ontology import EventType, Mode

SOURCE = "doc, title, outlet, published, web"
"""What an article is cited by: columns of ``sources``."""
SPANS = {"source": "source_", "target": "target_", "trigger": "trigger_"}
"""Spans in a sentence, and what their columns in the log begin with."""
_SAFE = literal("https?://[A-Za-z0-9._~:/?#@!$&()*+,;=%-]*")
"""Addresses that a link may lead to for certain; of others Python judges."""
_UNITS = r"length(words) + length(regexp_replace(words, '[^\x{10000}-\x{10FFFF}]', '', 'g'))"
"""How many UTF-16 units a text has: two for what lies beyond the first 65,536 characters."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Makes the tables.

    Attributes:
        table: Events with the columns ``mode`` and ``domestic``, in order; see
            :func:`kg.store.ordered_reports.put_in_order`.
    """

    table: EventTable

    def cite(self) -> None:
        """Make ``cited``: what is shown of the reports, in order, so that ``rowid`` is the number of each."""
        urls = self.table.rows(
            f"SELECT DISTINCT url FROM ordered_reports WHERE NOT regexp_full_match(url, {_SAFE}) ORDER BY url"
        )
        odd = [(row["url"], web(cast("str | None", row["url"]))) for row in urls]
        self._hold("odd_urls", {"url": "VARCHAR", "web": "VARCHAR"}, odd)
        self.table.run(f"CREATE MACRO units(words) AS {_UNITS}")
        spans = ", ".join(self._span(name, prefix) for name, prefix in SPANS.items())
        self.table.run(
            f"""CREATE TABLE cited AS SELECT t.sentence, t.source_label, t.target_label, t.rule, t.type,
                nullif(t.mode, '') AS mode, t.confidence, {spans}, t.doc, a.title, t.outlet, t.published,
                CASE WHEN regexp_full_match(t.url, {_SAFE}) THEN t.url ELSE odd_urls.web END AS web
            FROM ordered_reports t
                 LEFT JOIN (SELECT id, title FROM live_articles WHERE skipped IS NULL) a ON a.id = t.article
                 LEFT JOIN odd_urls ON odd_urls.url = t.url
            ORDER BY {ORDER}"""
        )

    def acts(self) -> list[Act]:
        """What events and then reports are coded as, in the order in which it comes; also as a table."""
        self.table.run(
            """CREATE TABLE acts AS SELECT type, mode, (row_number() OVER (ORDER BY min(place)) - 1)::INTEGER AS no
            FROM (SELECT type, nullif(mode, '') AS mode, nth AS place FROM events JOIN placed USING (event)
                  UNION ALL SELECT type, mode, (SELECT count(*) FROM placed) + rowid FROM cited)
            GROUP BY type, mode"""
        )
        found = []
        for row in self.table.rows("SELECT type, mode FROM acts ORDER BY no"):
            type_ = EventType(str(row["type"]))
            found.append((type_, Mode.get(type_, str(row["mode"])) if row["mode"] else None))
        return found

    def events(self, sides: Mapping[str, int]) -> None:
        """Make ``told_events``, in which ``place_of`` is the number of each.

        Args:
            sides: Number of each side.
        """
        self._hold("sides", {"side": "VARCHAR", "no": "INTEGER"}, sides.items())
        cases = " ".join(f"WHEN '{status.value}' THEN {at}" for at, status in enumerate(STATUSES))
        self.table.run(
            f"""CREATE TABLE told_events AS SELECT nth AS place_of, a.no AS source, b.no AS target, acts.no AS act,
                e.earliest - DATE '1970-01-01' AS first, e.latest - DATE '1970-01-01' AS last,
                CASE e.status {cases} END AS status,
                CASE WHEN e."symmetric" THEN {SYMMETRIC} ELSE 0 END + CASE WHEN e.domestic THEN {DOMESTIC} ELSE 0 END
                    AS flags, e.reports
            FROM events e JOIN placed USING (event) JOIN sides a ON a.side = e.source_stands_for
                 JOIN sides b ON b.side = e.target_stands_for
                 JOIN acts ON acts.type = e.type AND acts.mode IS NOT DISTINCT FROM nullif(e.mode, '')"""
        )

    def reports(self) -> None:
        """Texts by number, in the order in which they come, and the reports with these numbers."""
        self._texts("sentences", "sentence", "SELECT sentence, rowid AS place_of FROM cited")
        all_reports = "(SELECT count(*) FROM cited)"
        labels = ", ".join(
            f"{{'name': {column}, 'place_of': {kind} * {all_reports} + rowid}}"
            for kind, column in enumerate(("source_label", "target_label", "rule"))
        )
        self._texts("names", "name", f"SELECT unnest([{labels}], recursive := true) FROM cited")
        self._texts("sources", SOURCE, f"SELECT {SOURCE}, rowid AS place_of FROM cited")
        sure = [cast("float", row["sure"]) for row in self.table.rows("SELECT DISTINCT confidence AS sure FROM cited")]
        self._hold("sure", {"sure": "DOUBLE", "told": "VARCHAR"}, [(one, repr(round(one, 2))) for one in sure])
        self.table.run(  # apart from the others, as all sentences are looked up
            "CREATE TABLE told_sentences AS SELECT t.rowid AS place_of, s.no AS sentence "
            "FROM cited t JOIN sentences s ON s.sentence = t.sentence"
        )
        spans = ", ".join(f't."{name}{edge}"' for name in SPANS for edge in ("Start", "End"))
        cites = " AND ".join(f"o.{name} IS NOT DISTINCT FROM t.{name}" for name in SOURCE.split(", "))
        self.table.run(
            f"""CREATE TABLE told_others AS SELECT t.rowid AS place_of, a.no AS source, b.no AS target,
                o.no AS article, acts.no AS act, sure.told AS confidence, r.no AS rule, {spans}
            FROM cited t JOIN names a ON a.name = t.source_label JOIN names b ON b.name = t.target_label
                 JOIN names r ON r.name = t.rule JOIN sources o ON {cites}
                 JOIN acts ON acts.type = t.type AND acts.mode IS NOT DISTINCT FROM t.mode
                 JOIN sure ON sure.sure = t.confidence"""
        )
        self.table.run("DROP TABLE cited")

    def _texts(self, name: str, columns: str, query: str) -> None:
        number = "(row_number() OVER (ORDER BY min(place_of)) - 1)::INTEGER AS no"
        self.table.run(f"CREATE TABLE {name} AS SELECT {columns}, {number} FROM ({query}) GROUP BY {columns}")

    @staticmethod
    def _span(name: str, prefix: str) -> str:
        """SQL of the two offsets of a span in its sentence, in UTF-16; see ``_units`` of the columns of events."""
        start, end = (f'(t."{prefix}{edge}" - t."start")' for edge in ("start", "end"))
        inside = f"0 <= {start} AND {start} < {end} AND {end} <= length(t.sentence)"
        return ", ".join(
            f"CASE WHEN {inside} THEN CASE WHEN strlen(t.sentence) = length(t.sentence) THEN {at} "
            f'ELSE units(left(t.sentence, {at})) END ELSE {NOWHERE} END::INTEGER AS "{name}{edge}"'
            for edge, at in (("Start", start), ("End", end))
        )

    def _hold(self, name: str, kinds: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in kinds]
        cells = ", ".join(f'unnest($c{at}::{kind}[]) AS "{column}"' for at, (column, kind) in enumerate(kinds.items()))
        self.table.run(f"CREATE TABLE {name} AS SELECT {cells}", **{f"c{at}": one for at, one in enumerate(columns)})
