"""The network of a graph of any size: pairs summed up in SQL, so that no event is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from kg.graph.selection import COLUMNS, Selection
from kg.lexicon.actor_index import mentioned
from kg.model import Actor
from kg.store import Log
from kg.store.columns import ACTOR_COLUMNS
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import hexadecimal
from kg.store.records import Record, actor_of
from kg.views.networks import COUNTS, EVIDENCE, Network, View, assemble_ties
from kg.views.networks.sums import COOPERATIVE, MonthSums, Pair, PairSums, Sums, month_of
from ontology import EventType, Mode, QuadClass

_STRENGTH = "{'a': -outlets, 'b': -reports, 'c': -confidence, 'd': event}"
NEEDED = ("mode", "domestic", *COLUMNS)
"""Columns of the best report that a network needs."""
PORTION = 100_000
"""Events that are summed up at a time."""

_ORDINAL = "earliest - DATE '0001-01-01' + 1"  # a number becomes one of Python's in a tenth of the time of a date
_MONTH = "date_trunc('month', earliest)::DATE"


class _Code(NamedTuple):
    """What an event is coded as: its type, and the score of that in its mode."""

    type: EventType
    score: float


def network_of(log: Log, wanted: Selection, view: View) -> Network:
    """The network of a graph's events, or of some of them; see :func:`kg.views.networks.network`.

    Args:
        log: The graph.
        wanted: Which events; the number of a pair's events is the view's.
        view: How to show them.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    with EventTable(log, columns=NEEDED, outlet_names=True) as table:
        return network_in(table, wanted, view)


def network_in(table: EventTable, wanted: Selection, view: View) -> Network:
    """The same of a table, with the columns :data:`NEEDED` and names of outlets, that is left with these events."""
    wanted.apply(table)
    table.remove(f"NOT ({COUNTS})")
    codes = _tie(table, view)
    return assemble_ties(_ties(table, view, codes), view, _cast(table))


def _tie(table: EventTable, view: View) -> list[_Code]:
    """Give each event its pair and its code, leave out those of pairs with too few, and return the codes."""
    swap = "false" if view.directed else "source_stands_for > target_stands_for"
    one, other = (
        f"CASE WHEN {swap} THEN {a} ELSE {b} END"
        for a, b in (("target_stands_for", "source_stands_for"), ("source_stands_for", "target_stands_for"))
    )
    table.run(f"CREATE VIEW tied AS SELECT *, {one} AS one, {other} AS other FROM events")
    if view.min_events > 1:
        few = "SELECT one, other FROM tied GROUP BY ALL HAVING count(*) < $least"
        table.remove(f"event IN (SELECT event FROM tied SEMI JOIN ({few}) USING (one, other))", least=view.min_events)
    codes = list(table.rows("SELECT DISTINCT type, mode FROM events"))
    table.run(
        "CREATE TABLE codes (code INTEGER, type VARCHAR, mode VARCHAR, score DOUBLE, quad INTEGER, friendly BOOLEAN)"
    )
    found: list[_Code] = []
    for number, row in enumerate(codes):
        type_ = EventType(str(row["type"]))
        score = Mode.get(type_, str(row["mode"])).score if row["mode"] else type_.score
        table.run(
            "INSERT INTO codes VALUES ($code, $type, $mode, $score, $quad, $friendly)",
            code=number,
            type=type_.value,
            mode=row["mode"] or "",
            score=score,
            quad=type_.quad.value if view.kinds else 0,
            friendly=type_.quad in COOPERATIVE,
        )
        found.append(_Code(type_, score))
    table.run(
        "CREATE VIEW scored AS SELECT t.*, c.code, c.score, c.quad, c.friendly FROM tied t JOIN codes c "
        "ON t.type = c.type AND coalesce(t.mode, '') = c.mode"
    )
    return found


