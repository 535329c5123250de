"""UCDP GED, the Georeferenced Event Dataset of Uppsala: fatal violence since 1989, one row an event.

Layout: a header and 40 to 50 columns, separated by commas; cells may hold line ends. States go by name and by a
number that follows Gleditsch and Ward, and that a government before its membership does not have. Of two parties
nobody codes who attacked; only violence against civilians has a direction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kg import states
from kg.base.dates import DateBasis, When
from kg.base.errors import UsageError
from kg.importers import clashes
from kg.importers.base import Coder, Importer, TableContext, cell, record, report
from kg.importers.errors import RowError
from kg.importers.foreign_codes import foreign, pairs
from kg.importers.layout import Layout
from kg.importers.row_actors import RowActors, RowSide
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

NAME = "ged"
COLUMNS = tuple(
    (
        "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
        "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
        "number_of_sources source_article source_office source_date source_headline source_original where_prec "
        "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
        "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
        "high low gwnoa gwnob"
    ).split()
)
FORM = Layout(
    title="UCDP GED",
    required=(("type_of_violence",), ("side_a",), ("side_b",), ("date_start",)),
    orders=(COLUMNS,),
    aliases={"best_est": "best", "high_est": "high", "low_est": "low", "gwno_a": "gwnoa", "gwno_b": "gwnob"},
    probes={
        "type_of_violence": lambda text: text.removesuffix(".0") in {"1", "2", "3"},
        "date_start": lambda text: text[:1].isdigit(),
    },
)
_GOVERNMENT = "Government of "
_CIVILIANS = "civilians"
_LETTERS = re.compile(r"[A-Z]{3}")
_COUNTRY_ONLY = 6
"""Precision of a place from which on only the country, or not even that, is known."""
_KINDS = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}


def start(context: TableContext) -> Coder:
    """Make the coder of a GED table."""
    at, cast = context.columns, context.cast
    kind, first, last = at["type_of_violence"], at["date_start"], at["date_end"]
    sides = (at["side_a"], at["gwnoa"]), (at["side_b"], at["gwnob"])
    deaths = [at[name] for name in ("best", "low", "high")]
    land, point, precision, office = at["country"], at["where_coordinates"], at["where_prec"], at["source_office"]

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        code = cells[kind].strip().removesuffix(".0")
        when = _when(cells[first], cells[last], context)
        assert when.earliest is not None
        day = when.earliest
        words = _KINDS.get(code, code) + _toll([cell(cells[place]) for place in deaths])
        coding, way = foreign(NAME, code, words)
        _compare(context, cells, code, when)
        ones, others = (
            [cast.mention(side, day) for side in _sides(cells[name], cells[number], cells[land], day, context)]
            for name, number in sides
        )
        return [
            report(
                dataset=NAME,
                record=record(cells, at["id"]),
                article=article,
                coding=coding,
                original=code,
                text=words,
                date=when,
                source=one,
                target=other,
                place=_place(cells[point], cells[land], cells[precision]),
                outlet=(cell(cells[office]) or "").partition(";")[0] or None,
            )
            for one, other in pairs(ones, others, way)
        ]

    return coder


def _compare(context: TableContext, cells: Sequence[str], kind: str, when: When) -> None:
    """Tell which columns of a row contradict each other."""
    at = context.columns
    assert when.earliest is not None
    assert when.latest is not None
    year = clashes.number(cells[at["year"]])
    if year is not None and not when.earliest.year <= year <= when.latest.year:
        clashes.clash(context, "days and year", "the days", f"{when.earliest} to {when.latest}", int(year))
    land, numbered = cells[at["country"]], cells[at["country_id"]]
    clashes.numbered(
        context,
        "country_id and country",
        numbered,
        "gw",
        _country(land, context.cast),
        when.earliest,
        decides="country",
    )
    best, low, high = (clashes.number(cells[at[name]]) for name in ("best", "low", "high"))
    if best is not None and ((low is not None and low > best) or (high is not None and high < best)):
        context.tell(
            "best is not between low and high: all are kept as they are",
            f"{best:g}, {cells[at['low']]} to {cells[at['high']]}",
        )
    parts = [clashes.number(cells[at[f"deaths_{whose}"]]) for whose in ("a", "b", "civilians", "unknown")]
    if best is not None and None not in parts and sum(filter(None, parts)) != best:
        clashes.clash(
            context, "best and the deaths of each side", "best", int(best), sum(map(int, filter(None, parts)))
        )
    one, other = cells[at["side_a"]], cells[at["side_b"]]
    states_ = [side.strip().startswith(_GOVERNMENT) for side in (one, other)]
    fits = {"1": any(states_), "2": not any(states_), "3": other.strip().casefold() == _CIVILIANS}
    if not fits.get(kind, True):
        context.tell("type_of_violence and sides do not fit: both are kept as they are", f"{kind}: {one} - {other}")


def _when(first: str, last: str, context: TableContext) -> When:
    begin = context.days.day(first.strip())
    end = context.days.day(last.strip()) if cell(last) else begin
    if end < begin:
        raise RowError("an event that ends before it begins", f"{first} to {last}")
    return When.between(begin, end, DateBasis.STATED)


def _toll(deaths: Sequence[str | None]) -> str:
    """The estimates of deaths in words: ``, 12 deaths (10 to 15)``."""
    best, low, high = deaths
    return f", {best} deaths ({low or '?'} to {high or '?'})" if best else ""


def _place(point: str, land: str, precision: str) -> str | None:
    """Where, as exactly as the row vouches for."""
    vague = precision.strip().removesuffix(".0").isdigit() and float(precision) >= _COUNTRY_ONLY
    return ", ".join(filter(None, (None if vague else cell(point), cell(land)))) or None


def _sides(names: str, numbers: str, land: str, day: date, context: TableContext) -> list[RowSide]:
    """The parties of one side. Numbers belong to the states among them, in order."""
    if cell(names) is None:
        raise RowError("one side is not named", harmless=True)
    parties = [party.strip() for party in names.split(", ")]
    given = iter([number.strip().removesuffix(".0") for number in numbers.split(",") if cell(number)])
    return [
        _state(party, next(given, None), day, context)
        if party.startswith(_GOVERNMENT)
        else _party(party, _country(land, context.cast), context.cast)
        for party in parties
    ]


def _state(name: str, number: str | None, day: date, context: TableContext) -> RowSide:
    land, told = None, _country(name.removeprefix(_GOVERNMENT), context.cast)
    if number is not None:
        try:
            land = states.actor(number, "gw", day)
        except UsageError:
            context.tell("a number of no state on that day: read by the name", f"{number} {name}")
    if land and told and not clashes.one_state(land, told):
        clashes.clash(context, "number and name of a government", "the name", f"{number} ({land})", name)
        land = told
    land = land or told
    return RowSide(name, land, None if land else Sector.GOV, generic=land is not None)


def _country(name: str, cast: RowActors) -> str | None:
    """A state by UCDP's name, which has an older one in brackets: ``Yemen (North Yemen)``."""
    return cast.home(cell(name)) or cast.home(cell(name.partition(" (")[0]))


@lru_cache(maxsize=10_000)
def _party(name: str, land: str | None, cast: RowActors) -> RowSide:
    """A party that is no government; three letters alone, of nobody we know there, get the country beside them.

    One of ours that acts for a state elsewhere only has the same letters.
    """
    if name.casefold() == _CIVILIANS:
        return RowSide("Civilians", land, Sector.CVL, generic=land is not None)
    if (group := load_datasets().ucdp.get(name)) is not None:
        return RowSide(name, None, Sector.REB, group=group)
    homes = {row.actor.stands_for for known in cast.named(name) for row in cast.lexicon.by_id[known]}
    elsewhere = any(home != land and cast.country(home) for home in homes)
    if land and (elsewhere or (not homes and _LETTERS.fullmatch(name))):
        return RowSide(f"{name} ({cast.lexicon.actor(land).label})", None, Sector.REB)
    return RowSide(name, None, Sector.REB)


GED = Importer(name=NAME, form=FORM, day="date_start", code=None, start=start, suffixes=(".csv",), quoted=True)
