"""Marking events: from what a person says of an event to lines of ``marks.tsv``."""

from __future__ import annotations

from collections.abc import Collection

from kg.assembly import Mark, MarkKind
from kg.base.errors import UsageError
from kg.base.suggestions import unknown
from kg.model import Event
from kg.store.writer import Log
from ontology import EventType


def mark(log: Log, event: Event, kind: MarkKind, value: str | Event = "") -> None:
    """Say something of an event: of every claim that it consists of, as they were read.

    A mark of the same kind is replaced.

    Args:
        log: The graph.
        event: One of its events.
        kind: What is said.
        value: Of ``type`` the event type, of ``same-as`` the other event.

    Raises:
        UsageError: No such type, or the other event is this one.
        GraphError: The file of marks has errors or cannot be written.
    """
    claims = log.claims({event.id, *event.aliases})
    if isinstance(value, Event):
        if value.id == event.id:
            raise UsageError(f"{event.id} is already the same event; see kg show {event.id}")
        others = log.claims({value.id, *value.aliases})
        value = value.id if value.id in others else min(others)
    elif kind is MarkKind.TYPE and value not in set(EventType):
        raise UsageError(unknown("event type", value, EventType))
    said = {Mark(event=claim, kind=kind, value=value): about for claim, about in claims.items()}

    def change(marks: dict[Mark, str]) -> dict[Mark, str]:
        kept = {m: about for m, about in marks.items() if m.kind is not kind or m.event not in claims}
        return kept | said

    log.marks_file.change(change)


def unmark(log: Log, named: str, events: Collection[Event]) -> list[Mark]:
    """Take back what was said of a claim, or, if nothing was, of the events that it belongs to.

    Args:
        log: The graph.
        named: An id, or the beginning of one.
        events: What it names now.

    Returns:
        The marks that were taken back.
    """
    gone: list[Mark] = []

    def change(marks: dict[Mark, str]) -> dict[Mark, str]:
        ids = {name for event in events for name in (event.id, *event.aliases)}
        gone.extend([m for m in marks if m.event.startswith(named)] or [m for m in marks if m.event in ids])
        return {m: about for m, about in marks.items() if m not in gone}

    log.marks_file.change(change)
    return gone
