"""ICEWS, the Integrated Crisis Early Warning System: yearly tables of 1995 to 2023 with CAMEO codes.

Layout: a header and 20 columns separated by tabs; ``NA`` or nothing where nothing is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.importers.base import Coder, Importer, RowError, cameo, cell, report, when
from kg.importers.headers import Columns
from kg.importers.row_actors import Cast, Side
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

NAME, TITLE = "icews", "ICEWS"
_REQUIRED = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Country",
    "CAMEO Code",
    "Target Name",
    "Target Country",
)
_NOBODY = frozenset({"Unspecified Actor", "Unidentified State Actor"})
_PLACE = ("City", "Province", "Country")


def start(header: Sequence[str], cast: Cast) -> Coder:
    """Read the header of an ICEWS file."""
    at = Columns(header, _REQUIRED, TITLE)
    event, on, code, words = at["Event ID"], at["Event Date"], at["CAMEO Code"], at.get("Event Text")
    publisher = at.get("Publisher")
    source = at["Source Name"], at.get("Source Sectors"), at["Source Country"]
    target = at["Target Name"], at.get("Target Sectors"), at["Target Country"]
    places = [place for place in map(at.get, _PLACE) if place is not None]

    def coder(line: Sequence[str], article: str) -> Report:
        cells = at.row(line)
        coding, date = cameo(cells[code].strip()), when(cells[on].strip())
        assert date.earliest is not None
        sides = [
            _side(cells[name], cells[country], cells[sectors] if sectors is not None else "")
            for name, sectors, country in (source, target)
        ]
        return report(
            dataset=NAME,
            record=cells[event].strip(),
            article=article,
            coding=coding,
            original=cells[code].strip(),
            text=(words is not None and cell(cells[words])) or coding.label,
            date=date,
            source=cast.mention(sides[0], date.earliest),
            target=cast.mention(sides[1], date.earliest),
            place=", ".join(filter(None, (cell(cells[place]) for place in places))) or None,
            outlet=cell(cells[publisher]) if publisher is not None else None,
        )

    return coder


@lru_cache(maxsize=100_000)
def _side(name: str, country: str, sectors: str) -> Side:
    who = cell(name)
    if who is None or who in _NOBODY:
        raise RowError("one side is not named", harmless=True)
    return Side(who, cell(country), _sector(sectors))


@lru_cache(maxsize=10_000)
def _sector(names: str) -> Sector | None:
    """The sector of ours that the first of the table's rows among the names gives."""
    given = {name.strip() for name in names.split(",")}
    return next((sector for name, sector in load_datasets().sectors.items() if name in given), None)


ICEWS = Importer(name=NAME, title=TITLE, header=True, start=start, suffixes=(".tab", ".tsv", ".txt", ".csv"))
