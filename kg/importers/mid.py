"""Militarized Interstate Disputes by dyad and year, of Correlates of War: what each state did at the most to the other.

Layout: a header, separated by commas; unknown is -9. Dyadic MIDs (Maoz) have ``statea``, ``stateb``, days, and one row
a dyad and year: what a row says of either side is a report of its own. Directed tables (such as those of the R package
peacesciencer) have ``ccode1``, ``ccode2`` and a row for each direction, of which the first state's act is read.
Nothing says on which day of a dispute the act took place: its date is the part of the dispute that lies in the year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg import states
from kg.base.dates import DateBasis, When, last_of_month
from kg.base.errors import UsageError
from kg.importers import clashes
from kg.importers.base import Coder, Importer, TableContext, cell, report
from kg.importers.day_order import FIRST_YEAR, LAST_YEAR
from kg.importers.errors import RowError
from kg.importers.foreign_codes import foreign
from kg.importers.layout import Columns, Layout
from kg.importers.row_actors import RowSide
from kg.lexicon.systems import Spell
from kg.model import Mention, Report

NAME = "mid"
COLUMNS = tuple(
    (
        "disno dyindex statea stateb namea nameb strtday strtmnth strtyr year endday endmnth endyear outcome settlmnt "
        "fatlev highact hihost recip noinit notarg sideaa sideab revstata revstatb revtypea revtypeb fatleva fatlevb "
        "highmcaa highmcab hihosta hihostb orignata orignatb rolea roleb war"
    ).split()
)
FORM = Layout(
    title="COW dyadic MIDs",
    required=(("statea",), ("stateb",), ("year", "strtyr"), ("highmcaa", "hihosta"), ("disno",)),
    orders=(COLUMNS,),
    aliases={
        "dispnum": "disno",
        "ccode1": "statea",
        "ccode2": "stateb",
        "styear": "strtyr",
        "hiact1": "highmcaa",
        "hiact2": "highmcab",
        "hostlev1": "hihosta",
        "hostlev2": "hihostb",
        "fatality1": "fatleva",
        "fatality2": "fatlevb",
    },
    hints={"stabb": "these are participants, one row a state: take the dyadic disputes, whose rows have both sides"},
    probes={
        "statea": lambda text: text.removesuffix(".0").isdigit(),
        "stateb": lambda text: text.removesuffix(".0").isdigit(),
    },
)
_UNKNOWN = "-9"
_LEVEL = {
    str(act): level
    for level, acts in (("1", [0]), ("2", range(1, 7)), ("3", range(7, 13)), ("4", range(13, 20)), ("5", [20, 21]))
    for act in acts
}
"""The level of hostility that an action is of, by the code book."""


def start(context: TableContext) -> Coder:
    """Make the coder of a table of dyadic disputes."""
    at = context.columns
    directed = "namea" not in at and "strtday" not in at

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        row = _Row(at, cells)
        when = row.when()
        assert when.earliest is not None
        one, other = (row.state(name, when, context) for name in ("statea", "stateb"))
        if one.actor.id == other.actor.id:
            raise RowError("both sides are one actor", harmless=True)
        row.compare(context)
        told: list[Report] = []
        left: RowError | None = None
        for source, target, side in [(one, other, "a"), *([] if directed else [(other, one, "b")])]:
            try:
                told.append(_report(row, article, when, source, target, row.act(side)))
            except RowError as error:
                left = left or error
        if left is not None and not told:
            raise left
        if left is not None and not left.harmless:
            context.tell(f"of one side: {left.reason}", left.detail)
        return told

    return coder


@dataclass(frozen=True, slots=True)
class _Row:
    at: Columns
    cells: Sequence[str]

    def number(self, name: str) -> str | None:
        """A whole number, None for -9 and nothing."""
        text = (cell(self.cells[self.at[name]]) or "").removesuffix(".0")
        return None if text in {"", _UNKNOWN} else text

    def act(self, side: str) -> str:
        """The highest action of a side, or its level of hostility where the table has no actions."""
        if f"highmca{side}" in self.at:
            return self.number(f"highmca{side}") or _UNKNOWN
        return f"level {self.number(f'hihost{side}') or _UNKNOWN}"

    def state(self, name: str, when: When, context: TableContext) -> Mention:
        """A state by its number in Correlates of War on those days."""
        number = self.number(name)
        if number is None:
            raise RowError("one side is not named", harmless=True)
        for day in (when.latest, when.earliest):
            try:
                land = states.actor(number, "cow", day)
            except UsageError:
                continue
            assert day is not None
            return context.cast.mention(RowSide(land, land, None, generic=True), day)
        raise RowError("a number of no state of Correlates of War in that time", number)

    def compare(self, context: TableContext) -> None:
        """Tell which columns contradict each other."""
        begin, year, end = self._year("strtyr"), self._year("year"), self._year("endyear")
        if year is not None and ((begin is not None and year < begin) or (end is not None and year > end)):
            clashes.clash(context, "year and the years of the dispute", "year", year, f"{begin or '?'} to {end or '?'}")
        for side in "ab":
            act, level = self.number(f"highmca{side}"), self.number(f"hihost{side}")
            if act and level and _LEVEL.get(act, level) != level:
                clashes.clash(context, "action and hostility level", "the action", act, f"level {level}")
            letters = (cell(self.cells[self.at[f"name{side}"]]) or "").upper()
            number = self.number(f"state{side}")
            meant = {spell.number for spell in _bearers(letters)}
            if meant and number not in meant:
                clashes.clash(context, "number and letters of a state", "the number", number, letters)

    def when(self) -> When:
        """The part of the dispute that lies in the row's year."""
        year = self._year("year") or self._year("strtyr")
        if year is None:
            raise RowError("no year", self.cells[self.at["year"]])
        begin, end = self._bound("strt", last=False), self._bound("end", last=True)
        first, last = date(year, 1, 1), date(year, 12, 31)
        if begin and first < begin <= last:
            first = begin
        if end and first <= end < last:
            last = end
        return When.between(first, last, DateBasis.STATED)

    def _bound(self, which: str, *, last: bool) -> date | None:
        year, month = self._year(f"{which}yr" if which == "strt" else "endyear"), self.number(f"{which}mnth")
        if year is None or month is None:
            return None
        try:
            if day := self.number(f"{which}day"):
                return date(year, int(month), int(day))
            return last_of_month(year, int(month)) if last else date(year, int(month), 1)
        except ValueError:
            raise RowError("no date", f"{year}-{month}-{self.number(f'{which}day')}") from None

    def _year(self, name: str) -> int | None:
        text = self.number(name)
        if text is None:
            return None
        if not text.isdigit() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            raise RowError(f"no year between {FIRST_YEAR} and {LAST_YEAR}", text)
        return int(text)


@lru_cache(maxsize=1000)
def _bearers(letters: str) -> Sequence[Spell]:
    """The spells of a state's letters in Correlates of War; none of unknown ones."""
    try:
        return states.bearers(letters, "cow-abb") if letters.isalpha() else ()
    except UsageError:
        return ()


def _report(row: _Row, article: str, when: When, source: Mention, target: Mention, act: str) -> Report:
    coding, _ = foreign(NAME, act, "")
    return report(
        dataset=NAME,
        record=f"{row.number('disno')}/{row.number('statea')}/{row.number('stateb')}/{when.earliest}",
        article=article,
        coding=coding,
        original=act,
        text=coding.label,
        date=when,
        source=source,
        target=target,
    )


MID = Importer(name=NAME, form=FORM, day="year", code=None, start=start, suffixes=(".csv", ".tab", ".tsv"))
