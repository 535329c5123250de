"""Sides that a sentence leaves unsaid, from what was just said, who had been attacked, or where it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events import domestic
from kg.extraction.events.act import Act
from kg.extraction.events.contents import phrase
from kg.extraction.events.descriptions import of_doers
from kg.extraction.events.partners import closed, denies_hearsay
from kg.extraction.events.sides import MEDIATION
from kg.extraction.events.telling import Told
from kg.extraction.events.unmeant import unmeant
from kg.extraction.reasons import Guess
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
_VAGUE = frozenset({"PRP", "DT"})
_CROWDS = words("crowds")
_TOLD_BEFORE = words("told_before")
_DAYS = words("no_side_times")
_ADDRESSES = ordered("addresses")
_DATING = words("dating_prepositions")
_IMPLICIT = weight("implicit_side")  # certainty of a side that the sentence leaves unsaid


def completed(
    told: Told,
    phrases: Phrases,
    memory: Discourse,
    predicates: PredicateLexicon,
    actors: ActorLexicon,
    beside: Sequence[Told] = (),
) -> Told:
    """What is told, with a side that the sentence leaves unsaid, where something tells who it must be.

    ``memory`` knows what the sentence itself tells: "after the raid by Chad, Mali condemned the attack". ``beside`` is
    all that it tells.
    """
    if told.dropped is not None:
        return told
    unsaid = Unsaid(phrases, memory, predicates, actors, beside)
    act, guesses = told.act, told.guesses
    for guess in (unsaid.victim, unsaid.hand, unsaid.crowd, unsaid.other):
        if (guessed := guess(act)) is not None:
            act, why = guessed
            guesses = (*guesses, why)
    return told if act is told.act else replace(told, act=act, guesses=guesses)


def remembered(memory: Discourse, acts: Sequence[Act]) -> Discourse:
    """The memory with what a sentence tells; a side that was guessed may not found another guess."""
    deeds = memory.deeds
    for act in acts:
        if act.type in _JUDGING and act.sources:
            deeds = deeds.judging(memory.sentence, (ref.side for ref in act.sources))
        sources, targets = (
            tuple(ref.actor for ref in refs if ref.how not in _GUESSED) for refs in (act.sources, act.targets)
        )
        dealt = act.cameo != MEDIATION  # a mediator is not whom the parties deal with
        verb = act.word.lemma if act.word.is_verb else ""
        known = sources and (targets or (verb and not act.targets and act.type not in _JUDGING))  # "tested a missile"
        if known and act.status.asserted and dealt:
            mutual = act.symmetric
            deeds = deeds.adding(memory.sentence, act.type, act.cameo, sources, targets, mutual=mutual, verb=verb)
    attacks = (act for act in acts if act.type is EventType.ASSAULT and act.status.real and not act.sources)
    return memory.after(deeds, [act.targets[0].actor for act in attacks if act.targets])


_Guessed = tuple[Act, Guess] | None


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Looks for the sides that a sentence leaves unsaid; each look gives the act with one more side, or nothing."""

    phrases: Phrases
    memory: Discourse
    predicates: PredicateLexicon
    actors: ActorLexicon
    beside: Sequence[Told] = ()

    def victim(self, act: Act) -> _Guessed:
        """Whom "the attack" had hit that somebody owns up to."""
        if not _violent(act) or not act.sources or act.targets or not _definite(act):
            return None
        hit = self.memory.victim(act.sources[0].side)
        if hit is None or _at_home(act, hit, self.actors):
            return None
        return replace(act, targets=(_unsaid(hit),)), Guess.VICTIM

    def hand(self, act: Act) -> _Guessed:
        """Whose hand it was inside a country, when nobody knows."""
        if not _violent(act) or act.sources or not act.targets or not act.targets[0].party:
            return None
        scenes = self.phrases.scenes() if domestic.by_unknown_hand(act.word) else []
        return (replace(act, sources=(domestic.unidentified(scenes[0]),)), Guess.UNKNOWN_HAND) if scenes else None

    def crowd(self, act: Act) -> _Guessed:
        """A mob in Damascus is Syrian."""
        if act.type is not EventType.PROTEST or not act.targets or act.sources or not _by_a_crowd(act.word):
            return None
        sides = {ref.side for ref in act.targets}
        crowd = next((scene for scene in self.phrases.scenes() if scene.side not in sides), None)
        return None if crowd is None else (replace(act, sources=(replace(crowd, certainty=_IMPLICIT),)), Guess.CROWD)

    def other(self, act: Act) -> _Guessed:
        """Whom an act concerns of which the sentence does not say so."""
        if act.targets or not act.sources:
            return None
        if act.sources[0].party:
            within = tuple(domestic.default_target(act.sources[0], act.type, self.actors))
            return (replace(act, targets=within), Guess.WITHIN) if within else None
        others, why = self._others(act) if _leaves_unsaid(act, self.phrases, self.predicates) else ([], Guess.NAMED)
        return (replace(act, targets=tuple(map(_unsaid, others))), why) if others else None

    def _others(self, act: Act) -> tuple[list[Actor], Guess]:
        """What was told before comes first."""
        side, sides, deeds = act.sources[0].side, {ref.side for ref in act.sources}, self.memory.deeds
        if act.cameo == MEDIATION:
            return self.memory.parties(sides), Guess.PARTIES
        other: Actor | None = None
        why = Guess.NAMED
        judged = act.type in _JUDGING and act.type is not EventType.THREATEN and act.object is not act.word
        attack = act.object if judged else None
        if attack is not None and attack.is_noun and deeds.is_hostile(attack.lemma):
            _, doers = deeds.doers(attack.lemma, self.memory.sentence)
            return [actor for actor in doers if actor.stands_for not in sides], Guess.DOER  # whose it is, or nobody's
        if act.word.is_noun and act.type not in _JUDGING:
            other, why = deeds.opposite(side, act.type), Guess.OPPOSITE
        elif act.type is EventType.REJECT:
            other, why = deeds.accuser(side), Guess.ACCUSER
        elif act.type is EventType.ACCUSE:
            other, why = deeds.aggressor(self.memory.sentence, side), Guess.AGGRESSOR
        elif act.type is EventType.THREATEN:
            other, why = deeds.striker(self.memory.sentence, side), Guess.STRIKER
        if other is None and not denies_hearsay(act):
            struck = act.type is EventType.ASSAULT
            acts = (each for told in self.beside for each in (told.act, told.found))
            none = sides | unmeant(act, acts, self.phrases)
            answering, described = act.type in _ANSWERS, of_doers(act)
            named = self.memory.counterpart(none, answering=answering, struck=struck, apart=described)
            other, why = (named.actor if named else None), Guess.NAMED
        return [] if other is None or _at_home(act, other, self.actors) else [other], why


