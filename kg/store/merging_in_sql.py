"""Merging the claims of a graph in SQL: how :class:`kg.store.event_table.EventTable` gets its rows.

The rule of what is one event stands in :mod:`kg.assembly`. Most claims have no other one near them that they could be
one event with: their rows are made in SQL alone. The few others are put together by that rule in Python, claim by
claim; and where an analyst's marks or a report's sides leave a doubt, whole pairs of actors are merged in memory.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, cast

from kg.assembly import Claim, clusters
from kg.assembly.claims import LONGEST
from kg.store.columns import REPORT_COLUMNS
from kg.store.merged import Merged
from kg.store.records import Record

REAL = "status IN ('occurred', 'historical')"
"""The condition of :attr:`kg.model.Status.real`."""

OWN: Mapping[str, str] = {
    "event": "UBIGINT",
    "best": "UBIGINT",
    "reports": "INTEGER",
    "outlets": "INTEGER",
    "outlet_names": "VARCHAR[]",
}
"""Columns of an event beside those of its best report: its id and that of its best report as numbers, how many reports
tell it, in how many distinct outlets, and which, sorted."""

_NEEDED = ("source_stands_for", "target_stands_for", "type", "earliest", "latest", "status", "symmetric")
READ = ("event", "id", "outlet", "basis", "confidence", "published", "article", "start", "trigger_start", "position")
"""Columns of a report that merging reads beside those of :attr:`TableColumns.best`."""
_CLAIM_OF_R = "('0x' || r.event)::UBIGINT"
CLAIM, REPORT = "('0x' || event)::UBIGINT", "('0x' || id)::UBIGINT"
PLACE = 'article, "start", trigger_start, position'
TOLD_ON = "coalesce(published::VARCHAR, '9999')"
"""The day of a report as its event's reports are sorted by it: one without comes last."""
BEST_FIRST = f"{{'rank': coalesce(rank, 0), 'sure': -confidence, 'told': {TOLD_ON}, 'id': id}}"
"""The order of the reports of an event, with the ``rank`` of ``joined``; see :func:`kg.assembly.merging.merge`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """What a table of events is to hold.

    Attributes:
        columns: Columns of the best report, of :data:`kg.store.columns.REPORT_COLUMNS`, beside those always needed.
        pairs: Keys of pairs of which there shall be events; None is all.
        without: Keys of pairs of which there shall be none.
        evidence: Whether it matters what tells an event; else ``best`` and the columns of outlets are null.
        outlet_names: Whether the names of outlets are needed; else they are null.
    """

    columns: Sequence[str] = ()
    pairs: Collection[str] | None = None
    without: Collection[str] = ()
    evidence: bool = True
    outlet_names: bool = False

    @property
    def best(self) -> list[str]:
        """All columns of the best report."""
        return list(dict.fromkeys((*_NEEDED, *self.columns)))

    @property
    def kinds(self) -> dict[str, str]:
        """All columns of the table, each with its type."""
        return {**OWN, **{name: REPORT_COLUMNS[name] for name in self.best}}


@dataclass(frozen=True, slots=True)
class Merging:
    """Makes the tables of an event table, in its database; marks are not looked at.

    Attributes:
        table: The table.
        wanted: What it is to hold.
        reports: The table of the reports that are merged: whole groups of those that count.
        TABLES: Names of the tables that are made.
    """

    TABLES: ClassVar[Sequence[str]] = ("events", "joined", "several", "touching", "wholes", "counts")
    table: Merged
    wanted: TableColumns
    reports: str = "live_reports"

    def make(self) -> None:
        """Make and fill ``events``, ``joined`` and ``several``."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.wanted.kinds.items())
        self.table.run(f"CREATE TABLE events ({columns}, _mutual BOOLEAN, _stated BOOLEAN, _published BOOLEAN)")
        self.table.run("CREATE TABLE joined (claim UBIGINT, event UBIGINT, rank INTEGER)")
        where, values = self._condition()
        self._claims(where, values)
        self._join(where, values)

    def _condition(self) -> tuple[str, dict[str, object]]:
        conditions, values = ["true"], dict[str, object]()
        if self.wanted.pairs is not None:
            conditions.append("pair IN (SELECT unnest($pairs::VARCHAR[]))")
            values["pairs"] = sorted(self.wanted.pairs)
        if self.wanted.without:
            conditions.append("pair NOT IN (SELECT unnest($without))")
            values["without"] = sorted(self.wanted.without)
        return " AND ".join(conditions), values

    def _claims(self, where: str, values: Mapping[str, object]) -> None:
        """One row a claim: that of its only report, or of the best one of several.

        Where some of its reports are of both sides alike, the others name the sides in their order: so it is for all.
        """
        best = ", ".join(f'"{name}"' for name in self.wanted.best)
        named = self._names("CASE WHEN outlet <> '' THEN [outlet] ELSE [] END")
        told_by = f"CASE WHEN outlet <> '' THEN 1 ELSE 0 END, {named}" if self.wanted.evidence else "NULL, NULL"
        own = REPORT if self.wanted.evidence else "NULL"
        about = "basis = 'stated', basis = 'publication'"
        self.table.run(
            f"CREATE TABLE several AS SELECT {CLAIM} AS claim FROM {self.reports} WHERE {where} "
            "GROUP BY ALL HAVING count(*) > 1",
            **values,
        )
        self.table.run(
            f'INSERT INTO events SELECT {CLAIM}, {own}, 1, {told_by}, {best}, "symmetric", {about} '
            f"FROM {self.reports} WHERE {where} AND {CLAIM} NOT IN (SELECT claim FROM several)",
            **values,
        )
        read = ", ".join(f'"{name}"' for name in dict.fromkeys((*self.wanted.best, "outlet", "basis")))
        self.table.run(
            f"""INSERT INTO events WITH found AS (
                SELECT {CLAIM} AS _claim, {REPORT} AS _report, {read}, confidence AS _sure,
                       {TOLD_ON} AS _told, row_number() OVER (ORDER BY {PLACE}) AS _at
                FROM {self.reports} WHERE {where} AND {CLAIM} IN (SELECT claim FROM several)),
            once AS (  -- of rows with one id the last counts
                SELECT * FROM found
                QUALIFY row_number() OVER (PARTITION BY _claim, _report ORDER BY _at DESC) = 1),
            ranked AS (
                SELECT *, row_number() OVER (PARTITION BY _claim ORDER BY _sure DESC, _told, _report) AS _rank
                FROM once),
            sums AS (
                SELECT _claim, count(*)::INTEGER AS _reports, {self._outlets},
                       bool_or("symmetric") AS _mutual, bool_or(basis = 'stated') AS _stated,
                       bool_and(basis = 'publication') AS _published
                FROM ranked GROUP BY _claim)
            SELECT _claim, _report, _reports, outlets, outlet_names, {best}, _mutual, _stated, _published
            FROM ranked JOIN sums USING (_claim) WHERE _rank = 1""",
            **values,
        )

    @property
    def _outlets(self) -> str:
        names = self._names("coalesce(list_sort(list(DISTINCT outlet) FILTER (outlet <> '')), [])")
        return f"(count(DISTINCT outlet) FILTER (outlet <> ''))::INTEGER AS outlets, {names} AS outlet_names"

    def _names(self, query: str) -> str:
        return query if self.wanted.outlet_names else "NULL"

    def _join(self, where: str, values: Mapping[str, object]) -> None:
        """Join the claims that touch others as the rule of claims has it."""
        self.table.run(_TOUCHING)
        rows = self.table.run(
            "SELECT t.*, list(DISTINCT r.article) AS articles FROM touching t JOIN "
            f"{self.reports} r ON t.claim = {CLAIM} WHERE {where} GROUP BY ALL",
            **values,
        )
        columns = [column[0] for column in rows.description or []]
        claims = [_claim(dict(zip(columns, row, strict=True))) for row in rows.fetchall()]
        pairs = [
            (int(c.id, 16), int(lead.id, 16), rank)
            for lead, *rest in clusters(claims)
            for rank, c in enumerate(rest, 1)
        ]
        if not pairs:
            return
        self.table.run(
            "INSERT INTO joined SELECT unnest($claims::UBIGINT[]), unnest($events::UBIGINT[]), "
            "unnest($ranks::INTEGER[])",
            claims=[claim for claim, *_ in pairs],
            events=[event for _, event, _ in pairs],
            ranks=[rank for *_, rank in pairs],
        )
        if self.wanted.evidence:
            self._add_up()
        self.table.run("DELETE FROM events WHERE event IN (SELECT claim FROM joined)")

    def _add_up(self) -> None:
        """Let the events of several claims have the reports and outlets of all."""
        self.table.run(
            f"CREATE TABLE wholes AS SELECT coalesce(j.event, {_CLAIM_OF_R}) AS event, {self._outlets} "
            f"FROM {self.reports} r LEFT JOIN joined j ON {_CLAIM_OF_R} = j.claim WHERE {_CLAIM_OF_R} IN "
            "(SELECT claim FROM joined UNION SELECT event FROM joined) GROUP BY ALL"
        )
        self.table.run(
            "CREATE TABLE counts AS SELECT coalesce(j.event, e.event) AS event, sum(e.reports)::INTEGER AS reports "
            "FROM events e LEFT JOIN joined j ON e.event = j.claim WHERE e.event IN (SELECT claim FROM joined UNION "
            "SELECT event FROM joined) GROUP BY ALL"
        )
        self.table.run(
            "UPDATE events SET reports = s.reports, outlets = w.outlets, outlet_names = w.outlet_names "
            "FROM wholes w JOIN counts s USING (event) WHERE events.event = w.event"
        )


