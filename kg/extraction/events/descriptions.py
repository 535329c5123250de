"""What a sentence says of who acts besides his act: "Norway, home to a US base, rejected the demand"."""

from __future__ import annotations

from kg.extraction.events.act import Act
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words

_DESCRIBING = frozenset({"appos", "relcl", "acl"})
_COMPARING = words("comparing_prepositions")


def of_doers(act: Act) -> list[tuple[int, int]]:
    """The spans of what describes the doers of a verb, but for what holds it: to nobody named there is it done."""
    doers = frames.subjects(act.word) if act.word.is_verb and not frames.is_passive(act.word) else []
    above = (act.word, *act.word.ancestors())
    children = (child for doer in doers for one in doer.conjuncts() for child in one.children if child not in above)
    return [_span(child) for child in children if _describes(child)]


def _describes(child: Word) -> bool:
    if child.dep == "prep":
        return child.lower in _COMPARING
    return child.dep in _DESCRIBING and child.i > child.head.i


def _span(word: Word) -> tuple[int, int]:
    return min(below.start for below in word.subtree()), max(below.end for below in word.subtree())
