"""Slips of parsers in what somebody calls something, where two noun phrases stand side by side."""

from __future__ import annotations

from kg.extraction.syntax.word import ADJECTIVES, Word
from kg.lexicon.words import words

_TERMING = words("terming_verbs")
_HOLDING = words("holding_verbs")
_FINITE = frozenset({"VBZ", "VBP"})
_NOUNS = frozenset({"NN", "NNS"})
_VISITING = words("visiting_participles")
_FLEEING = words("fleeing_participles")
_MEETING = words("meeting_prepositions")
_SLIPPED = frozenset({"oprd", "ccomp", "dobj"})


def mend_called(called: Word) -> None:
    """The noun behind a nationality is no verb where somebody calls it something: "called the Chadian raids a lie"."""
    naming = called.head
    if called.dep not in _SLIPPED or naming.lemma not in _TERMING or called is naming:
        return
    what = called.child("dobj", "attr")
    if what is None or what.child("det") is None or called.child("nsubj", "aux", "mark", "neg"):
        return
    before = next((c for c in naming.children if c.i == called.i - 1 and c.i > naming.i), None)
    if called.tag in _FINITE and before is not None and before.dep in {"dobj", "oprd"}:
        _become_noun(called, before)
    if called.tag not in _NOUNS:
        return
    called.dep = "dobj"
    for child in [c for c in called.children if c.i > called.i]:
        child.hang(naming, "oprd" if child is what else child.dep)


def _become_noun(verb: Word, before: Word) -> None:
    """Make a noun of a verb that follows its own modifier."""
    plural = verb.tag == "VBZ"
    verb.tag, verb.is_verb, verb.is_noun = "NNS" if plural else "NN", False, True
    verb.lemma = verb.lower.removesuffix("s") if plural and verb.lemma == verb.lower else verb.lemma
    for child in [*before.children, before]:
        if child.i < verb.i:
            child.hang(verb, "amod" if child is before else child.dep)


def mend_held(held: Word) -> None:
    """What one holds somebody to be is said of him: "held Chad fully responsible", "holds Chad accountable"."""
    holding = held.head
    if held.tag not in ADJECTIVES or held.dep not in {"advcl", "ccomp"} or holding.lemma not in _HOLDING:
        return
    own = held.child("nsubj")
    if own is not None and own.i > holding.i and holding.child("dobj") is None:
        own.hang(holding, "dobj")
    if holding.child("dobj") is not None and not held.child("nsubj", "cop", "aux", "mark"):
        held.dep = "oprd"


def mend_phoned(calling: Word) -> None:
    """Whom one calls, and calls nothing, one phones: "called Deby to congratulate him"."""
    named = calling.child("oprd")
    if calling.lemma != "call" or named is None or not named.tag.startswith("NNP") or calling.child("nsubj") is None:
        return
    if calling.child("dobj", "auxpass") is None and named.child("det") is None:
        named.dep = "dobj"


def mend_visitor(visiting: Word) -> None:
    """A participle right before a name tells who it is: "told visiting President Nyusi"."""
    named = visiting.child("dobj")
    fleeing = visiting.lower in _FLEEING
    if named is None or not (fleeing or (visiting.lower in _VISITING and named.tag.startswith("NNP"))):
        return
    if visiting.dep not in {"xcomp", "ccomp"} and (visiting.dep != "pcomp" or visiting.head.lower not in _MEETING):
        return
    between = [word for word in named.subtree() if word.i < named.i]
    if visiting.head.i != visiting.i - 1 or any(word.tag in {"DT", "PRP$"} for word in between):
        return
    if min((word.i for word in (named, *between)), default=0) != visiting.i + 1:
        return
    above = visiting.head
    named.hang(above, "pobj" if visiting.dep == "pcomp" else "dobj")
    for child in list(visiting.children):
        child.hang(above if child.i > named.i else named, child.dep)
    visiting.hang(named, "amod")
    visiting.is_verb = False
