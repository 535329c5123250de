"""Who pays a visit: with whom somebody came, and who merely is somewhere."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.entities.references import Ref
from kg.extraction.events.act import Act
from kg.extraction.events.arguments import Arguments
from kg.extraction.syntax import frames
from kg.lexicon.words import words
from ontology import ActorKind, Sector

_CARRIERS = words("carrier_classes")
_RESIDENTS = words("residents")
_STAYING = words("staying")
_DELEGATIONS = words("delegations")
_WE = "we"
_LEADER = "leader"  # the class of nouns
_VISITORS = frozenset({Sector.GOV, Sector.LEG})


def paid_visit(arguments: Arguments, act: Act) -> Act | None:
    """A visit with those who came along, as in "flew to Kyiv with his aide"; ships and planes pay none.

    None where somebody or something merely is somewhere.
    """
    verb = act.word
    if any(arguments.classes(subject) & _CARRIERS for subject in frames.subjects(verb)):
        return replace(act, sources=())
    if act.mere_presence:
        return act if _is_away(arguments, act) else None
    sides = {ref.side for ref in (*act.sources, *act.targets)}
    places = [arguments.refs(words) for words in frames.prepositions(verb).values()]
    if not act.targets and any(ref.side in sides for refs in places for ref in refs):
        return replace(act, sources=())  # at home: "the Chinese fleet arrived in Shandong"
    along = arguments.doers(frames.prepositions(verb).get("with", ()))
    others = tuple(ref for ref in along if ref.side not in sides and ref.actor.kind is ActorKind.PERSON)
    return replace(act, sources=(*act.sources, *others)) if act.sources and act.targets and others else act


def _is_away(arguments: Arguments, act: Act) -> bool:
    """Whether one who "is in Kyiv" has come on business: no soldier, no ambassador, nobody in exile or in prison."""
    subjects = frames.subjects(act.word)
    around = [w.lemma for found in frames.prepositions(act.word).values() for w in found]
    if not _STAYING.isdisjoint(around) or any(w.lemma in _RESIDENTS or w.lower == _WE for w in subjects):
        return False
    if (
        act.word.child("expl", "attr", "acomp") is not None
    ):  # "there are targets in Russia", "was the head of X in Gaza"
        return False
    leading = any(arguments.classes(w) & {_LEADER} or w.lemma in _DELEGATIONS for w in subjects)
    return bool(act.sources) and all(_represents(ref) or leading for ref in act.sources)


def _represents(ref: Ref) -> bool:
    return ref.actor.kind is ActorKind.PERSON and ref.actor.sector in _VISITORS
