"""Cells of the rule tables that hold a code: modes and CAMEO codes, as the ontology has them."""

from __future__ import annotations

from kg.lexicon.tables import TableRow
from ontology import Cameo, EventType, Mode


def mode(row: TableRow, type_: EventType | None) -> Mode | None:
    """The mode of an event type in the cell ``mode``; None for an empty cell."""
    return Mode.get(type_, row["mode"]) if row["mode"] and type_ is not None else None


def cameo(row: TableRow) -> str | None:
    """The code in the cell ``cameo``; None for an empty cell."""
    return Cameo.get(row["cameo"]).code if row["cameo"] else None
