"""How an event table is laid out: its separator, whether it has a header, and where each column stands.

One way for all formats. A table is known by its header, in whatever spelling and order; without one by its shape:
the number of its columns, and what its cells hold. People hand over what pandas, R and BigQuery made of a file, so a
column of row numbers before the first is no hindrance, nor a header that lacks its name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.importers.errors import FileError, RowError

SAMPLE = 200
"""Lines that are looked at."""
_SEPARATORS: Mapping[str, str] = MappingProxyType(
    {"\t": "separated by tabs", ",": "separated by commas", ";": "separated by semicolons", "|": "separated by |"}
)
_SHIFTS = (0, 1, -1)
_NUMBERS = frozenset({"", "index", "rownames", "rowid", "x"})
_NUMBERED = re.compile(r"Unnamed: \d+|\.\.\.\d+|V?\d+", re.IGNORECASE)
"""Names that pandas and R give to columns without one."""
_FEWEST = 3  # names that make a line a header
_TOLD = 6
_MOSTLY = 0.5
_MORE = 5
"""Columns of a table without header that may stand behind those that are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What tables of a data set look like.

    Attributes:
        title: Name for people.
        required: What a row cannot do without; of each group one column is enough.
        orders: Orders of columns of files without a header.
        aliases: Other names of columns.
        hints: Column of a table that is often taken for this one, to what to do with it.
        probes: Column to whether a cell may stand in it: how a shift is noticed.
    """

    title: str
    required: tuple[tuple[str, ...], ...]
    orders: tuple[tuple[str, ...], ...]
    probes: Mapping[str, Callable[[str], bool]]
    aliases: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> dict[str, str]:
        """Every name of a column, in its plainest spelling, to the name used here."""
        known = {plain(name): name for order in self.orders for name in order}
        return known | {plain(alias): name for alias, name in self.aliases.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where a table's columns stand.

    Attributes:
        places: Name of a column to the place of its cell in a row.
        width: Cells of a row.
        last: Place of the last that is required.
        separator: What separates cells.
        header: Whether the first line is a header.
        notes: What of this is out of the ordinary.
    """

    places: Mapping[str, int]
    width: int
    last: int
    separator: str
    header: bool
    notes: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> int:
        """Place of a column; of one that the table lacks the place of an empty cell."""
        return self.places.get(name, -1)

    def __contains__(self, name: object) -> bool:
        """Whether the table has a column."""
        return name in self.places

    def row(self, line: str) -> list[str]:
        """The cells of a line, one a column, and an empty one behind the last for columns that the table lacks.

        Raises:
            RowError: It has cells beyond the last column, or lacks a required one.
        """
        cells = split(line, self.separator)
        missing = self.width - len(cells)
        if not missing:
            cells.append("")
            return cells
        if (missing < 0 and any(cells[self.width :])) or (missing > 0 and len(cells) <= self.last):
            raise RowError("another number of columns", f"{len(cells)}, not {self.width}")
        return [*cells[: self.width], *[""] * max(missing, 0), ""]


def columns(lines: Sequence[str], form: Layout) -> Columns:
    """Find the layout of a table from its first lines.

    Raises:
        FileError: It is no table of that form: what it seems to be, and what it lacks.
    """
    if not lines:
        raise FileError(f"no {form.title} events: the file is empty")
    separator = _separator(lines[0])
    first, *rows = [_tried(line, separator) for line in lines if line] or [[]]
    known = form.names()
    names = [known.get(plain(name)) for name in first]
    if sum(name is not None for name in names) >= _FEWEST:
        return _by_header(first, names, rows, form, separator)
    return _by_shape([first, *rows], form, separator)


def _by_header(
    header: Sequence[str], names: Sequence[str | None], rows: Sequence[Sequence[str]], form: Layout, separator: str
) -> Columns:
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if name is not None:
            places.setdefault(name, at)
    if missing := [" or ".join(group) for group in form.required if not any(name in places for name in group)]:
        told = ", ".join(_shown(header[:_TOLD]))
        raise FileError(
            f"no {form.title} events: a header, {_SEPARATORS[separator]} ({told} ...),"
            f" without the column {', '.join(missing)}{_hint(header, form)}"
        )
    shift, notes = _shift(places, rows, form), []
    width = len(header) + max(shift, 0)
    if shift:
        places = {name: at + shift for name, at in places.items() if at + shift >= 0}
        side = "right" if shift > 0 else "left"
        notes.append(f"the header is one column off: each cell is taken for the name one to the {side} of it")
    if separator != "\t":
        notes.append(_SEPARATORS[separator])
    if unread := [name for name, known in zip(header, names, strict=True) if known is None and _named(name)]:
        more = f" and {len(unread) - _TOLD} more" if len(unread) > _TOLD else ""
        notes.append(f"columns that are not known, and not read: {', '.join(_shown(unread[:_TOLD]))}{more}")
    return _made(places, width, form, separator, header=True, notes=notes)


