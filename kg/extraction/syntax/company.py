"""Who is named beside an act that is not done to him: whose part is taken, whom one comes to speak of."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_COMPANY = words("company_phrases")
_TOGETHER = words("together")
_MOVING_ON = words("moving_on")
_SAYING = words("saying_verbs")


def without_company(slots: Mapping[str, list[Word]]) -> dict[str, list[Word]]:
    """What stands behind the prepositions of a word, less whoever takes the doer's part."""
    return {slot: [word for word in found if not in_company(word)] for slot, found in slots.items()}


def in_company(word: Word) -> bool:
    """Whether a word stands behind "in support (of)", "at the request (of)", "together with"."""
    preposition = word.head
    if word.dep != "pobj":
        return False
    if preposition.lower == "with" and any(c.lower in _TOGETHER for c in (preposition.head, *preposition.children)):
        return True
    return f"{preposition.lower} {word.lemma}" in _COMPANY


def moves_on(verb: Word) -> bool:
    """Whether a verb only changes the subject: "turning to Mali, he said", "when it comes to Mali"."""
    if verb.lemma == "come" and any(c.lower == "it" for c in verb.all("nsubj")):
        return any(c.lower == "when" for c in verb.all("advmod"))
    if verb.tag != "VBG" or verb.dep != "advcl" or verb.lemma not in _MOVING_ON:
        return False
    return verb.i < verb.head.i and verb.head.lemma in _SAYING
