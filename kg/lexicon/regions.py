"""Which part of the world a country lies in, by the United Nations' standard M49."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@cache
def regions() -> Mapping[str, str]:
    """Return the name of the M49 region by country code.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    return MappingProxyType({row["country"]: row["region"] for row in table("regions.tsv")})


def region(country: str | None) -> str | None:
    """Return the M49 region of a country; that of the whole for a part (``GBR:WALES``), None where it is unknown."""
    return regions().get(country.partition(":")[0]) if country else None