def _ties(table: EventTable, view: View, codes: Sequence[_Code]) -> Iterator[tuple[Pair, PairSums]]:
    (size,) = table.rows("SELECT count(*) AS events FROM events")
    portions = 1 + cast("int", size["events"]) // PORTION
    for portion in range(portions):
        yield from _portion(table, view, codes, f"hash(one, other) % {portions} = {portion}")


def _portion(table: EventTable, view: View, codes: Sequence[_Code], where: str) -> Iterator[tuple[Pair, PairSums]]:
    """Pairs of which the days, outlets and codes are in memory at a time."""
    months = _months(table, where) if view.timeline else {}
    ties: dict[Pair, PairSums] = {}
    for row in table.rows(
        f"""SELECT one, other, quad, count(*) AS events, sum(reports)::BIGINT AS reports,
                   list_distinct(flatten(list(outlet_names))) AS outlets, histogram(code) AS codes,
                   list(DISTINCT {_ORDINAL}) FILTER (earliest IS NOT NULL) AS days, min({_STRENGTH}, {EVIDENCE}) AS best
            FROM scored WHERE {where} GROUP BY one, other, quad ORDER BY one, other, quad"""
    ):
        key = str(row["one"]), str(row["other"])
        ties.setdefault(key, PairSums())
        ties[key].events += cast("int", row["events"])
        quad = QuadClass(cast("int", row["quad"])) if row["quad"] else None
        ties[key].kinds[quad] = _sums(row, codes, months.get((*key, row["quad"]), {}))
    yield from ties.items()


def _sums(row: Record, codes: Sequence[_Code], months: dict[Pair, MonthSums]) -> Sums:
    best = cast("list[Mapping[str, float]]", row["best"])
    types, scores = Counter[EventType](), Counter[float]()
    for code, number in cast("Mapping[int, int]", row["codes"]).items():
        types[codes[code].type] += number
        scores[codes[code].score] += number
    return Sums(
        events=cast("int", row["events"]),
        reports=cast("int", row["reports"]),
        outlets=set(cast("list[str]", row["outlets"])),
        types=types,
        scores=scores,
        days=set(cast("list[int] | None", row["days"]) or ()),
        strongest=[(int(one["a"]), int(one["b"]), one["c"], hexadecimal(one["d"])) for one in best],
        months=months,
    )


def _months(table: EventTable, where: str) -> dict[tuple[object, ...], dict[Pair, MonthSums]]:
    """What happened in each month, by pair and quad class."""
    found: dict[tuple[object, ...], dict[Pair, MonthSums]] = {}
    for row in table.rows(
        f"SELECT one, other, quad, {_MONTH} AS month, count(*) FILTER (friendly) AS cooperation, "
        "count(*) FILTER (NOT friendly) AS conflict, histogram(score) AS scores FROM scored "
        f"WHERE earliest IS NOT NULL AND {where} GROUP BY ALL ORDER BY ALL"
    ):
        month = cast("date", row["month"])
        found.setdefault((row["one"], row["other"], row["quad"]), {})[month_of(month.year, month.month)] = MonthSums(
            cooperation=cast("int", row["cooperation"]),
            conflict=cast("int", row["conflict"]),
            scores=Counter(cast("Mapping[float, int]", row["scores"])),
        )
    return found


def _cast(table: EventTable) -> Iterator[Actor]:
    """Every actor as some report of the events describes it."""
    sides = {side: ", ".join(f"{side}_{name}" for name in ACTOR_COLUMNS) for side in ("source", "target", "object")}
    both = table.reports_of_events(f"SELECT DISTINCT {sides['source']}, {sides['target']}")
    about = table.reports_of_events(f"SELECT DISTINCT {sides['object']}", "object_id IS NOT NULL")
    for row in both:
        yield actor_of(row, "source")
        yield actor_of(row, "target")
    for row in about:
        yield actor_of(row, "object")
    for event in table.in_memory():
        for report in event.reports:
            yield from mentioned(report)
