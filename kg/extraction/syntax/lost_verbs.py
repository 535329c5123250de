"""Slips of parsers that leave a sentence without its verb, which they take for a participle beside a noun."""

from __future__ import annotations

from kg.extraction.syntax.word import RELATIVE, Word

_PAST = frozenset({"VBD", "VBN"})
_OF_A_NAME = frozenset({"det", "amod", "compound", "poss", "nmod"})
_OWN = ("nsubj", "nsubjpass", "cop", "aux", "csubj", "expl")


def mend_lost_verb(verb: Word) -> None:
    """Where a noun heads the sentence, what follows it or its first noun is the verb: "the coalition bombed Chad".

    A participle that has an object modifies no noun, and a past tense is none; "soldiers killed in Chad" are left.
    """
    top = verb.head
    if top is verb or top.head is not top or not top.is_noun or verb.tag not in _PAST or top.child(*_OWN) is not None:
        return
    goes_on = verb.child("dobj") is not None or (verb.tag == "VBD" and verb.child("prep") is not None)
    if verb.dep == "acl" and _follows(verb, top) and goes_on:
        behind = [c for c in top.children if c.i > verb.i]
        verb.hang(verb, "ROOT")
        top.hang(verb, "nsubj")
        for child in behind:
            child.hang(verb, child.dep)
    elif verb.dep == "amod" and verb.i < top.i:
        _part(verb, top)


def _part(verb: Word, thing: Word) -> None:
    """Part a doer from the noun behind its verb: "Chad hosted talks"; "US-backed rebels" have a hyphen."""
    doer = verb.child("npadvmod")
    if doer is None or doer.i != verb.i - 1 or not doer.tag.startswith("NNP"):
        return
    before = [c for c in thing.children if c.i < doer.i]
    if any(c.dep not in _OF_A_NAME for c in before):
        return
    verb.hang(verb, "ROOT")
    thing.hang(verb, "dobj")
    doer.hang(verb, "nsubj")
    for child in before:
        child.hang(doer, child.dep)
    verb.tag = "VBD"


def _follows(verb: Word, noun: Word) -> bool:
    """Whether a verb stands right behind a noun, but for its own adverbs."""
    return all(c.i > verb.i or c.dep in {"advmod", "neg"} for c in verb.children) and verb.i - noun.i <= 2  # noqa: PLR2004 - one adverb at most


def mend_tag(word: Word) -> None:
    """A noun with *to* for its auxiliary or *which* for its object is a verb: "offered to host talks"."""
    doer = word.child("compound")
    if word.tag == "NN" and any(c.dep == "aux" and c.lower == "to" for c in word.children):
        word.tag, word.is_verb, word.is_noun = "VB", True, False
    elif word.tag == "NNS" and doer is not None and any(c.tag in RELATIVE for c in word.all("dobj")):
        word.tag, word.is_verb, word.is_noun, doer.dep = "VBZ", True, False, "nsubj"  # "which Chad accuses of"
