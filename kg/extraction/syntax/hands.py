"""At whose hands something is suffered."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_HANDS = words("doing_hands")


def at_hands(word: Word) -> list[Word]:
    """Who does what is suffered "at the hands of" him."""
    hands = [pobj for at in word.all("prep") if at.lower == "at" for pobj in at.all("pobj") if pobj.lemma in _HANDS]
    return [doer for hand in hands for of in hand.all("prep") if of.lower == "of" for doer in of.all("pobj")]
