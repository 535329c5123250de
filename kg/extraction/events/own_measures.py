"""Who did what a passive leaves unsaid to what is his own: "EU sanctions on Mali were lifted"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.references import Ground
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import EventType

_MEASURES = words("measure_classes")
_TAKEN = frozenset({EventType.SANCTION, EventType.CONCEDE, EventType.AID})  # no opinion of it


def with_owner(arguments: Arguments, act: Act, objects: Sequence[Word]) -> Act:
    """An act; where its doer is not named, with who takes the measure by what stands before it, if somebody bears it.

    Whoever is named alone may be either: "Russian imports were cut".
    """
    if act.sources or not act.targets or act.type not in _TAKEN or not frames.is_passive(act.word):
        return act
    borne = {ref.side for ref in act.targets}
    measures = [thing for thing in objects if arguments.classes(thing) & _MEASURES]
    owners = [ref for thing in measures for ref in arguments.modifiers(thing) if ref.how != Ground.CITY]
    if len(owners) != 1 or owners[0].side in borne or owners[0].private:
        return act
    doer = replace(owners[0], certainty=weight("own_doer") * owners[0].certainty)
    return replace(act, sources=(doer,))
