"""Columns of one row that contradict each other: each pair is told, with what decides; the row is read all the same.

What is compared is what two columns say of one thing. Where a data set itself counts a code elsewhere than others do,
that code is not compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from kg import states
from kg.base.errors import UsageError
from kg.importers.base import TableContext, cell
from kg.importers.cameo_codes import quad_class
from kg.importers.row_actors import ROLE_OF, RowActors
from kg.lexicon.systems import System
from ontology import Cameo

_ALIKE = 1.0
"""Scores of one code in two editions of a scale differ by less."""


def clash(context: TableContext, columns: str, decides: str, *values: object) -> None:
    """Tell that columns contradict each other.

    Args:
        context: Of the table.
        columns: Which, in words: ``Actor COW and Actor Country``.
        decides: By which of them the row is read.
        values: What they hold.
    """
    context.tell(f"{columns} contradict each other: read by {decides}", " against ".join(map(str, values)))


def unknown_role(context: TableContext, column: str, role: str) -> None:
    """Tell of a role or sector that is newer than our tables."""
    context.tell(f"a code of {column} that no table has: read without it", role)


@lru_cache(maxsize=10_000)
def number(text: str) -> float | None:
    """The number in a cell, None where there is none."""
    try:
        return float(text)
    except ValueError:
        return None


def dated(context: TableContext, decides: str, day: date, **parts: tuple[str, int]) -> None:
    """Compare a day with columns that repeat part of it: their cells, and what these should hold."""
    for name, (text, right) in parts.items():
        if (given := number(text)) is not None and given != right:
            clash(context, f"{decides} and {name}", decides, day, text.strip())


def scored(context: TableContext, column: str, text: str, code: str) -> None:
    """Compare a code with the score that its row gives it."""
    if _scored_otherwise(text, code):
        clash(context, f"event code and {column}", "the code", code, text.strip())


@lru_cache(maxsize=10_000)
def _scored_otherwise(text: str, code: str) -> bool:
    given = number(text)
    return given is not None and abs(given - Cameo.get(code).goldstein) >= _ALIKE


def classed(context: TableContext, column: str, text: str, code: str, besides: Iterable[str] = ()) -> None:
    """Compare a code with the quad class (1 to 4) of its row, but for roots that are counted in several ways."""
    given = text.strip().removesuffix(".0")
    if given in {"1", "2", "3", "4"} and code[:2] not in besides and quad_class(code) != given:
        clash(context, f"event code and {column}", "the code", code, given)


def named(context: TableContext, columns: str, name: str, country: str) -> None:
    """Compare the state in an actor's name with the country of its row: ``Police (India)`` of Pakistan."""
    if (who := cell(name)) and (home := cell(country)) and (other := _elsewhere(who, home, context.cast)):
        clash(context, columns, "the country", who, other)


@lru_cache(maxsize=100_000)
def _elsewhere(name: str, country: str, cast: RowActors) -> str | None:
    role = ROLE_OF.fullmatch(name)
    land = cast.home(role[2]) if role else cast.country(name)
    home = cast.home(country)
    if land is None or home is None or one_state(land, home) or not _stands(land):
        return None
    return country


def _stands(actor: str) -> bool:
    """Whether it is a state of today: Scotland and Zanzibar may well have the country that they belong to."""
    return any(spell.system is System.COW and spell.end is None for spell in states.spells(actor))


def numbered(
    context: TableContext, columns: str, text: str, system: str, land: str | None, day: date, *, decides: str
) -> None:
    """Compare a number of a system of states (``cow``, ``gw``, ``iso-num``) with the state that the row names."""
    code = text.strip().removesuffix(".0")
    if land is None or not code.isdigit():
        return
    if (meant := _meant(code, system, day)) is not None and not one_state(meant, land):
        clash(context, columns, decides, f"{code} ({meant})", land)


@lru_cache(maxsize=50_000)
def _meant(code: str, system: str, day: date) -> str | None:
    try:
        return states.actor(code, system, day)
    except UsageError:
        return None


@lru_cache(maxsize=50_000)
def one_state(one: str, other: str) -> bool:
    """Whether two ids are one state, also in two of its lives: Russia and the Soviet Union."""
    return one == other or bool(_numbers(one) & _numbers(other))


def _numbers(actor: str) -> set[tuple[System, str]]:
    return {(spell.system, spell.key) for spell in states.spells(actor) if spell.system is not System.ISO}
