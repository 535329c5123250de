"""Who is who: the actor tables, and every name under which their actors appear in news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.base.collector import undisturbed
from kg.base.dates import parse_iso
from kg.lexicon.lazy import Lazy
from kg.lexicon.tables import Problems, TableRow, read_file, rows, shipped
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
PRIVATE = "organisations"
"""The table of firms, universities, NGOs and the press: they have a country but do not act for it."""

TABLES = ("states", "bodies", "groups", "agencies", "persons", PRIVATE, "negatives")
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
    acts: bool = True  # False: known by name, but no side of any event

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
    sectors: Mapping[str, RoleNoun]  # the same and nouns that only tell a sector: events are read without these
    role_ends: frozenset[str]  # the last word of each: most nouns need no further look
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

    A user's table is checked as a whole first. The shipped ones were checked by :func:`check_actors` when the library
    was tested; here their rows are only indexed, and read when somebody asks for them.

    Raises:
        LexiconError: with every problem of the user's table as ``file:line: problem``.
    """
    if user_table is None:
        return _shipped()
    problems = Problems()
    own = list(rows(read_file(user_table), user_table.name, COLUMNS, problems))
    for row in own:
        _actor_row(row, problems)
    problems.raise_if_any()
    return _compile(own)


def check_actors() -> list[str]:
    """Return every problem of the shipped tables as ``file:line: problem``; an empty list when all is well."""
    problems = Problems()
    for table in TABLES:
        for row in rows(shipped(f"{table}.tsv"), f"{table}.tsv", COLUMNS, problems):
            _actor_row(row, problems)
            if any(form != form.strip() or not form for form, _, _ in _forms(row)):
                problems.add(row.place, "an empty form, or one with spaces around it")
    for line in _side_table("places.tsv", ("name", "country"), problems):
        if not line["name"]:
            problems.add(line.place, "no name")
    _roles(problems)
    _choices(problems)
    _members(problems)
    return problems.found


@cache
def _shipped() -> ActorLexicon:
    return _compile(())


@undisturbed()
def _compile(own: Sequence[TableRow]) -> ActorLexicon:
    """Index the shipped rows and a user's by form and by id; what a row says is read when it is asked for.

    Of a shipped row only its line is kept, as text: tens of thousands of small objects would cost more than the index.
    """
    table = _Lines()
    forms: dict[str, _Entries] = {}
    ids: dict[str, tuple[int, ...]] = {}
    for number, row in table.read():
        if row["kind"] != "none":
            identifier = row["id"]
            ids[identifier] = (*ids[identifier], number) if identifier in ids else (number,)
        for name, form, tentative in _forms(row):
            entry = number, form, tentative
            forms[name] = (*forms[name], entry) if name in forms else (entry,)
    decided = _overlay(own, table, forms, ids)
    for row in _side_table("places.tsv", ("name", "country"), Problems()):
        if (name := row["name"]) not in forms and (owner := ids.get(row["country"])):
            forms[name] = ((owner[0], Form.CITY, False),)
    made: dict[int, ActorRow] = {}

    def actor_row(number: int) -> ActorRow:
        if number not in made:
            problems = Problems()
            row = _actor_row(table[number], problems)
            problems.raise_if_any()
            assert row is not None  # else there was a problem
            made[number] = row
        return made[number]

    problems = Problems()
    roles = _roles(problems)
    lexicon = ActorLexicon(
        aliases=Lazy(forms, lambda entries: tuple(Alias(actor_row(n), form, doubt) for n, form, doubt in entries)),
        by_id=Lazy(ids, lambda numbers: tuple(actor_row(number) for number in numbers)),
        roles=MappingProxyType({name: role for name, (role, only) in roles.items() if not only}),
        sectors=MappingProxyType({name: role for name, (role, _) in roles.items()}),
        role_ends=frozenset(name.rpartition(" ")[2] for name in roles),
        ambiguous=MappingProxyType({name: c for name, c in _choices(problems).items() if name not in decided}),
        members=MappingProxyType(_members(problems)),
    )
    problems.raise_if_any()
    return lexicon


def _overlay(
    own: Sequence[TableRow], table: _Lines, forms: dict[str, _Entries], ids: dict[str, tuple[int, ...]]
) -> set[str]:
    """Lay a user's rows over the shipped ones: a user's name means what the user says. Returns those names."""
    decided: set[str] = set()
    for row in own:
        number = table.add(row)
        if row["kind"] != "none":
            ids[row["id"]] = (*ids.get(row["id"], ()), number)
        for spaced, form, tentative in _forms(row):
            if not (name := spaced.strip()):
                continue
            decided.add(name)
            before = tuple(entry for entry in forms.get(name, ()) if table[entry[0]]["id"] == row["id"])
            forms[name] = (*before, (number, form, tentative))
    return decided


_Entries = tuple[tuple[int, Form, bool], ...]  # number of the row, how the form names its actor, tentative


