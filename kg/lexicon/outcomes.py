"""derived.tsv and speech.tsv: codes of what is made of an act, by the words that own it or by saying it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.lexicon.cells import cameo, event_type, mode
from kg.lexicon.owners import MatrixRow
from kg.lexicon.rule_ids import Ids
from kg.lexicon.tables import Problems, rows, shipped
from ontology import EventType, Mode

DERIVED, SPEECH = "derived.tsv", "speech.tsv"
DERIVED_COLUMNS = ("id", "outcome", "act", "cameo", "mode")
SPEECH_COLUMNS = ("id", "plover", "mode", "cameo", "means", "expect", "example")
SPOKEN = frozenset({"must", "should", "reject", "agree", "threaten", "accuse", "disapprove", "note"})
"""What saying something can do: the rules of :mod:`kg.extraction.events.speech_acts`, each a row of speech.tsv."""
BECOMES: Mapping[str, tuple[EventType, ...]] = {
    "cut": (EventType.SANCTION,),
    "relent": (EventType.CONCEDE, EventType.RETREAT),
    **{str(type_): (type_,) for type_ in EventType},
}
"""The types that an outcome of matrix.tsv can make of an act."""


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
    """What saying something does, as :data:`SPOKEN` names it; without a code, derived.tsv has it."""

    id: str
    type: EventType
    mode: Mode | None
    cameo: str | None
    means: str
    expect: str
    example: str
    place: str


def derived(ids: Ids, problems: Problems) -> Mapping[tuple[EventType, EventType | None], DerivedRow]:
    """The rows of derived.tsv by outcome and act."""
    found: dict[tuple[EventType, EventType | None], DerivedRow] = {}
    for row in rows(shipped(DERIVED), DERIVED, DERIVED_COLUMNS, problems):
        outcome = event_type(row, "outcome", problems)
        act = event_type(row, "act", problems) if row["act"] else None
        own = ids.check(row, ":".join(filter(None, ("d", row["outcome"], row["act"]))))
        if outcome is None or (row["act"] and act is None):
            continue
        if known := found.get((outcome, act)):
            problems.add(row.place, f"{outcome} of {act or 'anything'} stands in {known.place} already")
        found[outcome, act] = DerivedRow(
            id=own,
            outcome=outcome,
            act=act,
            cameo=cameo(row, problems),
            mode=mode(row, outcome, problems),
            place=row.place,
        )
    return found


def speech(ids: Ids, problems: Problems) -> Mapping[str, SpeechRow]:
    """The rows of speech.tsv by name, ``reject`` for ``s:reject``."""
    found: dict[str, SpeechRow] = {}
    for row in rows(shipped(SPEECH), SPEECH, SPEECH_COLUMNS, problems):
        name = row["id"].partition(":")[2]
        if name not in SPOKEN:
            problems.add(row.place, f"no rule of speech is called {name!r}; known: {' '.join(sorted(SPOKEN))}")
        own = ids.check(row, f"s:{name}")
        if type_ := event_type(row, "plover", problems):
            found[name] = SpeechRow(
                id=own,
                type=type_,
                mode=mode(row, type_, problems),
                cameo=cameo(row, problems),
                means=row["means"],
                expect=row["expect"],
                example=row["example"],
                place=row.place,
            )
    if missing := SPOKEN - found.keys():
        problems.add(f"{SPEECH}:1", f"no row for {' '.join(f's:{name}' for name in sorted(missing))}")
    return found


def check_defaults(
    derived: Mapping[tuple[EventType, EventType | None], DerivedRow], owners: Iterable[MatrixRow], problems: Problems
) -> None:
    """Note every row of matrix.tsv with an outcome whose default derived.tsv lacks."""
    for row in owners:
        for outcome in dict.fromkeys((row.default, row.friendly, row.hostile)):
            for type_ in BECOMES.get(outcome, ()):
                if (type_, None) not in derived:
                    problems.add(row.place, f"{DERIVED} has no default for {type_}, the outcome {outcome!r}")
