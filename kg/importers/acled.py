"""ACLED, the Armed Conflict Location and Event Data: violence and protest, one row an event.

Layout: a header and some 30 columns, separated by commas; cells may hold line ends. Who an actor is stands in its name
("Military Forces of Russia (2000-)"), not in its code: abroad the forces of a state are "external", so that 1 against
1 finds civil wars. The ids of events begin with codes of ACLED's own (PRT is Puerto Rico), which are read as nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from kg.base.dates import DateBasis, When
from kg.importers import clashes
from kg.importers.base import Coder, Importer, TableContext, cell, record, report
from kg.importers.errors import RowError
from kg.importers.foreign_codes import foreign, pairs
from kg.importers.layout import Layout
from kg.importers.row_actors import RowActors, RowSide
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

NAME = "acled"
COLUMNS = tuple(
    (
        "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
        "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
        "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
    ).split()
)
FORM = Layout(
    title="ACLED",
    required=(("event_date",), ("event_type", "sub_event_type"), ("actor1",), ("actor2",)),
    orders=(COLUMNS,),
    aliases={"data_id": "event_id_cnty", "ally_actor_1": "assoc_actor_1", "ally_actor_2": "assoc_actor_2"},
    probes={"event_date": lambda text: text[:1].isdigit(), "actor1": lambda text: not text.isdigit()},
)
_FORCES = re.compile(r"(Military|Police|Government)(?: Forces)? of (?:the )?(.+?) \(\d{4} ?- ?(?:\d{4})?\)(.*)")
"""``Military Forces of Russia (2000-) Air Force``: sector, state, the years of a government, and a branch."""
_AT_HOME = re.compile(r"(.+) \(([^()]+)\)")
"""``Civilians (Ukraine)``: who, and in brackets of where."""
_ACRONYM = re.compile(r"([\w'-]+): (.+)")
_SECTOR = {"military": Sector.MIL, "police": Sector.COP, "government": Sector.GOV}
_PEOPLE = {"civilians": Sector.CVL, "protesters": Sector.CVL, "rioters": Sector.CVL, "labor group": Sector.LAB}
_INTER = {
    "2": Sector.REB,
    "3": Sector.UAF,
    "4": Sector.UAF,
    "5": Sector.CVL,
    "6": Sector.CVL,
    "7": Sector.CVL,
    "rebel group": Sector.REB,
    "political militia": Sector.UAF,
    "identity militia": Sector.UAF,
    "rioters": Sector.CVL,
    "protesters": Sector.CVL,
    "civilians": Sector.CVL,
}
"""What kind of actor it is, as a number, and in releases since 2024 in words."""
_FORCES_ARE = frozenset({"1", "8", "state forces", "external/other forces"})
_NAMED = {"5": "rioters", "6": "protesters", "7": "civilians"} | {
    name: name for name in ("rioters", "protesters", "civilians")
}
_WEEK, _MONTH = "2", "3"
_AROUND = timedelta(days=3)


def start(context: TableContext) -> Coder:
    """Make the coder of an ACLED table."""
    at, cast = context.columns, context.cast
    kind, manner, on, exact = at["event_type"], at["sub_event_type"], at["event_date"], at["time_precision"]
    sides = (at["actor1"], at["inter1"]), (at["actor2"], at["inter2"])
    deaths, points, outlet = at["fatalities"], [at[name] for name in ("location", "admin1", "country")], at["source"]

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        code = cell(cells[manner]) or cell(cells[kind]) or ""
        coding, way = foreign(NAME, code, code + _toll(cells[deaths]))
        when = _when(context.days.day(cells[on].strip()), cells[exact].strip().removesuffix(".0"))
        assert when.earliest is not None
        day = when.earliest
        _compare(context, cells, context.days.day(cells[on].strip()))
        one, other = (cast.mention(_side(cells[name], cells[inter], cast), day) for name, inter in sides)
        return [
            report(
                dataset=NAME,
                record=record(cells, at["event_id_cnty"]),
                article=article,
                coding=coding,
                original=code,
                text=coding.label,
                date=when,
                source=source,
                target=target,
                place=", ".join(filter(None, (cell(cells[point]) for point in points))) or None,
                outlet=(cell(cells[outlet]) or "").partition(";")[0] or None,
            )
            for source, target in pairs([one], [other], way, namesakes=True)
        ]

    return coder


def _compare(context: TableContext, cells: Sequence[str], day: date) -> None:
    """Tell which columns of a row contradict each other."""
    at = context.columns
    clashes.dated(context, "event_date", day, year=(cells[at["year"]], day.year))
    land = context.cast.home(cell(cells[at["country"]]))
    clashes.numbered(context, "iso and country", cells[at["iso"]], "iso-num", land, day, decides="country")
    kind, manner = cells[at["event_type"]].strip(), cells[at["sub_event_type"]].strip()
    whole = load_datasets().acled_types.get(manner)
    if whole is not None and cell(kind) and whole.casefold() != kind.casefold():
        clashes.clash(context, "event_type and sub_event_type", "sub_event_type", kind, manner)
    for number in ("1", "2"):
        who, inter = (cell(cells[at[f"{column}{number}"]]) or "" for column in ("actor", "inter"))
        code = inter.casefold().removesuffix(".0")
        if (allowed := _inter_of(who)) and code and code not in allowed:
            clashes.clash(context, f"actor{number} and inter{number}", f"actor{number}", who, inter)


def _inter_of(who: str) -> frozenset[str]:
    """How an actor with such a name is coded; nothing where its name does not say."""
    if _FORCES.fullmatch(who):
        return _FORCES_ARE
    group = who.partition(" (")[0].casefold()
    return frozenset({code for code, kind in _NAMED.items() if kind == group})


def _toll(deaths: str) -> str:
    return f", {number} deaths" if (number := cell(deaths)) and number != "0" else ""


def _when(day: date, precision: str) -> When:
    """The day; where only the week is known, the seven days around it, where only the month, that month."""
    if precision == _WEEK:
        return When.between(day - _AROUND, day + _AROUND, DateBasis.STATED)
    if precision == _MONTH:
        last = calendar.monthrange(day.year, day.month)[1]
        return When.between(day.replace(day=1), day.replace(day=last), DateBasis.STATED)
    return When.day(day, DateBasis.STATED)


def _side(name: str, inter: str, cast: RowActors) -> RowSide:
    """An actor by its name; the cast is one a run, so that names are looked up once."""
    if (who := cell(name)) is None:
        raise RowError("one side is not named", harmless=True)
    return _named(who, inter.strip().casefold().removesuffix(".0"), cast)


@lru_cache(maxsize=50_000)
def _named(who: str, inter: str, cast: RowActors) -> RowSide:
    if forces := _FORCES.fullmatch(who):
        body, land, branch = forces.groups()
        if home := cast.home(land):
            generic = not branch.strip()
            return RowSide(body if generic else who, home, _SECTOR[body.casefold()], generic=generic)
    sector = _INTER.get(inter)
    if at_home := _AT_HOME.fullmatch(who):
        group, land = at_home.groups()
        known = _known(group, cast)
        if known is None and (home := cast.home(land)):
            people = _PEOPLE.get(group.casefold())
            return RowSide(who, home, people or sector, generic=people is not None)
        if known is not None:
            return RowSide(who, None, sector, group=known)
    return RowSide(who, None, sector, group=_known(who, cast))


def _known(name: str, cast: RowActors) -> str | None:
    """The actor of ours with a name, with the acronym before it, or with what stands behind the acronym."""
    parted = _ACRONYM.fullmatch(name)
    for form in (name, *(parted.groups() if parted else ())):
        if len(ids := cast.named(form)) == 1:
            return ids[0]
    return None


ACLED = Importer(name=NAME, form=FORM, day="event_date", code=None, start=start, suffixes=(".csv",), quoted=True)
