"""POLECAT, the successor of ICEWS: weekly tables since 2018 with PLOVER types, modes and contexts.

Layout: a header and 38 columns or so separated by tabs, in an order that differs between files; ``None`` or nothing
where nothing is known; lists separated by ``;``, of actors too: each of one side with each of the other is an event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from kg.importers import clashes
from kg.importers.base import Coder, EventCode, Importer, TableContext, cell, record, report
from kg.importers.errors import RowError
from kg.importers.foreign_codes import pairs
from kg.importers.layout import Layout
from kg.importers.row_actors import RowSide
from kg.lexicon import load_datasets
from kg.lexicon.event_codes import Way
from kg.model import Report
from ontology import Context as Topic
from ontology import EventType, QuadClass, Sector

NAME = "polecat"
COLUMNS = tuple(
    (
        "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
        "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
        "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|"
        "Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|"
        "GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|"
        "Story Locations|Language|Version"
    ).split("|")
)
_TYPES, _SECTORS, _TOPICS = frozenset(EventType), frozenset(Sector), frozenset(Topic)
FORM = Layout(
    title="POLECAT",
    required=(
        ("Event Date",),
        ("Event Type",),
        ("Actor Name", "Actor Country"),
        ("Recipient Name", "Recipient Country"),
    ),
    orders=(COLUMNS,),
    probes={
        "Event Date": lambda text: text[:1].isdigit(),
        "Event Type": lambda text: text.upper() in _TYPES,
    },
)
_LIST = re.compile(r"[;|,]")
_ONE_SIDED = "visit"


def start(context: TableContext) -> Coder:
    """Make the coder of a POLECAT table."""
    at, cast = context.columns, context.cast
    on, type_, mode, contexts = at["Event Date"], at["Event Type"], at["Event Mode"], at["Contexts"]
    place, outlet, told = at["Placename"], at["Source"], at["Publication Date"]
    source, target = (
        (at[f"{side} Name"], at[f"{side} Country"], at[f"Primary {side} Sector"], at[f"{side} Sectors"])
        for side in ("Actor", "Recipient")
    )

    def coder(cells: Sequence[str], article: str) -> Sequence[Report]:
        coding, date = _coding(cells[type_], cells[mode], cells[contexts]), context.days.when(cells[on].strip())
        assert date.earliest is not None
        day = date.earliest
        _compare(context, cells, coding, day)
        ones, others = (
            _sides(cells[name], cells[country], cells[first], cells[every])
            for name, country, first, every in (source, target)
        )
        written = cell(cells[told])
        return [
            report(
                dataset=NAME,
                record=record(cells, at["Event ID"]),
                article=article,
                coding=coding,
                original=coding.label,
                text=coding.label,
                date=date,
                source=one,
                target=other,
                place=cell(cells[place]),
                outlet=cell(cells[outlet]),
                published=context.days.day(written) if written else None,
            )
            for one, other in pairs(
                [cast.mention(s, day) for s in ones], [cast.mention(s, day) for s in others], Way.DIRECTED
            )
        ]

    return coder


def _compare(context: TableContext, cells: Sequence[str], coding: EventCode, day: date) -> None:
    """Tell which columns of a row contradict each other, and what in it PLOVER does not have."""
    at = context.columns
    for side in ("Actor", "Recipient"):
        names, homes, cows = (cells[at[f"{side} {part}"]] for part in ("Name", "Country", "COW"))
        primary = cells[at[f"Primary {side} Sector"]]
        for role in filter(None, map(cell, _LIST.split(primary))):
            if _sector([role]) is None:
                clashes.unknown_role(context, f"Primary {side} Sector", role.strip())
        if any(separator in homes + names for separator in ";|"):
            continue  # which belongs to which is not said
        clashes.named(context, f"{side} Name and {side} Country", names, homes)
        land = context.cast.home(cell(homes))
        columns = f"{side} COW and {side} Country"
        clashes.numbered(context, columns, cows, "cow", land, day, decides=f"{side} Country")
    given = _quad(cells[at["Quad Code"]])
    if given is not None and given != coding.type.quad:
        clashes.clash(context, "Event Type and Quad Code", "Event Type", coding.type, cells[at["Quad Code"]])
    known = _topics(cells[at["Contexts"]])
    for topic in _LIST.split(cells[at["Contexts"]]):
        if cell(topic) and _plain(topic) not in known:
            context.tell("a context that PLOVER does not have: read without it", topic.strip())


@lru_cache(maxsize=1000)
def _quad(text: str) -> QuadClass | None:
    """A quad class by its number or its words, None where it is neither."""
    plain = re.sub(r"[\W_]+", " ", text).strip().casefold()
    return next((quad for quad in QuadClass if plain in {str(quad.value), quad.label.casefold()}), None)


@lru_cache(maxsize=100_000)
def _coding(type_: str, mode: str, contexts: str) -> EventCode:
    name = type_.strip().upper()
    if name not in _TYPES:
        raise RowError("not a PLOVER type", type_, code=type_)
    kind = EventType(name)
    # modes are written with and without their type: "visit", "CONSULT-visit"
    manner = (cell(mode) or "").casefold().removeprefix(f"{name.casefold()}-").replace(" ", "-").replace("_", "-")
    names = {known.name: known for known in kind.modes}
    if manner and manner not in names:
        raise RowError(f"not a mode of {kind}", mode, code=f"{kind}-{manner}")
    about = sorted({Topic(topic) for topic in _topics(contexts)}, key=list(Topic).index)
    return EventCode(
        type=kind,
        mode=names.get(manner),
        contexts=tuple(about),
        cameo=None,
        label=f"{kind}-{manner}" if manner else kind.value,
        symmetric=kind is EventType.CONSULT and manner != _ONE_SIDED,
    )


def _topics(text: str) -> set[str]:
    return {topic for part in _LIST.split(text) if (topic := _plain(part)) in _TOPICS}


def _plain(topic: str) -> str:
    return topic.strip().replace(" ", "_").lower()


@lru_cache(maxsize=100_000)
def _sides(names: str, countries: str, primary: str, sectors: str) -> Sequence[RowSide]:
    """The actors of one side. Lists of one length belong together; of another, a lone entry is that of all."""
    whos = [cell(name) for name in names.split(";")]
    homes = [cell(home) for home in _LIST.split(countries)]
    number = len(whos) if len(whos) > 1 else len(homes) if whos == [None] else 1
    kinds = _LIST.split(primary if cell(primary) else sectors)
    found = []
    for at in range(number):
        who = whos[at] if at < len(whos) else None
        home = homes[at] if at < len(homes) == number else homes[0] if number == 1 else None
        if who is None and home is None:
            continue
        sector = _sector([kinds[at]] if len(kinds) == number else kinds)
        found.append(RowSide(who or str(home), home, sector, generic=who is None))
    if not found:
        raise RowError("one side is not named", harmless=True)
    return found


def _sector(codes: Sequence[str]) -> Sector | None:
    roles = load_datasets().roles
    plain = [code.strip() for code in codes]
    return next((roles.get(c) or Sector(c) for c in plain if c in _SECTORS or c in roles), None)


POLECAT = Importer(
    name=NAME, form=FORM, day="Event Date", code=None, start=start, suffixes=(".txt", ".tab", ".tsv", ".csv")
)
