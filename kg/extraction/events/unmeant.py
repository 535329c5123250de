"""Whom a sentence names beside an act who cannot be the side that it leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.act import Act
from kg.extraction.syntax import frames
from kg.extraction.syntax.exclusion import excluded
from kg.extraction.syntax.turned_down import unheard
from kg.lexicon.words import words
from ontology import EventType

_ANSWERS = frozenset({EventType.REJECT, EventType.SUPPORT, EventType.ACCUSE})
_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE})
_DEPLORING = words("reacting_verbs") | words("deploring")
_FRIENDLY = 2  # quad classes 1 and 2 are cooperation


def unmeant(act: Act, acts: Iterable[Act], phrases: Phrases) -> frozenset[str]:
    """Sides that are not the other one of an act; ``acts`` are all of its sentence, as found and as told."""
    return _told_of(act, acts) | _judges(act, phrases) | _left_out(phrases)


def _told_of(act: Act, acts: Iterable[Act]) -> frozenset[str]:
    """Of whom a claim tells something that somebody answers: none of them is the one he answers.

    Whom he is said to have helped ("rejected claims that it had armed Mali"), whom he is asked to blame ("ignored calls
    to condemn Mali"). Whom he is said to have struck may well be his accuser.
    """
    if act.type not in _ANSWERS or not act.word.is_verb:
        return frozenset()
    within = {word.i for word in act.word.subtree() if word is not act.word}
    inner = [one for one in acts if one.word.i in within]
    helped = (one for one in inner if one.type.quad <= _FRIENDLY and not one.status.real)
    asked = (one for one in inner if one.type.quad > _FRIENDLY and unheard(one.word))
    return frozenset(ref.side for one in (*helped, *asked) for ref in one.targets)


def _judges(act: Act, phrases: Phrases) -> frozenset[str]:
    """Who judges a deed that a noun tells: "Peru deplored the raid" does not say that it was a raid on Peru."""
    verb = act.word.head
    if not act.word.is_noun or act.type not in _DEEDS or act.word.dep != "dobj" or verb.lemma not in _DEPLORING:
        return frozenset()
    return frozenset(ref.side for subject in frames.subjects(verb) for ref in phrases.who(subject))


def _left_out(phrases: Phrases) -> frozenset[str]:
    """Whom the sentence names only to say that it was not about them: "tariffs on all neighbours except Mexico"."""
    apart = excluded(phrases.tree)
    return frozenset(ref.side for i in apart for ref in phrases.who(phrases.tree.words[i]))
