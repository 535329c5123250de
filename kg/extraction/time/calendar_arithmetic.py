"""Calendar arithmetic behind time expressions: units, shifts, seasons, nearest weekdays and months.

Every function here is pure. A result outside the years 1..9999 raises ValueError or OverflowError.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from kg.base.dates import DECEMBER, DateBasis, When, last_of_month

HOURS_PER_DAY = 24
DAYS_PER_WEEK = 7
MONTHS_PER_YEAR = 12
HALF_WEEK = 3  # "two weeks ago" is exact to about half a week on either side

# A date without its year that lies a day ahead is taken as the coming one even beside a past tense: datelines in other
# time zones write so.
LOOK_AHEAD = timedelta(days=1)
OVER = timedelta(days=15)
"""A plan for a day so short ago is not one for next year."""

FRESH = timedelta(days=60)
"""A day so short ago is meant even if the weekday beside it is wrong."""

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of the meteorological seasons of the northern hemisphere, where most news in English is written."""


class Unit(StrEnum):
    """Units of time in which news counts."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


YEARS = {Unit.YEAR: 1, Unit.DECADE: 10, Unit.CENTURY: 100}

# "A few days" are fewer than a week, "several months" fewer than a year, and at least two of them. The bounds are a
# convention of this module; weeks run to two months because writers count weeks well beyond a month.
VAGUE = {Unit.HOUR: (2, 23), Unit.DAY: (2, 6), Unit.WEEK: (2, 8), Unit.MONTH: (2, 11), Unit.YEAR: (2, 9)}


def plus_months(day: date, months: int) -> date:
    """The same day of the month some months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(
        date(year, month + 1, min(day.day, 28)) + timedelta(max(day.day - 28, 0)), last_of_month(year, month + 1)
    )


def unit_around(day: date, unit: Unit, steps: int, basis: DateBasis) -> When:
    """The calendar unit that holds ``day``, moved by ``steps`` units: last week is ``(today, WEEK, -1)``."""
    if unit is Unit.MONTH:
        moved = plus_months(day, steps)
        return When.month(moved.year, moved.month, basis)
    if unit in YEARS:
        size = YEARS[unit]
        first = (day.year - (unit is Unit.CENTURY)) // size * size + (unit is Unit.CENTURY) + steps * size
        return years(first, first + size - 1, basis)
    if unit is Unit.WEEK:
        monday = day - timedelta(day.weekday()) + timedelta(weeks=steps)
        return When.between(monday, monday + timedelta(DAYS_PER_WEEK - 1), basis)
    return When.day(day + timedelta(steps if unit is Unit.DAY else 0), basis)


def years(first: int, last: int, basis: DateBasis) -> When:
    """From 1 January of the first to 31 December of the last year."""
    return When.between(date(first, 1, 1), date(last, DECEMBER, 31), basis)


