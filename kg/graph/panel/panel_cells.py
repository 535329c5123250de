"""The cells of a panel: what happened between two sides, or what one did or suffered, in one period."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.panel.numbering import number
from kg.graph.panel.panel_columns import Measure, measures
from kg.graph.panel.question import Question
from kg.store.event_table import EventTable

_CLAIM = "('0x' || r.event)::UBIGINT"
_TOLD = "CASE WHEN r.dataset IS NULL THEN r.article ELSE r.doc END"


def make(table: EventTable, question: Question) -> None:
    """Make the cells, of the views ``ways`` and ``counted`` and the table ``totals``.

    Cells are called ``cells_0`` and, of a monad, ``cells_1``: what was done to it; ``past_0`` has those before the
    first day that lags look back to, too. Their key is ``a``, ``b`` (0 of a monad) and ``time``; the other columns are
    those of :func:`kg.graph.panel.panel_columns.measures`.
    """
    keys = ["SELECT a, b, event FROM ways"]
    if question.unit == "monad":  # an event with two of one's groups is one event all the same
        asked = "n IN (SELECT n FROM grouped)" if question.groups else "true"
        keys = [
            f"SELECT DISTINCT {side} AS a, 0 AS b, event FROM ways JOIN units ON n = {side} WHERE {asked}"
            for side in ("a", "b")
        ]
    for at, keyed in enumerate(keys):
        table.run(f"CREATE TABLE acts AS SELECT * FROM ({keyed}) JOIN counted USING (event)")
        _sums(table, question)
        _evidence(table)
        table.run(
            f"""CREATE TABLE past_{at} AS WITH told AS (
                SELECT a, b, time, count(DISTINCT article)::INTEGER AS articles,
                       count(DISTINCT outlet)::INTEGER AS outlets
                FROM acts JOIN evidence USING (event) GROUP BY a, b, time)
            SELECT sums.* EXCLUDE (articles, outlets) REPLACE (share / total AS share),
                   coalesce(told.articles, sums.articles) AS articles, coalesce(told.outlets, sums.outlets) AS outlets
            FROM sums LEFT JOIN told USING (a, b, time) JOIN totals USING (time) ORDER BY a, b, time"""
        )
        if question.start is None or not question.delays:
            table.run(f"CREATE VIEW cells_{at} AS SELECT * FROM past_{at}")
        else:
            first = number(question.by, f"DATE '{question.start}'")
            table.run(f"CREATE TABLE cells_{at} AS SELECT * FROM past_{at} WHERE time >= {first} ORDER BY a, b, time")
        for name in ("acts", "sums", "evidence"):
            table.run(f"DROP TABLE {name}")


def _sums(table: EventTable, question: Question) -> None:
    """All that follows from the rows of events; articles and outlets only of cells with one report."""
    every = measures(question)
    totals = _columns((one, one.total) for one in every)
    derived = _columns((one, one.derived) for one in every)
    table.run(
        f"""CREATE TABLE sums AS SELECT *, {derived} FROM (
            SELECT a, b, time, {totals}, 1 AS articles, sum(found_outlets)::INTEGER AS outlets
            FROM acts GROUP BY a, b, time)"""
    )


def _columns(known: Iterable[tuple[Measure, str | None]]) -> str:
    """SQL of some columns: those whose value is known."""
    return ", ".join(f'({sql})::{one.held or one.column.kind} AS "{one.column.name}"' for one, sql in known if sql)


def _evidence(table: EventTable) -> None:
    """Which articles and outlets tell the events of the other cells, as hashes."""
    table.run(
        "CREATE TABLE several_told AS SELECT DISTINCT event FROM acts SEMI JOIN "
        "(SELECT a, b, time FROM sums WHERE reports > 1) USING (a, b, time)"
    )
    by_hand = "AND r.pair NOT IN (SELECT unnest($by_hand))" if table.by_hand else ""
    table.run(
        f"""CREATE TABLE evidence AS SELECT coalesce(j.event, {_CLAIM}) AS event, hash({_TOLD}) AS article,
                   CASE WHEN r.outlet <> '' THEN hash(r.outlet) END AS outlet
            FROM live_reports r LEFT JOIN joined j ON {_CLAIM} = j.claim
            WHERE coalesce(j.event, {_CLAIM}) IN (SELECT event FROM several_told) {by_hand}""",
        **({"by_hand": table.by_hand} if table.by_hand else {}),
    )
    table.run("DROP TABLE several_told")
    told = [(int(event.id, 16), report) for event in table.in_memory() for report in event.reports]
    if told:
        table.run(
            "INSERT INTO evidence SELECT event, hash(article), CASE WHEN outlet <> '' THEN hash(outlet) END FROM ("
            "SELECT unnest($events::UBIGINT[]) AS event, unnest($a::VARCHAR[]) AS article, "
            "unnest($o::VARCHAR[]) AS outlet)",
            events=[event for event, _ in told],
            a=[report.doc if report.dataset else report.article for _, report in told],
            o=[report.outlet for _, report in told],
        )
