"""How else people's names are written: by the spellings of ``data/lexicon/spellings.tsv``, with hyphens, umlauts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

MOST: Final = 16  # spellings of one name: beyond that nobody writes it so
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
GERMAN: Final = frozenset({"DEU", "AUT", "CHE", "DDR"})
SYLLABLES: Final = re.compile(r"([A-Z][a-z]+) ([A-Z][a-z]+)-([a-z]+)")  # Kim Jong-il, Tung Chee-hwa
ARTICLE: Final = re.compile(r"\bal-(?=[A-Z])")


def groups(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return for each word how else it is written, itself first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        forms = row["spellings"].split("|")
        found |= {form: (form, *(other for other in forms if other != form)) for form in forms}
    return found


def spelled(name: str, country: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield how else a full name is written; nothing for a surname alone."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - a first name and a surname
        return
    ways = [known.get(word, (word,)) for word in words[:-1]] + [(words[-1],)]
    every = [" ".join(way) for way, _ in zip(product(*ways), range(MOST), strict=False)]
    if (found := SYLLABLES.fullmatch(name)) is not None:
        every += [f"{found[1]} {found[2]}-{found[3].title()}", f"{found[1]} {found[2]} {found[3].title()}"]
    if country in GERMAN:
        every.append(name.translate(UMLAUTS))
    every += [ARTICLE.sub("Al-", form) for form in every]
    yield from (form for form in dict.fromkeys(every) if form != name)


def respelled(names: Mapping[str, Iterable[str]], more: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return for each person the further spellings that mean nobody else.

    Args:
        names: The names of each person.
        more: How else they may be written.
    """
    taken = {name.rstrip("?") for own in names.values() for name in own}
    often = Counter(form for forms in more.values() for form in set(forms))
    return {
        person: [form for form in dict.fromkeys(forms) if form not in taken and often[form] == 1]
        for person, forms in more.items()
    }
