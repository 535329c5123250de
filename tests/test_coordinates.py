"""Where actors are on a map."""

from __future__ import annotations

import math

import pytest

from kg.lexicon import load_actors
from kg.lexicon.coordinates import place as place_of
from kg.lexicon.coordinates import places
from kg.lexicon.regions import regions

RADIUS = 6371.0


def kilometres(one: str, other: str) -> float:
    (a, b), (c, d) = ((math.radians(p.latitude), math.radians(p.longitude)) for p in (places()[one], places()[other]))
    return (
        2
        * RADIUS
        * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))
    )


def test_every_place_is_that_of_an_actor() -> None:
    assert set(places()) <= set(load_actors().by_id)


def test_every_state_has_a_place() -> None:
    lexicon = load_actors()
    states = [i for i, rows in lexicon.by_id.items() if rows[0].kind is not None and rows[0].kind.value == "state"]
    assert len(states) > 190
    assert [state for state in states if place_of(state) is None] == []


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("FRA", "GBR", 344),
        ("USA", "CAN", 733),
        ("TLS", "IDN", 2080),
        ("BRA", "ARG", 2340),
        ("COD", "COG", 10),
        ("EU", "NATO", 0),
    ],
)
def test_capitals_are_as_far_apart_as_they_are(one: str, other: str, distance: float) -> None:
    assert kilometres(one, other) == pytest.approx(distance, rel=0.03, abs=15)


def test_no_capital_lies_far_from_all_others_of_its_region() -> None:
    """A capital in another part of the world, as tables of others have some, is far from its neighbours."""
    found: dict[str, list[str]] = {}
    for country, region in regions().items():
        if country in places():
            found.setdefault(region, []).append(country)
    for members in found.values():
        for one in members:
            nearest = sorted(kilometres(one, other) for other in members if other != one)
            assert not nearest or nearest[0] < 4000, one


@pytest.mark.parametrize(
    ("actor", "town"),
    [
        ("UN:SECURITY-COUNCIL", "New York"),
        ("EU:ECB", "Frankfurt"),
        ("RUS:GOV:FOREIGN-MINISTRY", "Moscow"),
        ("GBR:WALES", "Cardiff"),
    ],
)
def test_a_part_is_where_the_whole_is(actor: str, town: str) -> None:
    found = place_of(actor)
    assert found is not None
    assert found.name == town


@pytest.mark.parametrize("actor", ["person/anatoly-antonov", "Hamas", "G7", ""])
def test_people_and_groups_have_no_place(actor: str) -> None:
    assert place_of(actor) is None
