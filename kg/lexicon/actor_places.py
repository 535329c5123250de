"""Where an actor stands: from who is named in a text to the lines of the tables that know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.lexicon.actor_schemas import ACTORS
from kg.lexicon.checked import shipped, table
from kg.lexicon.rule_places import FOLDER
from kg.lexicon.tables import Problems, TableRow, read_file, rows
from kg.model import Actor

_SOURCES = Path(__file__).parents[2] / "data" / "lexicon"
_COMPILED = {f"{FOLDER}states.tsv": ("states.tsv", "id"), f"{FOLDER}persons.tsv": ("terms.tsv", "name")}
"""Compiled tables: the file under data/lexicon they are made of, and its column that names the actor."""


def actor_places(actor: Actor, own: Path | None = None) -> tuple[str, ...]:
    """``file:line`` of the rows behind an actor: its own, or those of its role and of whom it stands for.

    A row of a compiled table is followed by the line under ``data/lexicon/`` it was made of, where that is at hand.

    Args:
        actor: As a text names it.
        own: A user's own actor table, which comes first.
    """
    mine = ((str(own), read_file(own)),) if own else ()
    for known in (mine, tuple(_tables())):
        if row := _first(known, actor.id, actor.role):
            return _places(row)
    role = _roles().get((actor.role or "").removeprefix("former ").lower())
    side = _first((*mine, *_tables()), actor.stands_for, None)
    return (*((role.place,) if role else ()), *(_places(side) if side else ()))


def name_places(name: str) -> tuple[str, ...]:
    """``file:line`` of every row of the shipped tables that has the name, those of what is no actor among them."""
    found: list[str] = []
    for file, text in _tables():
        if name in text:
            for row in rows(text, file, ("id", "names"), Problems()):
                if any(name in {item.rstrip("?!") for item in row.items(c)} for c in ("names", "adjectives", "places")):
                    found += _places(row)
    for file in ("ambiguous.tsv", "places.tsv"):
        found += [FOLDER + row.place for row in table(file) if row["name"] == name]
    return tuple(found)


def role_places(*names: str) -> tuple[str, ...]:
    """``file:line`` of the first of some nouns that is a role."""
    return next(((row.place,) for name in names if (row := _roles().get(name))), ())


def _places(row: TableRow) -> tuple[str, ...]:
    source, column = _COMPILED.get(row.file, ("", ""))
    return (row.place, *_sources(source, column).get(row["label" if column == "name" else "id"], ())[:1])


def _tables() -> Iterator[tuple[str, str]]:
    return ((f"{FOLDER}{name}.tsv", shipped(f"{name}.tsv")) for name in ACTORS)


@cache
def _first(tables: tuple[tuple[str, str], ...], actor: str, role: str | None) -> TableRow | None:
    """The first row of an actor in some tables, in that role if there is one."""
    found: TableRow | None = None
    for file, text in tables:
        if actor not in text:
            continue
        for row in rows(text, file, ("id",), Problems(), having=actor):
            if row["id"] == actor:
                found = found or row
                if role and "role" in row.columns and row["role"] == role:
                    return row
    return found


@cache
def _sources(name: str, column: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if name and (path := _SOURCES / name).is_file():
        for row in rows(path.read_text("utf-8"), f"data/lexicon/{name}", (column,), Problems()):
            found[row[column]] = (*found.get(row[column], ()), row.place)
    return found


@cache
def _roles() -> Mapping[str, TableRow]:
    return {row["role"].lower(): replace(row, file=f"{FOLDER}roles.tsv") for row in table("roles.tsv")}
