"""What the actor tables say: rows of actors, the forms that name them, nouns of roles, what ambiguous names mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model import Actor
from ontology import ActorKind, Sector

_OWN_SIDE = {ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.COALITION, ActorKind.ARMED_GROUP}


class Form(StrEnum):
    """How a form names its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PLACE = "place"  # a capital: the town, or the government that sits there
    SEAT = "seat"  # always the institution: Kremlin, White House
    CITY = "city"  # a town or region: tells where, and whose police or soldiers, but never acts


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One row of an actor table: an actor, or one term of office of a person."""

    id: str
    label: str
    kind: ActorKind | None  # None: this is not an actor
    country: str
    sector: Sector | None
    role: str | None
    start: date | None
    end: date | None
    wikidata: str | None
    acts: bool = True  # False: known by name, but no side of any event
    names: tuple[str, ...] = ()

    def covers(self, day: date | None) -> bool:
        """Whether the row holds on that day; an open end holds for ever, an unknown day always."""
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day <= self.end))

    @property
    def actor(self) -> Actor:
        """The actor as the model knows it; only for rows that are one."""
        assert self.kind is not None
        return Actor(
            id=self.id,
            label=self.label,
            kind=self.kind,
            stands_for=_stands_for(self),
            sector=self.sector,
            role=self.role,
            wikidata=self.wikidata,
        )


@dataclass(frozen=True, slots=True)
class Alias:
    """One form of one actor: the row and how the form names it."""

    row: ActorRow
    form: Form
    tentative: bool = False  # a bare surname that counts only once the full name or a title has been seen


@dataclass(frozen=True, slots=True)
class Choice:
    """What an ambiguous name means: an actor id (or ``-``) when one of the cues stands in the article."""

    actor: str
    cues: tuple[str, ...]
    default: bool


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun such as *foreign minister* or *tourist*: does its bearer stand for a country?"""

    stands_for: bool
    sector: Sector | None
    kind: ActorKind


def _stands_for(row: ActorRow) -> str:
    """States, coalitions, armed groups and private organisations stand for themselves; others for the row's country.

    A body with a country cell is an organ of another body (the Security Council of the UN), a territory is part of a
    state.
    """
    if row.kind in _OWN_SIDE or not row.acts:
        return row.id
    return row.country or row.id
