"""The numbers that weigh one reading against another: ``weights.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.base.errors import LexiconError
from kg.lexicon.checked import table


def weight(name: str) -> float:
    """A weight by its name.

    Raises:
        LexiconError: There is no such weight, or a table is malformed: every problem as ``file:line: problem``.
    """
    try:
        return weights()[name]
    except KeyError:
        raise LexiconError(f"weights.tsv: no row is called {name}, which the rules need") from None


@cache
def weights() -> Mapping[str, float]:
    """Every weight as the shipped table has it."""
    return MappingProxyType({row["name"]: float(row["value"]) for row in table("weights.tsv")})
