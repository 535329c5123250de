"""Letters that an article gives a body of its own, whatever they mean elsewhere: "the Kenya Ports Authority (KPA)"."""

from __future__ import annotations

import re

from kg.lexicon import ActorLexicon

_LETTERS = re.compile(r" \(([A-Z]{3,})\)|, ([A-Z]{3,}),")
_WORD = re.compile(r"[^\W\d_][\w'.-]*")
_WINDOW = 120  # characters before the letters in which the name stands
_ALIKE = 2  # of so many words of two names one is the same: spellings of one body


def own_letters(text: str, lexicon: ActorLexicon) -> frozenset[str]:
    """Known abbreviations that stand in the text behind a name which they are the initials of, and not the known one.

    Args:
        text: The article.
        lexicon: All actors.
    """
    found = set()
    for match in _LETTERS.finditer(text):
        letters = match[1] or match[2]
        if letters in lexicon.aliases and (name := _spelled_out(text[: match.start()], letters)):
            known = {alias.row.id for alias in lexicon.aliases[letters]}
            same = any(alias.row.id in known for alias in lexicon.aliases.get(" ".join(name), ()))
            if not same and _is_another(name, letters, known, lexicon):
                found.add(letters)
    return frozenset(found)


def _spelled_out(before: str, letters: str) -> list[str]:
    """The words at the end of a text, from the first capital of the name on, that the letters are initials of."""
    words = _WORD.findall(before[-_WINDOW:])
    rest = list(letters)
    name: list[str] = []
    while words and rest:
        word = words.pop()
        if word[0].isupper():
            if word[0] != rest.pop():
                return []
        elif not name:
            return []
        name.insert(0, word)
    return [] if rest else name


def _is_another(name: list[str], letters: str, known: set[str], lexicon: ActorLexicon) -> bool:
    """Whether none of the names that the letters stand for elsewhere is nearly this one."""
    full = [form for form in lexicon.aliases if form[0] == letters[0] and " " in form]
    full = [form for form in full if any(alias.row.id in known for alias in lexicon.aliases[form])]
    mine = {word for word in name if word[0].isupper()}
    return bool(full) and all(len(mine & set(_WORD.findall(form))) * _ALIKE < len(mine) for form in full)
