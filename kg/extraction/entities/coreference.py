"""What an article has said so far: who was named, who spoke, which two sides it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from kg.extraction.entities.deeds import Deeds
from kg.extraction.entities.mentions import (
    Occurrence,
    Spans,
    a_stranger,
    body_called,
    last_subject,
    latest_first,
    who_is_meant,
    within,
)
from kg.extraction.entities.references import BODIES, SIDES, STATES, Ground, Ref
from kg.lexicon import ActorLexicon
from kg.lexicon.actor_index import country
from kg.lexicon.collectives import collectives
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind

COLLECTIVES = collectives().kinds
_GENERIC = words("offices_of_every_side")
STATELY = words("offices_of_states")
# news calls a decision a move in the next sentence
_SAME_THING = dict.fromkeys(words("called_decisions"), "decision") | dict.fromkeys(words("called_notes"), "note")
_ADMITTED_WITHIN = 12  # sentences: who did it is told further down, seldom in the last third of a report


class Discourse:
    """Memory of one article. A value between sentences: who adds to it does so in a :meth:`copy`."""

    def __init__(self, claimant: Actor | None = None, deeds: Deeds | None = None) -> None:
        """Start with an empty memory; ``claimant`` is the group that the article says further down did it."""
        self.sentence = 0
        self.deeds = deeds or Deeds()
        self.claimant = claimant
        self.people: dict[str, Actor] = {}
        self.forenames: dict[str, Actor] = {}
        self.acronyms: dict[str, Actor] = {}
        self._roles: dict[str, tuple[int, tuple[Actor, ...]]] = {}
        self._things: dict[str, tuple[int, tuple[Actor, ...]]] = {}
        self.mentions: list[Occurrence] = []
        self._strangers: tuple[Occurrence, ...] = ()
        self._counts: Counter[str] = Counter()
        self._sides: dict[str, Actor] = {}
        self._victims: tuple[tuple[int, Actor], ...] = ()

    def copy(self) -> Discourse:
        """A memory of the same, to add to."""
        other = self._twin()
        other.people, other.forenames, other.acronyms = dict(self.people), dict(self.forenames), dict(self.acronyms)
        other._roles, other._things = dict(self._roles), dict(self._things)  # noqa: SLF001 - its own copy
        other.mentions, other._sides = list(self.mentions), dict(self._sides)  # noqa: SLF001 - its own copy
        other._counts = self._counts.copy()  # noqa: SLF001 - its own copy
        return other

    def _twin(self) -> Discourse:
        """One that shares all it holds with this one; ``copy.copy`` would take ten times as long, thrice a sentence."""
        other = Discourse.__new__(Discourse)
        other.__dict__.update(self.__dict__)
        return other

    def at(self, sentence: int) -> Discourse:
        """The memory as it is when the next sentence begins, by its number; shares what it holds with this one."""
        other = self._twin()
        other.sentence = sentence
        return other

    def after(self, deeds: Deeds, victims: Iterable[Actor]) -> Discourse:
        """The memory when a sentence is over: with what has been done, and those attacked by somebody yet unsaid."""
        other = self._twin()
        other.deeds = deeds
        other._victims = (*self._victims, *((self.sentence, actor) for actor in victims))  # noqa: SLF001 - its own copy
        return other

    def victim(self, attacker: str) -> Actor | None:
        """Whom "the attack" that somebody admits to had hit: the first victim told of lately."""
        recent = (actor for told, actor in self._victims if 0 < self.sentence - told <= _ADMITTED_WITHIN)
        return next((actor for actor in recent if actor.stands_for != attacker), None)

    def note(self, ref: Ref, *, subject: bool, person: bool, row: int = -1) -> None:
        """Remember a mention, and where the row of names begins that it stands in; a town is none."""
        if ref.how == Ground.CITY:
            return
        self.mentions.append(Occurrence(ref, self.sentence, subject, person, row))
        if not ref.private:
            self._counts[ref.side] += 2 if subject else 1
        if ref.actor.id == ref.side and ref.actor.kind in SIDES:
            self._sides[ref.side] = ref.actor

    def note_stranger(self, start: int, *, person: bool) -> None:
        """Remember that somebody acts who is no side's: *he* or *it* may be meant for him."""
        self._strangers = (*self._strangers, a_stranger(self.sentence, start, person=person))

    def learn_person(self, name: str, actor: Actor) -> None:
        """Remember somebody introduced by full name, to be known below by its last word, or as Wang Yi by its first."""
        surname = name.rsplit(maxsplit=1)[-1]
        if surname[:1].isupper():
            self.people[surname] = actor
        self.forenames[name.split(maxsplit=1)[0]] = actor

    def is_known(self, actor: Actor) -> bool:
        """Whether the text has introduced this very person."""
        return any(known.id == actor.id for known in self.people.values())

    def learn_role(self, lemma: str, actors: tuple[Actor, ...]) -> None:
        """Remember whom "the embassy" or "the ambassadors" means until others come."""
        self._roles[lemma] = self.sentence, actors

    def learn_thing(self, lemma: str, actors: tuple[Actor, ...]) -> None:
        """Remember whose "the decision" or "the settlements" are until others come."""
        self._things[_SAME_THING.get(lemma, lemma)] = self.sentence, actors

    def thing(self, lemma: str, *, definite: bool = True) -> tuple[Actor, ...]:
        """Whose a thing without an owner is: whose the text called it last, or who did what a definite one names."""
        told, owners = self._things.get(_SAME_THING.get(lemma, lemma), (-1, ()))
        done, doers = self.deeds.doers(lemma, self.sentence, anything=not owners) if definite else (-1, ())
        return doers if done > told else owners

    def role(self, lemma: str) -> tuple[Actor, ...]:
        """Whom a bare role noun last meant; nobody when the article has turned to another side since."""
        sentence, actors = self._roles.get(lemma, (0, ()))
        topic = self.topic(bodies=lemma not in STATELY) if lemma in _GENERIC else None
        if (
            topic is not None
            and topic.side not in {actor.stands_for for actor in actors}
            and self._last_subject(topic.side) > sentence
        ):
            return ()
        return actors

    def topic(self, before: int = 0, *, bodies: bool = True) -> Ref | None:
        """The side the text is about: the latest subject before an offset of this sentence, else the last topic.

        ``bodies``: whether it may be one that states have formed, which has no army and no prime minister.
        """
        acting = [e for e in self.mentions if e.subject and e.sentence >= self.sentence - 2 and not e.ref.private]
        acting = [e for e in acting if bodies or not self.is_body(e.ref.side)]
        here = [e for e in acting if e.sentence == self.sentence and e.ref.start < before]
        if here:
            return here[-1].ref
        return next((e.ref for e in latest_first([e for e in acting if e.sentence < self.sentence])), None)

    def is_body(self, side: str) -> bool:
        """Whether a side that the article has named is a body of states."""
        return side in self._sides and self._sides[side].kind in BODIES

    def _last_subject(self, side: str) -> int:
        return max((e.sentence for e in self.mentions if e.subject and e.ref.side == side), default=-1)

    def singular(
        self, before: int, *, person: bool, others: frozenset[str] = frozenset(), strangers: bool = False
    ) -> Ref | None:
        """Antecedent of *he*, *she* (person) or *it* (not): a subject before it, here or one or two sentences back.

        ``others`` are sides that cannot be meant; ``strangers``: whether it may be one, whose side is empty.
        """
        fits = (e for e in (*self.mentions, *(self._strangers if strangers else ())) if e.person == person)
        return who_is_meant(fits, self.sentence, before, others)

    def anyone(self, before: int, others: frozenset[str] = frozenset()) -> list[Ref]:
        """Antecedents of *they*, or of *it* when nothing better fits: see :func:`last_subject`."""
        return last_subject(self.mentions, self.sentence, before, others)

    def body(self, noun: str, modifiers: Collection[str]) -> Actor | None:
        """The body named last that has a noun in its name, unless the noun has meant somebody else since."""
        found = body_called(self.mentions, noun, modifiers)
        return found.ref.actor if found and found.sentence >= self._roles.get(noun, (0, ()))[0] else None

    def collective(
        self, lemma: str, among: frozenset[str] | None = None, without: Collection[str] = ()
    ) -> Actor | None:
        """Whom "the bloc", "the militants" or "the country" means: the latest actor of a fitting kind.

        ``among`` are the only states that can be meant, ``without`` sides that cannot.
        """
        kinds = COLLECTIVES.get(lemma, ())
        for entry in reversed(self.mentions):
            side = self._sides.get(entry.ref.side)
            fits = side is not None and side.kind in kinds and side.id not in without
            if side is not None and fits and (among is None or side.id in among):
                return side
        return None

    def group_of(self, country_: str, lexicon: ActorLexicon) -> Actor | None:
        """The armed group of a country that the article named last."""
        named = (self._sides.get(entry.ref.side) for entry in reversed(self.mentions))
        groups = (side for side in named if side is not None and side.kind is ActorKind.ARMED_GROUP)
        return next((side for side in groups if country(side, lexicon) == country_), None)

    def pair(self, kinds: Collection[ActorKind] = STATES) -> tuple[Actor, Actor] | None:
        """The two states (or others of these kinds) the article has been about so far, the more frequent first."""
        states = self.parties(kinds=kinds)
        return (states[0], states[1]) if len(states) > 1 else None

    def counterpart(
        self, sides: Collection[str], *, answering: bool = False, struck: bool = False, apart: Spans = ()
    ) -> Ref | None:
        """The other side when a sentence leaves it unsaid; no body of states when somebody is ``struck``.

        Of the sides named here it is the one the article speaks of most, then the latest. Those of the sentence before
        or that stand ``apart`` count when they have dealt with this one, the former when it may be ``answering`` them.
        """
        recent = [e for e in self.mentions if e.sentence >= self.sentence - 1 and e.ref.side not in sides]
        others = [
            e.ref
            for e in recent
            if not e.ref.private
            and e.ref.how != Ground.PLACE
            and not (struck and e.ref.actor.kind is ActorKind.IGO)
            and (
                (e.sentence == self.sentence and not within(e.ref, apart))
                or any(self.deeds.between(side, e.ref.side) for side in sides)
                or (answering and e.sentence < self.sentence and not self.deeds.bystander(e.sentence, e.ref.side))
            )
        ]
        if not others:
            return None
        dealt = {ref.side for ref in others if any(self.deeds.between(side, ref.side) for side in sides)}
        return max(reversed(others), key=lambda ref: (ref.side in dealt, self._counts[ref.side]))

    def knows(self, side: str) -> bool:
        """Whether the article has named a side."""
        return side in self._counts

    def parties(self, without: Collection[str] = (), kinds: Collection[ActorKind] = STATES) -> list[Actor]:
        """The two states (or others of these kinds) the article speaks of most, some sides left aside."""
        ranked = sorted((side for side in self._counts if side not in without), key=lambda side: -self._counts[side])
        return [self._sides[side] for side in ranked if side in self._sides and self._sides[side].kind in kinds][:2]

    def neighbour(self, side: str) -> Actor | None:
        """The other one of the article's pair."""
        pair = self.pair()
        if pair is None or side not in {actor.id for actor in pair}:
            return None
        return pair[1] if pair[0].id == side else pair[0]
