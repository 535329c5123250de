"""Which part of the world a country lies in, by the United Nations' standard M49."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import Problems, rows, shipped

COLUMNS = ("country", "region", "code", "basis")


@cache
def regions() -> Mapping[str, str]:
    """Return the name of the M49 region by country code.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in rows(shipped("regions.tsv"), "regions.tsv", COLUMNS, problems):
        if row["country"] in found:
            problems.add(row.place, f"{row['country']} stands here for the second time")
        if names.setdefault(row["code"], row["region"]) != row["region"]:
            problems.add(row.place, f"code {row['code']} is {names[row['code']]!r} above")
        found[row["country"]] = row["region"]
    problems.raise_if_any()
    return MappingProxyType(found)


def region(country: str | None) -> str | None:
    """Return the M49 region of a country; that of the whole for a part (``GBR:WALES``), None where it is unknown."""
    return regions().get(country.partition(":")[0]) if country else None
