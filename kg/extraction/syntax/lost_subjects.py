"""Slips of parsers about who does what a clause tells: *after* and *for* are prepositions here, conjunctions there."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_OPENING = words("clause_prepositions")
_DEPARTING = words("departing_verbs")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HELPERS = frozenset({"MD", "VBD", "VBZ", "VBP"})
_OWN = ("nsubj", "nsubjpass", "mark", "expl", "csubj")
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
    end = max(word.i for word in doers[0].subtree())
    begin = min([verb.i, *(word.i for word in verb.subtree())])
    if end + 1 != begin:
        return
    passive = verb.child("auxpass") is not None
    doers[0].hang(verb, "nsubjpass" if passive else "nsubj")
    opening.hang(verb, "mark")


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
