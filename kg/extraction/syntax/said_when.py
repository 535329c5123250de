"""When and where somebody says something, which parsers hang on what he says: "said on Friday it would open"."""

from __future__ import annotations

from kg.extraction.syntax.word import Word
from kg.lexicon.words import words

_WHEN = words("said_when")


def mend_said_when(clause: Word) -> None:
    """What stands right behind a verb of speech, before the subject of what is said, is the speaker's."""
    speaking, subject = clause.head, clause.child("nsubj", "nsubjpass", "expl")
    if clause.dep != "ccomp" or subject is None or not speaking.is_verb or speaking.i > subject.i:
        return
    first = speaking.i + 1
    while (phrase := next((c for c in clause.children if c.i < subject.i and c.first() == first), None)) is not None:
        if phrase.dep not in {"prep", "npadvmod"} or (phrase.dep == "prep" and phrase.lower not in _WHEN):
            return
        first = phrase.last() + 1
        phrase.hang(speaking, phrase.dep)
