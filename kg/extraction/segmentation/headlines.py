"""Headlines as one would say them: title case lowered where a word is no name, so that the parser sees a sentence."""

from __future__ import annotations

import re

from kg.lexicon.weights import weight

_TOKEN = re.compile(r"[^\W\d_][\w'-]*")
_MOSTLY = weight("title_case_share")
_MIN_WORDS = 4


def sentence_case(text: str, names: list[tuple[int, int]], known: frozenset[str]) -> str:
    """Lower-case the words of a Title Case headline that the lexicon knows as common words; same length.

    Args:
        text: The headline.
        names: Offsets of known names, which stay as they are.
        known: Lower-cased common words: triggers, roles, function words.
    """
    words = list(_TOKEN.finditer(text))
    capitals = sum(word.group()[0].isupper() for word in words)
    if len(words) < _MIN_WORDS or capitals < _MOSTLY * len(words):
        return text
    letters = list(text)
    for word in words[1:]:
        inside = any(start <= word.start() < end for start, end in names)
        if (
            not inside
            and (word.group().lower() in known or _base(word.group().lower()) & known)
            and not word.group().isupper()
        ):
            letters[word.start()] = letters[word.start()].lower()
    return "".join(letters)


def _base(word: str) -> set[str]:
    """Stems good enough to recognise a common word: *says*, *warned*, *threatening*."""
    return {word[: -len(end)] + add for end in ("s", "es", "ed", "d", "ing") for add in ("", "e") if word.endswith(end)}
