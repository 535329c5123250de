"""States given by a code of a system of states: which ids a code means, and on which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg import states
from kg.base.errors import UsageError
from kg.states import Spell, System

_NEWS = date(1900, 1, 1)
"""What began before bounds no events, and leaves those in that have no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A state given by its code.

    Attributes:
        code: As its system writes it: ``365``, ``BUR``.
        system: Whose code.
        ids: The ids that have it: ``{"SUN", "RUS"}``.
        first, last: The days on which it holds; None for open ends, and for a beginning before all news.
        present: The id that has it last.
        elsewhere: Whom the same number means in the other list, where that is somebody else; else nothing.
    """

    code: str
    system: System
    ids: frozenset[str]
    first: date | None
    last: date | None
    present: str
    elsewhere: str = ""

    @property
    def sentence(self) -> str:
        """What the code was taken for."""
        bounds = (f" from {self.first}" if self.first else "") + (f" to {self.last}" if self.last else "")
        who = " and ".join(sorted(self.ids, key=states.first_day))
        return f"{self.code} is {who} in {self.system.label}{bounds}{self.elsewhere}"


def coded(code: str, scheme: str, start: date | None = None, end: date | None = None) -> Coded:
    """A state by its code; of several spells of the code (interrupted by an occupation, say) the last in the time.

    Args:
        code: Number or letters.
        scheme: ``cow``, ``gw`` or ``iso``.
        start: First day of interest.
        end: Last day of interest.

    Raises:
        UsageError: The scheme or the code is unknown, or the code means nobody in that time.
    """
    spells = states.bearers(code, scheme)
    runs = [run for run in _runs(spells) if _overlap(run, start, end)]
    if not runs:
        told = states.told(spells)
        raise UsageError(f"{code} is no state of {spells[0].system.label}{_during(start, end)}: it is {told}")
    first, last = runs[-1]
    holding = [one for one in spells if _overlap((one.start or date.min, one.end or date.max), first, last)]
    current = states.actor(code, scheme, min(last, end or date.max))
    return Coded(
        code=holding[-1].key if code.strip().isdigit() else code.strip().upper(),
        system=holding[-1].system,
        ids=frozenset(one.actor for one in holding),
        first=first if first >= _NEWS else None,
        last=None if last == date.max else last,
        present=current,
        elsewhere=_elsewhere(code.strip(), spells),
    )


def _elsewhere(code: str, spells: Sequence[Spell]) -> str:
    """970 is Nauru in one list of states and Kiribati in the other."""
    other = {System.COW: System.GW, System.GW: System.COW}.get(spells[0].system)
    if other is None or not code.isdigit():
        return ""
    try:
        theirs = states.bearers(code, other)
    except UsageError:
        return ""
    same = {one.actor for one in spells} & {one.actor for one in theirs}
    return "" if same else f" (in {other.label} it is {states.told(theirs)})"


def common_days(
    found: Sequence[Coded], start: date | None = None, end: date | None = None
) -> tuple[date | None, date | None]:
    """The days within the bounds on which all of the codes hold.

    Raises:
        UsageError: There are none.
    """
    first = max((day for day in (start, *(one.first for one in found)) if day), default=None)
    last = min((day for day in (end, *(one.last for one in found)) if day), default=None)
    if first and last and first > last:
        told = "; ".join(one.sentence for one in found)
        raise UsageError(f"there is no day on which all these codes hold{_during(start, end)}: {told}")
    return first, last


def _runs(spells: Sequence[Spell]) -> list[tuple[date, date]]:
    """The days of all spells together, those that follow each other joined."""
    runs: list[tuple[date, date]] = []
    for first, last in sorted((one.start or date.min, one.end or date.max) for one in spells):
        if runs and first.toordinal() <= runs[-1][1].toordinal() + 1:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    return runs


def _overlap(run: tuple[date, date], start: date | None, end: date | None) -> bool:
    return (end is None or run[0] <= end) and (start is None or start <= run[1])


def _during(start: date | None, end: date | None) -> str:
    return "".join(f" {word} {day}" for word, day in (("from", start), ("to", end)) if day)
