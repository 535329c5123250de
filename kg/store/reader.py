"""What a log holds: articles, reports, events, and what stands in them: looked up by name, and listed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from kg.assembly import merge_read
from kg.model import Actor, Event
from kg.store.columns import ACTOR_COLUMNS
from kg.store.duck import ALIVE
from kg.store.queries import reports_query
from kg.store.records import actor_of
from kg.store.report_reader import ReportReader

_MATCHES = 50
"""Most claims that the beginning of an id may fit before it is no name of an event."""


class Reader(ReportReader):
    """What can be read of a log. Never blocks a writer, and is not blocked by one."""

    def find(self, prefix: str) -> list[Event]:
        """Events whose id, or another id that they can be found by, begins with a prefix; an exact id gives one."""
        marks = self.marks()
        rows = list(
            self.select(
                f"{reports_query('DISTINCT r.event, r.pair, r.type')} WHERE {ALIVE} AND starts_with(r.event, $prefix) "
                f"LIMIT {_MATCHES}",
                {"prefix": prefix},
            )
        )
        pairs = {str(row["pair"]) for row in rows}
        if marks:
            pairs.update(self.pairs_of({*marks.wrong, *marks.types, *marks.same, *marks.same.values()}))
        if not pairs:
            return []
        where, values = "r.pair IN (SELECT unnest($pairs))", {"pairs": sorted(pairs)}
        if not marks:  # claims of different types are never one event
            where += " AND r.type IN (SELECT unnest($types))"
            values["types"] = sorted({str(row["type"]) for row in rows})
        events = merge_read(self.read_reports(where, values), marks)
        exact = [event for event in events if event.id == prefix] or [e for e in events if prefix in e.aliases]
        return exact or [e for e in events if any(name.startswith(prefix) for name in (e.id, *e.aliases))]

    def claims(self, ids: Collection[str]) -> dict[str, str]:
        """Which of some ids are claims as they were read, sorted, each with its words: ``RUS SANCTION USA 2021-03-17``.

        Args:
            ids: Ids of events.
        """
        columns = "DISTINCT r.event, r.source_stands_for AS a, r.type, r.target_stands_for AS b, r.earliest"
        query = f"{reports_query(columns)} WHERE {ALIVE} AND r.event IN (SELECT unnest($ids)) ORDER BY ALL DESC"
        rows = self.select(query, {"ids": sorted(ids)})
        found = {str(row["event"]): f"{row['a']} {row['type']} {row['b']} {row['earliest'] or ''}" for row in rows}
        return {name: found[name].strip() for name in sorted(found)}

    def pairs_with(self, sides: Collection[str]) -> list[str]:
        """Keys of the pairs of which one side is one of these, sorted."""
        one = "r.source_stands_for IN (SELECT unnest($sides)) OR r.target_stands_for IN (SELECT unnest($sides))"
        query = f"{reports_query('DISTINCT r.pair')} WHERE {ALIVE} AND ({one})"
        return sorted(str(row["pair"]) for row in self.select(query, {"sides": sorted(sides)}))

    def sides(self) -> dict[str, str]:
        """What takes part in the graph: id by id and by label, in lower case."""
        columns = ", ".join(
            f"r.{side}_stands_for AS {side}, CASE WHEN r.{side}_id = r.{side}_stands_for THEN r.{side}_label END "
            f"AS {side}_label"
            for side in ("source", "target")
        )
        rows = list(self.select(f"{reports_query(f'DISTINCT {columns}')} WHERE {ALIVE}", {}))
        found = {(str(row[side]), row[f"{side}_label"]) for row in rows for side in ("source", "target")}
        labels = sorted(((str(label).casefold(), name) for name, label in found if label), reverse=True)
        return dict(labels) | {name.casefold(): name for name, _ in sorted(found, key=str)}

    def actors(self) -> Iterator[Actor]:
        """Every actor as some report describes it, each description once."""
        for side in ("source", "target", "object"):
            columns = ", ".join(f"r.{side}_{name}" for name in ACTOR_COLUMNS)
            where = f"WHERE {ALIVE} AND r.{side}_id IS NOT NULL ORDER BY ALL"
            for row in self.select(f"{reports_query(f'DISTINCT {columns}')} {where}", {}):
                yield actor_of(row, side)

    def names(self, column: Literal["outlet", "place", "object_event"]) -> list[str]:
        """The distinct values of a column of the reports, sorted."""
        rows = self.select(f"{reports_query(f'DISTINCT r.{column} AS name')} WHERE {ALIVE} ORDER BY name", {})
        return [str(row["name"]) for row in rows if row["name"] is not None]