def _violent(act: Act) -> bool:
    return act.type is EventType.ASSAULT and act.status.real


def _at_home(act: Act, other: Actor, actors: ActorLexicon) -> bool:
    """Whether the other side is the country of the one who acts: a group's attacks are not guessed to be on its own."""
    return other.stands_for in {country(ref.actor, actors) for ref in act.sources}


def _unsaid(actor: Actor) -> Ref:
    return Ref(actor, 0, 0, Ground.IMPLICIT, _IMPLICIT)


def _leaves_unsaid(act: Act, phrases: Phrases, predicates: PredicateLexicon) -> bool:
    """Whether the other side may stay unsaid: "rejected the accusations", not "deported some migrants"."""
    if act.weak or (act.symmetric and act.cameo != MEDIATION) or closed(act, phrases):
        return False
    if act.object is not None and act.type is EventType.ACCUSE and _says_what(act.object):
        return False
    if act.object is not None and (about := phrases.who(act.object)):
        named = act.object.tag not in _VAGUE and act.object not in act.words
        own = {ref.side for ref in act.sources}.issuperset(ref.side for ref in about)
        if act.type is EventType.REQUEST or (act.type in _JUDGING and own and named):
            return False  # one's own are asked, or criticised
    if act.object is None and (_addressed(act.word) or _only_dates(act.word)):
        return False
    if act.type is EventType.THREATEN and act.object is act.word:
        return True  # "vowed to respond"
    if act.object is None or act.object.tag in _VAGUE:
        return True
    return bool(predicates.nouns_of.get(act.object.lemma, frozenset()) & _RELATIONAL)


def _says_what(concern: Word) -> bool:
    """Whether a noun has a clause on what it is about, and so on whom: "concern about how it might end"."""
    return any(preposition.child("pcomp") for preposition in concern.all("prep"))


def _by_a_crowd(word: Word) -> bool:
    return any(doer.lemma in _CROWDS for doer in (frames.subjects(word) if word.is_verb else ()))


def _definite(act: Act) -> bool:
    """Whether an attack is one told before: "carried out the attack", "claimed responsibility for the blast"."""
    around = [w for found in frames.prepositions(act.word).values() for w in found]
    within = [w for thing in (*act.words, *around) if thing.is_noun for w in phrase(thing)]
    nouns = [w for w in (act.word, *act.words, *within) if w.is_noun and w.tag != "PRP"]
    return any(child.lower in _TOLD_BEFORE or _dates(child) for noun in nouns for child in noun.children)


def _dates(owner: Word) -> bool:
    """Whether what owns an attack is the day it was on: "Friday's attack"."""
    return owner.dep == "poss" and owner.lower in _DAYS


def _addressed(noun: Word) -> bool:
    """Whether a word says to or with whom, though to nobody we know: "a visit to Africa", "clashed with aides"."""
    around = frames.prepositions(noun)
    return any(slot in around for slot in _ADDRESSES)


def _only_dates(noun: Word) -> bool:
    """Whether a noun merely says when something else was: "since the invasion"."""
    return noun.dep == "pobj" and noun.head.lower in _DATING
