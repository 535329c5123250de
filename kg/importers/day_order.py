"""Days of event tables, in the ways in which data sets and the programs that save them write a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from kg.base.dates import DateBasis, When
from kg.importers.errors import RowError

FIRST_YEAR, LAST_YEAR = 1700, 2100
"""Years outside mean a slip or "unknown" (0000, 9999) in every data set read here."""

_DIGITS = re.compile(r"^(\d{4})(\d\d)(\d\d)$", re.ASCII)
_SLASHED = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?:[ T].*)?$", re.ASCII)
_NAMED = re.compile(r"^(\d{1,2})[ -]?([A-Za-z]{3})[a-z]*[ -]?(\d{4})$", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY, _PIVOT, _MOST = 100, 70, 12


class Order(StrEnum):
    """What stands first in ``3/4/2017``, as the whole table shows."""

    MONTH = "month/day/year, as days above 12 show"
    DAY = "day/month/year, as days above 12 show"
    UNSAID = "month/day/year, as no day above 12 says otherwise"
    BOTH = "both month/day/year and day/month/year: those that can be either are left out"


def order(cells: Iterable[str]) -> Order:
    """The order of day and month in all of a table's cells for days."""
    first = last = False
    for cell in cells:
        if (match := _SLASHED.match(cell.strip())) is not None:
            first = first or int(match[1]) > _MOST >= int(match[3])
            last = last or int(match[3]) > _MOST >= int(match[1])
            if first and last:
                return Order.BOTH
    return Order.DAY if first else Order.MONTH if last else Order.UNSAID


def slashed(cell: str) -> bool:
    """Whether a day is written so that its order must be known."""
    return _SLASHED.match(cell.strip()) is not None


class Days:
    """Reads the days of one table; the order of day and month is found out when the first such day is met."""

    def __init__(self, found: Callable[[], Order]) -> None:
        """Take what finds the order in the whole table."""
        self._find = found
        self._order: Order | None = None

    @property
    def order(self) -> Order:
        """The order of day and month in this table."""
        if self._order is None:
            self._order = self._find()
        return self._order

    def day(self, text: str) -> date:
        """The day in ``2018-06-01``, ``20180601``, a time stamp that begins so, ``6/1/2018`` or ``01jun2018``.

        Raises:
            RowError: It is none, its year cannot be, or it may be two.
        """
        match = _SLASHED.match(text)
        found = _plain(text) if match is None else _ordered(match, self.order)
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise RowError(f"no date between {FIRST_YEAR} and {LAST_YEAR}", text[:40])
        return found

    def when(self, text: str) -> When:
        """That day as the time of an event; raises like :meth:`day`."""
        return _when(self.day(text))


@lru_cache(maxsize=100_000)
def _when(day: date) -> When:
    return When.day(day, DateBasis.STATED)


@lru_cache(maxsize=100_000)
def _plain(text: str) -> date:
    digits = text[:10].replace("-", "") if text[4:5] == "-" else text[:8]
    try:
        if named := _NAMED.match(text):
            return date(int(named[3]), _MONTHS.index(named[2].lower()) + 1, int(named[1]))
        return date(*map(int, _DIGITS.findall(digits)[0]))
    except (ValueError, IndexError):
        raise RowError("no date", text[:40]) from None


def _ordered(match: re.Match[str], order: Order) -> date:
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == len("17"):
        year += 19 * _CENTURY if year >= _PIVOT else 20 * _CENTURY
    if order is Order.BOTH and max(one, other) <= _MOST and one != other:
        raise RowError("a date that may be two days, in a table with both orders", match[0][:40])
    day_first = one > _MOST if order is Order.BOTH else order is Order.DAY
    try:
        return date(year, other, one) if day_first else date(year, one, other)
    except ValueError:
        raise RowError("no date", match[0][:40]) from None
