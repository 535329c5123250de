"""Letters that an article explains: "the Kivu Ports Authority (KPA)" is not the Korean People's Army of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon import ActorLexicon

_LONGEST = 8  # letters
_WORD = re.compile(r"[^\W\d_]+")


def otherwise_explained(letters: str, text: str, lexicon: ActorLexicon) -> bool:
    """Whether an article says what letters stand for, and it is nobody whom they mean in the tables.

    A name that shares a word with one of those in the tables is taken for a variant of it.
    """
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and 2 < len(letters) <= _LONGEST):  # noqa: PLR2004 - of two letters too many are initials
        return False
    said = next(filter(None, (_stands_for(letters, text[: at.start()]) for at in _explained(letters, text))), "")
    if not said or said in lexicon.aliases:
        return False
    known = _words(name for alias in lexicon.aliases[letters] for name in (alias.row.label, *alias.row.names))
    return bool(known) and known.isdisjoint(_words([said]))


def _explained(letters: str, text: str) -> Iterable[re.Match[str]]:
    """Where the letters stand behind what they abbreviate: in brackets, or between commas."""
    return re.finditer(rf"\s?\({letters}\)|,\s{letters},", text)


def _stands_for(letters: str, before: str) -> str:
    """The words that end a text and have the letters as their initials; small words between them count for nothing."""
    words = before.split()[-2 * len(letters) :]
    missing = list(letters)
    for place in reversed(range(len(words))):
        word = words[place]
        if word[0].upper() == missing[-1] and (word[0].isupper() or len(missing) < len(letters)):
            missing.pop()
            if not missing:
                return " ".join(words[place:])
        elif not word.islower():
            break
    return ""


def _words(names: Iterable[str]) -> set[str]:
    """The longer words of some names, without their endings."""
    every = (word for name in names for word in _WORD.findall(name))
    return {word.lower()[:5] for word in every if len(word) > 3 and not word.isupper()}  # noqa: PLR2004 - of, the, and
