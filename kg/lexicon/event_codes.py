"""What the codes of other people's event data mean in PLOVER, where they are not CAMEO: ``event_codes.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from kg.lexicon.checked import table
from kg.lexicon.code_cells import mode
from ontology import EventType, Mode


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
        LexiconError: A table is malformed: every problem as ``file:line: problem``.
    """
    found: dict[str, CodeMeaning] = {}
    for row in table("event_codes.tsv"):
        if row["dataset"] != dataset:
            continue
        kind = EventType(row["type"]) if row["type"] else None
        way = Way(row["way"]) if row["way"] else Way.DIRECTED
        found[row["code"].casefold()] = CodeMeaning(type=kind, mode=mode(row, kind), way=way, note=row["note"])
    return MappingProxyType(found)
