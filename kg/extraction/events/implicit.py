"""Sides that a sentence leaves unsaid, from what was just said, who had been attacked, or where it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events import domestic
from kg.extraction.events.act import Act
from kg.extraction.events.sides import MEDIATION
from kg.extraction.events.telling import Told
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import ActorLexicon, PredicateLexicon
from kg.lexicon.actor_index import country
from kg.lexicon.weights import weight
from kg.lexicon.words import ordered, words
from kg.model import Actor
from ontology import EventType

_RELATIONAL = words("relational_classes")
_GUESSED = frozenset({Ground.IMPLICIT, Ground.PRONOUN, Ground.MEMORY, Ground.CITY})
_JUDGING = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.REQUEST, EventType.THREATEN})
_ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT})
_CROWDS = words("crowds")
_TOLD_BEFORE = words("told_before")
_ADDRESSES = ordered("addresses")
_DATING = words("dating_prepositions")
_IMPLICIT = weight("implicit_side")  # certainty of a side that the sentence leaves unsaid


def completed(
    told: Told, phrases: Phrases, memory: Discourse, predicates: PredicateLexicon, actors: ActorLexicon
) -> Told:
    """What is told, with a side that the sentence leaves unsaid, where something tells who it must be.

    ``memory`` knows what the sentence itself tells: "after the raid by Chad, Mali condemned the attack".
    """
    if told.dropped is not None:
        return told
    act = _completed(told.act, phrases, memory, predicates, actors)
    return told if act is told.act else replace(told, act=act)


def _completed(
    act: Act, phrases: Phrases, memory: Discourse, predicates: PredicateLexicon, actors: ActorLexicon
) -> Act:
    if act.type is EventType.ASSAULT and act.status.real:
        act = _attack(act, memory, phrases, actors)
    if act.type is EventType.PROTEST and act.targets and not act.sources and _by_a_crowd(act.word):
        sides = {ref.side for ref in act.targets}
        crowd = [scene for scene in phrases.scenes() if scene.side not in sides]  # a mob in Damascus is Syrian
        act = replace(act, sources=tuple(replace(scene, certainty=_IMPLICIT) for scene in crowd[:1]))
    if act.targets or not act.sources:
        return act
    if act.sources[0].party:
        return replace(act, targets=tuple(domestic.default_target(act.sources[0], act.type, actors)))
    others = _other_sides(act, memory, actors) if _leaves_unsaid(act, phrases, predicates) else []
    return replace(act, targets=tuple(_unsaid(other) for other in others)) if others else act


def remembered(memory: Discourse, acts: Sequence[Act]) -> Discourse:
    """The memory with what a sentence tells; a side that was guessed may not found another guess."""
    deeds = memory.deeds
    for act in acts:
        if act.type in _JUDGING and act.sources:
            deeds = deeds.judging(memory.sentence, (ref.side for ref in act.sources))
        sources, targets = (
            tuple(ref.actor for ref in refs if ref.how not in _GUESSED) for refs in (act.sources, act.targets)
        )
        if sources and targets and act.status.asserted:
            deeds = deeds.adding(memory.sentence, act.type, act.cameo, sources, targets, mutual=act.symmetric)
    attacks = (act for act in acts if act.type is EventType.ASSAULT and act.status.real and not act.sources)
    return memory.after(deeds, [act.targets[0].actor for act in attacks if act.targets])


def _other_sides(act: Act, memory: Discourse, actors: ActorLexicon) -> list[Actor]:
    """Whom an act concerns of which the sentence does not say so: what was told before comes first."""
    side, sides = act.sources[0].side, {ref.side for ref in act.sources}
    if act.cameo == MEDIATION:
        return memory.parties(sides)
    other: Actor | None = None
    judged = act.type in _JUDGING and act.type is not EventType.THREATEN and act.object is not act.word
    attack = act.object if judged else None
    if attack is not None and attack.is_noun and memory.deeds.is_hostile(attack.lemma):
        _, doers = memory.deeds.doers(attack.lemma, memory.sentence)
        return [actor for actor in doers if actor.stands_for not in sides]  # whose it is, or nobody's
    if act.word.is_noun and act.type not in _JUDGING:
        other = memory.deeds.opposite(side, act.type)
    elif act.type is EventType.REJECT:
        other = memory.deeds.accuser(side)
    elif act.type is EventType.ACCUSE:
        other = memory.deeds.aggressor(memory.sentence, side)
    if other is None:
        named = memory.counterpart(sides, answering=act.type in _ANSWERS)
        other = named.actor if named else None
    return [] if other is None or _at_home(act, other, actors) else [other]


def _at_home(act: Act, other: Actor, actors: ActorLexicon) -> bool:
    """Whether the other side is the country of the one who acts: a group's attacks are not guessed to be on its own."""
    return other.stands_for in {country(ref.actor, actors) for ref in act.sources}


def _attack(act: Act, memory: Discourse, phrases: Phrases, actors: ActorLexicon) -> Act:
    if act.sources and not act.targets and _definite(act) and (hit := memory.victim(act.sources[0].side)):
        act = act if _at_home(act, hit, actors) else replace(act, targets=(_unsaid(hit),))
    if act.targets and act.targets[0].party and not act.sources and domestic.by_unknown_hand(act.word):
        act = replace(act, sources=tuple(domestic.unidentified(scene) for scene in phrases.scenes()[:1]))
    return act


def _unsaid(actor: Actor) -> Ref:
    return Ref(actor, 0, 0, Ground.IMPLICIT, _IMPLICIT)


def _leaves_unsaid(act: Act, phrases: Phrases, predicates: PredicateLexicon) -> bool:
    """Whether the other side may stay unsaid: "rejected the accusations", not "deported some migrants"."""
    if act.weak or (act.symmetric and act.cameo != MEDIATION):
        return False
    if act.type is EventType.REQUEST and act.object is not None and phrases.who(act.object):
        return False  # one's own are asked
    if act.object is None and (_addressed(act.word) or _only_dates(act.word)):
        return False
    if act.object is None or act.object.tag in {"PRP", "DT"}:
        return True
    return bool(predicates.nouns_of.get(act.object.lemma, frozenset()) & _RELATIONAL)


def _by_a_crowd(word: Word) -> bool:
    return any(doer.lemma in _CROWDS for doer in (frames.subjects(word) if word.is_verb else ()))


def _definite(act: Act) -> bool:
    """Whether an attack is one told before: "carried out the attack", "claimed responsibility for the blast"."""
    nouns = [w for w in (act.word, *act.words, *act.word.subtree()) if w.is_noun and w.tag != "PRP"]
    return any(child.lower in _TOLD_BEFORE for noun in nouns for child in noun.children)


def _addressed(noun: Word) -> bool:
    """Whether a word says to or with whom, though to nobody we know: "a visit to Africa", "clashed with aides"."""
    around = frames.prepositions(noun)
    return any(slot in around for slot in _ADDRESSES)


def _only_dates(noun: Word) -> bool:
    """Whether a noun merely says when something else was: "since the invasion"."""
    return noun.dep == "pobj" and noun.head.lower in _DATING
