"""Invasions that everybody knows by their sides: the day on which they began."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table


@dataclass(frozen=True, slots=True)
class Invasion:
    """One of them: its first day, the words that mean it, and those of which one must stand beside them, if any."""

    since: date
    words: frozenset[str]
    beside: frozenset[str]


@cache
def invasions() -> Mapping[tuple[str, str], tuple[Invasion, ...]]:
    """Return those of one side against another, the latest first.

    Raises:
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    known: dict[tuple[str, str], list[Invasion]] = {}
    for row in table("invasions.tsv"):
        one = Invasion(date.fromisoformat(row["since"]), frozenset(row.items("words")), frozenset(row.items("beside")))
        known.setdefault((row["source"], row["target"]), []).append(one)
    latest = {sides: sorted(all_, key=lambda one: one.since, reverse=True) for sides, all_ in known.items()}
    return MappingProxyType({sides: tuple(all_) for sides, all_ in latest.items()})
