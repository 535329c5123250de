"""Where a rule stands: from what a report carries to the lines of the tables that made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon.checked import table
from kg.lexicon.predicates import load_predicates
from kg.lexicon.rule_ids import links, stem

FOLDER = "ontology/lexicon/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePlace:
    """One row behind a report.

    Attributes:
        id: The row's id, ``v:give:aid``.
        place: ``ontology/lexicon/predicates.tsv:1234``.
    """

    id: str
    place: str


def rule_places(rule: str) -> tuple[RulePlace, ...]:
    """Return the rows that a report's rule names, outermost first.

    Args:
        rule: As reports carry it, ``m:refuse + d:REJECT:AID + v:give:aid``. A rule of a graph written when rows shared
            their names (``v:give``) gives every row that went by that name. What no table has, such as
            ``import:icews``, gives nothing.
    """
    known = load_predicates().by_id
    ids = [own for link in links(rule) for own in ((link,) if link in known else _namesakes().get(link, ()))]
    return tuple(RulePlace(id=own, place=FOLDER + known[own].place) for own in ids)


def list_place(name: str) -> str:
    """``file:line`` of a list of ``words.tsv``, by its name; its file alone when there is none of that name."""
    file = "words.tsv"
    lists = {row["name"]: row.place for row in table(file)}
    return FOLDER + lists.get(name, file)


def pattern_places(name: str) -> tuple[str, ...]:
    """``file:line`` of each pattern of a kind of ``patterns.tsv``, in the order of the table."""
    file = "patterns.tsv"
    found = table(file)
    return tuple(FOLDER + row.place for row in found if row["name"] == name)


@cache
def _namesakes() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for own in load_predicates().by_id:
        found.setdefault(stem(own), []).append(own)
    return {name: tuple(ids) for name, ids in found.items()}
