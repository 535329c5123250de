"""ICEWS, the Integrated Crisis Early Warning System: yearly tables of 1995 to 2023 with CAMEO codes.

Layout: a header and 20 columns separated by tabs; ``NA``, ``NULL`` or nothing where nothing is known. The file of 2017
writes days as month/day/year; some editions have the words of a code and not the code.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.importers import cameo_codes, clashes
from kg.importers.base import Coder, Importer, TableContext, cameo, cell, record, report
from kg.importers.errors import RowError
from kg.importers.layout import Layout
from kg.importers.row_actors import RowSide
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

NAME = "icews"
COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
FORM = Layout(
    title="ICEWS",
    required=(
        ("Event Date",),
        ("Source Name",),
        ("Source Country",),
        ("Event Text", "CAMEO Code"),
        ("Target Name",),
        ("Target Country",),
    ),
    orders=(COLUMNS,),
    aliases={"date": "Event Date", "cameo": "CAMEO Code", "code": "CAMEO Code", "event": "Event Text"},
    probes={
        "Event Date": lambda text: text[:1].isdigit() and text[-1:].isdigit() and len(text) >= len("1/1/2017"),
        "CAMEO Code": lambda text: text.removesuffix(".0").isdigit() or not text,
        "Event Text": lambda text: not text.removesuffix(".0").isdigit(),
    },
)
_NOBODY = frozenset({"Unspecified Actor", "Unidentified State Actor"})
_UNSAID = "Unspecified"
_PLACE = ("City", "Province", "Country")


def start(context: TableContext) -> Coder:
    """Make the coder of an ICEWS table."""
    at, cast = context.columns, context.cast
    on, code, words, publisher = at["Event Date"], at["CAMEO Code"], at["Event Text"], at["Publisher"]
    source = at["Source Name"], at["Source Country"], at["Source Sectors"]
    target = at["Target Name"], at["Target Country"], at["Target Sectors"]
    places = [at[place] for place in _PLACE]
    intensity = at["Intensity"]

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        date = context.days.when(cells[on].strip())
        assert date.earliest is not None
        found = _code(cells[code].strip(), cells[words].strip(), context)
        coding = cameo(found)
        one, other = (_side(cells[name], cells[home], cells[sectors]) for name, home, sectors in (source, target))
        clashes.scored(context, "Intensity", cells[intensity], found)
        for side, (name, home, sectors) in (("Source", source), ("Target", target)):
            role = cell(cells[sectors])
            if role and role != _UNSAID and _sector(cells[sectors]) is None:
                clashes.unknown_role(context, f"{side} Sectors", role)
            clashes.named(context, f"{side} Name and {side} Country", cells[name], cells[home])
        return [
            report(
                dataset=NAME,
                record=record(cells, at["Event ID"]),
                article=article,
                coding=coding,
                original=found,
                text=cell(cells[words]) or coding.label,
                date=date,
                source=cast.mention(one, date.earliest),
                target=cast.mention(other, date.earliest),
                place=", ".join(filter(None, (cell(cells[place]) for place in places))) or None,
                outlet=cell(cells[publisher]),
            )
        ]

    return coder


def _code(code: str, words: str, context: TableContext) -> str:
    """The code of a row: its words decide, since a code may have lost its zero (20 for 020, an appeal)."""
    by_words, code = cameo_codes.told(words), cell(code) or ""
    if by_words is None:
        if not code:
            raise RowError("neither a CAMEO code nor words of one", words, code=words)
        found = cameo_codes.whole(code, zeros=context.zeros)
        if cell(words) is not None:
            context.tell("words of no code that we know: read by the code", f"{code} {words}")
        return found
    if not code or cameo_codes.agreed(code, by_words):
        return by_words
    lost = cameo_codes.shortened(code, by_words)
    remark = "a code without its leading zero" if lost else "code and Event Text disagree"
    context.tell(f"{remark}: read by the text", f"{code} {words}")
    return by_words


@lru_cache(maxsize=100_000)
def _side(name: str, country: str, sectors: str) -> RowSide:
    who = cell(name)
    if who is None or who in _NOBODY:
        raise RowError("one side is not named", harmless=True)
    return RowSide(who, cell(country), _sector(sectors))


@lru_cache(maxsize=10_000)
def _sector(names: str) -> Sector | None:
    """The sector of ours that the first of the table's rows among the names gives."""
    given = {name.strip() for name in names.split(",")}
    return next((sector for name, sector in load_datasets().sectors.items() if name in given), None)


ICEWS = Importer(
    name=NAME, form=FORM, day="Event Date", code="CAMEO Code", start=start, suffixes=(".tab", ".tsv", ".txt", ".csv")
)
