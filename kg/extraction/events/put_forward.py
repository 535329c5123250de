"""Whose a thing is that somebody answers or warns of, whatever it is for: "rejected the American plan for Gaza"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.entities.references import STATES, Ground, Ref
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateRow
from kg.lexicon.words import words
from ontology import EventType

_ANSWERS = frozenset({EventType.REJECT, EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE})
_CLASSES = words("classes_put_forward")
_ATTACK = "attack"  # the class of nouns
_OWNING = frozenset({"of", "from"})
_SCENES = frozenset({Ground.PLACE, Ground.CITY})


def put_forward(arguments: Arguments, row: PredicateRow, things: Iterable[Word], sides: set[str]) -> list[Ref]:
    """Whose a plan, a claim or a demand is that a verb answers, by what stands before it, or by its author behind it.

    A state's bare name before it tells what it is about: "the Ukraine plan", but "the US plan".
    """
    if row.type not in _ANSWERS or _OWNING.isdisjoint(row.target[:1]):
        return []
    for thing in things:
        if _CLASSES.isdisjoint(arguments.classes(thing)):
            continue
        about = {c.start for c in thing.all("compound", "nmod") if c.text.isalpha() and not c.text.isupper()}
        owners = [ref for ref in arguments.modifiers(thing) if ref.how not in _SCENES]
        if possessors := thing.all("poss"):  # "Mali's UN bid" is Mali's
            owners = arguments.doers(possessors)
        owners = [r for r in owners if r.start not in about or r.actor.kind not in STATES or r.how != Ground.NAME]
        owners = arguments.doers(frames.prepositions(thing).get("by", ())) or owners
        if found := [ref for ref in owners if ref.side not in sides and not ref.private]:
            return found
    return []


def warns_of_anothers(arguments: Arguments, row: PredicateRow, things: Iterable[Word], sides: set[str]) -> bool:
    """Whether what somebody warns of is another's deed, and so no threat of his: "warned of a Chadian attack"."""
    if row.type is not EventType.THREATEN:
        return False
    deeds = [thing for thing in things if _ATTACK in arguments.classes(thing)]
    by = [word for deed in deeds for word in frames.prepositions(deed).get("by", ())]
    owners = [*arguments.doers(by), *(ref for deed in deeds for ref in arguments.modifiers(deed))]
    return any(ref.side not in sides and ref.how not in _SCENES for ref in owners)
