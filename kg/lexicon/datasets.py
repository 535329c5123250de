"""What other people's event data call the countries, groups and sectors of our tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table
from kg.lexicon.schemas import SCHEMES
from ontology import Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetCodes:
    """``datasets.tsv`` by scheme; names and codes that are in the actor tables themselves are not repeated here.

    Attributes:
        countries: Country name to the id of a state.
        cameo: CAMEO country code to the id of a state.
        regions: CAMEO code of a part of the world to its name.
        groups: CAMEO code of a known group to an actor's id.
        roles: CAMEO role codes that are not sectors of ours.
        sectors: ICEWS sectors; the first that an actor has decides.
        icews_countries: Id of a state to its name in ICEWS, where that is not its label.
        icews_texts: CAMEO code to its words in ICEWS, where these are not its label.
        icews_names: Sector to what ICEWS calls it.
        acled_types: Sub-event type of ACLED to its event type.
        ucdp: Names of parties in UCDP to an actor's id.
    """

    countries: Mapping[str, str]
    cameo: Mapping[str, str]
    regions: Mapping[str, str]
    groups: Mapping[str, str]
    roles: Mapping[str, Sector]
    sectors: Mapping[str, Sector]
    icews_countries: Mapping[str, str]
    icews_texts: Mapping[str, str]
    icews_names: Mapping[Sector, str]
    acled_types: Mapping[str, str]
    ucdp: Mapping[str, str]


@cache
def load_datasets() -> DatasetCodes:
    """Load the table.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    found: dict[str, dict[str, str]] = {scheme: {} for scheme in SCHEMES}
    for row in table("datasets.tsv"):
        found[row["scheme"]][row["code"]] = row["means"]
    return DatasetCodes(
        countries=MappingProxyType(found["country-name"]),
        cameo=MappingProxyType(found["cameo-country"]),
        regions=MappingProxyType(found["region"]),
        groups=MappingProxyType(found["group"]),
        roles=MappingProxyType({code: Sector(sector) for code, sector in found["role"].items()}),
        sectors=MappingProxyType({name: Sector(sector) for name, sector in found["icews-sector"].items()}),
        icews_countries=MappingProxyType(found["icews-country"]),
        icews_texts=MappingProxyType(found["icews-text"]),
        icews_names=MappingProxyType({Sector(sector): name for sector, name in found["icews-name"].items()}),
        acled_types=MappingProxyType(found["acled-type"]),
        ucdp=MappingProxyType(found["ucdp-name"]),
    )
