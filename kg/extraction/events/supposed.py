"""Clauses that tell a condition or a chance, not a fact: "if it attacks", "should it attack", "can attack"."""

from __future__ import annotations

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_CONDITIONS = words("conditions")
_INVERTED = words("inverted_auxiliaries")  # not: "not only did it attack"
_CASES = words("cases")
_PROVIDED = words("provided")
_CAN = words("can")
_POLITELY = words("urged_politely")
_SPEAKING = words("speaker_pronouns")
_MEANS = words("means")
_ANYBODY = words("whoever")
_ANY = words("indefinite")
_EVERY = words("every")
_DONE = words("past_auxiliaries")
_IN = "in"
_CLAUSES = frozenset({"acl", "relcl", "advcl"})


def conditional(verb: Word) -> bool:
    """Whether the verb stands in a clause of condition, or in one that begins with its auxiliary."""
    first = verb.child("aux", "auxpass")
    subject = verb.child("nsubj", "nsubjpass")
    inverted = first is not None and subject is not None and first.i < subject.i and first.lower in _INVERTED
    if inverted and (verb.dep == "advcl" or (verb.dep != "ROOT" and first is not None and first.lower == "should")):
        return True
    if any(child.dep == "mark" and child.lower in _CONDITIONS for child in verb.children):
        return True
    return subject is not None and (_in_case(verb, subject) or _is_provided(verb))


def _in_case(verb: Word, subject: Word) -> bool:
    """Whether it is said of a case that may come: "in case it attacks", "in the event that it does"."""
    if verb.dep not in _CLAUSES:
        return False
    above = verb.head
    if above.lower in _CASES and above.dep == "pobj" and above.head.lower == _IN:
        return True
    before = (p for p in verb.all("prep") if p.lower == _IN and p.i < subject.i)
    return any(thing.lower in _CASES and thing.i == subject.i - 1 for p in before for thing in p.all("pobj"))


def _is_provided(verb: Word) -> bool:
    """Whether a word without a subject presupposes it: "provided that Chad helps"; "it provided aid" does not."""
    above = verb.head
    return verb.dep == "ccomp" and above.lower in _PROVIDED and above.child("nsubj", "nsubjpass") is None


def mere_chance(verb: Word) -> bool:
    """Whether an infinitive is what there are means for, or nothing: "lacks the means to attack", "did nothing to"."""
    infinitive = verb.tag == "VB" and any(c.lower == "to" for c in verb.all("aux"))
    return infinitive and verb.dep == "relcl" and verb.head.lemma in _MEANS


def mere_ability(verb: Word) -> bool:
    """Whether it is only said to be in somebody's power: "can strike at any time"; a refusal is "cannot accept"."""
    return any(c.lower in _CAN for c in verb.all("aux")) and verb.child("neg") is None


def of_anybody(verb: Word, helpers: set[str]) -> bool:
    """Whether it tells what anybody may do: "will punish any state that attacks it", "whoever attacks it"."""
    if verb.head is verb or verb.tag not in {"VBZ", "VBP"} or helpers & _DONE:
        return False
    if any(c.lower in _ANYBODY for c in verb.all("nsubj")):
        return True
    noun = verb.head
    return verb.dep == "relcl" and (noun.lower in _ANYBODY or any(c.lower in _ANY | _EVERY for c in noun.all("det")))


def urges_politely(verb: Word, helpers: set[str]) -> bool:
    """Whether "would" is only courtesy, and what is said is done by saying it: "we would urge Oman to talk"."""
    subject = verb.child("nsubj")
    said = subject is not None and subject.lower in _SPEAKING and verb.lemma in _POLITELY
    return said and bool(helpers & {"would", "'d"}) and "have" not in helpers
