"""Where actors are on a map: the capital of a state or territory, the seat of a body."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import Problems, rows, shipped

COLUMNS = ("id", "place", "latitude", "longitude", "basis")
_NORTH, _EAST = 90, 180


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
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, Place] = {}
    for row in rows(shipped("coordinates.tsv"), "coordinates.tsv", COLUMNS, problems):
        try:
            place = Place(row["place"], float(row["latitude"]), float(row["longitude"]))
        except ValueError:
            problems.add(row.place, "latitude and longitude are numbers, in degrees")
            continue
        if abs(place.latitude) > _NORTH or abs(place.longitude) > _EAST:
            problems.add(row.place, f"{place.latitude}, {place.longitude} is no point of the earth")
        if row["id"] in found:
            problems.add(row.place, f"{row['id']} stands here for the second time")
        found[row["id"]] = place
    problems.raise_if_any()
    return MappingProxyType(found)


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
