"""GDELT's event tables, with CAMEO codes for actors and events: version 1.0 (since 1979) and 2.0 (since 2015).

Layout: no header, columns separated by tabs; 57 in the back files of 1.0 to March 2013, 58 in its daily files (the last
is the address), 61 in 2.0, whose three places have a column more each. BigQuery writes a header and the columns one
asks for; gdeltPyR adds the wording of the code as a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from kg.importers import cameo_codes, clashes
from kg.importers.base import Coder, Importer, TableContext, cameo, cell, record, report
from kg.importers.errors import RowError
from kg.importers.layout import Columns, Layout
from kg.importers.row_actors import RowActors, RowSide
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector


def _actor(number: int) -> tuple[str, ...]:
    parts = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return tuple(f"Actor{number}{part}" for part in parts.split())


def _place(whose: str, *, version: int) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", *(("ADM2Code",) if version > 1 else ()), "Lat", "Long")
    return tuple(f"{whose}Geo_{part}" for part in (*parts, "FeatureID"))


def _columns(version: int) -> tuple[str, ...]:
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", *_actor(1), *_actor(2)),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(name for whose in ("Actor1", "Actor2", "Action") for name in _place(whose, version=version)),
        *("DATEADDED", "SOURCEURL"),
    )


def _described(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns as gdeltPyR has them."""
    at = columns.index("EventBaseCode")
    return (*columns[:at], "CAMEOCodeDescription", *columns[at:])


def _form(title: str, *orders: tuple[str, ...]) -> Layout:
    return Layout(
        title=title,
        required=(
            ("SQLDATE",),
            ("EventCode", "EventBaseCode", "EventRootCode"),
            ("Actor1CountryCode", "Actor1Code", "Actor1Name"),
            ("Actor2CountryCode", "Actor2Code", "Actor2Name"),
        ),
        orders=(*orders, *map(_described, orders)),
        aliases={"Day": "SQLDATE", "date": "SQLDATE", "eventdate": "SQLDATE"},
        probes={
            "SQLDATE": lambda text: text[:4].isdigit() and text[-1:].isdigit() and len(text) >= len("20200217"),
            "EventCode": lambda text: text.removesuffix(".0").isdigit() or not text,
            "EventRootCode": lambda text: text.removesuffix(".0").isdigit() or not text,
            "DATEADDED": lambda text: text.removesuffix(".0").isdigit() and len(text) >= len("20200217"),
            "QuadClass": lambda text: text.removesuffix(".0") in _QUADS,
        },
    )


_QUADS = ("", "1", "2", "3", "4")
_SECTORS = frozenset(Sector)
_COUNTRY = 3  # letters of a country at the head of an actor's code; then those of its role


@dataclass(frozen=True, slots=True)
class _Start:
    """Makes the coder of a table of one version."""

    name: str

    def __call__(self, context: TableContext) -> Coder:
        at = context.columns
        code = next(at[name] for name in ("EventCode", "EventBaseCode", "EventRootCode") if name in at)
        root, quad, on, added = at["EventRootCode"], at["QuadClass"], at["SQLDATE"], at["DATEADDED"]
        sides = [_side_reader(at, number, context.cast) for number in (1, 2)]

        def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
            found = cameo_codes.whole(cells[code].strip(), cells[root].strip(), cells[quad], zeros=context.zeros)
            coding, when = cameo(found), context.days.when(cells[on].strip())
            assert when.earliest is not None
            one, other = (side(cells) for side in sides)
            _compare(context, cells, found, when.earliest)
            address = cell(cells[at["SOURCEURL"]]) or ""
            outlet = _outlet(address)
            entered = cell(cells[added])
            return [
                report(
                    dataset=self.name,
                    record=record(cells, at["GLOBALEVENTID"]),
                    article=article,
                    coding=coding,
                    original=found,
                    text=coding.label,
                    date=when,
                    source=context.cast.mention(one, when.earliest),
                    target=context.cast.mention(other, when.earliest),
                    place=cell(cells[at["ActionGeo_FullName"]]),
                    outlet=outlet,
                    url=address if outlet and address != outlet else None,
                    published=context.days.day(entered) if entered else None,
                )
            ]

        return coder


