"""Whether the words of a sentence can make up an act at all, whatever its parse: what a row asks for must stand in it.

No act is lost by it: a row fits only where its trigger, the words that belong to that and one of its objects stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.syntax.lemmas import bases
from kg.lexicon import PredicateLexicon, PredicateRow
from kg.lexicon.words import words

_OBLIGATIONS = words("obligations")
_WORD = re.compile(r"[a-z]+")
_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")  # "F-16s", too
_CURRENCY = re.compile(r"[$€£¥]\s?\d")
_MONEY = "money"
_NAMED = frozenset({"town", "leader"})  # a row that asks for one of these is content with a name

Asked = tuple[frozenset[str], frozenset[str] | None]
"""What a row asks for beside its trigger: words that belong to it, and objects of which one must be there, if any."""


class PossibleActs:
    """Knows for each trigger what its rows ask for. Stateless once built."""

    def __init__(self, predicates: PredicateLexicon) -> None:
        """Collect what rows of events ask for; of the words that own an act, those that tell one by themselves."""
        self._asked: dict[str, list[Asked]] = {}
        for (pos, lemma), rows in predicates.rows.items():
            for row in (row for row in rows if row.type is not None):
                others = row.trigger[:-1] if pos == "n" else row.trigger[1:]
                self._asked.setdefault(lemma, []).append((frozenset(others), _objects(row)))
        for (_, lemma), owners in predicates.matrix.items():
            telling = [(frozenset(owner.trigger[1:]), None) for owner in owners if owner.default != "-"]
            if telling:
                self._asked.setdefault(lemma, []).extend(telling)
        self._enough = frozenset(lemma for lemma, asked in self._asked.items() if (frozenset(), None) in asked)

    def in_text(self, text: str) -> bool:
        """Whether a sentence may tell an act."""
        written = frozenset(_forms(text.lower()))
        lemmas = written.union(*map(bases, written))
        if not (lemmas.isdisjoint(self._enough) and written.isdisjoint(_OBLIGATIONS)):
            return True
        return any(
            others <= lemmas and (objects is None or not lemmas.isdisjoint(objects))
            for lemma in lemmas & self._asked.keys()
            for others, objects in self._asked[lemma]
        )

    def triggers_in(self, text: str) -> list[str]:
        """The words of a sentence that rows have, though none can fit."""
        return [word for word in _WORD.findall(text.lower()) if not self._asked.keys().isdisjoint(bases(word))]


def _forms(text: str) -> Iterator[str]:
    """The words of a text in lower case; those with a hyphen also as one word, with it and without."""
    yield from _WORD.findall(text)
    if _CURRENCY.search(text):
        yield _MONEY
    for word in _HYPHENATED.findall(text) if "-" in text else ():
        yield word
        yield word.replace("-", "")


def _objects(row: PredicateRow) -> frozenset[str] | None:
    """The head words of which a row wants one in the sentence; None when it may do without."""
    if row.pos == "a" or not row.objects or row.instead or row.objects & _NAMED:
        return None
    return frozenset(item.split()[-1] for item in row.objects if not item.startswith("!"))
