"""What a table of actors must look like, the user's own included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from kg.base.dates import parse_iso
from kg.lexicon.schema import Cells, Schema, iso_date, matching, one_of
from kg.lexicon.tables import TableRow
from ontology import ActorKind, Sector

ACTORS = ("states", "bodies", "groups", "agencies", "persons", "organisations", "negatives")
"""The tables of actors."""
SECTOR = one_of(Sector, "sector")
DATE = Cells(check=iso_date)
_FREE = Cells()


def own_days(row: TableRow) -> Iterator[str]:
    """A term that ends before it begins."""
    if not row["start"] or not row["end"]:
        return
    start, end = parse_iso(row["start"]), parse_iso(row["end"])
    if start and end and start.earliest and end.latest and start.earliest > end.latest:
        yield f"start {row['start']} lies after end {row['end']}"


def _actor(row: TableRow) -> Iterator[str]:
    yield from own_days(row)
    if not row["names"] and not row["adjectives"] and not row["places"]:
        yield "no name, adjective or place"
    if row["kind"] != "none" and not row["id"]:
        yield "no id"


ACTOR = Schema(
    columns=MappingProxyType(
        {
            "id": _FREE,
            "label": _FREE,
            "kind": Cells(required=True, check=one_of(["none", *ActorKind], "kind")),
            "country": _FREE,
            "sector": Cells(check=SECTOR),
            "role": _FREE,
            "names": Cells(listed=True),
            "adjectives": Cells(listed=True),
            "places": Cells(listed=True),
            "start": DATE,
            "end": DATE,
            "wikidata": Cells(check=matching(r"Q\d+", "an id of Wikidata; wanted: Q and a number")),
            "basis": _FREE,
        }
    ),
    row=_actor,
)
"""A table of actors."""
_LOOSE = ("names", "adjectives", "places", "wikidata")
OWN_ACTOR = replace(ACTOR, columns={name: _FREE if name in _LOOSE else ACTOR.columns[name] for name in ACTOR.columns})
"""A user's own table of actors, who may write a space beside a bar."""
