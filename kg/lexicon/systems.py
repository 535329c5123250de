"""The systems of states: who had which code on which day, after ``systems.tsv`` and ``states.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kg.base.dates import parse_iso
from kg.lexicon.checked import table
from kg.lexicon.tables import TableRow

_CONTINUES = "="
MICROSTATE, STATE, FORMER = "microstate", "state", "former-state"
_MEMBERS = {STATE, FORMER, MICROSTATE, "movement"}


class System(StrEnum):
    """A list of states that codes and days of membership are taken from."""

    COW = "cow"
    GW = "gw"
    ISO = "iso"

    @property
    def label(self) -> str:
        """Name for people."""
        return {"cow": "Correlates of War", "gw": "Gleditsch-Ward", "iso": "ISO 3166-1"}[self.value]

    @property
    def listed(self) -> date | None:
        """The last day that the published list speaks of; membership behind it is taken to go on. ISO has none."""
        return {"cow": date(2016, 12, 31), "gw": date(2020, 12, 31)}.get(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The days on which an actor has a code.

    Attributes:
        actor: Id of the state.
        system: Whose code.
        number: Such as ``2``, ``365``, ``840``; of ISO three digits; None where the system gives none.
        letters: The abbreviation: ``USA``, ``RUS``; of ISO the alpha-3 code.
        status: ``state``, ``former-state``, ``microstate``, ``territory`` or ``movement``.
        start, end: First and last day; None before all lists, and for what still holds.
    """

    actor: str
    system: System
    number: str | None
    letters: str
    status: str
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the code holds on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def id(self) -> str:
        """A name for the spell: ``DEU-cow-260-1955-05-05``."""
        since = f"-{self.start}" if self.start else ""
        return f"{self.actor}-{self.system}-{self.number or self.letters}{since}"

    @property
    def key(self) -> str:
        """What tells states of the system apart: the number, without zeros in front, else the letters."""
        return self.number.lstrip("0") if self.number else self.letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A state's own days, after its row in ``states.tsv``.

    Attributes:
        start, end: First and last day; None for a state older than 1900, and for one that stands.
        predecessor: The state it came from.
        continues: Whether it is that state under another name (Russia and the Soviet Union).
    """

    start: date | None
    end: date | None
    predecessor: str | None
    continues: bool

    def covers(self, day: date) -> bool:
        """Whether the state stood on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Systems:
    """All spells, by actor and by code, the lives of states, and who came from each of them. Immutable."""

    by_actor: Mapping[tuple[str, System], tuple[Spell, ...]]
    by_key: Mapping[tuple[str, System], tuple[Spell, ...]]
    by_letters: Mapping[tuple[str, System], tuple[Spell, ...]]
    lives: Mapping[str, Life]
    heirs: Mapping[str, tuple[str, ...]]

    def lives_on(self, actor: str, day: date) -> bool:
        """Whether an actor stood on that day; what is no state stands always."""
        return actor not in self.lives or self.lives[actor].covers(day)

    def days(self, actor: str) -> tuple[date | None, date | None]:
        """First and last day of a state under whatever name: those of RUS begin with SUN; open for what is no state."""
        before, after = actor, actor
        while (life := self.lives.get(before)) and life.continues and life.predecessor:
            before = life.predecessor
        while new := [one for one in self.heirs.get(after, ()) if self.lives[one].continues]:
            (after,) = new
        first, last = self.lives.get(before), self.lives.get(after)
        return first.start if first else None, last.end if last else None

    def bearer(self, spells: Iterable[Spell], day: date) -> Spell | None:
        """Of the spells of one code the one that holds on that day.

        Where ids share a code (SUN and RUS), it is that of the id that stood on the day.
        """
        holding = [spell for spell in spells if spell.covers(day)]
        holding.sort(key=lambda spell: (not self.lives_on(spell.actor, day), spell.status == FORMER))
        return holding[0] if holding else None

    def members(self, system: System, day: date) -> tuple[Spell, ...]:
        """The spells of the members on a day, one a state, by id. ISO lists territories too: they are no members."""
        found = [self.bearer(spells, day) for (_, which), spells in self.by_key.items() if which is system]
        members = [spell for spell in found if spell is not None and spell.status in _MEMBERS]
        if system is System.ISO:  # a code is a name and outlives its state, or comes before it
            members = [spell for spell in members if self.lives_on(spell.actor, day)]
        return tuple(sorted(members, key=lambda spell: spell.actor))


@cache
def load_systems() -> Systems:
    """Load both tables.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    by_actor: dict[tuple[str, System], list[Spell]] = {}
    by_key: dict[tuple[str, System], list[Spell]] = {}
    by_letters: dict[tuple[str, System], list[Spell]] = {}
    for spell in map(_spell, table("systems.tsv")):
        by_actor.setdefault((spell.actor, spell.system), []).append(spell)
        by_key.setdefault((spell.key, spell.system), []).append(spell)
        by_letters.setdefault((spell.letters, spell.system), []).append(spell)
    lives = {row["id"]: _life(row) for row in table("states.tsv")}
    heirs: dict[str, list[str]] = {}
    for actor, life in sorted(lives.items()):
        if life.predecessor:
            heirs.setdefault(life.predecessor, []).append(actor)
    return Systems(
        _frozen(by_actor),
        _frozen(by_key),
        _frozen(by_letters),
        MappingProxyType(lives),
        MappingProxyType({actor: tuple(found) for actor, found in heirs.items()}),
    )


def _frozen(found: dict[tuple[str, System], list[Spell]]) -> Mapping[tuple[str, System], tuple[Spell, ...]]:
    return MappingProxyType({key: tuple(spells) for key, spells in found.items()})


def _spell(row: TableRow) -> Spell:
    return Spell(
        actor=row["id"],
        system=System(row["system"]),
        number=row["number"] or None,
        letters=row["letters"],
        status=row["status"],
        start=_day(row["start"]),
        end=_day(row["end"]),
    )


def _life(row: TableRow) -> Life:
    before = row["predecessor"]
    return Life(
        start=_day(row["start"]),
        end=_day(row["end"], last=True),
        predecessor=before.removeprefix(_CONTINUES) or None,
        continues=before.startswith(_CONTINUES),
    )


def _day(text: str, *, last: bool = False) -> date | None:
    """The day of a cell; of a year or month alone its first or last."""
    when = parse_iso(text)
    return None if when is None else when.latest if last else when.earliest
