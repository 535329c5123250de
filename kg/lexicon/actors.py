"""Who is who: the actor tables, and every name under which their actors appear in news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.dates import parse_iso
from kg.lexicon.tables import Problems, Row, read_file, rows, shipped
from kg.model import Actor
from ontology import ActorKind, Sector

COLUMNS = (
    "id",
    "label",
    "kind",
    "country",
    "sector",
    "role",
    "names",
    "adjectives",
    "places",
    "start",
    "end",
    "wikidata",
    "basis",
)
TABLES = ("states", "bodies", "groups", "agencies", "persons", "negatives")
NOT_AN_ACTOR = "-"


class Form(StrEnum):
    """How a form names its actor."""

    NAME = "name"
    ADJECTIVE = "adjective"
    PLACE = "place"  # a capital: the town, or the government that sits there
    SEAT = "seat"  # always the institution: Kremlin, White House
    CITY = "city"  # a town or region: tells where, and whose police or soldiers, but never acts


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One row of an actor table: an actor, or one term of office of a person."""

    id: str
    label: str
    kind: ActorKind | None  # None: this is not an actor
    country: str
    sector: Sector | None
    role: str | None
    start: date | None
    end: date | None
    wikidata: str | None

    def covers(self, day: date | None) -> bool:
        """Whether the row holds on that day; an open end holds for ever, an unknown day always."""
        return day is None or ((self.start is None or self.start <= day) and (self.end is None or day <= self.end))

    @property
    def actor(self) -> Actor:
        """The actor as the model knows it; only for rows that are one."""
        assert self.kind is not None
        return Actor(
            id=self.id,
            label=self.label,
            kind=self.kind,
            stands_for=_stands_for(self),
            sector=self.sector,
            role=self.role,
            wikidata=self.wikidata,
        )


@dataclass(frozen=True, slots=True)
class Alias:
    """One form of one actor: the row and how the form names it."""

    row: ActorRow
    form: Form
    tentative: bool = False  # a bare surname that counts only once the full name or a title has been seen


@dataclass(frozen=True, slots=True)
class Choice:
    """What an ambiguous name means: an actor id (or ``-``) when one of the cues stands in the article."""

    actor: str
    cues: tuple[str, ...]
    default: bool


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun such as *foreign minister* or *tourist*: does its bearer stand for a country?"""

    stands_for: bool
    sector: Sector | None
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLexicon:
    """All actor tables, indexed for matching and resolution. Immutable."""

    aliases: Mapping[str, tuple[Alias, ...]]
    by_id: Mapping[str, tuple[ActorRow, ...]]
    roles: Mapping[str, RoleNoun]
    ambiguous: Mapping[str, tuple[Choice, ...]]
    members: Mapping[str, tuple[tuple[str, date | None, date | None], ...]]

    def actor(self, actor_id: str, day: date | None = None) -> Actor:
        """The actor with that id as of a day; a person out of office keeps the last role before it.

        Raises:
            KeyError: no table knows the id.
        """
        return self.row(self.by_id[actor_id], day).actor

    def row(self, candidates: Iterable[ActorRow], day: date | None) -> ActorRow:
        """The row among an actor's rows that holds on ``day``, else the last that ended before, else the first."""
        terms = sorted(candidates, key=lambda row: row.start or date.min)
        current = [row for row in terms if row.covers(day)]
        if current:
            return current[-1]
        past = [row for row in terms if day and row.end and row.end < day]
        return past[-1] if past else terms[0]


def load_actors(user_table: Path | None = None) -> ActorLexicon:
    """Load the shipped tables, and a user's own whose rows win over shipped ones.

    Raises:
        LexiconError: with every problem of every table as ``file:line: problem``.
    """
    if user_table is None:
        return _shipped()
    problems = Problems()
    own = list(rows(read_file(user_table), user_table.name, COLUMNS, problems))
    lexicon = _compile([*_shipped_rows(), *own], problems, own_from=len(_shipped_rows()))
    problems.raise_if_any()
    return lexicon


@cache
def _shipped_rows() -> tuple[Row, ...]:
    problems = Problems()
    found = [row for table in TABLES for row in rows(shipped(f"{table}.tsv"), f"{table}.tsv", COLUMNS, problems)]
    problems.raise_if_any()
    return tuple(found)


@cache
def _shipped() -> ActorLexicon:
    problems = Problems()
    lexicon = _compile(_shipped_rows(), problems, own_from=None)
    problems.raise_if_any()
    return lexicon


def _compile(table: Iterable[Row], problems: Problems, own_from: int | None) -> ActorLexicon:
    aliases: dict[str, list[Alias]] = {}
    by_id: dict[str, list[ActorRow]] = {}
    decided: set[str] = set()
    for number, row in enumerate(table):
        actor_row = _actor_row(row, problems)
        if actor_row is None:
            continue
        own = own_from is not None and number >= own_from
        if actor_row.kind is not None:
            by_id.setdefault(actor_row.id, []).append(actor_row)
        for form, alias in _forms(row, actor_row):
            if own:  # later rows win: a user's name means what the user says
                decided.add(form)
                aliases[form] = [a for a in aliases.get(form, ()) if a.row.id == actor_row.id]
            aliases.setdefault(form, []).append(alias)
    for row in rows(shipped("places.tsv"), "places.tsv", ("name", "country"), problems):
        if row["name"] not in aliases and (owner := by_id.get(row["country"])):
            aliases[row["name"]] = [Alias(owner[0], Form.CITY)]
    return ActorLexicon(
        aliases=MappingProxyType({form: tuple(found) for form, found in aliases.items()}),
        by_id=MappingProxyType({actor: tuple(found) for actor, found in by_id.items()}),
        roles=MappingProxyType(dict(_roles(problems))),
        ambiguous=MappingProxyType({name: c for name, c in _choices(problems).items() if name not in decided}),
        members=MappingProxyType(_members(problems)),
    )


