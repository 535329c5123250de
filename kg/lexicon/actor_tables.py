"""The actor tables read line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from kg.base.dates import parse_iso
from kg.lexicon.actor_rows import ActorRow, Choice, Form, RoleNoun
from kg.lexicon.actor_schemas import ACTORS
from kg.lexicon.checked import shipped, table
from kg.lexicon.tables import Problems, TableRow, rows
from ontology import ActorKind, Sector

PRIVATE = "organisations"
"""The table of firms, universities, NGOs and the press: they have a country but do not act for it."""
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
        for name in ACTORS:
            text = shipped(f"{name}.tsv")
            lines = text.splitlines()
            for row in rows(text, f"{name}.tsv", (), Problems()):
                self._columns[row.file] = row.columns
                self._lines.append((row.file, row.number, lines[row.number - 1]))
                yield len(self._lines) - 1, row

    def add(self, row: TableRow) -> int:
        """Append a user's row."""
        self._own.append(row)
        return len(self._lines) + len(self._own) - 1

    def __getitem__(self, number: int) -> TableRow:
        if number >= len(self._lines):
            return self._own[number - len(self._lines)]
        file, line, text = self._lines[number]
        return TableRow(file, line, text.split("\t"), self._columns[file])


def actor_row(row: TableRow) -> ActorRow:
    """What a line says."""
    kind = None if row["kind"] == "none" else ActorKind(row["kind"])
    return ActorRow(
        id=row["id"],
        label=row["label"] or row["id"],
        kind=kind,
        country=row["country"],
        sector=None if kind in COUNTRIES else _SECTORS.get(row["sector"]),
        role=row["role"] or None,
        start=_bound(row, "start"),
        end=_bound(row, "end"),
        wikidata=row["wikidata"] or None,
        acts=row.file != f"{PRIVATE}.tsv",
        names=tuple(row["names"].split("|")),
    )


def _bound(row: TableRow, column: str) -> date | None:
    when = parse_iso(row[column]) if row[column] else None
    return None if when is None else when.earliest if column == "start" else when.latest


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


def role_nouns() -> dict[str, tuple[RoleNoun, bool]]:
    """Role nouns by their form; the flag says that the noun only tells a sector."""
    found: dict[str, tuple[RoleNoun, bool]] = {}
    made: dict[tuple[str, str, str], tuple[RoleNoun, bool]] = {}
    for row in table("roles.tsv"):
        key = row["sector"], row["kind"], row["stands_for"]
        if key not in made:  # thousands of nouns, few kinds of roles
            sector = _SECTORS.get(row["sector"])
            kind = ActorKind.PERSON if row["kind"] == "person" else _BODY_OF.get(sector, ActorKind.GOVERNMENT_BODY)
            made[key] = RoleNoun(row["stands_for"] == "yes", sector, kind), row["stands_for"] == "sector"
        found[row["role"].lower()] = made[key]
    return found


def choices() -> dict[str, tuple[Choice, ...]]:
    """What ambiguous names mean."""
    found: dict[str, list[Choice]] = {}
    for row in table("ambiguous.tsv"):
        found.setdefault(row["name"], []).append(Choice(row["actor"], row.items("cues"), row["default"] == "yes"))
    return {name: tuple(choices) for name, choices in found.items()}


def memberships() -> dict[str, tuple[tuple[str, date | None, date | None], ...]]:
    """The members of bodies, each with the first and last day of its membership."""
    found: dict[str, list[tuple[str, date | None, date | None]]] = {}
    for row in table("members.tsv"):
        found.setdefault(row["body"], []).append((row["member"], _bound(row, "start"), _bound(row, "end")))
    return {body: tuple(members) for body, members in found.items()}
