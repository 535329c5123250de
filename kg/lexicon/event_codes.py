"""What the codes of other people's event data mean in PLOVER, where they are not CAMEO: ``event_codes.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kg.lexicon.cells import event_type, mode
from kg.lexicon.tables import Problems, rows, shipped
from ontology import EventType, Mode

COLUMNS = ("dataset", "code", "type", "mode", "way", "note")


class Way(StrEnum):
    """Who does it to whom."""

    DIRECTED = "directed"
    REVERSED = "reversed"
    MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeMeaning:
    """A row of the table.

    Attributes:
        type, mode: In PLOVER; no type where PLOVER has no such event.
        way: Who does it to whom.
        note: Words for the code, or why it has no type.
    """

    type: EventType | None
    mode: Mode | None
    way: Way
    note: str


@cache
def event_codes(dataset: str) -> Mapping[str, CodeMeaning]:
    """The codes of a data set in lower case, and what they mean.

    Raises:
        LexiconError: with every problem as ``file:line: problem``.
    """
    problems = Problems()
    found: dict[str, CodeMeaning] = {}
    for row in rows(shipped("event_codes.tsv"), "event_codes.tsv", COLUMNS, problems):
        if row["dataset"] != dataset:
            continue
        kind = event_type(row, "type", problems) if row["type"] else None
        if row["way"] not in {*Way, ""}:
            problems.add(row.place, f"unknown way {row['way']!r}; known: {', '.join(Way)}")
            continue
        way = Way(row["way"] or Way.DIRECTED)
        found[row["code"].casefold()] = CodeMeaning(
            type=kind, mode=mode(row, kind, problems), way=way, note=row["note"]
        )
    problems.raise_if_any()
    return MappingProxyType(found)
