"""Parties inside a country: who is a side of its own when a sentence is read for what goes on there."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.references import Ground, Ref
from ontology import Sector

GOVERNMENT = "government"
POPULATION = "people"  # a country or town as a place: whoever lives there
_EXECUTIVE = frozenset({Sector.GOV, Sector.MIL, Sector.COP, Sector.SPY, None})
_IN_PLACE = frozenset({Ground.PLACE, Ground.CITY})


def partisan(ref: Ref) -> Ref:
    """The reference with its party: branches of government, opposition, rebels, citizens and so on of one country."""
    sector = ref.actor.sector
    if ref.how in _IN_PLACE:
        party = POPULATION
    elif sector in _EXECUTIVE:
        party = GOVERNMENT
    else:
        party = str(sector)
    return replace(ref, party=f"{ref.actor.stands_for}/{party}")
