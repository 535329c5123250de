"""Phoenix, the open event data of the Open Event Data Alliance and of the Cline Center, coded by PETRARCH with CAMEO.

Layout: daily files of 2014 to 2019 without a header, 26 columns separated by tabs; the historical files (1945 to 2015)
with a header and 25 columns, separated by commas. Actors are CAMEO codes in parts: country or body, role, attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kg.importers import cameo_codes, clashes
from kg.importers.base import Coder, Importer, TableContext, cameo, cell, record, report
from kg.importers.errors import RowError
from kg.importers.layout import Layout
from kg.importers.row_actors import RowActors, RowSide
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

NAME = "phoenix"
COLUMNS = tuple(
    (
        "EventID Date Year Month Day SourceActorFull SourceActorEntity SourceActorRole SourceActorAttribute "
        "TargetActorFull TargetActorEntity TargetActorRole TargetActorAttribute EventCode EventRootCode QuadClass "
        "GoldsteinScore Issues ActionLat ActionLong LocationName GeoCountryName GeoStateName SentenceID URLs "
        "NewsSources"
    ).split()
)
_HISTORICAL = {
    "eid": "EventID",
    "story_date": "Date",
    "source": "SourceActorFull",
    "source_root": "SourceActorEntity",
    "source_agent": "SourceActorRole",
    "source_others": "SourceActorAttribute",
    "target": "TargetActorFull",
    "target_root": "TargetActorEntity",
    "target_agent": "TargetActorRole",
    "target_others": "TargetActorAttribute",
    "code": "EventCode",
    "root_code": "EventRootCode",
    "quad_class": "QuadClass",
    "PentaClass": "QuadClass",
    "placename": "LocationName",
    "countryname": "GeoCountryName",
    "statename": "GeoStateName",
}
FORM = Layout(
    title="Phoenix",
    required=(
        ("Date",),
        ("EventCode", "EventRootCode"),
        ("SourceActorEntity", "SourceActorFull"),
        ("TargetActorEntity", "TargetActorFull"),
    ),
    orders=(COLUMNS,),
    aliases=_HISTORICAL,
    probes={
        "Date": lambda text: text[:1].isdigit() and text[-1:].isdigit() and len(text) >= len("20140620"),
        "EventCode": lambda text: text.removesuffix(".0").isdigit() or not text,
        "Year": lambda text: text.isdigit() or not text,
    },
)
_SECTORS = frozenset(Sector)
_NEUTRAL = frozenset({"01", "02", "09", "14"})
"""Roots that PETRARCH and GDELT do not count in the same quad class."""
_UNKNOWN = "---"
_COUNTRY = 3
"""Letters of a country at the head of an actor's code; then those of its role."""


def start(context: TableContext) -> Coder:
    """Make the coder of a Phoenix table."""
    at, cast = context.columns, context.cast
    code, root, on = at["EventCode"] if "EventCode" in at else at["EventRootCode"], at["EventRootCode"], at["Date"]
    sides = [[at[f"{side}Actor{part}"] for part in ("Full", "Entity", "Role")] for side in ("Source", "Target")]
    points = [at[name] for name in ("LocationName", "GeoStateName", "GeoCountryName")]
    address, outlet = at["URLs"], at["NewsSources"]

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        found = cameo_codes.whole(cells[code].strip(), (cell(cells[root]) or "").strip(), zeros=context.zeros)
        coding, when = cameo(found), context.days.when(cells[on].strip())
        assert when.earliest is not None
        one, other = (_side(*(cells[place] for place in places), cast) for places in sides)
        _compare(context, cells, found, when.earliest)
        return [
            report(
                dataset=NAME,
                record=record(cells, at["EventID"]),
                article=article,
                coding=coding,
                original=found,
                text=coding.label,
                date=when,
                source=cast.mention(one, when.earliest),
                target=cast.mention(other, when.earliest),
                place=", ".join(filter(None, (cell(cells[point]) for point in points))) or None,
                outlet=_first(cells[outlet]),
                url=_first(cells[address]),
            )
        ]

    return coder


def _compare(context: TableContext, cells: Sequence[str], code: str, day: date) -> None:
    """Tell which columns of a row contradict each other."""
    at = context.columns
    year, month, of_month = (cells[at[part]] for part in ("Year", "Month", "Day"))
    clashes.dated(context, "Date", day, Year=(year, day.year), Month=(month, day.month), Day=(of_month, day.day))
    clashes.classed(context, "QuadClass", cells[at["QuadClass"]], code, besides=_NEUTRAL)
    clashes.scored(context, "GoldsteinScore", cells[at["GoldsteinScore"]], code)
    for side in ("Source", "Target"):
        full, entity, role = (cell(cells[at[f"{side}Actor{part}"]]) for part in ("Full", "Entity", "Role"))
        if role and _sector(role) is None:
            clashes.unknown_role(context, f"{side}ActorRole", role)
        for part, text in (("Entity", entity), ("Role", role)):
            if full and text and text not in full:
                clashes.clash(context, f"{side}ActorFull and {side}Actor{part}", f"{side}Actor{part}", full, text)


def _first(entries: str) -> str | None:
    return cell(entries.partition(";")[0])


@lru_cache(maxsize=200_000)
def _side(full: str, entity: str, role: str, cast: RowActors) -> RowSide:
    """An actor by the parts of its code; of a table that has the whole code alone, by its first letters."""
    who, land, kind = (cell(text.strip().removeprefix(_UNKNOWN)) for text in (full, entity, role))
    if land is None and (who == kind or who in _SECTORS):
        raise RowError("one side is not named", harmless=True)  # "---GOV": of whatever state
    if land is None and who is not None and cast.country(who[:_COUNTRY]):
        land, kind = who[:_COUNTRY], kind or cell(who[_COUNTRY : 2 * _COUNTRY])
    if who is None and land is None:
        raise RowError("one side is not named", harmless=True)
    codes = load_datasets()
    sector = _sector(kind)
    if region := codes.regions.get(land or ""):
        return RowSide(region if sector is None else f"{region} ({sector.label})", None, sector)
    if group := codes.groups.get(land or ""):
        return RowSide(who or str(land), None, sector, group=group)
    if cast.country(land):
        return RowSide(who or str(land), land, sector, generic=True)
    return RowSide(who or str(land), None, sector or (Sector(land) if land in _SECTORS else None))


def _sector(role: str | None) -> Sector | None:
    return load_datasets().roles.get(role or "") or (Sector(role) if role in _SECTORS else None)


PHOENIX = Importer(
    name=NAME, form=FORM, day="Date", code="EventCode", start=start, suffixes=(".txt", ".csv", ".tab", ".tsv")
)
