"""Cells of the rule tables that hold a code: event types, modes and CAMEO codes, checked against the ontology."""

from __future__ import annotations

from kg.lexicon.tables import Problems, TableRow
from ontology import Cameo, EventType, Mode


def event_type(row: TableRow, column: str, problems: Problems, *, otherwise: str = "") -> EventType | None:
    """The event type in a cell, or None with the problem noted; ``otherwise`` names what else may stand there."""
    try:
        return EventType(row[column])
    except ValueError:
        problems.add(row.place, f"unknown PLOVER type {row[column]!r}; known: {' '.join(EventType)}{otherwise}")
        return None


def mode(row: TableRow, type_: EventType | None, problems: Problems) -> Mode | None:
    """The mode of an event type in the cell ``mode``; None for an empty cell, or with the problem noted."""
    if not row["mode"] or type_ is None:
        return None
    try:
        return Mode.get(type_, row["mode"])
    except KeyError:
        known = " ".join(each.name for each in type_.modes)
        problems.add(row.place, f"{type_} has no mode {row['mode']!r}; known: {known or 'none'}")
        return None


def cameo(row: TableRow, problems: Problems) -> str | None:
    """The code in the cell ``cameo``; None for an empty cell, or with the problem noted."""
    if not row["cameo"]:
        return None
    try:
        return Cameo.get(row["cameo"]).code
    except KeyError:
        problems.add(row.place, f"unknown CAMEO code {row['cameo']!r}")
        return None
