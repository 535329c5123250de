"""Epithets that single out some states: *the Baltic nation*, *the Islamic republic*."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@cache
def epithets() -> Mapping[str, frozenset[str]]:
    """Return the codes of the states that an epithet, in small letters, may mean.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    return MappingProxyType({row["epithet"]: frozenset(row.items("countries")) for row in table("epithets.tsv")})
