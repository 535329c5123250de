"""Opening a table: what it is, and the coder that makes reports of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg import states
from kg.base.errors import KgError, ReadError
from kg.base.ids import digest
from kg.importers import cameo_codes
from kg.importers.base import Coder, Importer, TableContext
from kg.importers.day_order import Days, Order, order, slashed
from kg.importers.errors import FileError, OtherLayoutError, RowError
from kg.importers.event_files import Chunk, Table, height
from kg.importers.layout import SAMPLE, Columns, Layout, columns, plain
from kg.importers.row_actors import RowActors
from kg.model import Report

_NAME = 60  # characters that hold the name of the first column
_SAID = 80  # characters of an error
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A table whose layout is known.

    Attributes:
        table: The table.
        columns: Where its columns stand.
        days: Reads its dates.
        coder: Makes reports of its rows.
        ordered: Whether its first rows have dates whose order of day and month had to be found out.
        zeros: Whether its event codes have their leading zeros.
        tell: Takes remarks on the row at hand.
        form: What tables of the data set look like.
        cast: Resolves actors.
        names: Its names of columns, without case and signs.
        head: The header; nothing where there is none.
    """

    table: Table
    columns: Columns
    days: Days
    coder: Coder
    ordered: bool
    zeros: bool
    tell: Callable[[str, str], None]
    form: Layout
    cast: RowActors
    names: frozenset[str]
    head: bytes

    @property
    def notes(self) -> tuple[str, ...]:
        """What was taken for what, where that is not plain."""
        dates = (f"dates are {self.days.order}",) if self.ordered else ()
        codes = () if self.zeros else ("event codes have lost their leading zeros: words or root codes decide",)
        return (*self.columns.notes, *dates, *codes)

    def chunks(self) -> Iterator[Chunk]:
        """Its rows, some thousands at a time, up to where a header of another layout begins.

        Raises:
            OtherLayoutError: There is one: the rows under it are counted, and not read.
            ReadError: As :meth:`Table.chunks`.
        """
        chunks = self.table.chunks(header=self.columns.header)
        for chunk in chunks:
            at = next((n for n, line in enumerate(chunk.lines) if self.other(line)), None)
            if at is None:
                yield chunk
                continue
            yield replace(chunk, lines=chunk.lines[:at])
            line = chunk.first + sum(map(height, chunk.lines[:at]))
            rows = len(chunk.lines) - at + sum(len(more.lines) for more in chunks)
            raise OtherLayoutError(line, rows)

    def other(self, line: bytes) -> bool:
        """Whether a line is the header of another layout."""
        if line[:1].isdigit():  # an id or a day, as nearly always
            return False
        first = line[:_NAME].partition(self.columns.separator.encode())[0]
        if plain(decode(first)[0]) not in self.names:
            return False
        try:
            found = columns([decode(line)[0]], self.form)
        except FileError:
            return False
        return found.header and found.places != self.columns.places

    def key(self, chunk: Chunk) -> str:
        """What a chunk is known by: its lines, and how their dates are read."""
        return digest(chunk.hash, self.days.order.name) if self.ordered else chunk.hash

    def reports(self, raw: bytes, article: str) -> Sequence[Report]:
        """The reports of one row, at least one.

        Raises:
            RowError: It becomes none.
        """
        line, sound = decode(raw)
        if not line.strip():
            raise RowError("empty line")
        if self.head and raw.strip() == self.head:
            raise RowError("the header once more", harmless=True)
        self.cast.missed.clear()
        try:
            found = self.coder(self.columns.row(line), article)
        except (RowError, FileError, KgError):
            raise
        except Exception as error:  # the one door: an odd row costs none of those beside it
            raise RowError("cannot be read", f"{type(error).__name__}: {error}"[:_SAID]) from error
        for country in dict.fromkeys(self.cast.missed) if self.cast.missed else ():
            self.tell("a country that no table has: its actors stand for themselves", country)
        if not sound:
            self.tell("not UTF-8: read as Windows-1252", "")
        for odd in set(filter(None, map(_odd, found))):
            self.tell("a state on a day on which it did not stand", odd)
        return found


def opened(
    table: Table, importer: Importer, cast: RowActors, tell: Callable[[str, str], None], all_: Mapping[str, Importer]
) -> Opened:
    """Find out how a table is to be read.

    Args:
        table: The table.
        importer: Its format.
        cast: Resolves actors.
        tell: Takes remarks on the row at hand.
        all_: All formats: one of another is told with its name.

    Raises:
        FileError: It is no table of that format.
        ReadError: It cannot be read at all.
    """
    raw = table.sample(SAMPLE)
    if raw and raw[0][:2] in _UTF16:
        raise FileError("is UTF-16: save it as UTF-8")
    sample = [decode(line)[0] for line in raw]
    try:
        found = columns(sample, importer.form)
    except FileError as error:
        raise FileError(f"{error}{_other(sample, importer, all_)}") from None
    if found.header and not any(line.strip() for line in sample[1:]):
        raise FileError(f"no {importer.title} events: a header, and no row under it")
    days = Days(lambda: _order(table, found, importer))
    first = [cells for line in sample[found.header :] if (cells := _cells(found, line))]
    coded = {cells[found[importer.code]].strip() for cells in first} if importer.code else set()
    zeros = not any(map(cameo_codes.bare, coded)) or any(code.startswith("0") for code in coded)
    context = TableContext(columns=found, cast=cast, days=days, zeros=zeros, tell=tell)
    ordered = any(slashed(cells[found[importer.day]]) for cells in first)
    return Opened(
        table=table,
        columns=found,
        days=days,
        coder=importer.start(context),
        ordered=ordered,
        zeros=zeros,
        tell=tell,
        form=importer.form,
        cast=cast,
        names=frozenset(importer.form.names()),
        head=raw[0].strip() if found.header else b"",
    )


def _odd(one: Report) -> str | None:
    """What is odd about naming a state of a report on its day."""
    if one.when.latest is None:
        return None
    return _out_of_time(one.source.actor.stands_for, one.when.latest) or _out_of_time(
        one.target.actor.stands_for, one.when.latest
    )


_out_of_time = lru_cache(maxsize=100_000)(states.out_of_time)


def decode(line: bytes) -> tuple[str, bool]:
    """A line as text, and whether it is UTF-8; one that is not is read as Windows-1252."""
    stripped = line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")
    try:
        return stripped.decode("utf-8"), True
    except UnicodeDecodeError:
        return stripped.decode("cp1252", "replace"), False


def _order(table: Table, found: Columns, importer: Importer) -> Order:
    """The order of day and month in a whole table; of a damaged one, in what stands before the damage."""
    return order(_days(table, found, importer))


def _days(table: Table, found: Columns, importer: Importer) -> Iterator[str]:
    lines = table.lines()
    try:
        for line in lines:
            if cells := _cells(found, decode(line)[0]):
                yield cells[found[importer.day]]
    except ReadError:
        return


def _cells(found: Columns, line: str) -> Sequence[str]:
    try:
        return found.row(line)
    except RowError:
        return ()


def _other(sample: Sequence[str], importer: Importer, all_: Mapping[str, Importer]) -> str:
    """What to do with a table of another format."""
    for other in all_.values():
        if other is not importer and _is(sample, other):
            return f"; it is one of {other.title}, which is read by: kg import {other.name}"
    return ""


def _is(sample: Sequence[str], importer: Importer) -> bool:
    try:
        columns(sample, importer.form)
    except FileError:
        return False
    return True
