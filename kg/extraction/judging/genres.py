"""What kind of text an article is: how full it is of the words of sport, business, courts and the like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from kg.lexicon.checked import table

_WORD = re.compile(r"[a-z][a-z-]*")


def genres(texts: Iterable[str]) -> dict[str, float]:
    """Share of words that belong to each genre, as a number that is about 1 where a text is full of them."""
    words = [word for text in texts for word in _WORD.findall(text.lower())]
    table = _genre_words()
    counts = Counter(genre for word in words if word in table for genre in table[word])
    return {f"genre:{genre}": min(25 * counts[genre] / max(len(words), 25), 2.0) for genre in sorted(counts)}


@cache
def _genre_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("genres.tsv"):
        for word in row.items("words"):
            found[word] = (*found.get(word, ()), row["genre"])
    return found
