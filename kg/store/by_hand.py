"""Events of pairs of actors with an analyst's mark: merged in memory, and added to a table of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.model import Event
from kg.store.columns import REPORT_COLUMNS
from kg.store.grouped import pair_key
from kg.store.merged import Merged
from kg.store.reader import Reader
from kg.store.records import Record, report_record


def marked_pairs(log: Reader) -> Sequence[str]:
    """Keys of the pairs of which some event is marked, as they were read.

    Raises:
        GraphError: The log is damaged, or the file of marks has errors.
    """
    marks = log.marks()
    named = {*marks.wrong, *marks.types, *marks.same, *marks.same.values()} if marks else set()
    return log.pairs_of(named) if named else []


def events_of(log: Reader, marked: Sequence[str], wanted: Collection[str] | None) -> dict[str, Event]:
    """The events of these pairs by id, or, where only some are wanted, of which the pair now is one of them."""
    events = log.events_where("r.pair IN (SELECT unnest($pairs))", pairs=marked) if marked else []
    return {event.id: event for event in events if wanted is None or pair_key(*event.best.dyad) in wanted}


def add(table: Merged, name: str, kinds: Mapping[str, str], events: Iterable[Event]) -> None:
    """Add events to a table with such columns."""
    _insert(table, name, kinds, [_record(event) for event in events])


def hold_best(table: Merged, name: str, events: Mapping[str, Event]) -> None:
    """Make a table of the best reports of events by id, with ``event_id``, the event's id."""
    records = [report_record(event.best) | {"event_id": int(key, 16)} for key, event in events.items()]
    _hold(table, name, {**REPORT_COLUMNS, "event_id": "UBIGINT"}, records)


def hold_reports(table: Merged, name: str, events: Mapping[str, Event]) -> None:
    """Make a table of all reports of events by id, with ``id``, ``of_event``, its ``marks``, and the ``rank`` in it."""
    kinds = {**REPORT_COLUMNS, "id": "VARCHAR", "of_event": "UBIGINT", "marks": "VARCHAR[]", "rank": "INTEGER"}
    records = [
        report_record(told) | {"id": told.id, "of_event": int(key, 16), "marks": list(event.marks), "rank": rank}
        for key, event in events.items()
        for rank, told in enumerate(event.reports)
    ]
    _hold(table, name, kinds, records)


def _hold(table: Merged, name: str, kinds: Mapping[str, str], records: Sequence[Record]) -> None:
    columns = ", ".join(f'"{column}" {kind}' for column, kind in kinds.items())
    table.run(f"CREATE TABLE {name} ({columns})")
    _insert(table, name, kinds, records)


def _insert(table: Merged, name: str, kinds: Mapping[str, str], records: Sequence[Record]) -> None:
    cells = ", ".join(f"unnest($c{at}::{kind}[])" for at, kind in enumerate(kinds.values()))
    values = {f"c{at}": [record[column] for record in records] for at, column in enumerate(kinds)}
    columns = ", ".join(f'"{column}"' for column in kinds)
    if records:
        table.run(f"INSERT INTO {name} ({columns}) SELECT {cells}", **values)


def _record(event: Event) -> Record:
    own = {
        "event": int(event.id, 16),
        "best": int(event.best.id, 16),
        "reports": len(event.reports),
        "outlets": len(event.outlets),
        "outlet_names": list(event.outlets),
    }
    return report_record(event.best) | own
