"""GDELT's event tables, with CAMEO codes for actors and events: version 1.0 (since 1979) and 2.0 (since 2015).

Layout: no header, columns separated by tabs; 57 in the back files of 1.0 to March 2013, 58 in its daily files (the last
is the address), 61 in 2.0, whose three places have a column more each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from kg.importers.base import Coder, FileError, Importer, RowError, cameo, day, report, when
from kg.importers.row_actors import Cast, Side
from kg.lexicon import load_datasets
from kg.model import Report
from ontology import Sector

ACTOR1, ACTOR2 = 5, 15
"""First of the ten columns of an actor: code, name, country, group, ethnic, two religions, three types."""
EVENT, DAY, CODE = 0, 1, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the columns differ between the versions."""

    name: str
    title: str
    widths: tuple[int, ...]
    place: int
    added: int
    url: int


V1 = Layout(name="gdelt1", title="GDELT 1.0", widths=(58, 57), place=50, added=56, url=57)
V2 = Layout(name="gdelt2", title="GDELT 2.0", widths=(61,), place=52, added=59, url=60)
_OTHERS = {57: "kg import gdelt1", 58: "kg import gdelt1", 61: "kg import gdelt2"}


def _start(layout: Layout, first: Sequence[str], cast: Cast) -> Coder:
    width = len(first)
    if width not in layout.widths:
        wanted = " or ".join(map(str, sorted(layout.widths)))
        hint = f"; such files are read by: {_OTHERS[width]}" if width in _OTHERS else "; is it a table of mentions?"
        raise FileError(f"no {layout.title} events: {width} columns instead of {wanted}{hint}")

    def coder(cells: Sequence[str], article: str) -> Report:
        if len(cells) not in layout.widths:
            raise RowError("another number of columns", f"{len(cells)}, not {width}")
        coding, date = cameo(cells[CODE]), when(cells[DAY])
        assert date.earliest is not None
        one = _side(*cells[ACTOR1 : ACTOR1 + 4], cells[ACTOR1 + 7])
        other = _side(*cells[ACTOR2 : ACTOR2 + 4], cells[ACTOR2 + 7])
        address = cells[layout.url].strip() if len(cells) > layout.url else ""
        outlet = _outlet(address)
        return report(
            dataset=layout.name,
            record=cells[EVENT],
            article=article,
            coding=coding,
            original=cells[CODE],
            text=coding.label,
            date=date,
            source=cast.mention(one, date.earliest),
            target=cast.mention(other, date.earliest),
            place=cells[layout.place] or None,
            outlet=outlet,
            url=address if outlet and address != outlet else None,
            published=day(cells[layout.added]) if cells[layout.added] else None,
        )

    return coder


@lru_cache(maxsize=200_000)
def _side(code: str, name: str, country: str, group: str, role: str) -> Side:
    if not code and not name:
        raise RowError("one side is not named", harmless=True)
    codes = load_datasets()
    sector = codes.roles.get(role) or (Sector(role) if role in _SECTORS else None)
    if region := codes.regions.get(country):  # a part of the world is no country, but whom its people stand for
        return Side(region if sector is None else f"{region} ({sector.label})", None, sector)
    known = codes.groups.get(group)
    return Side(name or code, country or None, sector, group=known, generic=bool(country) and known is None)


_SECTORS = frozenset(Sector)


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


def _start_v1(first: Sequence[str], cast: Cast) -> Coder:
    return _start(V1, first, cast)


def _start_v2(first: Sequence[str], cast: Cast) -> Coder:
    return _start(V2, first, cast)


GDELT1 = Importer(name=V1.name, title=V1.title, header=False, start=_start_v1, suffixes=(".csv",))
GDELT2 = Importer(name=V2.name, title=V2.title, header=False, start=_start_v2, suffixes=(".csv",))
