"""Events as a table of ICEWS: its columns, its names of countries, sectors and acts, so that scripts for it run.

One row an event, and as in ICEWS two of a meeting: one from each side. Events that did not take place, or whose day is
not known to within a month, have no row: ICEWS has only what happened on a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import BinaryIO

from kg.base.ids import digest
from kg.base.sorted_runs import in_order
from kg.lexicon import load_actors, load_datasets
from kg.lexicon.actor_index import country
from kg.model import Actor, Article, Event, Mention, Report
from ontology import Cameo, EventType

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
NAME = "icews"
NOTHING = "NA"
VAGUE = 31
"""Days among which that of an event may be; the first of them stands for it."""
_DIGITS = 13  # hexadecimal digits of an id: what R and Stata hold exactly as a number


def write_icews(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write events as a table separated by tabs, sorted by day, sides and id; unknown cells are ``NA``."""
    del articles  # everything a row shows stands in the reports
    found = in_order((row for event in events for row in rows(event)), lambda row: (row[1], row[4], row[10], row[0]))
    out.write(_line(COLUMNS))
    out.writelines(map(_line, found))


@dataclass(slots=True)
class Losses:
    """What a table of some events does not say: counted while these pass by.

    Attributes:
        left_out: Number of events without a row, by the reason.
        vague: Number of those whose day is the first of several.
    """

    left_out: Counter[str] = field(default_factory=Counter)
    vague: int = 0

    def passing(self, events: Iterable[Event]) -> Iterator[Event]:
        """Hand on some events."""
        for event in events:
            if why := _left_out(event.best):
                self.left_out[why] += 1
            else:
                self.vague += event.best.when.earliest != event.best.when.latest
            yield event

    @property
    def sentences(self) -> Sequence[str]:
        """All of it in words with numbers."""
        told = [f"left out: {number} event{'s' * (number != 1)} {why}" for why, number in sorted(self.left_out.items())]
        if self.vague:
            span = f"{self.vague} event{'s' * (self.vague != 1)} of up to {VAGUE} days"
            told.append(f"dated to the first day of a span: {span}")
        return told


def _left_out(best: Report) -> str | None:
    """Why an event has no row, None if it has one."""
    if not best.status.real:
        return "that did not take place"
    first, last = best.when.earliest, best.when.latest
    if first is None or last is None:
        return "without a day"
    if (last - first).days >= VAGUE:
        return f"whose day is not known to within {VAGUE} days"
    return None if _code(best) else "whose type no CAMEO code means"


def rows(event: Event) -> Iterator[tuple[str, ...]]:
    """The rows of an event: none, one, or one from each side of a meeting."""
    best = event.best
    first, code = best.when.earliest, _code(best)
    if _left_out(best) or first is None or code is None:
        return
    ways = [(best.source, best.target)]
    if best.symmetric:
        ways.append((best.target, best.source))
    for source, target in ways:
        yield (
            str(_number(event.id, source.actor.id)),
            first.isoformat(),
            *_side(source),
            load_datasets().icews_texts.get(code) or Cameo.get(code).label,
            code,
            f"{Cameo.get(code).goldstein:g}",
            *_side(target),
            str(_number(best.article)),
            NOTHING,  # sentences are not numbered
            best.outlet or NOTHING,
            best.place or NOTHING,
            *[NOTHING] * 5,
        )


def _side(mention: Mention) -> tuple[str, str, str]:
    """Name, sectors and country of a side."""
    actor = mention.actor
    names = load_datasets()
    sector = names.icews_names.get(actor.sector) if actor.sector and actor.id != actor.stands_for else None
    return actor.label or actor.id, sector or NOTHING, _country(actor)


def _country(actor: Actor) -> str:
    """What ICEWS calls the country that an actor stands for; a body has none."""
    land = country(actor)
    return NOTHING if land is None else load_datasets().icews_countries.get(land) or load_actors().actor(land).label


def _code(report: Report) -> str | None:
    """The CAMEO code of a report; of one that has none the broadest that means its type, and its mode if one does."""
    mode = report.mode.name if report.mode else None
    return report.cameo or _codes().get((report.type, mode)) or _codes().get((report.type, None))


@cache
def _codes() -> Mapping[tuple[EventType, str | None], str]:
    """PLOVER type and mode to a code; for a type alone within the root that has most of its codes."""
    known = {entry.code: entry for entry in Cameo.all() if entry.type is not None}
    roots = Counter((entry.type, entry.root) for entry in known.values())
    found: dict[tuple[EventType, str | None], str] = {}
    for entry in sorted(
        known.values(), key=lambda entry: (-roots[entry.type, entry.root], len(entry.code), entry.code)
    ):
        code = f"{entry.code}0" if f"{entry.code}0" in known else entry.code
        assert entry.type is not None
        found.setdefault((entry.type, None), code)
        if not entry.contexts:
            found.setdefault((entry.type, entry.mode), code)
    return MappingProxyType(found)


def _number(*parts: str) -> int:
    """A number that is the same in every run, from ids that are texts."""
    return int(digest(*parts)[:_DIGITS], 16)


def _line(cells: Iterable[str]) -> bytes:
    clean = (" ".join(cell.split()).replace("\0", "\ufffd") for cell in cells)
    return ("\t".join(clean) + "\n").encode("utf-8", "replace")
