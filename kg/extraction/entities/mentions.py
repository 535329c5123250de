"""The mentions that the memory of an article holds, and what can be asked of them alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.extraction.entities.references import STATES, Ground, Ref
from kg.lexicon.words import words
from kg.model import Actor
from ontology import ActorKind, Sector

_BODY_NOUNS = words("body_nouns")
_OF_ANY_BODY = words("body_epithets")
_PAIR = 2
_NOBODY = Actor(id="", label="", kind=ActorKind.PERSON, stands_for="", sector=Sector.CVL)
Spans = Collection[tuple[int, int]]
"""Offsets of parts of a sentence."""

_NO_BODY = STATES | {ActorKind.PERSON, ActorKind.MEDIA}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Somebody named in a sentence, by its number, and whether as its subject and as a person.

    ``row``: where the coordination begins that names him, which others share.
    """

    ref: Ref
    sentence: int
    subject: bool
    person: bool
    row: int = -1


def within(ref: Ref, spans: Spans) -> bool:
    """Whether a reference stands in one of some spans of its sentence."""
    return any(start <= ref.start < end for start, end in spans)


def last_subject(
    mentions: Sequence[Occurrence], sentence: int, before: int, others: frozenset[str] = frozenset()
) -> list[Ref]:
    """Antecedents of *they*: the latest subject of this sentence or the one before, with those named in a row with it.

    Args:
        mentions: In reading order.
        sentence: The number of this sentence.
        before: Where the pronoun stands in it.
        others: Sides that cannot be meant.
    """
    recent = [e for e in mentions if e.sentence >= sentence - 1 and e.ref.actor.stands_for not in others]
    here = [e for e in recent if e.sentence == sentence and e.ref.start < before]
    acting = [e for e in here if e.subject][-1:] or [e for e in recent if e.sentence < sentence and e.subject][:1]
    rows = {(e.sentence, e.row) for e in acting if e.row >= 0}
    row = [e.ref for e in recent if (e.sentence, e.row) in rows and (e.sentence < sentence or e.ref.start < before)]
    return list({ref.side: ref for ref in row or [e.ref for e in acting]}.values())


def a_stranger(sentence: int, start: int, *, person: bool) -> Occurrence:
    """Somebody who acts for no side, and of whom nothing more is known: a widow, a newspaper."""
    return Occurrence(Ref(_NOBODY, start, start, Ground.PERSON), sentence, subject=True, person=person)


def who_is_meant(
    fits: Iterable[Occurrence], sentence: int, before: int, others: frozenset[str] = frozenset()
) -> Ref | None:
    """Antecedent of *he* or *it* among those that fit: a subject before it, here or one or two sentences back.

    Args:
        fits: Mentions that may be meant.
        sentence: The number of this sentence.
        before: Where the pronoun stands in it.
        others: Sides that cannot be meant.
    """
    recent = (e for e in fits if e.sentence >= sentence - 2 and e.ref.actor.stands_for not in others)
    matching = sorted(recent, key=lambda e: (e.sentence, e.ref.start))
    here = [e for e in matching if e.sentence == sentence and e.ref.start < before]
    for pool in (
        [e for e in here if e.subject],
        here if others else [],  # "broke with Qatar and accused it": whom the same subject has just dealt with
        latest_first([e for e in matching if e.sentence < sentence and e.subject]),
    ):
        if pool:
            return pool[-1].ref if pool[0].sentence == sentence else pool[0].ref
    if here:
        return here[-1].ref
    rest = latest_first([e for e in matching if e.sentence < sentence])
    return rest[0].ref if rest else None


def latest_first(mentions: Sequence[Occurrence]) -> list[Occurrence]:
    """Mentions of the nearest sentence first, in reading order inside it (its first subject is its topic)."""
    return sorted(mentions, key=lambda mention: -mention.sentence)


def body_called(mentions: Sequence[Occurrence], noun: str, modifiers: Collection[str]) -> Occurrence | None:
    """The latest body in whose name a noun stands: *the council* is the Security Council, *the court* the ICJ.

    Args:
        mentions: In reading order.
        noun: Its lemma.
        modifiers: What stands before it; one that no such body has in its name rules it out: "the city council".
    """
    if noun not in _BODY_NOUNS:
        return None
    wanted = {_spelled(word) for word in modifiers if word not in _OF_ANY_BODY and "-" not in word} | {_spelled(noun)}
    for mention in reversed(mentions):
        actor = mention.ref.actor
        if actor.kind not in _NO_BODY and wanted <= {_spelled(word) for word in actor.label.lower().split()}:
            return mention
    return None


def _spelled(word: str) -> str:
    return word.replace("organiz", "organis")


def two_before(mentions: Sequence[Occurrence], sentence: int, before: int | None = None) -> list[Actor]:
    """Who stand for the two sides that a sentence has named (before an offset, if given), if there are just two."""
    here = [m.ref for m in mentions if m.sentence == sentence and not m.ref.private]
    found = {ref.side: ref.actor for ref in here if before is None or ref.start < before}
    return list(found.values()) if len(found) == _PAIR else []


def row_of(
    mentions: Sequence[Occurrence], sentence: int, before: int | None = None, *, size: int = _PAIR
) -> list[Actor]:
    """Who stand for those that alone are named in a row of a size: "Mali and Niger cut ties with Chad"."""
    rows: dict[int, dict[str, Actor]] = {}
    for mention in mentions:
        ref = mention.ref
        if mention.sentence == sentence and not ref.private and (before is None or ref.start < before):
            rows.setdefault(mention.row, {}).setdefault(ref.side, ref.actor)
    fitting = [list(row.values()) for at, row in rows.items() if at >= 0 and len(row) == size]
    return fitting[0] if len(fitting) == 1 else []
