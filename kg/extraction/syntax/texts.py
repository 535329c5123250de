"""What becomes of a text that speaks for its authors: a motion, a statement."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_VOTING_DOWN = words("voting_down")


def is_voted_down(text: Word) -> bool:
    """Whether somebody is against a text, and so neither its author nor of its mind: "vetoed a resolution blaming"."""
    if text.dep == "pobj":
        return text.head.lower == "against" or text.head.head.lemma in _VOTING_DOWN
    return text.dep == "dobj" and text.head.lemma in _VOTING_DOWN
