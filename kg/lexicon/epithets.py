"""Epithets that single out some states: *the Baltic nation*, *the Islamic republic*."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.tables import Problems, rows, shipped

COLUMNS = ("epithet", "countries", "basis")


@cache
def epithets() -> Mapping[str, frozenset[str]]:
    """Return the codes of the states that an epithet, in small letters, may mean.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, frozenset[str]] = {}
    for row in rows(shipped("epithets.tsv"), "epithets.tsv", COLUMNS, problems):
        if row["epithet"] in found:
            problems.add(row.place, f"{row['epithet']!r} stands here for the second time")
        found[row["epithet"]] = frozenset(row.items("countries"))
    problems.raise_if_any()
    return MappingProxyType(found)
