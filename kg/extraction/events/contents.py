"""What a noun phrase holds besides what it says or asks: where a side that stands deep in an object may be found."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_QUESTIONS = words("question_words")
_UTTERED = words("uttered_participles")


def phrase(noun: Word) -> Iterator[Word]:
    """A noun and what is below it, but for what it says: "fears that China covets Japan's place" are not Japan's."""
    yield noun
    for child in noun.children:
        said = child.dep in {"acl", "ccomp"} and child.child("mark") is not None
        judged = child.dep == "appos" and child.child("relcl") is not None  # "a missile, a move that Japan condemned"
        if not (said or judged or is_aside(child)):
            yield from phrase(child)


def is_aside(child: Word) -> bool:
    """Whether what hangs on a noun blames or asks: "a motion blaming Mali", "a view of how to act in Gaza"."""
    uttered = child.dep == "acl" and child.tag == "VBG" and child.lemma in _UTTERED
    asking = (c for c in child.children if c.i < child.i and c.lower in _QUESTIONS)
    return uttered or (child.dep in {"pcomp", "ccomp"} and any(asking))


def content(noun: Word) -> Word | None:
    """What a noun says: *cross* in "voiced concern that Rwanda would cross the border"."""
    return next(
        (c for c in noun.all("acl", "ccomp", "relcl") if c.child("mark") and c.child("nsubj", "nsubjpass")), None
    )
