"""Who a phrase refers to, and what in the phrase says so: the name, a nationality, an office, a pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model import Actor
from ontology import ActorKind, Sector

STATES = frozenset({ActorKind.STATE, ActorKind.TERRITORY, ActorKind.FORMER_STATE})
BODIES = frozenset({ActorKind.IGO, ActorKind.COALITION})
SIDES = STATES | BODIES | {ActorKind.ARMED_GROUP}
PRIVATE = frozenset(
    {
        *(Sector.CVL, Sector.BUS, Sector.MNC, Sector.MED, Sector.NGO, Sector.EDU, Sector.CRM, Sector.LAB, Sector.AGR),
        *(Sector.ENV, Sector.DEV, Sector.HRI, Sector.REF, Sector.UNK),
    }
)


class Ground(StrEnum):
    """What in a phrase says whom it means."""

    NAME = "name"
    ADJECTIVE = "adjective"  # a nationality
    SEAT = "seat"  # always the institution: Kremlin
    PLACE = "place"  # a capital: the town, or the government that sits there
    CITY = "city"  # a town or region, which never acts
    ROLE = "role"  # an office, with whose it is
    PERSON = "person"  # somebody whom the text introduces
    OWNER = "owner"  # a thing, by whose it is
    PRONOUN = "pronoun"
    PAIR = "pair"  # both sides, each other, the neighbour
    MEMORY = "memory"  # what the article has said before
    BEFORE = "before"  # on trial: named in the sentence before
    IMPLICIT = "implicit"  # nothing: the sentence leaves it unsaid


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as a phrase of a sentence refers to it.

    ``how`` says what in the phrase means the actor;
    ``start`` and ``end`` are offsets in the sentence, equal where no word stands for the actor; ``party`` is set when
    a sentence is read for what goes on inside a country, see :mod:`kg.extraction.events.domestic`.
    """

    actor: Actor
    start: int
    end: int
    how: Ground
    certainty: float = 1.0
    party: str = ""

    @property
    def side(self) -> str:
        """Id of what the actor stands for in a dyad; seen from inside a country, of its party there."""
        return self.party or self.actor.stands_for

    @property
    def private(self) -> bool:
        """Whether this is somebody who does not act for a side: a citizen, a firm, a reporter between countries."""
        return self.actor.sector in PRIVATE and not self.party and self.actor.kind is not ActorKind.ARMED_GROUP
