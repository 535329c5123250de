"""Who the sides of a panel are: actors by id, members of a state system by code and day, groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from kg.graph.groups import Group
from kg.lexicon.actor_index import described, state_like
from kg.lexicon.systems import Spell, Systems, load_systems
from kg.lexicon.systems import System as StateSystem

_DAY = timedelta(days=1)
_TERRITORY = "territory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """An actor counts as a unit on some days: in its own name, or as a member of a group."""

    actor: str
    unit: str
    first: date = date.min
    last: date = date.max
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The id under which a unit stands on some days; on no others does it exist."""

    unit: str
    actor: str
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The sides of a panel.

    Attributes:
        names: What tells them apart, in the order of rows: ids, codes, names of groups.
        belongings: Which actors count as which, and when.
        bearings: Under which id each stands, and when.
        groups: Names of those that are groups; empty when every pair is wanted.
    """

    names: Sequence[str]
    belongings: Sequence[Belonging]
    bearings: Sequence[Bearing]
    groups: frozenset[str] = field(default_factory=frozenset)


def units(actors: Iterable[str], *, states: bool, system: str | None, groups: Sequence[Group]) -> Units:
    """The units that a panel of some actors has.

    Args:
        actors: Ids of what takes part in the graph.
        states: Whether only states, former states and territories count.
        system: ``cow``, ``gw`` or ``iso``: all that ever were members count, on the days on which they were.
        groups: Sides made of several.
    """
    if system is None:
        ids = sorted(one for one in actors if not states or state_like(described(one)))
        belongings = [Belonging(actor=one, unit=one) for one in ids]
        bearings = [Bearing(unit=one, actor=one, first=first, last=last) for one in ids for first, last in [_life(one)]]
    else:
        belongings, bearings = _of_system(StateSystem(system), load_systems())
    names = {one.unit for one in bearings}
    for group in groups:
        belongings = [*belongings, *_of_group(group, names)]
        bearings = [*(one for one in bearings if one.unit != group.name), *_of_members(group)]
    return Units(
        names=sorted({one.unit for one in bearings}, key=lambda name: (name.isdigit(), name.zfill(4), name)),
        belongings=belongings,
        bearings=bearings,
        groups=frozenset(group.name for group in groups),
    )


def _of_group(group: Group, known: set[str]) -> Iterator[Belonging]:
    if group.name not in known:
        yield Belonging(actor=group.name, unit=group.name)
    for member, first, last in group.members:
        yield Belonging(actor=member, unit=group.name, first=first or date.min, last=last or date.max, named=False)


def _of_members(group: Group) -> Iterator[Bearing]:
    """A group exists while it has a member."""
    for member, first, last in group.members:
        born, gone = (date.min, date.max) if first or last else _life(member)
        yield Bearing(unit=group.name, actor=group.name, first=first or born, last=last or gone)


def _life(actor: str) -> tuple[date, date]:
    """The days of a state by its own dates; all days of everybody else."""
    life = load_systems().lives.get(actor)
    return (life and life.start) or date.min, (life and life.end) or date.max


def _of_system(system: StateSystem, systems: Systems) -> tuple[list[Belonging], list[Bearing]]:
    belongings: list[Belonging] = []
    codes: dict[str, list[Spell]] = {}
    for (_, which), spells in systems.by_key.items():
        for spell in spells if which is system else ():
            if spell.status == _TERRITORY:
                continue
            unit = spell.letters if system is StateSystem.ISO else spell.key
            codes.setdefault(unit, []).append(spell)
            first, last = _days(spell, system, systems)
            if first <= last:
                belongings.append(Belonging(actor=spell.actor, unit=unit, first=first, last=last))
    return belongings, [one for unit, spells in codes.items() for one in _bearings(unit, spells, system, systems)]


def _days(spell: Spell, system: StateSystem, systems: Systems) -> tuple[date, date]:
    """The days of membership; a code of ISO is a name and says nothing of them, the days of the state do."""
    first, last = spell.start or date.min, spell.end or date.max
    born, gone = systems.days(spell.actor) if system is StateSystem.ISO else (None, None)
    return max(first, born or date.min), min(last, gone or date.max)


def _bearings(unit: str, spells: Sequence[Spell], system: StateSystem, systems: Systems) -> Iterator[Bearing]:
    """Stretches of days on which a code is borne under one id."""
    starts = {date.min, date.max}
    for spell in spells:
        life = systems.lives.get(spell.actor)
        for first, last in (_days(spell, system, systems), (life and life.start, life and life.end)):
            starts |= {first or date.min, last + _DAY if last and last < date.max else date.max}
    for first, after in pairwise(sorted(starts)):
        holding = [s for s in spells if (days := _days(s, system, systems))[0] <= first <= days[1]]
        if (bearer := systems.bearer(holding, first)) is not None:
            last = after - _DAY if after < date.max else after
            yield Bearing(unit=unit, actor=bearer.actor, first=first, last=last)
