"""Nouns that mean an actor named before, by its kind, and plurals that mean two states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.lexicon.tables import Problems, rows, shipped
from ontology import ActorKind

COLUMNS = ("noun", "kinds", "sides")


class Collectives(NamedTuple):
    """Both tables.

    Attributes:
        kinds: What a noun may mean: *bloc* an intergovernmental body or a coalition.
        twins: Codes of the two states a plural means: *Koreas*.
    """

    kinds: Mapping[str, tuple[ActorKind, ...]]
    twins: Mapping[str, tuple[str, ...]]


@cache
def collectives() -> Collectives:
    """Return the nouns of the shipped table.

    Raises:
        LexiconError: Every problem of the table as ``file:line: problem``.
    """
    return read_collectives(shipped("collectives.tsv"), "collectives.tsv")


def read_collectives(text: str, file: str) -> Collectives:
    """Read such a table."""
    problems = Problems()
    kinds: dict[str, tuple[ActorKind, ...]] = {}
    twins: dict[str, tuple[str, ...]] = {}
    known = {kind.value for kind in ActorKind}
    for row in rows(text, file, COLUMNS, problems):
        noun, named, sides = row["noun"], row.items("kinds"), row.items("sides")
        if noun in kinds or noun in twins:
            problems.add(row.place, f"{noun!r} stands here for the second time")
        if unknown := [kind for kind in named if kind not in known]:
            problems.add(row.place, f"unknown kind {', '.join(unknown)}; known: {' '.join(sorted(known))}")
        elif named:
            kinds[noun] = tuple(ActorKind(kind) for kind in named)
        elif sides:
            twins[noun] = sides
        else:
            problems.add(row.place, f"{noun!r} has neither kinds nor sides")
    problems.raise_if_any()
    return Collectives(MappingProxyType(kinds), MappingProxyType(twins))
