"""Whether the words beside a trigger are those that a row asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word, is_sum

_MONEY = "money"  # the sign of a currency before a number stands for it


def is_one_of(head: Word, lemmas: frozenset[str]) -> bool:
    """Whether a noun is listed."""
    return listed_as(head, lemmas) is not None


def listed_as(head: Word, lemmas: frozenset[str]) -> str | None:
    """What a noun is listed as, alone or with its modifier."""
    before = [c for c in head.children if c.i < head.i]
    if any(f"!{c.lemma} {head.lemma}" in lemmas for c in before):
        return None  # a hunger strike is no strike
    if _MONEY in lemmas and is_sum(head):
        return _MONEY
    if head.lemma in lemmas:
        return head.lemma
    if head.lower in lemmas:
        return head.lower
    phrases = (f"{modifier} {head.lemma}" for c in before for modifier in (c.lower, c.lemma))
    return next((phrase for phrase in chain(phrases, _of_what(head)) if phrase in lemmas), None)


def _of_what(head: Word) -> Iterator[str]:
    """A noun with what is right behind it: "war of words"."""
    for preposition in head.all("prep"):
        if preposition.lower == "of" and preposition.i == head.i + 1:
            yield from (f"{head.lemma} of {thing.lower}" for thing in preposition.all("pobj"))


def beside(word: Word) -> list[Word]:
    """What tells senses of a predicative word apart: "a *wrong* step", "a step *back*", "a step in a *direction*"."""
    behind = [thing for slot in frames.prepositions(word).values() for thing in slot]
    return [*word.all("amod", "compound", "nmod", "advmod"), *behind]