class _Lines:
    """The rows of the shipped tables by number, kept as lines of text, and of a user's table behind them."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, int, str]] = []
        self._columns: dict[str, Mapping[str, int]] = {}
        self._own: list[TableRow] = []

    def read(self) -> Iterator[tuple[int, TableRow]]:
        """Yield the shipped rows, keeping the line of each."""
        problems = Problems()
        for table in TABLES:
            text = shipped(f"{table}.tsv")
            lines = text.splitlines()
            for row in rows(text, f"{table}.tsv", COLUMNS, problems):
                self._columns[row.file] = row.columns
                self._lines.append((row.file, row.number, lines[row.number - 1]))
                yield len(self._lines) - 1, row
        problems.raise_if_any()

    def add(self, row: TableRow) -> int:
        """Append a user's row."""
        self._own.append(row)
        return len(self._lines) + len(self._own) - 1

    def __getitem__(self, number: int) -> TableRow:
        if number >= len(self._lines):
            return self._own[number - len(self._lines)]
        file, line, text = self._lines[number]
        return TableRow(file, line, text.split("\t"), self._columns[file])


def _side_table(name: str, columns: tuple[str, ...], problems: Problems) -> Iterator[TableRow]:
    return rows(shipped(name), name, columns, problems)


def _actor_row(row: TableRow, problems: Problems) -> ActorRow | None:
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
        acts=row.file != f"{PRIVATE}.tsv",
    )


def _bound(row: TableRow, column: str, problems: Problems) -> date | None:
    if not row[column]:
        return None
    when = parse_iso(row[column])
    if when is None:
        problems.add(row.place, f"{column} {row[column]!r} is no ISO date (2019, 2019-05 or 2019-05-20)")
        return None
    return when.earliest if column == "start" else when.latest


def _forms(row: TableRow) -> Iterator[tuple[str, Form, bool]]:
    """Every form of a row, how it names the actor, and whether it is tentative."""
    if names := row["names"]:
        for name in names.split("|"):
            yield (name[:-1], Form.NAME, True) if name[-1:] == "?" else (name, Form.NAME, False)
    if adjectives := row["adjectives"]:
        for adjective in adjectives.split("|"):
            yield adjective, Form.ADJECTIVE, False
    if places := row["places"]:
        for place in places.split("|"):
            yield (place[:-1], Form.SEAT, False) if place[-1:] == "!" else (place, Form.PLACE, False)


def _roles(problems: Problems) -> dict[str, tuple[RoleNoun, bool]]:
    """Role nouns by their form; the flag says that the noun only tells a sector."""
    found: dict[str, tuple[RoleNoun, bool]] = {}
    made: dict[tuple[str, str, str], tuple[RoleNoun, bool]] = {}
    for row in _side_table("roles.tsv", ("role", "sector", "kind", "stands_for"), problems):
        key = row["sector"], row["kind"], row["stands_for"]
        if key in made:  # thousands of nouns, few kinds of roles
            found[row["role"].lower()] = made[key]
            continue
        sector = _SECTORS.get(row["sector"])
        if sector is None and row["sector"]:
            problems.add(row.place, f"unknown sector {row['sector']!r}; known: {', '.join(sorted(Sector))}")
            continue
        kind = ActorKind.PERSON if row["kind"] == "person" else _BODY_OF.get(sector, ActorKind.GOVERNMENT_BODY)
        stands_for = row["stands_for"]
        if stands_for not in {"yes", "no", "sector"}:
            problems.add(row.place, f"stands_for {stands_for!r}; known: yes, no, sector")
            continue
        made[key] = RoleNoun(stands_for == "yes", sector, kind), stands_for == "sector"
        found[row["role"].lower()] = made[key]
    return found


_SECTORS: Mapping[str, Sector] = MappingProxyType({sector.value: sector for sector in Sector})
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
    for row in _side_table("ambiguous.tsv", ("name", "actor", "cues", "default"), problems):
        found.setdefault(row["name"], []).append(Choice(row["actor"], row.items("cues"), row["default"] == "yes"))
    return {name: tuple(choices) for name, choices in found.items()}


def _members(problems: Problems) -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    found: dict[str, list[tuple[str, date | None, date | None]]] = {}
    for row in _side_table("members.tsv", ("body", "member", "start", "end"), problems):
        term = row["member"], _bound(row, "start", problems), _bound(row, "end", problems)
        found.setdefault(row["body"], []).append(term)
    return {body: tuple(members) for body, members in found.items()}


_COUNTRIES = {ActorKind.STATE, ActorKind.FORMER_STATE}
_OWN_SIDE = {ActorKind.STATE, ActorKind.FORMER_STATE, ActorKind.COALITION, ActorKind.ARMED_GROUP}


def _stands_for(row: ActorRow) -> str:
    """States, coalitions, armed groups and private organisations stand for themselves; others for the row's country.

    A body with a country cell is an organ of another body (the Security Council of the UN), a territory is part of a
    state.
    """
    if row.kind in _OWN_SIDE or not row.acts:
        return row.id
    return row.country or row.id
