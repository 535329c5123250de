"""Dates as news tells them: two calendar bounds, how precisely they are known, and from what.

A date is never a bare year in disguise: ``2014`` is the interval from 1 January to 31 December with precision
``year``. The set of precisions is the smallest honest one: a week, a weekend, a season, a quarter or a decade is a
``range``, because its two bounds already say everything that a name for it would.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

MONTHS: Mapping[str, int] = MappingProxyType(
    {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
    | {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
"""English month names and their abbreviations, lower case, without a dot -> 1..12."""

DECEMBER = 12
_WEEK = 7
LAST_SORTED = "9999-12-31"


class Precision(StrEnum):
    """What the two bounds of a :class:`When` amount to."""

    DAY = "day"
    RANGE = "range"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """Where a date comes from."""

    STATED = "stated"
    """An explicit calendar date with its year: needs nothing but the words themselves."""
    RELATIVE = "relative"
    """Worked out from the publication day: a weekday, "last summer", a date without its year."""
    PUBLICATION = "publication"
    """No time word in the text: the publication day itself."""
    CONTEXT = "context"
    """Taken from a neighbouring clause or sentence."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days within which something happened.

    Attributes:
        earliest, latest: First and last possible day, both inclusive; both None when nothing is known.
        precision: ``day`` (one day), ``month`` and ``year`` (exactly that calendar unit), ``range`` (any other span).
        basis: Where the date comes from.

    Raises:
        ValueError: If the bounds contradict each other or the precision.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    basis: DateBasis

    def __post_init__(self) -> None:
        if self.earliest is None or self.latest is None:
            fits = self.earliest is self.latest and self.precision is Precision.UNKNOWN
        else:
            fits = self.earliest <= self.latest and self.precision is _precision(self.earliest, self.latest)
        if not fits:
            raise ValueError(f"{self.earliest} to {self.latest} is not a {self.precision}")

    @classmethod
    def day(cls, day: date, basis: DateBasis) -> When:
        """One day."""
        return cls(earliest=day, latest=day, precision=Precision.DAY, basis=basis)

    @classmethod
    def month(cls, year: int, month: int, basis: DateBasis) -> When:
        """One calendar month; ValueError unless year is 1..9999 and month 1..12."""
        return cls.between(date(year, month, 1), last_of_month(year, month), basis)

    @classmethod
    def year(cls, year: int, basis: DateBasis) -> When:
        """One calendar year; ValueError unless 1..9999."""
        return cls.between(date(year, 1, 1), date(year, DECEMBER, 31), basis)

    @classmethod
    def between(cls, earliest: date, latest: date, basis: DateBasis) -> When:
        """Any span, both ends inclusive; gets the precision of a day, month or year when it is exactly one."""
        if earliest > latest:
            raise ValueError(f"a span cannot end before it begins: {earliest} to {latest}")
        return cls(earliest=earliest, latest=latest, precision=_precision(earliest, latest), basis=basis)

    @classmethod
    def unknown(cls) -> When:
        """Nothing is known."""
        return cls(earliest=None, latest=None, precision=Precision.UNKNOWN, basis=DateBasis.UNKNOWN)

    @property
    def known(self) -> bool:
        """Whether there are bounds."""
        return self.earliest is not None

    @property
    def iso(self) -> str | None:
        """The longest ISO 8601 prefix that holds the span: ``2021-03-17``, ``2021-03``, ``2021``, else None.

        Two days, as those of a weekend, are told as the first of them. What is a week or less and runs into another
        month is told as that of its middle: "last week" is a month, not a year.
        """
        if self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        days = (self.latest - self.earliest).days
        if days == 1:
            return first
        if 1 < days <= _WEEK and first[:7] != last[:7]:
            return (self.earliest + timedelta(days=days // 2)).isoformat()[:7]
        return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)

    @property
    def sort_key(self) -> tuple[str, str]:
        """Orders by earliest, then latest day; the unknown comes last."""
        if self.earliest is None or self.latest is None:
            return LAST_SORTED, LAST_SORTED + "~"
        return self.earliest.isoformat(), self.latest.isoformat()

    def overlaps(self, other: When) -> bool:
        """Whether both may mean the same day; False when either is unknown, since nothing then speaks for it."""
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return False
        return self.earliest <= other.latest and other.earliest <= self.latest

    def rebased(self, basis: DateBasis) -> When:
        """The same bounds on another basis; the unknown stays unknown."""
        return replace(self, basis=basis) if self.known else self


def _precision(earliest: date, latest: date) -> Precision:
    if earliest == latest:
        return Precision.DAY
    if earliest.year == latest.year and earliest.day == 1:
        if latest == last_of_month(earliest.year, earliest.month):
            return Precision.MONTH
        if earliest.month == 1 and (latest.month, latest.day) == (DECEMBER, 31):
            return Precision.YEAR
    return Precision.RANGE


def last_of_month(year: int, month: int) -> date:
    """Last day of a month; ValueError unless year is 1..9999 and month 1..12."""
    return date(year, month, calendar.monthrange(year, month)[1]) if year > 0 else date(year, month, 1)


_TIME = r"(?:[T ]\d\d(?::?\d\d(?::?\d\d(?:[.,]\d{1,12})?)?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
_ISO = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d){_TIME})?)?", re.ASCII | re.IGNORECASE)
_COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}", re.ASCII | re.IGNORECASE)


