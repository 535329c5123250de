"""Codes of states by day: ``states.code("DEU", "cow", date(1985, 1, 1))`` is ``"260"``, and ``"255"`` ten years later.

A code names a state on a day. Correlates of War (``cow``) and Gleditsch-Ward (``gw``) are membership lists; ISO 3166-1
(``iso``) names countries. ``docs/states.md`` says where they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from kg.base.errors import UsageError
from kg.base.suggestions import unknown
from kg.lexicon.systems import Spell, System, load_systems

__all__ = [
    "SCHEMES",
    "Spell",
    "System",
    "actor",
    "bearers",
    "code",
    "continued",
    "first_day",
    "is_member",
    "lived",
    "members",
    "out_of_time",
    "predecessors",
    "same_state",
    "spell",
    "spells",
    "successors",
]

SCHEMES: Mapping[str, tuple[System, Callable[[Spell], str | None]]] = MappingProxyType(
    {
        "cow": (System.COW, lambda spell: spell.number),
        "cow-abb": (System.COW, lambda spell: spell.letters),
        "gw": (System.GW, lambda spell: spell.number),
        "gw-abb": (System.GW, lambda spell: spell.letters),
        "iso": (System.ISO, lambda spell: spell.letters),
        "iso-num": (System.ISO, lambda spell: spell.number),
    }
)
"""Name of a scheme to its system, and to what of a spell is the code."""


def code(actor: str, scheme: str, day: date | None = None) -> str | None:
    """The code of a state on a day, None where it has none on that day.

    An id used for the state that it continues has that state's code: SRB in 1995 is 345, as YUG is.

    Args:
        actor: Id of a state: ``DEU``.
        scheme: A name in :data:`SCHEMES`.
        day: None for the code it has now, or had last.

    Raises:
        UsageError: The scheme is unknown.
    """
    found = spell(actor, scheme, day)
    return None if found is None else _scheme(scheme)[1](found)


def spell(actor: str, scheme: str, day: date | None = None) -> Spell | None:
    """The spell behind :func:`code`: number, letters, status and days; raises alike."""
    spells = load_systems().by_actor.get((actor, _scheme(scheme)[0]), ())
    if day is None:
        return max(spells, key=lambda one: one.end or date.max, default=None)
    return next((one for one in spells if one.covers(day)), None)


def spells(actor: str) -> tuple[Spell, ...]:
    """All codes that a state has had, system by system; none of an actor that is in no system."""
    known = load_systems().by_actor
    return tuple(one for system in System for one in known.get((actor, system), ()))


def actor(code: str | int, scheme: str, day: date | None = None) -> str:
    """The id of the state that a code means on a day.

    Args:
        code: Number or letters, whatever the scheme's own are: ``2``, ``"365"``, ``"004"``, ``"USA"``.
        scheme: A name in :data:`SCHEMES`, or a system's.
        day: None for whom it means now, or meant last.

    Raises:
        UsageError: The scheme or the code is unknown, or the code means no state on that day; the message says what
            the code is on other days, or in another system.
    """
    spells = bearers(code, scheme)
    found = load_systems().bearer(spells, day or max(one.end or date.max for one in spells))
    if found is None:
        raise UsageError(f"{_text(code)} is no state of {_scheme(scheme)[0].label} on {day}: {told(spells)}")
    return found.actor


def bearers(code: str | int, scheme: str) -> tuple[Spell, ...]:
    """Every spell of a code, of whichever state; raises like :func:`actor`, but for the day."""
    system, text = _scheme(scheme)[0], _text(code)
    found = _with(text, system)
    if not found:
        others = [f"{text} is {told(spells)} in {other.label}" for other in System if (spells := _with(text, other))]
        remedy = "; ".join(others) or f"kg resolve NAME shows the codes of a state; known: {', '.join(System)}"
        raise UsageError(f"{system.label} has no code {text!r}: {remedy}")
    return found


def members(system: str, day: date, *, microstates: bool = True) -> tuple[str, ...]:
    """The ids of a system's members on a day, sorted; each state once, under the id that stood on that day.

    Behind the last day of a list (:attr:`System.listed`) its last members are taken to go on. ISO's are the states it
    has a code for, without territories.

    Args:
        system: ``cow``, ``gw`` or ``iso``.
        day: The day.
        microstates: Whether those count that Gleditsch and Ward list apart.

    Raises:
        UsageError: The system is unknown.
    """
    spells = load_systems().members(_scheme(system)[0], day)
    return tuple(one.actor for one in spells if microstates or one.status != "microstate")


def is_member(actor: str, system: str, day: date) -> bool:
    """Whether an id is among :func:`members`: of SUN and RUS, one state in two lives, one is on any day."""
    return actor in members(system, day)


def lived(actor: str, day: date) -> bool:
    """Whether a state stood on that day by its own dates; True for all that is no state."""
    return load_systems().lives_on(actor, day)


def first_day(actor: str) -> date:
    """The first day of a state by its own dates; the first of all days where it is older than 1900, or no state."""
    life = load_systems().lives.get(actor)
    return life.start or date.min if life else date.min


def out_of_time(actor: str, day: date) -> str | None:
    """What is odd about naming a state on a day on which it did not stand; None where nothing is."""
    life = load_systems().lives.get(actor)
    if life is None or life.covers(day):
        return None
    begins = life.start is not None and day < life.start
    then = same_state(actor, day)
    known = f"; on {day} it was {then}" if then != actor else ""
    return f"{actor} {f'begins {life.start}' if begins else f'ended {life.end}'}{known}"


def predecessors(actor: str) -> tuple[str, ...]:
    """The states that a state came from, or took in: BGD from PAK, DEU with DDR; RUS is SUN under another name.

    Their ids, sorted; none for most. :func:`same_state` tells a new state from a new name.
    """
    life = load_systems().lives.get(actor)
    return (life.predecessor,) if life and life.predecessor else ()


def successors(actor: str) -> tuple[str, ...]:
    """The states that came from a state, or took it in: of CSK these are CZE and SVK. Sorted; none for most."""
    return load_systems().heirs.get(actor, ())


def continued(actor: str) -> str | None:
    """The state that a state is under another name: SUN for RUS; None for most."""
    life = load_systems().lives.get(actor)
    return life.predecessor if life and life.continues else None


def same_state(actor: str, day: date) -> str:
    """The id under which a state stood on that day: RUS is SUN in 1985, SCG in 2010 is SRB; else the id itself."""
    systems = load_systems()
    after = {life.predecessor: now for now, life in systems.lives.items() if life.continues}
    at, life = actor, systems.lives.get(actor)
    while life is not None and not life.covers(day):
        back = life.start is not None and day < life.start
        step = (life.predecessor if life.continues else None) if back else after.get(at)
        if step is None:
            return actor
        at, life = step, systems.lives.get(step)
    return at


def _scheme(name: str) -> tuple[System, Callable[[Spell], str | None]]:
    try:
        return SCHEMES[name]
    except KeyError:
        raise UsageError(unknown("scheme of codes", name, SCHEMES)) from None


def _text(code: str | int) -> str:
    return str(code).strip().upper()


def _with(text: str, system: System) -> tuple[Spell, ...]:
    systems = load_systems()
    return systems.by_key.get((text.lstrip("0"), system), ()) or systems.by_letters.get((text, system), ())


def told(spells: Iterable[Spell]) -> str:
    """Whom a code means when: such as ``DEU from 1955-05-05 to 1990-10-02``."""
    return ", ".join(
        one.actor + (f" from {one.start}" if one.start else "") + (f" to {one.end}" if one.end else "")
        for one in spells
    )
