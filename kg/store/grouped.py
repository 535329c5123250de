"""Reports as columns for DuckDB: cells that stand together in many rows are handed over once, and looked up there.

A batch names the same few actors, days and codes over and over. Handing each cell of 65 columns over costs three times
as much as reading the row that it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from kg.model import Report
from kg.store.records import ACTOR_OF, DAYS, LOGGED, SIDE_OF, actor_cells, day_cells, side_cells

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Cells = tuple[object, ...]
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class SharedCells:
    """Columns whose cells stand together.

    Attributes:
        names: The columns.
        rows: Their distinct cells, a row each.
        at: Of each report the place of its row among these.
    """

    names: Sequence[str]
    rows: Sequence[Cells]
    at: Sequence[int]


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what it needs.

    Attributes:
        text: The query.
        values: Its parameters.
        arrays: Columns of the table that it reads as :data:`ARRAYS`; nothing where it reads none.
    """

    ARRAYS: ClassVar[str] = "handed_over"
    text: str
    values: Mapping[str, object]
    arrays: Mapping[str, Array] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Reports as columns.

    Attributes:
        plain: Columns whose cells are each their own, a cell a report.
        groups: The others.
        length: Number of reports.
    """

    plain: Mapping[str, Sequence[object]]
    groups: Sequence[SharedCells]
    length: int

    def query(self, columns: Mapping[str, str]) -> Query:
        """A query for the rows with these columns, in their order."""
        import numpy as np

        values: dict[str, object] = {}
        where: dict[str, str] = {}
        arrays: dict[str, Array] = {}

        def value(name: str, cell: object, type_: str) -> str:
            values[name] = cell
            return f"${name}::{type_}"

        for at, (name, cells) in enumerate(self.plain.items()):
            if _alike(cells):  # as most of what imported rows do not have
                where[name] = value(f"p{at}", cells[0], columns[name])
            else:
                arrays[name], where[name] = np.array(cells, object), f'f."{name}"::{columns[name]}'
        for number, group in enumerate(self.groups):
            arrays[f"g{number}"] = np.array(group.at, np.int64) + 1  # DuckDB counts from one
            for at, name in enumerate(group.names):
                shared, label = [row[at] for row in group.rows], f"g{number}c{at}"
                if _alike(shared):
                    where[name] = value(label, shared[0], columns[name])
                else:
                    where[name] = f"list_extract({value(label, shared, f'{columns[name]}[]')}, f.g{number})"
        wanted = ", ".join(f'{where[name]} AS "{name}"' for name in columns)
        return Query(f"SELECT {wanted} FROM {Query.ARRAYS} f", values, arrays)


def _alike(cells: Sequence[object]) -> bool:
    """Whether there are some, and all are one; the first and the last tell it of most columns that are not."""
    return bool(cells) and cells[0] == cells[-1] and all(cell == cells[0] for cell in cells)


def pair_key(a: str, b: str) -> str:
    """Both sides in one text, the same whoever did it to whom."""
    return "\x1f".join(sorted((a, b)))


_PLAIN = (
    *("doc", "sentence", "start", "end", "trigger_start", "trigger_end", "object", "object_event"),
    *("place", "confidence", "url"),
)
_CODED = (
    *("article", "part", "trigger", "predicate", "type", "mode", "contexts", "cameo"),
    *("status", "symmetric", "domestic", "rule", "dataset", "original_code"),
)
_coded = attrgetter(*_CODED)


def grouped(reports: Sequence[Report], positions: Iterable[int]) -> Grouped:
    """Reports as columns of the log.

    Args:
        reports: The reports of a batch.
        positions: The place of each among the reports of its article.
    """
    ids = [report.ids for report in reports]
    plain: dict[str, Sequence[object]] = {name: list(map(attrgetter(name), reports)) for name in _PLAIN}
    plain |= {"event": [event for event, _ in ids], "id": [own for _, own in ids], "position": list(positions)}
    plain["pair"] = [pair_key(*report.dyad) for report in reports]
    coded = list(map(_coded, reports))
    return Grouped(
        plain=plain,
        groups=[
            _group(SIDE_OF["source"], [report.source for report in reports], side_cells),
            _group(SIDE_OF["target"], [report.target for report in reports], side_cells),
            _group(ACTOR_OF["object"], [report.object_actor for report in reports], actor_cells),
            _group(DAYS, [report.when for report in reports], day_cells),
            _group(("outlet",), [report.outlet for report in reports], lambda outlet: (outlet,)),
            _group(("published",), [report.published for report in reports], lambda day: (day,)),
            _group(_CODED, coded, _code_cells, [tuple(map(id, cells)) for cells in coded]),
        ],
        length=len(reports),
    )


def _group(
    names: Sequence[str], things: Sequence[_Thing], cells: Callable[[_Thing], Cells], keys: Sequence[object] = ()
) -> SharedCells:
    """What stands together; things are told apart by identity, which costs less than comparing them."""
    places: dict[object, int] = {}
    rows: list[Cells] = []
    at = []
    for thing, key in zip(things, keys or map(id, things), strict=True):
        place = places.get(key)
        if place is None:
            place = places[key] = len(rows)
            rows.append(cells(thing))
        at.append(place)
    return SharedCells(names, rows, at)


def _code_cells(coded: Cells) -> Cells:
    """The cells of :data:`_CODED`: members of enumerations by their names in the log."""
    return tuple(LOGGED[name](cell) if name in LOGGED else cell for name, cell in zip(_CODED, coded, strict=True))