def _compare(context: TableContext, cells: Sequence[str], code: str, day: date) -> None:
    """Tell which columns of a row contradict each other."""
    at = context.columns
    year, month = cells[at["Year"]], cells[at["MonthYear"]]
    clashes.dated(context, "SQLDATE", day, Year=(year, day.year), MonthYear=(month, 100 * day.year + day.month))
    clashes.classed(context, "QuadClass", cells[at["QuadClass"]], code)
    clashes.scored(context, "GoldsteinScale", cells[at["GoldsteinScale"]], code)
    base = (cell(cells[at["EventBaseCode"]]) or code).removesuffix(".0")
    if not code.startswith((base, f"0{base}")):
        clashes.clash(context, "EventCode and EventBaseCode", "EventCode", code, base)
    for actor in ("Actor1", "Actor2"):
        whole, country, role = (cells[at[f"{actor}{part}"]] for part in ("Code", "CountryCode", "Type1Code"))
        other_country, other_role, unknown = _contradicted(whole, country, role, context.cast)
        if other_country:
            clashes.clash(context, f"{actor}Code and {actor}CountryCode", f"{actor}CountryCode", whole, country)
        if other_role:
            clashes.clash(context, f"{actor}Code and {actor}Type1Code", f"{actor}Type1Code", whole, role)
        if unknown:
            clashes.unknown_role(context, f"{actor}Type1Code", role)


@lru_cache(maxsize=200_000)
def _contradicted(code: str, country: str, role: str, cast: RowActors) -> tuple[bool, bool, bool]:
    """Whether an actor's code contradicts its country and its role, and whether no table has the role."""
    whole, home, kind = (cell(text) for text in (code, country, role))
    land = cast.country(whole[:_COUNTRY]) if whole else None
    return (
        bool(land and home and land != cast.country(home)),
        bool(whole and kind and kind not in whole),
        kind is not None and _sector(kind) is None,
    )


def _side_reader(at: Columns, number: int, cast: RowActors) -> _SideReader:
    names = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code")
    bare = f"Actor{number}CountryCode" not in at
    return _SideReader(tuple(at[f"Actor{number}{name}"] for name in names), cast if bare else None)


@dataclass(frozen=True, slots=True)
class _SideReader:
    """Reads one side of a row; ``cast`` is there where country and role must be read from the actor's code."""

    places: tuple[int, ...]
    cast: RowActors | None

    def __call__(self, cells: Sequence[str]) -> RowSide:
        code, name, country, group, role = (cells[place] for place in self.places)
        if self.cast is not None and self.cast.country(code[:_COUNTRY]):
            country, role = code[:_COUNTRY], role or code[_COUNTRY : 2 * _COUNTRY]
        return _side(code, name, country, group, role)


@lru_cache(maxsize=200_000)
def _side(*cells: str) -> RowSide:
    code, name, country, group, role = (cell(text) for text in cells)
    who = name or code or country
    if who is None:
        raise RowError("one side is not named", harmless=True)
    codes = load_datasets()
    sector = _sector(role)
    if region := codes.regions.get(country or ""):  # a part of the world is no country, but whom its people stand for
        return RowSide(region if sector is None else f"{region} ({sector.label})", None, sector)
    known = codes.groups.get(group or "")
    return RowSide(who, country, sector, group=known, generic=country is not None and known is None)


def _sector(role: str | None) -> Sector | None:
    return load_datasets().roles.get(role or "") or (Sector(role) if role in _SECTORS else None)


def _outlet(address: str) -> str | None:
    """The host of an address; older rows may name a source in words instead."""
    if not address.startswith(("http://", "https://")):
        return address or None
    return _host(address.split("/", 3)[2])


@lru_cache(maxsize=100_000)
def _host(name: str) -> str | None:
    try:
        host = urlsplit(f"//{name}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


V1, V2 = _columns(1), _columns(2)
GDELT1 = Importer(
    name="gdelt1",
    form=_form("GDELT 1.0", V1, V1[:-1]),
    day="SQLDATE",
    code="EventCode",
    start=_Start("gdelt1"),
    suffixes=(".csv",),
)
GDELT2 = Importer(
    name="gdelt2",
    form=_form("GDELT 2.0", V2),
    day="SQLDATE",
    code="EventCode",
    start=_Start("gdelt2"),
    suffixes=(".csv",),
)