def _named(name: str) -> bool:
    """Whether somebody gave a column its name, and no program that numbers rows or columns."""
    return plain(name) not in _NUMBERS and _NUMBERED.fullmatch(name.strip()) is None


def _hint(header: Sequence[str], form: Layout) -> str:
    there = {plain(name) for name in header}
    return next((f"; {hint}" for column, hint in form.hints.items() if plain(column) in there), "")


def _by_shape(rows: Sequence[Sequence[str]], form: Layout, separator: str) -> Columns:
    width = len(rows[0])
    tries = [
        (_fit({name: at + shift for at, name in enumerate(order)}, rows, form), len(order), -shift, order, shift)
        for order in form.orders
        for shift in (0, 1)
        if 0 <= width - len(order) - shift <= _MORE
    ]
    # more columns than are known, as of a newer edition, are no hindrance where the others hold what they should
    tries = [found for found in tries if len(found[3]) + found[4] == width or found[0] > _MOSTLY]
    if not tries:
        wanted = " or ".join(str(width) for width in sorted({len(order) for order in form.orders}))
        told = ", ".join(_shown(rows[0][:_TOLD]))
        raise FileError(
            f"no {form.title} events: no header, and {width} columns instead of {wanted}, {_SEPARATORS[separator]}"
            f" ({told}{' ...' if width > _TOLD else ''}); a header with the names of the columns helps"
        )
    _, _, _, order, shift = max(tries, key=lambda found: found[:3])
    notes = []
    if more := width - len(order) - shift:
        notes.append(f"columns behind the last that is known, which are not read: {more}")
    if shift:
        notes.append("the first column is taken for numbers of rows")
    if separator != "\t":
        notes.append(f"{_SEPARATORS[separator]}, columns by their places")
    places = {name: at + shift for at, name in enumerate(order)}
    return _made(places, width, form, separator, header=False, notes=notes)


def _made(
    places: Mapping[str, int], width: int, form: Layout, separator: str, *, header: bool, notes: Sequence[str]
) -> Columns:
    last = max(min(places[name] for name in group if name in places) for group in form.required)
    if not header:
        last = max(last, width - 2)  # of a row without header only the last cell may be missing
    return Columns(places=places, width=width, last=last, separator=separator, header=header, notes=tuple(notes))


def _shift(places: Mapping[str, int], rows: Sequence[Sequence[str]], form: Layout) -> int:
    """By how many columns the rows stand beside their header: what fits best, and none in doubt."""
    fits = {shift: _fit({name: at + shift for name, at in places.items()}, rows, form) for shift in _SHIFTS}
    best = max(_SHIFTS, key=lambda shift: (fits[shift], -abs(shift)))
    return best if fits[best] > max(fits[0], 0.5) else 0


def _fit(places: Mapping[str, int], rows: Sequence[Sequence[str]], form: Layout) -> float:
    """The share of rows whose cells may stand where they stand."""
    tests = [(places[name], test) for name, test in form.probes.items() if name in places]
    fitting = sum(all(0 <= at < len(row) and test(row[at].strip()) for at, test in tests) for row in rows)
    return fitting / len(rows) if rows and tests else 0.0


def _separator(line: str) -> str:
    """The separator that makes the most cells of a line; a tab in doubt."""
    return max(_SEPARATORS, key=lambda separator: len(_tried(line, separator)))


def _tried(line: str, separator: str) -> list[str]:
    try:
        return split(line, separator)
    except RowError:
        return []


def split(line: str, separator: str) -> list[str]:
    """The cells of a line, without the quotes that some editions put around them."""
    if separator != "\t":
        try:
            return next(csv.reader([line], delimiter=separator), [])
        except csv.Error as error:
            raise RowError("no row of a table", str(error)) from None
    cells = line.split("\t")
    if '"' not in line:
        return cells
    return [c[1:-1].replace('""', '"') if len(c) > 1 and c[0] == c[-1] == '"' else c for c in cells]


def plain(name: str) -> str:
    """The name of a column without case, spaces and signs: ``#!Event ID``, ``event_id`` and ``Event.ID`` are one."""
    return re.sub(r"[\W_]+", "", name).casefold()


def _shown(cells: Sequence[str]) -> list[str]:
    return [ascii(cell.strip()[:30])[1:-1] or "nothing" for cell in cells]
