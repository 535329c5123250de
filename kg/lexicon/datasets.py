"""What other people's event data call the countries, groups and sectors of our tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.lexicon.actors import load_actors
from kg.lexicon.tables import Problems, rows, shipped
from ontology import Sector

_SCHEMES = (
    *("country-name", "cameo-country", "region", "group", "role", "icews-sector"),
    *("icews-country", "icews-text", "icews-name", "ucdp-name"),
)
_ACTORS = ("country-name", "cameo-country", "group", "ucdp-name")


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
    ucdp: Mapping[str, str]


@cache
def load_datasets() -> DatasetCodes:
    """Load the table.

    Raises:
        LexiconError: with every problem as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, dict[str, str]] = {scheme: {} for scheme in _SCHEMES}
    known = load_actors().by_id
    for row in rows(shipped("datasets.tsv"), "datasets.tsv", ("scheme", "code", "means"), problems):
        scheme, code, means = row["scheme"], row["code"], row["means"]
        if scheme not in found:
            problems.add(row.place, f"unknown scheme {scheme!r}; known: {', '.join(_SCHEMES)}")
        elif code in found[scheme]:
            problems.add(row.place, f"{scheme} {code!r} stands twice")
        elif scheme in _ACTORS and means not in known:
            problems.add(row.place, f"no actor table has the id {means!r}")
        elif scheme == "icews-country" and code not in known:
            problems.add(row.place, f"no actor table has the id {code!r}")
        elif scheme == "icews-name" and code not in set(Sector):
            problems.add(row.place, f"unknown sector {code!r}; known: {', '.join(sorted(Sector))}")
        elif scheme in {"role", "icews-sector"} and means not in set(Sector):
            problems.add(row.place, f"unknown sector {means!r}; known: {', '.join(sorted(Sector))}")
        else:
            found[scheme][code] = means
    problems.raise_if_any()
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
        ucdp=MappingProxyType(found["ucdp-name"]),
    )
