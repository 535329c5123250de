"""derived.tsv and speech.tsv: codes of what is made of an act, by the words that own it or by saying it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon.checked import table
from kg.lexicon.code_cells import cameo, mode
from ontology import EventType, Mode

DERIVED, SPEECH = "derived.tsv", "speech.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedRow:
    """The code of an outcome of an act: AGREE of AID is CAMEO 033; without an act, the default of the outcome."""

    id: str
    outcome: EventType
    act: EventType | None
    cameo: str | None
    mode: Mode | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechRow:
    """What saying something does, as ``SPOKEN`` of the schemas names it; without a code, derived.tsv has it."""

    id: str
    type: EventType
    mode: Mode | None
    cameo: str | None
    means: str
    expect: str
    example: str
    place: str


def derived() -> Mapping[tuple[EventType, EventType | None], DerivedRow]:
    """The rows of derived.tsv by outcome and act."""
    found: dict[tuple[EventType, EventType | None], DerivedRow] = {}
    for row in table(DERIVED):
        outcome = EventType(row["outcome"])
        act = EventType(row["act"]) if row["act"] else None
        found[outcome, act] = DerivedRow(
            id=row["id"], outcome=outcome, act=act, cameo=cameo(row), mode=mode(row, outcome), place=row.place
        )
    return found


def speech() -> Mapping[str, SpeechRow]:
    """The rows of speech.tsv by name, ``reject`` for ``s:reject``."""
    found: dict[str, SpeechRow] = {}
    for row in table(SPEECH):
        type_ = EventType(row["plover"])
        found[row["id"].partition(":")[2]] = SpeechRow(
            id=row["id"],
            type=type_,
            mode=mode(row, type_),
            cameo=cameo(row),
            means=row["means"],
            expect=row["expect"],
            example=row["example"],
            place=row.place,
        )
    return found
