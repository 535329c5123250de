"""Who takes a doer's part, which is not whom a hostile act hits: "condemned the raid at the request of Chad"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_COMPANY = words("company_phrases")
_TOGETHER = words("together")


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
