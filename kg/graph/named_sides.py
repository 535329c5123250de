"""The two sides of a tie as a user names them: by id, label, any name of the lexicon, or the code of a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.base.errors import UsageError
from kg.graph.coded import Coded, coded, common_days
from kg.graph.groups import parse
from kg.graph.lookup import named
from kg.model import Event
from kg.views.ties import Side
from kg.views.ties.periods import outside
from ontology import Sector

_SECTORS = frozenset(Sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How sides are named.

    Attributes:
        expand_members: Whether members of a body, at the time, count as the body.
        codes: The system of states whose codes they are; None for names.
        start, end: The days of interest.
    """

    expand_members: bool = False
    codes: str | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSides:
    """Both sides.

    Attributes:
        sides: These.
        codes: What their codes mean; empty where they go by name.
        first, last: The days on which both codes hold.
    """

    sides: tuple[Side, Side]
    codes: tuple[Coded, ...] = ()
    first: date | None = None
    last: date | None = None

    def within(self, events: Iterable[Event]) -> list[Event]:
        """The events but those of days on which a code means somebody else, or nobody."""
        return [event for event in events if not outside(event.best.when, self.first, self.last)]


def sides_named(pair: tuple[str, str], events: Iterable[Event] | Mapping[str, str], how: Naming) -> ChosenSides:
    """The sides of a tie.

    Args:
        pair: What a user typed.
        events: The events of the graph, or its actors as :meth:`kg.store.Log.sides` lists them.
        how: How they are named.

    Raises:
        UsageError: The graph has no such actor, a code means nobody in that time, or both never hold together.
    """
    if how.codes is None:
        one, other = (side_named(name, events, expand_members=how.expand_members) for name in pair)
        return ChosenSides(sides=(one, other))
    if how.expand_members:
        raise UsageError("a code is a state, which has no members; leave out --codes or --expand-members")
    (one, mine), (other, theirs) = (_coded(name, how) for name in pair)
    days = common_days((*mine, *theirs), how.start, how.end)
    return ChosenSides(sides=(one, other), codes=(*mine, *theirs), first=days[0], last=days[1])


def side_named(name: str, events: Iterable[Event] | Mapping[str, str], *, expand_members: bool = False) -> Side:
    """A side of a graph by id, label or any name the lexicon knows, with or without a sector: ``Kremlin``, ``USA:MIL``.

    Several together are ``Baltics=EST,LVA,LTU``.

    Raises:
        UsageError: The graph has no such actor; the message names similar ones.
    """
    if "=" in name:
        group = parse(name, events if isinstance(events, Mapping) else {})
        return Side(body=group.name, ids=frozenset(member for member, *_ in group.members))
    if expand_members and (found := Side.parse(name, expand_members=True)).members:
        return found  # the body itself need not occur
    whole, _, code = name.rpartition(":")
    if whole and code.upper() in _SECTORS:
        return Side.parse(f"{named(whole, events)}:{code.upper()}", expand_members=expand_members)
    return Side.parse(named(name, events), expand_members=expand_members)


def _coded(name: str, how: Naming) -> tuple[Side, list[Coded]]:
    """A side by the code of a state, with or without a sector: ``365``, ``2:MIL``; or by several: ``Gulf=690,692``."""
    assert how.codes is not None
    called, is_list, listed = name.partition("=")
    if is_list:
        parse(name, {}, how.codes)  # says what is wrong with the list
        several = [coded(one.strip(), how.codes, how.start, how.end) for one in listed.split(",") if one.strip()]
        return Side(body=called.strip(), ids=frozenset().union(*(one.ids for one in several))), several
    whole, _, code = name.rpartition(":")
    sector = Sector(code.upper()) if whole and code.upper() in _SECTORS else None
    found = coded(whole if sector else name, how.codes, how.start, how.end)
    return Side(body=found.code, sector=sector, ids=found.ids), [found]