def _actor_row(row: Row, problems: Problems) -> ActorRow | None:
    try:
        kind = None if row["kind"] == "none" else ActorKind(row["kind"])
    except ValueError:
        problems.add(row.place, f"unknown kind {row['kind']!r}; known: none, {', '.join(sorted(ActorKind))}")
        return None
    try:
        sector = Sector(row["sector"]) if row["sector"] else None
    except ValueError:
        problems.add(row.place, f"unknown sector {row['sector']!r}; known: {', '.join(sorted(Sector))}")
        return None
    start, end = _bound(row, "start", problems), _bound(row, "end", problems)
    if start and end and start > end:
        problems.add(row.place, f"start {start} lies after end {end}")
    if not row["names"] and not row["adjectives"] and not row["places"]:
        problems.add(row.place, "no name, adjective or place")
    if kind and not row["id"]:
        problems.add(row.place, "no id")
    return ActorRow(
        id=row["id"],
        label=row["label"] or row["id"],
        kind=kind,
        country=row["country"],
        sector=None if kind in _COUNTRIES else sector,
        role=row["role"] or None,
        start=start,
        end=end,
        wikidata=row["wikidata"] or None,
    )


def _bound(row: Row, column: str, problems: Problems) -> date | None:
    if not row[column]:
        return None
    when = parse_iso(row[column])
    if when is None:
        problems.add(row.place, f"{column} {row[column]!r} is no ISO date (2019, 2019-05 or 2019-05-20)")
        return None
    return when.earliest if column == "start" else when.latest


def _forms(row: Row, actor_row: ActorRow) -> Iterator[tuple[str, Alias]]:
    for name in row.items("names"):
        yield name.rstrip("?"), Alias(actor_row, Form.NAME, tentative=name.endswith("?"))
    for adjective in row.items("adjectives"):
        yield adjective, Alias(actor_row, Form.ADJECTIVE)
    for place in row.items("places"):
        yield place.rstrip("!"), Alias(actor_row, Form.SEAT if place.endswith("!") else Form.PLACE)


def _roles(problems: Problems) -> Iterator[tuple[str, RoleNoun]]:
    for row in rows(shipped("roles.tsv"), "roles.tsv", ("role", "sector", "kind", "stands_for"), problems):
        try:
            sector = Sector(row["sector"]) if row["sector"] else None
        except ValueError as error:
            problems.add(row.place, str(error))
            continue
        kind = ActorKind.PERSON if row["kind"] == "person" else _BODY_OF.get(sector, ActorKind.GOVERNMENT_BODY)
        yield row["role"].lower(), RoleNoun(row["stands_for"] == "yes", sector, kind)


_BODY_OF: Mapping[Sector | None, ActorKind] = MappingProxyType(
    {
        Sector.MIL: ActorKind.MILITARY,
        Sector.COP: ActorKind.POLICE,
        Sector.LEG: ActorKind.PARLIAMENT,
        Sector.JUD: ActorKind.COURT,
        Sector.SPY: ActorKind.INTELLIGENCE,
        Sector.REB: ActorKind.ARMED_GROUP,
        Sector.PTY: ActorKind.PARTY,
        Sector.CVL: ActorKind.POPULATION,
        Sector.BUS: ActorKind.COMPANY,
        Sector.MED: ActorKind.MEDIA,
        Sector.NGO: ActorKind.NGO,
    }
)


def _choices(problems: Problems) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, list[Choice]] = {}
    for row in rows(shipped("ambiguous.tsv"), "ambiguous.tsv", ("name", "actor", "cues", "default"), problems):
        found.setdefault(row["name"], []).append(Choice(row["actor"], row.items("cues"), row["default"] == "yes"))
    return {name: tuple(choices) for name, choices in found.items()}


def _members(problems: Problems) -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    found: dict[str, list[tuple[str, date | None, date | None]]] = {}
    for row in rows(shipped("members.tsv"), "members.tsv", ("body", "member", "start", "end"), problems):
        term = row["member"], _bound(row, "start", problems), _bound(row, "end", problems)
        found.setdefault(row["body"], []).append(term)
    return {body: tuple(members) for body, members in found.items()}


_COUNTRIES = {ActorKind.STATE, ActorKind.FORMER_STATE}
_OWN_SIDE = {ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.COALITION, ActorKind.ARMED_GROUP}


def _stands_for(row: ActorRow) -> str:
    """States, coalitions and armed groups stand for themselves; everybody else for the country of the row.

    A body with a country cell is an organ of another body (the Security Council of the UN), a territory is part of a
    state.
    """
    if row.kind in _OWN_SIDE:
        return row.id
    return row.country or row.id
