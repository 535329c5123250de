"""Whose measure is taken, where the passive leaves unsaid who takes it: "US sanctions on Syria were lifted".

One lifts, extends and carries out what is one's own; what is granted, accepted or rejected is another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.references import Ref
from kg.extraction.events.arguments import HOSTILE, Arguments
from kg.extraction.events.senses import Senses
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType

_ANSWERED = frozenset({EventType.AGREE, EventType.CONSULT, EventType.REQUEST})
_ENDING = frozenset({EventType.CONCEDE, EventType.RETREAT})
_GIVEN = words("given_classes")
_OWNED = words("owned_classes")
_RECEIVING = words("receiving_prepositions")


def owners_of(arguments: Arguments, senses: Senses, verb: Word, type_: EventType, things: Sequence[Word]) -> list[Ref]:
    """Whose measure a passive is about, if nobody else is said to take it, and it is taken towards somebody else."""
    if not frames.is_passive(verb) or verb.child("agent") is not None:
        return []
    for thing in things:
        slots = _slots(arguments, senses, type_, thing)
        behind = [(slot, found) for word in (verb, thing) for slot, found in frames.prepositions(word).items()]
        others = arguments.refs(word for slot, found in behind if slots is None or slot in slots for word in found)
        before = [c for c in thing.children if c.i < thing.i]  # not "a US dollar loan"
        named = [ref for ref in arguments.modifiers(thing) if any(c.start <= ref.start < c.end for c in before)]
        owners = [ref for ref in named if not ref.private]
        if len(owners) == 1 and any(ref.side != owners[0].side for ref in others):
            return [replace(owners[0], certainty=weight("own_doer") * owners[0].certainty)]
    return []


def _slots(arguments: Arguments, senses: Senses, done: EventType, thing: Word) -> frozenset[str] | None:
    """Behind what the other side stands, if a thing is its owner's to deal with; None: behind any preposition.

    A measure goes on or ends, a gift is given or kept.
    """
    if arguments.classes(thing) & _OWNED:
        return None
    if arguments.classes(thing) & _GIVEN:
        kept = done is EventType.SANCTION and not _RECEIVING.isdisjoint(frames.prepositions(thing))
        return _RECEIVING if done is EventType.AID or kept else frozenset()
    row = senses.of_noun(thing)
    if row is None or row.type is None or row.type in _ANSWERED:
        return frozenset()
    friendly = row.type not in HOSTILE
    own = done is row.type or (done in _ENDING and not friendly) or (done is EventType.SANCTION and friendly)
    return None if own else frozenset()
