"""One decision about a sentence, as it is told to people: what, by which row of which file, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.extraction.reasons import Reason
from kg.extraction.syntax.tree import Word
from kg.lexicon import rule_places


class Stage(StrEnum):
    """Where something was decided, in the order of the work."""

    SENTENCE = "sentence"
    PARSE = "parse"
    ACTOR = "actor"
    SENSE = "sense"
    OWNER = "owner"
    SPEECH = "speech"
    CODE = "code"
    MOOD = "mood"
    SIDES = "sides"
    TIME = "time"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision about a sentence.

    Attributes:
        stage: Where it was made.
        words: The words that it is about.
        text: What it was.
        row: Id of the row that made it, if one did.
        places: ``file:line`` of the rows to edit, where it is wrong.
        dropped: Why what was found was dropped; None when it was kept.
        act: Position in the sentence of the head word of the act that it is about.
        event: Id of the event that was told.
        trial: Whether a side was tried that the rules do not give the act.
    """

    stage: Stage
    words: str
    text: str
    row: str | None = None
    places: tuple[str, ...] = ()
    dropped: Reason | None = None
    act: int | None = field(default=None, repr=False)
    event: str | None = None
    trial: bool = False


def step_of(
    stage: Stage,
    word: Word,
    text: str,
    row: str | None = None,
    *,
    dropped: Reason | None = None,
    act: int | None = None,
) -> Step:
    """A decision about a word, by a row of the rule tables; ``act`` is the word itself unless it is another's."""
    places = tuple(place.place for place in rule_places(row)) if row else ()
    at = word.i if act is None else act
    return Step(stage=stage, words=word.text, text=text, row=row, places=places, dropped=dropped, act=at)
