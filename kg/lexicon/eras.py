"""Wars and times that everybody knows by name, and their years."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@cache
def eras() -> Mapping[str, tuple[int, int]]:
    """Return the first and last year of each, by its name in small letters.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    rows = table("eras.tsv")
    return MappingProxyType({row["name"].lower(): (int(row["since"]), int(row["until"])) for row in rows})
