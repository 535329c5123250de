"""What becomes of an opinion of somebody's doings under negation, doubt and condition: blame, praise, or nothing."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.events import mood
from kg.extraction.events.act import Act
from kg.extraction.events.supposed import conditional
from kg.extraction.syntax.tree import Word
from kg.lexicon import PredicateLexicon
from kg.lexicon.words import words
from kg.model import Status
from ontology import EventType

_BLAME = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
_BELIEVING = words("believing_verbs")
_DOUBTING = words("doubting_verbs")
_UNREAL = frozenset({Status.HYPOTHETICAL, Status.FUTURE})


def opinion(act: Act, top: Word, lexicon: PredicateLexicon) -> Act | None:
    """An opinion stands whatever its tense; a negated compliment is blame, negated blame is nothing.

    Praise is of what was done, not of what may be; and nobody has said what stands behind an *if*.
    """
    verb = top if top.is_verb else top.head
    seen_as = verb.lower == "as"
    if seen_as:  # "did not describe it as a threat"
        verb = next((above for above in verb.ancestors() if above.is_verb), verb)
    if act.status is Status.NEGATED or (verb.is_verb and mood.negated(verb)) or _lacking(act.word) or _lacking(verb):
        if act.type in _BLAME:
            return None
        if act.type is not EventType.REQUEST:
            act = act.taken_as(lexicon.speech["disapprove"])
        return replace(act, status=Status.OCCURRED)
    if act.type not in {EventType.THREATEN, EventType.REQUEST} and _supposed(verb):
        return None
    if act.type is EventType.SUPPORT and (act.status in _UNREAL or _wished(verb)) and not verb.child("nsubjpass"):
        return None  # but "can be trusted" is praise
    if seen_as and not verb.child("nsubjpass") and mood.of_verb(verb) is Status.HYPOTHETICAL:
        return None  # "could see it as a threat"
    return replace(act, status=Status.OCCURRED)


def _lacking(word: Word) -> bool:
    return word.is_verb and (mood.outstanding(word) or _disbelieved(word))


def _disbelieved(verb: Word) -> bool:
    """Whether the speaker says not that it is not so, but that he does not think so: "does not believe that it is"."""
    above = verb.head
    believed = verb.dep == "ccomp" and above.is_verb
    return believed and (above.lemma in _DOUBTING or (above.lemma in _BELIEVING and mood.negated(above)))


def _supposed(verb: Word) -> bool:
    """Whether it stands in an *if* clause or in what somebody asks: "if he thinks that it is"."""
    return any(conditional(step) for step in (verb, *verb.ancestors()) if step.is_verb)


def _wished(verb: Word) -> bool:
    """Whether a clause has a subject and a bare infinitive: "it is urgent that all make peace"."""
    return verb.tag == "VB" and verb.child("nsubj") is not None and verb.child("aux") is None
