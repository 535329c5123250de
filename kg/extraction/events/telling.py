"""What one parsed sentence tells: its acts, as their owners, speakers and moods leave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.entities.attribution import speakers
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events import mood, speech_acts
from kg.extraction.events.act import Act
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.factuality import Outcomes, Owned, Settled
from kg.extraction.events.supposed import mere_ability
from kg.extraction.reasons import Guess, Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon
from kg.model import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of one act of a sentence.

    Attributes:
        found: As its own row has it.
        act: As it is told; as far as it came when it was dropped.
        top: The topmost word of the chain that owns it, whose clause has its tense.
        owners: The words that own it and have a row, the innermost first.
        dropped: Why it tells nothing, if so.
        guesses: By what sides that the sentence leaves unsaid were filled in.
    """

    found: Act
    act: Act
    top: Word
    owners: tuple[Owned, ...] = ()
    dropped: Reason | None = None
    guesses: tuple[Guess, ...] = ()

    @property
    def lacking(self) -> Reason | None:
        """Which sides it is told without."""
        if self.act.sources and self.act.targets:
            return None
        return Reason.NO_TARGET if self.act.sources else Reason.NO_SOURCE if self.act.targets else Reason.NO_SIDES


def acts_told(phrases: Phrases, predicates: PredicateLexicon) -> Iterator[Told]:
    """What becomes of each act of a sentence; sides may be missing."""
    said_by = speakers(phrases)
    finder = ActFinder(phrases, predicates, said_by)
    outcomes = Outcomes(predicates, finder, finder.find())
    settled = [(act, outcomes.settle(act)) for act in outcomes.acts.values()]
    settled += [(act, Settled(act, act.word)) for act in speech_acts.obligations(finder)]
    for found, outcome in settled:
        act, top = outcome.act, outcome.top
        dropped = Reason.OWNER if outcome.gone else Reason.PURPOSE if mood.purpose(top) else None
        if dropped is None and act.status is Status.HYPOTHETICAL and mere_ability(act.word):
            dropped = Reason.MERE_ABILITY
        if dropped is None:
            hoping = finder.arguments.doers(frames.subjects(top)) if speech_acts.is_hope(top) else []
            sayers = hoping or said_by.get(top.i, said_by.get(act.word.i, []))
            performed = speech_acts.performed(act, top, predicates, sayers)
            act, dropped = (act, Reason.EMPTY_OPINION) if performed is None else (performed, None)
        yield Told(found=found, act=act, top=top, owners=outcome.owners, dropped=dropped)
