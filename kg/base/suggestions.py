"""Told to somebody who typed a word that is not known: the nearest that is, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ALL = 24
"""Words that fit a message."""


def nearest(given: str, known: Iterable[str], *, most: int = 2, cutoff: float = 0.6) -> list[str]:
    """The known words that look most like a given one, in any case; none where none does."""
    words = {str(word).casefold(): str(word) for word in known}
    return [words[form] for form in alike(given.casefold(), words, most=most, cutoff=cutoff)]


def alike(given: str, forms: Iterable[str], *, most: int, cutoff: float) -> list[str]:
    """The forms that look most like a given one: first those of its letters in another order, as ``RSU`` of ``RUS``."""
    known = list(forms)
    letters = sorted(given)
    turned = [form for form in known if len(form) == len(given) and sorted(form) == letters]
    return list(dict.fromkeys([*turned, *get_close_matches(given, known, n=most, cutoff=cutoff)]))[:most]


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """A message: ``unknown format 'gexff'; did you mean gexf? known: ...``."""
    words = [str(word) for word in known]
    close = nearest(given, words)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    more = " ..." if len(words) > _ALL else ""
    return f"unknown {what} {given!r}; {hint}known: {', '.join(words[:_ALL])}{more}"
