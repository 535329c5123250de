"""What a table of the lexicon must look like, and one checker for all: every problem with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.base.dates import parse_iso
from kg.lexicon.tables import Problems, TableRow, rows

Check = Callable[[str], str | None]
"""What is wrong with a value, if anything."""
RowCheck = Callable[[TableRow], Iterator[str]]
"""Everything that is wrong with the cells of a row together."""
Known = Mapping[str, Collection[str]]
"""What other tables name, by what it is: ids of actors, classes of nouns, lists of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """What may stand in the cells of a column.

    Attributes:
        check: What is wrong with a value.
        required: Whether no cell may be empty.
        listed: Whether a cell is a list with ``|`` between items, each of which is a value; none twice.
        refers: What a value names that another table must have: ``actor``, ``class``, ``list``, each with its name.
    """

    check: Check | None = None
    required: bool = False
    listed: bool = False
    refers: Callable[[str], Iterable[tuple[str, str]]] = lambda _: ()

    def problems(self, name: str, cell: str, known: Known) -> Iterator[str]:
        """Everything that is wrong with a cell."""
        if not cell:
            if self.required:
                yield f"{name} is empty"
            return
        items = cell.split("|") if self.listed else [cell]
        if self.listed and any(item != item.strip() or not item for item in items):
            yield f"{name} has an empty item, or one with spaces around it"
        if twice := sorted({item for item in items if items.count(item) > 1}) if len(items) > 1 else ():
            yield f"{name} has {', '.join(twice)} twice"
        for item in filter(None, map(str.strip, items)):
            if self.check is not None and (problem := self.check(item)):
                yield f"{name}: {problem}"
            for kind, other in self.refers(item):
                if other not in known.get(kind, (other,)):
                    yield f"{name}: no table has the {kind} {other!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """What a table must look like.

    Attributes:
        columns: What may stand in each column that it must have; others are notes.
        key: Columns by whose values no two rows may be the same.
        row: What is wrong with the cells of a row together.
    """

    columns: Mapping[str, Cells]
    key: tuple[str, ...] = ()
    row: RowCheck | None = None

    def check(self, text: str, file: str, known: Known, problems: Problems) -> list[TableRow]:
        """Note everything that is wrong with a table, and return its rows.

        Args:
            text: The table.
            file: Its name, for the place of a problem.
            known: What other tables name; what is not among its keys is not asked for.
            problems: Where to note them.
        """
        found = list(rows(text, file, tuple(self.columns), problems))
        wrong = {name: self._wrong(name, found, known) for name in self.columns if found}
        wrong = {name: cells for name, cells in wrong.items() if cells}
        places: dict[tuple[str, ...], str] = {}
        for row in found:
            for problem in self._of_row(row, wrong, places):
                problems.add(row.place, problem)
        return found

    def _wrong(self, name: str, found: Sequence[TableRow], known: Known) -> dict[str, list[str]]:
        """What is wrong with each cell of a column: the same in all rows, so that each is looked at once."""
        column = self.columns[name]
        cells = {row[name] for row in found} if column != Cells() else set()
        return {cell: wrong for cell in cells if (wrong := list(column.problems(name, cell, known)))}

    def _of_row(
        self, row: TableRow, wrong: Mapping[str, Mapping[str, list[str]]], places: dict[tuple[str, ...], str]
    ) -> Iterator[str]:
        for name, cells in wrong.items():
            yield from cells.get(row[name], ())
        own = tuple(row[name] for name in self.key)
        if self.key and (first := places.setdefault(own, row.place)) != row.place:
            yield f"{' '.join(filter(None, own))} stands in {first} already"
        if self.row is not None:
            yield from self.row(row)


def actor(value: str) -> Iterator[tuple[str, str]]:
    """A value that is the id of an actor."""
    yield "actor", value


def one_of(values: Iterable[str], what: str = "") -> Check:
    """A value of a closed list."""
    allowed = frozenset(values)
    known = " ".join(sorted(allowed))
    return lambda value: None if value in allowed else f"unknown {what or 'value'} {value!r}; known: {known}"


def matching(pattern: str, wanted: str) -> Check:
    """A value that a regular expression fits as a whole."""
    compiled = re.compile(pattern)
    return lambda value: None if compiled.fullmatch(value) else f"{value!r} is not {wanted}"


def number(low: float = -math.inf, high: float = math.inf) -> Check:
    """A number between two bounds."""

    def check(value: str) -> str | None:
        try:
            found = float(value)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            return f"{value!r} is no number"
        return None if low <= found <= high else f"{value} is not between {low:g} and {high:g}"

    return check


def iso_date(value: str) -> str | None:
    """A day, month or year of ISO 8601."""
    return None if parse_iso(value) else f"{value!r} is no ISO date (2019, 2019-05 or 2019-05-20)"
