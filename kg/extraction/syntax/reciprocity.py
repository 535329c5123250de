"""What several do to each other."""

from __future__ import annotations

from kg.extraction.syntax.frames import clause_of, subjects
from kg.extraction.syntax.tree import Word

_EACH = "each"


def is_reciprocal(word: Word) -> bool:
    """Whether several do to each other what a sentence tells: "each other", "one another", "each ... the other"."""
    before = {child.lower for child in word.all("det")}
    if word.lower == "one":
        return "another" in before
    if word.lower == "another":  # "one another's diplomats"
        return any(beside.lower == "one" and beside.i == word.i - 1 for beside in word.head.children)
    if word.lower != "other" or "the" not in before:
        return word.lower == "other" and _EACH in before
    doers = subjects(clause_of(word))
    return any(each.lower == _EACH for doer in doers for each in (doer, *doer.children))
