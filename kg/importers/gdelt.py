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

from kg.base.dates import When
from kg.importers import cameo_codes, clashes
from kg.importers.base import Coder, EventCode, Importer, TableContext, cameo, cell, record, remembered, report
from kg.importers.errors import RowError
from kg.importers.layout import Layout
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
        code = next(name for name in ("EventCode", "EventBaseCode", "EventRootCode") if name in at)
        coded = remembered(context, (code, "EventRootCode", "QuadClass", "GoldsteinScale", "EventBaseCode"), _coding)
        dated = remembered(context, ("SQLDATE", "Year", "MonthYear"), _day)
        first, second = (remembered(context, _side_columns(number), _Side(number)) for number in (1, 2))
        own, where, entry, source_url = (
            at[name] for name in ("GLOBALEVENTID", "ActionGeo_FullName", "DATEADDED", "SOURCEURL")
        )

        def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
            (found, coding), of_code = coded(cells)
            (when, day), of_day = dated(cells)
            one, of_one = first(cells)
            other, of_other = second(cells)
            if of_day or of_code or of_one or of_other:
                for remark in (*of_day, *of_code, *of_one, *of_other):
                    context.tell(*remark)
            address = cell(cells[source_url]) or ""
            outlet = _outlet(address)
            entered = cell(cells[entry])
            return [
                report(
                    dataset=self.name,
                    record=record(cells, own),
                    article=article,
                    coding=coding,
                    original=found,
                    text=coding.label,
                    date=when,
                    source=context.cast.mention(one, day),
                    target=context.cast.mention(other, day),
                    place=cell(cells[where]),
                    outlet=outlet,
                    url=address if outlet and address != outlet else None,
                    published=context.days.day(entered) if entered else None,
                )
            ]

        return coder


def _coding(context: TableContext, cells: Sequence[str]) -> tuple[str, EventCode]:
    """The code of a row and what it means."""
    code, root, quad, score, base = cells
    found = cameo_codes.whole(code.strip(), root.strip(), quad, zeros=context.zeros)
    coding = cameo(found)
    clashes.classed(context, "QuadClass", quad, found)
    clashes.scored(context, "GoldsteinScale", score, found)
    base = (cell(base) or found).removesuffix(".0")
    if not found.startswith((base, f"0{base}")):
        clashes.clash(context, "EventCode and EventBaseCode", "EventCode", found, base)
    return found, coding


def _day(context: TableContext, cells: Sequence[str]) -> tuple[When, date]:
    """The day of a row."""
    on, year, month = cells
    when = context.days.when(on.strip())
    day = when.earliest
    assert day is not None
    clashes.dated(context, "SQLDATE", day, Year=(year, day.year), MonthYear=(month, 100 * day.year + day.month))
    return when, day


def _side_columns(number: int) -> tuple[str, ...]:
    return tuple(f"Actor{number}{name}" for name in ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code"))


@dataclass(frozen=True, slots=True)
class _Side:
    """Reads one side of a row."""

    number: int

    def __call__(self, context: TableContext, cells: Sequence[str]) -> RowSide:
        code, name, country, group, role = cells
        actor, cast = f"Actor{self.number}", context.cast
        other_country, other_role, unknown = _contradicted(code, country, role, cast)
        if other_country:
            clashes.clash(context, f"{actor}Code and {actor}CountryCode", f"{actor}CountryCode", code, country)
        if other_role:
            clashes.clash(context, f"{actor}Code and {actor}Type1Code", f"{actor}Type1Code", code, role)
        if unknown:
            clashes.unknown_role(context, f"{actor}Type1Code", role)
        if f"{actor}CountryCode" not in context.columns and cast.country(code[:_COUNTRY]):
            country, role = code[:_COUNTRY], role or code[_COUNTRY : 2 * _COUNTRY]
        return _side(code, name, country, group, role)


def _contradicted(code: str, country: str, role: str, cast: RowActors) -> tuple[bool, bool, bool]:
    """Whether an actor's code contradicts its country and its role, and whether no table has the role."""
    whole, home, kind = (cell(text) for text in (code, country, role))
    land = cast.country(whole[:_COUNTRY]) if whole else None
    return (
        bool(land and home and land != cast.country(home)),
        bool(whole and kind and kind not in whole),
        kind is not None and _sector(kind) is None,
    )


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
