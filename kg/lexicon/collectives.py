"""Nouns that mean an actor named before, by its kind, and plurals that mean two states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.lexicon.checked import table
from ontology import ActorKind


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
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    found = {row["noun"]: (row.items("kinds"), row.items("sides")) for row in table("collectives.tsv")}
    return Collectives(
        MappingProxyType({noun: tuple(map(ActorKind, kinds)) for noun, (kinds, _) in found.items() if kinds}),
        MappingProxyType({noun: sides for noun, (kinds, sides) in found.items() if not kinds}),
    )
