"""Where actors are on a map: the capital of a state or territory, the seat of a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@dataclass(frozen=True, slots=True)
class Place:
    """A point on a map.

    Attributes:
        name: Of the town.
        latitude, longitude: Degrees north and east.
    """

    name: str
    latitude: float
    longitude: float


@cache
def places() -> Mapping[str, Place]:
    """The place of each actor that has one, by its id.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    return MappingProxyType(
        {
            row["id"]: Place(row["place"], float(row["latitude"]), float(row["longitude"]))
            for row in table("coordinates.tsv")
        }
    )


def place(actor: str) -> Place | None:
    """Where an actor is: a part of a state or body (``UN:SECURITY-COUNCIL``) where the whole is, unless it has its own.

    People, movements and groups have no place.
    """
    known = places()
    while actor:
        if actor in known:
            return known[actor]
        actor = actor.rpartition(":")[0]
    return None
