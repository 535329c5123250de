"""What becomes of an act under the words that own it: refused, threatened, promised, demanded, begun, halted.

This one stage decides most of what dictionary coders get wrong: "refused to send troops" is no deployment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.extraction.entities.references import Ref
from kg.extraction.events import doubt, mood
from kg.extraction.events.act import Act
from kg.extraction.events.acts import ActFinder
from kg.extraction.events.owner_sides import OwnerSides
from kg.extraction.events.owners import Link, Owners, by_which, completes
from kg.extraction.events.sides import every_pair
from kg.extraction.events.supposed import mere_chance
from kg.extraction.events.unknown_complements import UnknownComplements
from kg.extraction.syntax.tree import Word
from kg.lexicon import MatrixRow, PredicateLexicon
from kg.lexicon.words import words
from kg.model import Status
from ontology import EventType

_FRIENDLY = 2  # quad classes 1 and 2 are cooperation
_DEPTH = 5
_RULING_OUT = words("ruling_out")
_ASKING = frozenset({"AGREE", "THREATEN", "REQUEST"})
_PERMITTING = words("permitting")
_REFUSING = words("refusing")
_DISCLAIMING = words("disclaiming")
_PROMISES = frozenset({EventType.AGREE, EventType.THREATEN, "self"})


@dataclass(frozen=True, slots=True)
class Owned:
    """A word that owned an act on its way up: itself, its row's id, and what it made of the act."""

    word: Word
    row: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An act as its owners leave it.

    Attributes:
        act: The act; as far as it came when an owner took it away.
        top: The topmost word of the chain.
        owners: Those with a row, the innermost first.
        gone: Whether the last owner took the act away: it tells nothing.
    """

    act: Act
    top: Word
    owners: tuple[Owned, ...] = ()
    gone: bool = False


class Outcomes:
    """Climbs from each act of a sentence through its owners."""

    def __init__(self, lexicon: PredicateLexicon, finder: ActFinder, found: Mapping[int, Act]) -> None:
        """``found`` are the sentence's acts; those for owners of unknown complements join them in ``acts``."""
        self._lexicon = lexicon
        self._owners = Owners(lexicon)
        self._sides = OwnerSides(finder.arguments)
        unknown = UnknownComplements(lexicon, finder, self._owners, self._sides, found)
        self.acts: Mapping[int, Act] = {**found, **unknown.acts()}

    def settle(self, act: Act) -> Settled:
        """The act as its owners leave it."""
        current = act.word
        status = self._own_status(current)
        result = act if status is act.status else replace(act, status=status)
        owners: tuple[Owned, ...] = ()
        for _ in range(_DEPTH):
            link = self._owners.link(current)
            if link is None or (current is not act.word and doubt.merely_told(current, link.owner)):
                break
            if link.row is not None:
                if _left_open(link):
                    lent = replace(
                        self._sides.lent(result, link, self._sides.sources(link.owner)), status=Status.HYPOTHETICAL
                    )
                    return Settled(lent, link.top, (*owners, Owned(link.owner, link.row.id, lent.status)))
                told = _mood(link, current)
                outcome = _outcome(link.row, result, told)
                if self._merely_said(result, current, link, link.row, outcome):
                    break
                owners = (*owners, Owned(link.owner, link.row.id, outcome))
                changed = self._apply(result, link, link.row, current, outcome, told)
                if changed is None:
                    return Settled(result, link.top, owners, gone=True)
                result = changed
            elif not link.owner.is_noun and link.owner is not current:  # a joined verb's own mood is counted already
                result = replace(result, status=_combine(result.status, mood.of_verb(link.owner)))
            elif current.dep == "acl" and current.tag == "VB":  # a plan, consensus or chance to do it
                result = replace(result, status=_combine(result.status, Status.HYPOTHETICAL))
            current = link.top
        if (result.status.real or result.status is Status.FUTURE) and doubt.doubted(act.word, result.words):
            result = replace(result, status=Status.HYPOTHETICAL)
        return Settled(result, current, owners)

    def _own_status(self, word: Word) -> Status:
        """The status of an act by its own word and clause."""
        if word.is_noun and not word.is_verb:
            return mood.of_noun(word)
        means = by_which(word)
        status = Status.NEGATED if means and mood.negated(means) else mood.of_verb(_clause_word(word))
        may_be = status is Status.OCCURRED and mere_chance(word) and self._owners.link(word) is None
        return Status.HYPOTHETICAL if may_be else status

    def _merely_said(self, act: Act, clause: Word, link: Link, row: MatrixRow, outcome: str) -> bool:
        """Whether a clause is no promise or demand of the owner's: "told Oslo that it will not allow ships in".

        Nor is what he will do himself a demand: "insisted it would help Oslo".
        """
        if not clause.is_verb or (outcome if outcome != "-" else row.friendly) not in _ASKING:
            return False
        if not completes(clause, row):
            return True
        if outcome != EventType.REQUEST or clause.dep != "ccomp" or not mood.voiced(clause):
            return False
        own = {ref.side for ref in self._sides.sources(link.owner)}
        return not own or own.issuperset(ref.side for ref in act.sources)

    def _apply(self, act: Act, link: Link, row: MatrixRow, clause: Word, outcome: str, told: Status) -> Act | None:
        """What an owner makes of an act; None when it takes the act away. ``told`` is the owner's own status."""
        if outcome == "-":
            return None
        owner_sources = self._sides.sources(link.owner)
        lent = self._sides.lent(act, link, owner_sources, inverse=outcome == "inverse")
        if outcome in {"self", "inverse"}:
            others = {ref.side for ref in lent.sources}.isdisjoint(ref.side for ref in owner_sources)
            let = others and link.owner.lemma in _PERMITTING and clause.is_verb and told is Status.OCCURRED
            return replace(lent, status=_combine(lent.status, Status.HYPOTHETICAL if let else told))
        if outcome in {"negated", "future", "hypothetical"}:
            inner, outer = (
                (Status(outcome), Status.NEGATED) if told is Status.NEGATED else (lent.status, Status(outcome))
            )
            return replace(lent, status=_combine(inner, outer))
        if outcome == "cut":
            return self._become(lent, EventType.SANCTION, link, row, owner_sources, told, keep_targets=True)
        if outcome == "relent":
            eased = lent.type in {EventType.SANCTION, EventType.THREATEN, EventType.REJECT}
            kind = EventType.CONCEDE if eased else EventType.RETREAT
            return self._become(lent, kind, link, row, owner_sources, told, keep_targets=True)
        if row.friendly == EventType.AGREE and outcome in _PROMISES and _abstains(clause):
            outcome = (
                EventType.REJECT if act.type.quad <= _FRIENDLY else EventType.AGREE
            )  # "vowed never to recognise", "not to attack"
        return self._become(lent, EventType(outcome), link, row, owner_sources, told)

    def _become(
        self,
        act: Act,
        type_: EventType,
        link: Link,
        row: MatrixRow,
        owner_sources: list[Ref],
        told: Status,
        *,
        keep_targets: bool = False,
    ) -> Act:
        """The act of the owner in place of the one it owns: "refused to send" is a REJECT."""
        sources, targets, strangers = self._sides.sources_and_targets(
            act, type_, link, row, owner_sources, keep_targets=keep_targets
        )
        sides = {ref.side for ref in sources}
        alone = act.symmetric and all(ref.side in sides for ref in targets)  # with each other
        if len(sources) > 1 and (alone or (link.owner.lemma == "agree" and not targets)):
            sources, targets = every_pair(sources, type_)  # "Jordan and Britain agreed to train"
        code = self._lexicon.outcome(type_, act.type)
        cameo = code.cameo
        if type_ is EventType.REQUEST and row.cameo == "10" and cameo:
            cameo = f"10{cameo[2:]}"
        return replace(
            act,
            type=type_,
            cameo=cameo,
            mode=code.mode,
            sources=sources,
            targets=targets,
            object=act.word if act.object is None else act.object,
            rows=(row.id, code.id, *act.rows),
            words=(link.owner, *act.words),
            status=told,
            symmetric=False,
            weak=strangers,
        )


