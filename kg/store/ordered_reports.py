"""The reports of a table of events in the order of these, as views in SQL."""

from __future__ import annotations

from kg.store import by_hand
from kg.store.columns import REPORT_COLUMNS
from kg.store.duck import names
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import CLAIM, TOLD_ON

ORDER = "t.nth, t.rank, t.doubt, t.since, t.id"
"""Events by date, sides, type and id; within one its reports as :func:`kg.assembly.merge` has them, the best first.

``t`` is ``ordered_reports``."""


def put_in_order(table: EventTable) -> None:
    """Make ``placed`` and ``ordered_reports``.

    The first has each ``event`` with its place, ``nth``, from 0. The second has every report once, as marks would have
    it: all columns of a report, its ``id``, the event that it is of (``of_event``) and its marks, and what it is sorted
    by, see :data:`ORDER`.
    """
    table.run(
        "CREATE TABLE placed AS SELECT event, row_number() OVER (ORDER BY earliest NULLS LAST, latest NULLS LAST, "
        "source_stands_for, target_stands_for, type, event) - 1 AS nth FROM events"
    )
    by_hand.hold_reports(table, "held_reports", table.memory)
    table.run("CREATE TABLE pairs_held AS SELECT unnest($pairs::VARCHAR[]) AS pair", pairs=sorted(table.by_hand))
    columns = names(REPORT_COLUMNS)
    table.run(
        f"""CREATE VIEW ordered_reports AS
        SELECT r.*, placed.nth FROM (
            SELECT {columns}, r.id, coalesce(joined.event, claim) AS of_event, []::VARCHAR[] AS marks,
                   coalesce(joined.rank, 0) AS rank, -r.confidence AS doubt,
                   {TOLD_ON} AS since
            FROM (SELECT *, {CLAIM} AS claim FROM told_reports {_NOT_HELD if table.by_hand else ""}) r
                 LEFT JOIN joined USING (claim)
            UNION ALL SELECT {columns}, r.id, r.of_event, r.marks, r.rank, 0, '' FROM held_reports r) r
        JOIN placed ON placed.event = r.of_event"""
    )


_NOT_HELD = "WHERE pair NOT IN (FROM pairs_held)"
