"""The best report of each event of a graph, from its table of events: one at a time, whatever its size."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Event
from kg.store.by_hand import hold_best
from kg.store.columns import REPORT_COLUMNS
from kg.store.duck import names
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import hexadecimal
from kg.store.part_of_events import Part, part_of
from kg.store.reader import Reader
from kg.store.records import report_of


def tell_best(table: EventTable) -> None:
    """Make ``told``: of each event the columns of its best report, ``event_id``, ``reports`` and ``outlet_names``."""
    columns = names(REPORT_COLUMNS)
    hold_best(table, "held", table.memory)
    table.run(
        f"""CREATE VIEW told AS
        SELECT {columns}, e.event AS event_id, e.reports, e.outlet_names FROM told_reports r JOIN events e
            ON ('0x' || r.id)::UBIGINT = e.best WHERE e.event NOT IN (SELECT event_id FROM held)
        UNION ALL SELECT {columns}, r.event_id, e.reports, e.outlet_names FROM events e JOIN held r
            ON e.event = r.event_id"""
    )


def best_told(log: Reader, part: Part | None = None) -> Iterator[Event]:
    """Every event with its best report alone, in any order.

    Args:
        log: The graph.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    with part_of(log, part) as table:
        tell_best(table)
        for row in table.rows("FROM told"):
            yield Event(id=hexadecimal(row["event_id"]), reports=(report_of(row),))
