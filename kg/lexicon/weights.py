"""The numbers that weigh one reading against another: ``weights.tsv``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.base.errors import LexiconError
from kg.lexicon.tables import Problems, rows, shipped

COLUMNS = ("name", "value", "basis")


def weight(name: str) -> float:
    """A weight by its name.

    Raises:
        LexiconError: There is no such weight, or the table is malformed: every problem as ``file:line: problem``.
    """
    try:
        return weights()[name]
    except KeyError:
        raise LexiconError(f"weights.tsv: no row is called {name}, which the rules need") from None


@cache
def weights() -> Mapping[str, float]:
    """Every weight as the shipped table has it."""
    return read_weights(shipped("weights.tsv"), "weights.tsv")


def read_weights(text: str, file: str) -> Mapping[str, float]:
    """Read a table of weights.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, float] = {}
    for row in rows(text, file, COLUMNS, problems):
        name = row["name"]
        if not name.replace("_", "").isalpha() or not name.islower():
            problems.add(row.place, f"{name!r} is no name; wanted: small letters and underscores")
        elif name in found:
            problems.add(row.place, f"{name} stands here for the second time")
        if not row["basis"]:
            problems.add(row.place, f"{name} does not say what it is based on")
        found[name] = _number(row["value"])
        if not math.isfinite(found[name]):
            problems.add(row.place, f"{row['value']!r} is no number")
    problems.raise_if_any()
    return MappingProxyType(found)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan
