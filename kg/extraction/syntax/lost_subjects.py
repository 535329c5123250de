"""Slips of parsers about who does what a clause tells: *after* and *for* are prepositions here, conjunctions there."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_OPENING = words("clause_prepositions")
_DEPARTING = words("departing_verbs")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HELPERS = frozenset({"MD", "VBD", "VBZ", "VBP"})
_OWN = ("nsubj", "nsubjpass", "mark", "expl", "csubj")
_COMPLEMENTS = ("dobj", "ccomp", "xcomp", "acomp", "attr", "oprd")
_JOINTS = words("clause_joints")
_DEALING = (words("reacting_verbs") | words("striking_verbs")) - words("saying_verbs")
_FOR = "for"


def mend_lost_subject(verb: Word) -> None:
    """What stands between *after* and a finite verb is its subject: "began after Chad and Mali signed"."""
    above = verb.head
    if verb.dep != "advcl" or not _is_finite(verb) or verb.child(*_OWN) is not None or above.i > verb.i:
        return
    opening = next((p for p in reversed(above.all("prep")) if p.i < verb.i and p.lower in _OPENING), None)
    doers = opening.all("pobj") if opening is not None else []
    if opening is None or len(doers) != 1:
        return
    end = doers[0].last()
    begin = min([verb.i, *(word.i for word in verb.subtree())])
    if end + 1 != begin:
        return
    passive = verb.child("auxpass") is not None
    doers[0].hang(verb, "nsubjpass" if passive else "nsubj")
    opening.hang(verb, "mark")


def mend_second_doer(verb: Word) -> None:
    """Who stands behind *and* right before a verb is its subject: "Chad bombed Mali and Togo recalled its envoy"."""
    above = verb.head
    if verb.dep not in {"conj", "ccomp"} or verb.child(*_OWN) is not None or not above.is_verb or above.i > verb.i:
        return
    complete = verb.child("aux", "auxpass", *_COMPLEMENTS) is not None or verb.tag != "VBD"  # "countries led by Chad"
    if not complete or not _is_finite(verb):
        return
    begin = verb.first()
    doer = next((w for w in above.subtree() if w.dep == "conj" and w.is_noun and w.last() + 1 == begin), None)
    joint = None if doer is None else next((c for c in reversed(doer.head.all("cc")) if c.i < doer.i), None)
    if doer is None or joint is None or joint.lower not in _JOINTS or not _is_below_object(doer, above):
        return
    joint.hang(above, "cc")
    doer.hang(verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj")
    verb.dep = "conj"


def mend_lost_object(verb: Word) -> None:
    """Who stands behind a verb of dealing with others is no doer: "Chad bombed Mali and Togo praised the raid"."""
    above = verb.head
    named = verb.child("nsubj", "nsubjpass")
    if verb.dep != "ccomp" or named is None or verb.child("mark") or above.lemma not in _DEALING or above.i > named.i:
        return
    doer, joint = named.child("conj"), named.child("cc")
    last = named.last()
    begin = min((word.i for word in verb.subtree() if word.i > last), default=-1)
    if doer is None or joint is None or joint.lower not in _JOINTS or above.child("dobj") or doer.last() + 1 != begin:
        return
    role = named.dep
    joint.hang(above, "cc")
    doer.hang(verb, role)
    named.hang(above, "dobj")
    verb.dep = "conj"


def _is_below_object(word: Word, verb: Word) -> bool:
    """Whether a word stands somewhere in what a verb does, not in who does it."""
    top = word
    while top.head is not verb and top.head is not top:
        top = top.head
    return top.head is verb and top.i > verb.i


def mend_destination(clause: Word) -> None:
    """Where somebody leaves for is no subject of what he means to do there: "left on Friday for Mali to attend"."""
    leaving, bound = clause.head, clause.child("mark")
    if clause.dep != "advcl" or clause.tag != "VB" or leaving.lemma not in _DEPARTING or bound is None:
        return
    there = clause.child("nsubj")
    if bound.lower != _FOR or there is None or not there.tag.startswith("NNP") or there.i < bound.i:
        return
    bound.hang(leaving, "prep")
    there.hang(bound, "pobj")


def _is_finite(verb: Word) -> bool:
    """Whether a verb has a tense, by itself or by its auxiliary."""
    helpers = verb.all("aux", "auxpass")
    if any(helper.lower == "to" for helper in helpers):
        return False
    return verb.tag in _FINITE or any(helper.tag in _HELPERS for helper in helpers)


def mend_second_subject(verb: Word) -> None:
    """A second subject behind an active verb is its object: parsers slip at "summoned its ambassador, X, accusing"."""
    named = verb.all("nsubj") if verb.is_verb else []
    if len(named) > 1 and named[0].i < verb.i < named[-1].i and not verb.child("dobj", "attr", "dative"):
        named[-1].dep = "dobj"


def mend_before_colon(verb: Word) -> None:
    """Who stands before a colon says what is behind it, and does not do it: "Iran: US must lift sanctions"."""
    named = verb.all("nsubj")
    if len(named) > 1 and any(c.text == ":" and named[0].i < c.i < named[1].i for c in verb.all("punct")):
        named[0].dep = "dep"