def parse_iso(text: str) -> When | None:
    """Read an ISO 8601 date or prefix of one: ``2021``, ``2021-03``, ``2021-03-17``, ``20210317``, a timestamp.

    The day is the one written; a time zone does not move it.

    Returns:
        The span with basis ``stated``, or None when the text is not such a date (years 1..9999).
    """
    stripped = text.strip()
    if match := _COMPACT.fullmatch(stripped) or _ISO.fullmatch(stripped):
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        try:
            if month is None:
                return When.year(year, DateBasis.STATED)
            if day is None:
                return When.month(year, month, DateBasis.STATED)
            return When.day(date(year, month, day), DateBasis.STATED)
        except ValueError:
            return None
    return None


_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_PUBLICATION = (
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)", re.ASCII),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ -]{{1,3}}(?:of )?(?P<n>{_NAMES})\b\.?,?[ -]{{1,3}}"
        r"(?P<y>\d{4}|\d\d(?= \d\d:))(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<n>{_NAMES})\b\.? {{1,3}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
        r"(?:,? {1,3}(?:\d\d:\d\d(?::\d\d)? (?:[A-Z]{3,4} )?)?)(?P<y>\d{4})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)", re.ASCII),
)
# RFC 822 wrote years with two digits; RFC 2822, section 4.3: 00..49 are 2000..2049, the others 1900s.
_TWO_DIGIT_PIVOT, _TWO_DIGITS = 50, 100


def publication(text: str) -> date | None:
    """Read the day from a publication date as metadata and bylines write it.

    Knows ISO 8601, RFC 822, ``asctime``, "March 18, 2021", "18 March 2021", ``20210318``, ``2021/03/18``, and
    numeric dates such as ``18/03/2021`` whose order of day and month is certain. Words around the date are allowed.

    Returns:
        The day as written (a time zone does not move it), or None when there is none or it is ambiguous.
    """
    stripped = text.strip()
    if (when := parse_iso(stripped)) and when.precision is Precision.DAY:
        return when.earliest
    for pattern in _PUBLICATION:
        if match := pattern.search(stripped):
            return _day_of(match.groupdict())
    return None


def _day_of(parts: Mapping[str, str]) -> date | None:
    year = int(parts["y"])
    if year < _TWO_DIGITS and len(parts["y"]) < len("2021"):
        year += 2000 if year < _TWO_DIGIT_PIVOT else 1900
    if "a" in parts:
        return day_of_numbers(int(parts["a"]), int(parts["b"]), year)
    month = MONTHS[parts["n"].lower()] if "n" in parts else int(parts["m"])
    try:
        return date(year, month, int(parts["d"]))
    except ValueError:
        return None


def day_of_numbers(first: int, second: int, year: int) -> date | None:
    """The day that ``first/second/year`` means whether read day first or month first; None if the two differ."""
    readings = set()
    for day, month in ((first, second), (second, first)):
        try:
            readings.add(date(year, month, day))
        except ValueError:
            continue
    return readings.pop() if len(readings) == 1 else None
