"""Did it happen? Negation, mood, condition, habit and purpose, read off the clause of a predicate."""

from __future__ import annotations

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from kg.model import Status

_NEGATIONS = words("negations")
_SELDOM = words("seldom")
_FUTURE = words("future_auxiliaries")
_WILL = _FUTURE | words("voiced_auxiliaries")
_MAYBE = words("maybe_auxiliaries")
_CONDITIONS = words("conditions")
OBLIGATIONS = words("obligations")
_COMING = words("coming")


def of_verb(verb: Word, through: Word | None = None) -> Status:
    """Status of an act told by a verb, from its own clause; a "no" before the noun ``through`` is counted already."""
    if negated(verb, through):
        return Status.NEGATED
    helpers = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    if helpers & _FUTURE:
        return Status.FUTURE
    if "would" in helpers:
        return Status.FUTURE
    if helpers & _MAYBE:
        return Status.HYPOTHETICAL
    if any(child.lower in _SELDOM for child in verb.all("advmod")):
        return Status.HYPOTHETICAL
    if conditional(verb) or (purpose(verb)):
        return Status.HYPOTHETICAL
    if "to" in helpers and verb.head.lemma == "be" and verb.dep == "xcomp":  # "was to meet"
        return Status.FUTURE
    return Status.OCCURRED


def of_noun(noun: Word) -> Status:
    """Status of an act told by a noun, from its own phrase only."""
    for child in noun.children:
        if child.dep in {"det", "neg"} and child.lower in {"no", "neither"}:
            return Status.NEGATED
        if child.dep == "amod" and child.lower in _COMING:
            return Status.FUTURE
    return Status.NEGATED if noun.dep == "pobj" and noun.head.lower == "without" else Status.OCCURRED


def negated(word: Word, through: Word | None = None) -> bool:
    """Whether *not*, *never*, *no ...* stands in the word's own clause."""
    if any(c.dep == "neg" or (c.dep in {"advmod", "preconj", "cc"} and c.lower in _NEGATIONS) for c in word.children):
        return True
    if any(c.lower == "longer" and any(n.lower == "no" for n in c.children) for c in word.all("advmod")):
        return True  # will no longer accept
    for child in word.children:
        if (
            child is not through
            and child.dep in {"dobj", "nsubj", "nsubjpass", "attr"}
            and any(c.dep in {"det", "neg"} and c.lower in {"no", "neither"} for c in child.children)
        ):
            return True
    if word.dep == "pcomp" and word.head.lower == "without":
        return True
    return (
        word.dep == "conj"
        and word.head.is_verb
        and not word.child("nsubj", "nsubjpass", "aux")
        and word.tag == "VB"
        and negated(word.head)
    )


def voiced(verb: Word) -> bool:
    """Whether the verb speaks of a will: *will*, *would*, *can*, *going to*."""
    if any(c.dep == "aux" and c.lower in _WILL for c in verb.children):
        return True
    return verb.dep == "xcomp" and verb.head.lower == "going"


def conditional(verb: Word) -> bool:
    """Whether the verb stands in an *if* clause."""
    return any(child.dep == "mark" and child.lower in _CONDITIONS for child in verb.children)


def purpose(verb: Word) -> bool:
    """Whether the verb is an infinitive of purpose: "met to discuss"."""
    return verb.tag == "VB" and verb.dep == "advcl" and any(c.lower == "to" for c in verb.all("aux", "mark"))