def shifted(start: date, end: date, unit: Unit, low: int, high: int, basis: DateBasis) -> When:
    """Between ``low`` and ``high`` (signed) units away from a span, as exact as that unit is in ordinary speech.

    Days are exact, weeks to half a week, months and years to that calendar unit, decades to five years.
    """
    if unit is Unit.HOUR:
        first = start + timedelta(low // HOURS_PER_DAY)
        return When.between(first, end - timedelta(-high // HOURS_PER_DAY), basis)
    if unit is Unit.DAY:
        return When.between(start + timedelta(low), end + timedelta(high), basis)
    if unit is Unit.WEEK:
        first = start + timedelta(weeks=low) - timedelta(HALF_WEEK)
        return When.between(first, end + timedelta(weeks=high) + timedelta(HALF_WEEK), basis)
    if unit is Unit.MONTH:
        first, last = plus_months(start, low), plus_months(end, high)
        return When.between(first.replace(day=1), last_of_month(last.year, last.month), basis)
    size = YEARS[unit]
    return years(start.year + low * size - size // 2, end.year + high * size + size // 2, basis)


def window(day: date, unit: Unit, count: int, basis: DateBasis) -> When:
    """The ``count`` units up to ``day``, or on from it: the past three weeks are ``(today, WEEK, -3)``."""
    if unit is Unit.HOUR:
        other = day + timedelta(-(-count // HOURS_PER_DAY) if count > 0 else count // HOURS_PER_DAY)
    elif unit in (Unit.DAY, Unit.WEEK):
        other = day + timedelta(count * (DAYS_PER_WEEK if unit is Unit.WEEK else 1))
    else:
        other = plus_months(day, count * (1 if unit is Unit.MONTH else 12 * YEARS[unit]))
    return When.between(min(day, other), max(day, other), basis)


def weekday(reference: date, number: int, direction: str) -> date:
    """The day with that weekday (Monday is 0): ``last`` and ``next`` exclude the reference, ``past``/``future`` do not.

    ``this`` is the one in the reference's own week, Monday to Sunday.
    """
    back, ahead = (reference.weekday() - number) % DAYS_PER_WEEK, (number - reference.weekday()) % DAYS_PER_WEEK
    steps = {
        "last": -(back or DAYS_PER_WEEK),
        "past": -back,
        "this": number - reference.weekday(),
        "future": ahead,
        "next": ahead or DAYS_PER_WEEK,
    }
    return reference + timedelta(steps[direction])


def month_year(reference: date, month: int, direction: str) -> int:
    """The year of a month named without one; same directions as :func:`weekday`."""
    year = reference.year
    if direction == "this":
        return year
    if direction in ("future", "next"):
        return year + (month < reference.month + (direction == "next"))
    return year - (month > reference.month - (direction == "last"))


def day_without_year(reference: date, month: int, day: int, direction: str, weekday_number: int | None) -> date:
    """The day that a date without its year means; a weekday beside it decides when it can.

    What is past is never put in a later year for the sake of a weekday: "on Friday, 28 November", told on 30 November
    of a year in which the 28th was a Thursday, was two days ago.

    Args:
        reference: Publication day.
        month: 1..12.
        day: 1..31; 29 February finds the nearest leap year.
        direction: As in :func:`weekday`, and ``present``: the nearest.
        weekday_number: Monday is 0; None when the text gives none.

    Raises:
        ValueError: If there is no such day.
    """
    found = []
    for year in range(max(reference.year - 8, 1), min(reference.year + 8, 9999) + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    near = [one for one in found if one.weekday() == weekday_number and abs((one - reference).days) < 2 * 366]
    limits = {"last": reference - timedelta(1), "past": reference + LOOK_AHEAD}
    if direction in limits:
        near = [one for one in near if one <= limits[direction]]
        latest = [one for one in found if timedelta() <= reference - one < FRESH]
        near = near if not latest or latest[-1] in near else []
    if near and direction != "next":
        found = near
    if direction in limits:
        found = [one for one in found if one <= limits[direction]] or found[:1]
        return max(found)
    just_over = [one for one in found if timedelta() <= reference - one < OVER]
    if direction == "future" and just_over:
        return just_over[-1]  # "is meeting on 7 August", told on the 12th, is not said of a year later
    if direction in ("future", "next"):
        found = [one for one in found if one >= reference + timedelta(direction == "next")] or found[-1:]
        return min(found)
    return min(found, key=lambda one: (abs((one - reference).days), one))


def season(name: str, year: int, basis: DateBasis) -> When:
    """A season by the year in which it begins: winter 2013 is December 2013 to February 2014."""
    first = date(year, SEASONS[name], 1)
    last = plus_months(first, 2)
    return When.between(first, last_of_month(last.year, last.month), basis)


def season_near(name: str, reference: date, direction: str, basis: DateBasis) -> When:
    """The season meant at a publication day: ``last`` is over, ``next`` has not begun, ``past`` has at least begun."""
    around = [season(name, year, basis) for year in range(reference.year - 2, reference.year + 3)]
    if direction == "last":
        return [one for one in around if one.latest and one.latest < reference][-1]
    if direction == "next":
        return next(one for one in around if one.earliest and one.earliest > reference)
    if direction == "future":
        return next(one for one in around if one.latest and one.latest >= reference)
    return [one for one in around if one.earliest and one.earliest <= reference][-1]


PARTS = {
    "early": (0, 1, 3), "beginning": (0, 1, 3), "start": (0, 1, 3), "dawn": (0, 1, 3), "opening": (0, 1, 3),
    "mid": (1, 2, 3), "middle": (1, 2, 3),
    "late": (2, 3, 3), "end": (2, 3, 3), "close": (2, 3, 3),
    "first half": (0, 1, 2), "second half": (1, 2, 2), "latter half": (1, 2, 2),
    "first quarter": (0, 1, 4), "second quarter": (1, 2, 4), "third quarter": (2, 3, 4), "fourth quarter": (3, 4, 4),
    "final quarter": (3, 4, 4), "last quarter": (3, 4, 4),
}  # fmt: skip
"""Part of a span -> (from, to, of): early is the first third, the end of a year its last."""


def part_of(when: When, part: str) -> When:
    """A part of a span in whole years, months or days, whichever the span consists of; thirds may share a year."""
    assert when.earliest is not None
    assert when.latest is not None
    low, high, of = PARTS[part]
    months = (when.latest.year - when.earliest.year) * 12 + when.latest.month - when.earliest.month + 1
    if months == 1 or when.earliest.day != 1:
        size = (when.latest - when.earliest).days + 1
        first = when.earliest + timedelta(size * low // of)
        return When.between(first, when.earliest + timedelta(-(-size * high // of) - 1), when.basis)
    grain = 12 if months > 12 else 1  # noqa: PLR2004 - months in a year
    size = months // grain
    first = plus_months(when.earliest, size * low // of * grain)
    end = plus_months(when.earliest, -(-size * high // of) * grain)
    return When.between(first, end - timedelta(1), when.basis)


def clipped(when: When, *, not_before: date | None = None, not_after: date | None = None) -> When:
    """A span cut at a day, unless nothing but that day or nothing at all would remain."""
    assert when.earliest is not None
    assert when.latest is not None
    first, last = max(when.earliest, not_before or when.earliest), min(when.latest, not_after or when.latest)
    return When.between(first, last, when.basis) if first < last else when
