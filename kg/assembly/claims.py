"""Which claims mean one event: the rule for dates that differ by what "Wednesday" may mean.

Claims are compared only within one group: the same sides, type and reality. In a group

* **a vague date joins an exact one**: a claim whose dates span 2 to 31 days is the same event as the one other event
  that lies within its span. With none or several inside, it stays apart.
* **one day is one**: claims differ in no more than their ids where one was read as alleged, and is counted.
* **two neighbouring days are one** when at most one of them is a calendar date ("17 March"): both rest on the day of
  publication or a weekday, or the later one is nothing but a day of publication. Only if neither has a further
  neighbour: daily shelling stays daily.

The first and the last never join what one article tells apart. The result depends on the set of claims alone, not on
their order, and no event grows beyond 31 days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 31
"""Days: the widest date that may join a more exact one; a month."""

_UNKNOWN = 10_000_000  # wider than the calendar
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What the reports of one claim have in common.

    Attributes:
        id: Hash of the claim; see :attr:`kg.model.Report.event_id`.
        group: What claims of one event must share: sides, type, reality.
        earliest, latest: Its dates.
        stated: Some report states a calendar date.
        published: All reports rest on nothing but their day of publication.
        articles: Ids of the articles that make it.
    """

    id: str
    group: tuple[str, ...]
    earliest: date | None
    latest: date | None
    stated: bool
    published: bool
    articles: frozenset[str]

    @property
    def width(self) -> int:
        """Number of days that it may mean."""
        return (self.latest - self.earliest).days + 1 if self.earliest and self.latest else _UNKNOWN

    @property
    def rank(self) -> tuple[int, bool, bool, str, str]:
        """Orders the claims of an event; the first, which has the best date, names it."""
        first = self.earliest.isoformat() if self.earliest else ""
        return self.width, self.published, not self.stated, first, self.id


def clusters(claims: Iterable[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Yield the claims of each event, the one with the best date first.

    Args:
        claims: Claims with distinct ids, of any groups, in any order.
    """
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.group, []).append(claim)
    for group in groups.values():
        if len(group) == 1:
            yield (group[0],)
        else:
            yield from _within(group)


def _within(group: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    units = {claim.id: [claim] for claim in group}  # claims of one event share one list
    days: dict[date, Claim] = {}
    for claim in sorted(group, key=lambda c: c.rank):
        if claim.width == 1 and claim.earliest and days.setdefault(claim.earliest, claim) is not claim:
            _join(units, days[claim.earliest], claim)
    for day, claim in sorted(days.items()):
        later = days.get(day + _DAY) if day < date.max else None
        if later and _alone(day, days) and _may_be_one_day(claim, later):
            _join(units, claim, later)
    dated = sorted((c for c in group if c.width <= LONGEST), key=lambda c: (str(c.earliest), c.rank))
    starts = [str(claim.earliest) for claim in dated]
    for vague in sorted((c for c in dated if c.width > 1), key=lambda c: c.rank):
        if (only := _only_one_inside(vague, dated[bisect_left(starts, str(vague.earliest)) :], units)) is not None:
            _join(units, only, vague)
    seen: set[int] = set()
    for claim in group:
        unit = units[claim.id]
        if id(unit) not in seen:
            seen.add(id(unit))
            yield tuple(sorted(unit, key=lambda c: c.rank))


def _alone(day: date, days: Mapping[date, Claim]) -> bool:
    """Whether this day and the next have no further neighbour."""
    before = day > date.min and day - _DAY in days
    after = (date.max - day).days > 1 and day + 2 * _DAY in days
    return not (before or after)


def _may_be_one_day(day: Claim, next_day: Claim) -> bool:
    soft = not (day.stated or next_day.stated)
    return (soft or next_day.published) and not day.articles & next_day.articles


def _only_one_inside(vague: Claim, after: Sequence[Claim], units: dict[str, list[Claim]]) -> Claim | None:
    """Of the claims that begin with the vague one or later, the only event that lies within it."""
    assert vague.latest is not None
    found: list[Claim] | None = None
    for claim in after:
        assert claim.earliest is not None
        assert claim.latest is not None
        if claim.earliest > vague.latest:
            break
        if claim is vague or claim.latest > vague.latest:
            continue
        if found is not None and units[claim.id] is not found:
            return None
        found = units[claim.id]
    if found is None or any(vague.articles & claim.articles for claim in found):
        return None
    return found[0]


def _join(units: dict[str, list[Claim]], one: Claim, other: Claim) -> None:
    into = units[one.id]
    for claim in units[other.id]:
        into.append(claim)
        units[claim.id] = into
