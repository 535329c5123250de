"""What several do to each other."""

from __future__ import annotations

from kg.extraction.syntax.frames import clause_of, subjects
from kg.extraction.syntax.tree import Word

_EACH = "each"
_BOTH = frozenset({_EACH, "both", "two"})
_PAIR = 2
_EACH_OTHER = frozenset({"one", "another", "other"})


def is_reciprocal(word: Word) -> bool:
    """Whether several do to each other what a sentence tells: "each other", "one another", "both ... the other"."""
    if word.lower not in _EACH_OTHER:
        return False
    before = {child.lower for child in word.all("det")}
    if word.lower == "one":
        return "another" in before
    if word.lower == "another":  # "one another's diplomats"
        return any(beside.lower == "one" and beside.i == word.i - 1 for beside in word.head.children)
    if "the" not in before:
        return _EACH in before
    clause = clause_of(word)
    doers = [member for doer in subjects(clause) for member in doer.conjuncts()]
    told = (each for doer in doers for each in (doer, *doer.children))
    return len(doers) == _PAIR or any(each.lower in _BOTH for each in (*told, *clause.all("advmod", "det", "preconj")))
