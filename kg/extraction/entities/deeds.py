"""What an article has told so far: who did what to whom, for *the attack*, *the deal*, *the charges* further down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words
from kg.model import Actor
from ontology import EventType, QuadClass

_LIKE = {
    EventType.AGREE: EventType.SUPPORT,
    EventType.COOPERATE: EventType.SUPPORT,
    EventType.CONCEDE: EventType.RETREAT,
    EventType.COERCE: EventType.ASSAULT,
}  # "signed an accord" and "agreed on a deal", "struck" and "occupied" come back as each other's nouns
_PRAISE = frozenset({"050", "051", "052", "053", "054", "055", "056"})  # CAMEO codes of what one does alone
_ENDED = "164"
_DECIDED = frozenset({"054", "129"})  # recognition and veto: decisions, though they are words
_STEM, _ENDING = 4, 2  # letters: "recognition" begins as "recognise" does
_ANYTHING = words("any_deed")
_WORDS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT, EventType.CONSULT})
_SHORTLY = 1  # sentences
_LATELY = 6  # sentences


@dataclass(frozen=True, slots=True)
class _Deed:
    sentence: int
    type: EventType
    cameo: str
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mutual: bool
    verb: str = ""

    @property
    def spoken(self) -> bool:
        """Whether it is mere words, which nobody calls a step."""
        return self.type in _WORDS and self.cameo[:3] not in _DECIDED

    def is_called(self, noun: str) -> bool:
        """Whether a noun is made of its verb: *the ban*, *the recognition*; of short verbs only as they are."""
        stem = self.verb[: max(_STEM, len(self.verb) - _ENDING)]
        derived = len(self.verb) > _STEM and noun.startswith(stem)
        return bool(stem) and (derived or noun in {self.verb, f"{self.verb}ing"})

    @property
    def kind(self) -> EventType:
        return _LIKE.get(self.type, self.type)

    @property
    def joint(self) -> bool:
        """Whether both sides did it, as one signs an accord; praise is no such thing."""
        return self.mutual or (self.kind is EventType.SUPPORT and self.cameo[:3] not in _PRAISE)

    @property
    def hostile(self) -> bool:
        """Whether it is a deed against somebody, not merely the end of what two did together."""
        return self.type.quad is QuadClass.MATERIAL_CONFLICT and not self.mutual and self.cameo[:3] != _ENDED


@dataclass(frozen=True, slots=True)
class Deeds:
    """The acts of one article whose two sides, or doers at least, the text itself names, in reading order. A value.

    Attributes:
        nouns: What a noun such as *raid* or *accord* is, by its lemma.
        faults: Words that find fault with what they are said of: *illegal*, *mistake*, *violate*.
    """

    nouns: Mapping[str, EventType] = field(default_factory=dict)
    faults: frozenset[str] = frozenset()
    _judges: frozenset[tuple[int, str]] = frozenset()
    _told: tuple[_Deed, ...] = ()
    _pairs: frozenset[frozenset[str]] = frozenset()

    def adding(
        self,
        sentence: int,
        type_: EventType,
        cameo: str | None,
        sources: tuple[Actor, ...],
        targets: tuple[Actor, ...],
        *,
        mutual: bool = False,
        verb: str = "",
    ) -> Deeds:
        """These and an act of the sentence with this number; ``verb`` is the lemma of what tells it, if it is one."""
        deed = _Deed(sentence, type_, cameo or "", sources, targets, mutual, verb)
        pairs = {frozenset((one.stands_for, other.stands_for)) for one in sources for other in targets}
        return replace(self, _told=(*self._told, deed), _pairs=self._pairs | pairs)

    def judging(self, sentence: int, sides: Iterable[str]) -> Deeds:
        """These, and that somebody blamed, praised, asked or refused in a sentence, whomever."""
        return replace(self, _judges=self._judges.union((sentence, side) for side in sides))

    def bystander(self, sentence: int, side: str) -> bool:
        """Whether somebody only judged others in a sentence: the next judge does not answer him."""
        return (sentence, side) in self._judges

    def is_hostile(self, noun: str) -> bool:
        """Whether a noun is a deed against somebody: *raid*, *blockade*."""
        type_ = self.nouns.get(noun)
        return type_ is not None and type_.quad is QuadClass.MATERIAL_CONFLICT

    def has_victim(self, noun: str) -> bool:
        """Whether what stands behind a noun suffers it: "the raid on", "the killing of"; manoeuvres are somebody's."""
        type_ = self.nouns.get(noun)
        return type_ is not None and _LIKE.get(type_, type_) is EventType.ASSAULT

    def doers(self, noun: str, sentence: int, *, anything: bool = True) -> tuple[int, tuple[Actor, ...]]:
        """Whose *the attack*, *the deal* or *the step* is, told before the sentence with this number.

        That is who did the latest act of that kind, both sides of a joint one; for a word that may mean any act, who
        did the latest one, unless ``anything`` is false. Before them the number of the sentence that told it; -1: none.
        """
        type_, anything = self.nouns.get(noun), anything and noun in _ANYTHING
        for deed in reversed(self._told):
            if anything:
                fits = sentence - deed.sentence <= _SHORTLY and (deed.joint or not deed.spoken)
            elif deed.is_called(noun):
                fits = True
            else:
                fits = type_ is not None and deed.kind is _LIKE.get(type_, type_) and bool(deed.targets)
                fits = fits and (deed.kind is not EventType.SUPPORT or deed.joint)
            if fits:
                return deed.sentence, ((*deed.sources, *deed.targets) if deed.joint else deed.sources)
        return -1, ()

    def aggressor(self, sentence: int, side: str) -> Actor | None:
        """Who lately did the thing over which somebody voices concern without a word on it."""
        for deed in reversed(self._told):
            if deed.hostile and deed.targets and 0 < sentence - deed.sentence <= _LATELY:
                return next((actor for actor in deed.sources if actor.stands_for != side), None)
        return None

    def striker(self, sentence: int, side: str) -> Actor | None:
        """Who lately did something hostile to a side, in this very sentence perhaps: whom it vows to answer."""
        for deed in reversed(self._told):
            recent = deed.hostile and sentence - deed.sentence <= _LATELY
            if recent and any(actor.stands_for == side for actor in deed.targets):
                return deed.sources[0]
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
            own = deed.targets and any(actor.stands_for == side for actor in deed.sources)
            if own and deed.kind is _LIKE.get(type_, type_):
                return deed.targets[0]
        return None

    def together(self, sentence: int) -> tuple[Actor, ...]:
        """The two who alone have met, agreed or fought in a sentence, by its number: "they" in the next one."""
        mutual = [deed for deed in self._told if deed.sentence == sentence and deed.mutual]
        two = {actor.stands_for: actor for deed in mutual for actor in (*deed.sources, *deed.targets)}
        return tuple(two.values()) if len(two) == 2 else ()  # noqa: PLR2004 - two

    def between(self, one: str, other: str) -> bool:
        """Whether one of two sides has done something to the other."""
        return frozenset((one, other)) in self._pairs


def deed_nouns(predicates: PredicateLexicon) -> dict[str, EventType]:
    """What the tables know a single noun to be, whatever stands beside it."""
    return {
        lemma: row.type
        for (pos, lemma), found in predicates.rows.items()
        for row in found
        if pos == "n" and row.type is not None and len(row.trigger) == 1 and not row.objects
    }


def fault_words(predicates: PredicateLexicon) -> frozenset[str]:
    """The single words by which a speaker finds fault with the subject."""
    return frozenset(
        lemma
        for (pos, lemma), found in predicates.rows.items()
        for row in found
        if row.type is EventType.ACCUSE and len(row.trigger) == 1 and (pos == "a" or row.target == ("subj",))
    )
