"""The preposition or particle that a row asks for, and whether a verb has it: most rows of a verb fail here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow

_SLOTTED = ("prep", "advmod", "prt", "agent")


def possible(rows: Sequence[PredicateRow], verb: Word) -> Sequence[PredicateRow]:
    """The rows, in their order, whose preposition or particle stands with the verb."""
    particle = frames.particle(verb)
    asked = [_behind(row.trigger, particle) for row in rows]
    if not any(asked):
        return rows
    there = {slot for word in (verb, *frames.objects(verb)) for slot in frames.prepositions(word)} | _written(verb)
    return [row for row, slot in zip(rows, asked, strict=True) if slot is None or slot in there]


def open_slot(row: PredicateRow, verb: Word) -> str | None:
    """The preposition a row's trigger ends in, when it has one besides its particle: *of* in "pull out of"."""
    return _behind(row.trigger, frames.particle(verb))


@cache  # as many as there are rows, and each is asked for at every verb like its own
def _behind(trigger: tuple[str, ...], particle: str | None) -> str | None:
    rest = trigger[1:]
    return " ".join(rest[1:] if rest and particle == rest[0] else rest) or None


def takes(verb: Word, slot: str) -> bool:
    """Whether a verb or its object has a phrase with such a preposition."""
    return any(slot in frames.prepositions(word) for word in (verb, *frames.objects(verb)))


def without_phrase(slot: str, row: PredicateRow, verb: Word) -> Reason | None:
    """What keeps a row from a verb whose particle or preposition has no phrase behind it."""
    if slot not in _written(verb):
        return Reason.OTHER_WORDS
    adverb = slot in {c.lower for c in verb.all("advmod", "prt")} and frames.objects(verb)
    return None if adverb or not (row.objects or row.instead - {":none"}) else Reason.NO_OBJECT


def _written(verb: Word) -> set[str]:
    return {c.lower for c in verb.all(*_SLOTTED)}