def _outcome(row: MatrixRow, act: Act, told: Status) -> str:
    """What the row says becomes of the act; what its owner leaves open stays open, whatever the row says."""
    if told is Status.HYPOTHETICAL:
        return told
    outcome = row.friendly if act.type.quad <= _FRIENDLY else row.hostile
    if outcome == "negated" and act.type is EventType.AGREE and row.trigger[0] in _DISCLAIMING:
        return EventType.REJECT  # "denied that it had agreed to a pact with Mali": Mali says so
    if outcome == "cut" and act.symmetric and row.trigger[0] in _DISCLAIMING:
        return Status.NEGATED  # "denied a meeting with Mali" did not meet it, "denied aid to Mali" refused it
    if act.about_subject and act.type is not EventType.THREATEN and outcome in _PROMISES:
        return "self"  # "said Togo was determined to undermine peace": that is blame, and no threat
    if outcome == "negated" and act.word.is_noun and act.type.quad == EventType.ACCUSE.quad:
        return "self"  # to reject an accusation or demand is not to undo it
    return outcome


def _mood(link: Link, clause: Word) -> Status:
    if link.owner.is_verb:
        return mood.of_verb(link.owner, through=clause)
    own = mood.of_noun(link.owner)
    return own if own is not Status.OCCURRED or not link.top.is_verb else mood.of_verb(link.top)


def _abstains(clause: Word) -> bool:
    """Whether what somebody promises is not to do it."""
    return clause.is_verb and mood.negated(clause)


def _left_open(link: Link) -> bool:
    """Whether somebody does not say that it will not be: "did not rule out an attack", "refused to rule it out"."""
    owner = link.owner
    if owner.lemma not in _RULING_OUT or not owner.is_verb:
        return False
    return mood.negated(owner) or (owner.dep == "xcomp" and owner.head.lemma in _REFUSING)


def _clause_word(word: Word) -> Word:
    """The verb whose auxiliaries and negation apply to an adjective: *are* in "are unacceptable"."""
    return word.head if not word.is_verb and word.head.is_verb and word.dep in {"acomp", "attr", "oprd"} else word


def _combine(inner: Status, outer: Status) -> Status:
    """Status of an act whose owner has its own: "did not fail to send" happened."""
    if outer is Status.OCCURRED:
        return inner
    if outer is Status.NEGATED and inner is Status.NEGATED:
        return Status.OCCURRED
    return outer if inner is Status.OCCURRED or outer is Status.NEGATED else inner
