"""A table of some of a graph's events, which sees nothing of the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from kg.model import Actor
from kg.store.event_table import EventTable
from kg.store.merging_in_sql import CLAIM
from kg.store.reader import Reader
from kg.store.records import ACTOR_OF, actor_of


class Part(Protocol):
    """Which events of a graph are wanted."""

    @property
    def columns(self) -> Sequence[str]:
        """Columns of the best report that :meth:`leave` needs."""

    def pairs(self, log: Reader) -> Collection[str] | None:
        """Keys of the pairs of sides between which wanted events can be; None where all can."""

    def leave(self, table: EventTable) -> None:
        """Take all other events out of a table."""


@contextmanager
def part_of(
    log: Reader, part: Part | None, columns: Sequence[str] = (), *, evidence: bool = True, outlet_names: bool = False
) -> Iterator[EventTable]:
    """A table of a part of a graph, or of all of it.

    Of a part, ``live_reports``, ``told_reports`` and ``joined`` hold what belongs to its events, and nothing else.

    Args:
        log: The graph.
        part: Which events; None for all.
        columns: See :class:`kg.store.event_table.EventTable`, also for the others.
        evidence: Whether it matters what tells an event.
        outlet_names: Whether the names of outlets are needed.

    Raises:
        GraphError: A part is damaged, or the file of marks has errors.
    """
    if part is None:
        with EventTable(log, columns=columns, evidence=evidence, outlet_names=outlet_names) as table:
            yield table
        return
    needed, pairs = (*columns, *part.columns), part.pairs(log)
    with EventTable(log, columns=needed, pairs=pairs, evidence=evidence, outlet_names=outlet_names) as table:
        part.leave(table)
        _narrow(table)
        yield table


def mentioned_in(table: EventTable) -> Iterator[Actor]:
    """Every actor as some report of a table's events describes it, each description once.

    Args:
        table: From :func:`part_of`.
    """
    for side, names in ACTOR_OF.items():
        for row in table.rows(
            f"SELECT DISTINCT {', '.join(names)} FROM live_reports WHERE {side}_id IS NOT NULL ORDER BY ALL"
        ):
            yield actor_of(row, side)


def _narrow(table: EventTable) -> None:
    table.memory = {event.id: event for event in table.in_memory()}
    table.run("CREATE TABLE joined_of_part AS SELECT * FROM joined WHERE event IN (SELECT event FROM events)")
    table.run(f"DROP {_kind(table, 'joined')} joined")
    table.run("ALTER TABLE joined_of_part RENAME TO joined")
    # what was merged in memory can have claims of which marks changed the ids: their old ones are other ids of it
    read_as = [int(name, 16) for event in table.memory.values() for name in event.aliases]
    table.run(
        "CREATE TABLE claims_of_part AS SELECT event AS claim FROM events UNION SELECT claim FROM joined "
        "UNION SELECT unnest($read_as::UBIGINT[])",
        read_as=read_as,
    )
    table.run(f"ALTER {_kind(table, 'live_reports')} live_reports RENAME TO all_reports")
    table.run(f"CREATE VIEW live_reports AS SELECT * FROM all_reports WHERE {CLAIM} IN (FROM claims_of_part)")


def _kind(table: EventTable, name: str) -> str:
    (row,) = table.rows("SELECT table_type AS kind FROM information_schema.tables WHERE table_name = $name", name=name)
    return "VIEW" if row["kind"] == "VIEW" else "TABLE"
