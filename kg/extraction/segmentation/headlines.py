"""Headlines as one would say them: title case lowered where a word is no name, so that the parser sees a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.base.dates import MONTHS
from kg.lexicon.weights import weight
from kg.lexicon.words import words

_TOKEN = re.compile(r"[^\W\d_][\w'-]*")
_MOSTLY = weight("title_case_share")
_MIN_WORDS = 4
_NUMBER = re.compile(r"\s\d")
_CUES = words("month_cues") & words("may_cues")


def sentence_case(text: str, names: list[tuple[int, int]], known: frozenset[str]) -> str:
    """Lower-case the words of a Title Case headline that the lexicon knows as common words; same length.

    Args:
        text: The headline.
        names: Offsets of known names, which stay as they are.
        known: Lower-cased common words: triggers, roles, function words.
    """
    found = list(_TOKEN.finditer(text))
    capitals = sum(word.group()[0].isupper() for word in found)
    if len(found) < _MIN_WORDS or capitals < _MOSTLY * len(found):
        return text
    letters = list(text)
    for before, word in pairwise(found):
        if _is_month(text, before, word):
            continue
        inside = any(start <= word.start() < end for start, end in names)
        if (
            not inside
            and (word.group().lower() in known or _base(word.group().lower()) & known)
            and not word.group().isupper()
        ):
            letters[word.start()] = letters[word.start()].lower()
    return "".join(letters)


def _is_month(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a word that may also be a verb is a month: "in May", "March 5"."""
    if word.group().lower() not in MONTHS:
        return False
    return before.group().lower() in _CUES or bool(_NUMBER.match(text, word.end()))


def _base(word: str) -> set[str]:
    """Stems good enough to recognise a common word: *says*, *warned*, *threatening*."""
    return {word[: -len(end)] + add for end in ("s", "es", "ed", "d", "ing") for add in ("", "e") if word.endswith(end)}
