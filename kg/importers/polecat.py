"""POLECAT, the successor of ICEWS: weekly tables since 2018 with PLOVER types, modes and contexts.

Layout: a header and 38 columns or so separated by tabs, in an order that differs between files; ``None`` or nothing
where nothing is known; lists separated by ``;``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kg.importers.base import Coder, Coding, Importer, RowError, cell, day, report, when
from kg.importers.headers import Columns
from kg.importers.row_actors import Cast, Side
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Context, EventType, Sector

NAME, TITLE = "polecat", "POLECAT"
_REQUIRED = ("Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Recipient Name")
_LIST = re.compile(r"[;|,]")
_SECTORS, _CONTEXTS, _TYPES = frozenset(Sector), frozenset(Context), frozenset(EventType)
_ONE_SIDED = "visit"


def start(header: Sequence[str], cast: Cast) -> Coder:
    """Read the header of a POLECAT file."""
    at = Columns(header, _REQUIRED, TITLE)
    event, on, type_, mode = at["Event ID"], at["Event Date"], at["Event Type"], at["Event Mode"]
    contexts, place = at.get("Contexts"), at.get("Placename")
    outlet, told = at.get("Source"), at.get("Publication Date")
    source = at["Actor Name"], at.get("Actor Country"), at.get("Primary Actor Sector"), at.get("Actor Sectors")
    target = (
        at["Recipient Name"],
        at.get("Recipient Country"),
        at.get("Primary Recipient Sector"),
        at.get("Recipient Sectors"),
    )

    def coder(line: Sequence[str], article: str) -> Report:
        cells = at.row(line)
        coding, date = _coding(cells[type_], cells[mode], _at(cells, contexts)), when(cells[on].strip())
        assert date.earliest is not None
        one, other = (
            _side(cells[name], _at(cells, country), _at(cells, first) or _at(cells, every))
            for name, country, first, every in (source, target)
        )
        return report(
            dataset=NAME,
            record=cells[event].strip(),
            article=article,
            coding=coding,
            original=coding.label,
            text=coding.label,
            date=date,
            source=cast.mention(one, date.earliest),
            target=cast.mention(other, date.earliest),
            place=cell(_at(cells, place)),
            outlet=cell(_at(cells, outlet)),
            published=_published(_at(cells, told)),
        )

    return coder


def _at(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None else ""


@lru_cache(maxsize=100_000)
def _coding(type_: str, mode: str, contexts: str) -> Coding:
    name = type_.strip().upper()
    if name not in _TYPES:
        raise RowError("not a PLOVER type", type_, code=type_)
    kind = EventType(name)
    # modes are written with and without their type: "visit", "CONSULT-visit"
    manner = (cell(mode) or "").casefold().removeprefix(f"{name.casefold()}-").replace(" ", "-").replace("_", "-")
    names = {known.name: known for known in kind.modes}
    if manner and manner not in names:
        raise RowError(f"not a mode of {kind}", mode, code=f"{kind}-{manner}")
    about = sorted({Context(topic) for topic in _topics(contexts)}, key=list(Context).index)
    return Coding(
        type=kind,
        mode=names.get(manner),
        contexts=tuple(about),
        cameo=None,
        label=f"{kind}-{manner}" if manner else kind.value,
        symmetric=kind is EventType.CONSULT and manner != _ONE_SIDED,
    )


def _topics(text: str) -> set[str]:
    return {topic for part in _LIST.split(text) if (topic := part.strip().replace(" ", "_").lower()) in _CONTEXTS}


@lru_cache(maxsize=100_000)
def _side(name: str, country: str, sectors: str) -> Side:
    who, home = cell(name), cell(_LIST.split(country)[0])
    if who is None and home is None:
        raise RowError("one side is not named", harmless=True)
    roles = load_datasets().roles
    codes = [code.strip() for code in _LIST.split(sectors)]
    sector = next((roles.get(c) or Sector(c) for c in codes if c in _SECTORS or c in roles), None)
    return Side(who or str(home), home, sector, generic=who is None)


def _published(text: str) -> date | None:
    written = cell(text)
    return day(written) if written else None


POLECAT = Importer(name=NAME, title=TITLE, header=True, start=start, suffixes=(".txt", ".tab", ".tsv", ".csv"))
