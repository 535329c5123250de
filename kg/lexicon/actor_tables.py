"""The actor tables read line by line; every problem is told with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kg.base.dates import parse_iso
from kg.lexicon.actor_rows import ActorRow, Choice, Form, RoleNoun
from kg.lexicon.tables import Problems, TableRow, rows, shipped
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
COUNTRIES = {ActorKind.STATE, ActorKind.FORMER_STATE}
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


class Lines:
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


def side_table(name: str, columns: tuple[str, ...], problems: Problems) -> Iterator[TableRow]:
    """The rows of a shipped table beside those of actors."""
    return rows(shipped(name), name, columns, problems)


def actor_row(row: TableRow, problems: Problems) -> ActorRow | None:
    """What a line says, or None when it says nothing that can be used."""
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
        sector=None if kind in COUNTRIES else sector,
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


def forms_of(row: TableRow) -> Iterator[tuple[str, Form, bool]]:
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


def role_nouns(problems: Problems) -> dict[str, tuple[RoleNoun, bool]]:
    """Role nouns by their form; the flag says that the noun only tells a sector."""
    found: dict[str, tuple[RoleNoun, bool]] = {}
    made: dict[tuple[str, str, str], tuple[RoleNoun, bool]] = {}
    for row in side_table("roles.tsv", ("role", "sector", "kind", "stands_for"), problems):
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


def choices(problems: Problems) -> dict[str, tuple[Choice, ...]]:
    """What ambiguous names mean."""
    found: dict[str, list[Choice]] = {}
    for row in side_table("ambiguous.tsv", ("name", "actor", "cues", "default"), problems):
        found.setdefault(row["name"], []).append(Choice(row["actor"], row.items("cues"), row["default"] == "yes"))
    return {name: tuple(choices) for name, choices in found.items()}


def memberships(problems: Problems) -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    """The members of bodies, each with the first and last day of its membership."""
    found: dict[str, list[tuple[str, date | None, date | None]]] = {}
    for row in side_table("members.tsv", ("body", "member", "start", "end"), problems):
        term = row["member"], _bound(row, "start", problems), _bound(row, "end", problems)
        found.setdefault(row["body"], []).append(term)
    return {body: tuple(members) for body, members in found.items()}