def hexadecimal(number: object) -> str:
    """An id as people see it."""
    return f"{number:016x}"


# A claim that no other one touches can be part of no other event; see kg.assembly.claims.
# Groups are told apart by a hash here: where two share one, claims are only looked at that need not be.
_TOUCHING = f"""
CREATE TABLE touching AS
WITH narrow AS (
    SELECT event, earliest, latest, hash(CASE WHEN _mutual THEN least(source_stands_for, target_stands_for)
           ELSE source_stands_for END, CASE WHEN _mutual THEN greatest(source_stands_for, target_stands_for)
           ELSE target_stands_for END, type, CASE WHEN {REAL} THEN 'real' ELSE status END) AS kind
    FROM events WHERE latest - earliest < {LONGEST}),
near AS (
    SELECT event FROM narrow WINDOW run AS (PARTITION BY kind ORDER BY earliest, latest, event)
    QUALIFY earliest - max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) <= 1
    OR lead(earliest) OVER run - max(latest) OVER (run ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) <= 1)
SELECT event AS claim, source_stands_for AS one, target_stands_for AS other, _mutual AS mutual, type,
       CASE WHEN {REAL} THEN 'real' ELSE status END AS whether, earliest, latest,
       _stated AS stated, _published AS published
FROM events WHERE event IN (SELECT event FROM near)
"""


def _claim(row: Record) -> Claim:
    sides = [str(row["one"]), str(row["other"])]
    return Claim(
        id=hexadecimal(row["claim"]),
        group=(*(sorted(sides) if row["mutual"] else sides), str(row["type"]), str(row["whether"])),
        earliest=cast("date | None", row["earliest"]),
        latest=cast("date | None", row["latest"]),
        stated=bool(row["stated"]),
        published=bool(row["published"]),
        articles=frozenset(cast("list[str]", row["articles"])),
    )
