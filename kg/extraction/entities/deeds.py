"""What an article has told so far: who did what to whom, for *the attack*, *the deal*, *the accusations* further down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.lexicon import PredicateLexicon
from kg.model import Actor
from ontology import EventType, QuadClass

_LIKE = {
    EventType.AGREE: EventType.SUPPORT,
    EventType.COOPERATE: EventType.SUPPORT,
    EventType.CONCEDE: EventType.RETREAT,
    EventType.COERCE: EventType.ASSAULT,
}  # "signed an accord" and "agreed on a deal", "struck" and "occupied" come back as each other's nouns
_JOINT = frozenset({EventType.SUPPORT, EventType.CONSULT, EventType.RETREAT})
_LATELY = 6  # sentences


@dataclass(frozen=True, slots=True)
class _Deed:
    sentence: int
    type: EventType
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mutual: bool


@dataclass(slots=True)
class Deeds:
    """The acts of one article whose two sides the text itself names, in reading order.

    Attributes:
        nouns: What a noun such as *raid* or *accord* is, by its lemma.
    """

    nouns: Mapping[str, EventType] = field(default_factory=dict)
    _told: list[_Deed] = field(default_factory=list)

    def add(
        self,
        sentence: int,
        type_: EventType,
        sources: tuple[Actor, ...],
        targets: tuple[Actor, ...],
        *,
        mutual: bool = False,
    ) -> None:
        """Remember an act of the sentence with this number."""
        self._told.append(_Deed(sentence, type_, sources, targets, mutual))

    def doers(self, noun: str) -> tuple[int, tuple[Actor, ...]]:
        """Whose *the attack* or *the deal* is: who did the latest act of that kind, both sides of a joint one.

        Before them the number of the sentence that told it, -1 for none.
        """
        type_ = self.nouns.get(noun)
        for deed in reversed(self._told if type_ else ()):
            if type_ and _kind(deed.type) is _kind(type_):
                joint = deed.mutual or _kind(type_) in _JOINT
                return deed.sentence, ((*deed.sources, *deed.targets) if joint else deed.sources)
        return -1, ()

    def aggressor(self, sentence: int, side: str) -> Actor | None:
        """Who lately did the thing over which somebody voices concern without a word on it."""
        for deed in reversed(self._told):
            if deed.type.quad is QuadClass.MATERIAL_CONFLICT and 0 < sentence - deed.sentence <= _LATELY:
                return next((actor for actor in deed.sources if actor.stands_for != side), None)
        return None

    def accuser(self, side: str) -> Actor | None:
        """Who has blamed a side lately: whose accusations they are that it denies."""
        for deed in reversed(self._told):
            if deed.type is EventType.ACCUSE and any(actor.stands_for == side for actor in deed.targets):
                return deed.sources[0]
        return None

    def opposite(self, side: str, type_: EventType) -> Actor | None:
        """Whom a side's latest act of a kind concerned: "its attack" after "Iran attacked Israel"."""
        for deed in reversed(self._told):
            if _kind(deed.type) is _kind(type_) and any(actor.stands_for == side for actor in deed.sources):
                return deed.targets[0]
        return None

    def between(self, one: str, other: str) -> bool:
        """Whether one of two sides has done something to the other."""
        pair = {one, other}
        return any(
            {source.stands_for, target.stands_for} == pair
            for deed in self._told
            for source in deed.sources
            for target in deed.targets
        )


def _kind(type_: EventType) -> EventType:
    return _LIKE.get(type_, type_)


def deed_nouns(predicates: PredicateLexicon) -> dict[str, EventType]:
    """What the tables know a single noun to be, whatever stands beside it."""
    return {
        lemma: row.type
        for (pos, lemma), found in predicates.rows.items()
        for row in found
        if pos == "n" and row.type is not None and len(row.trigger) == 1 and not row.objects
    }
