"""Whom a sentence names only to leave out: "Syria but not Lebanon", "all except Hungary", "unlike France"."""

from __future__ import annotations

from kg.extraction.syntax.tree import Tree, Word, left_out, set_apart
from kg.lexicon.words import words

_EXCEPTING = words("excepting_prepositions")


def excluded(tree: Tree) -> frozenset[int]:
    """Positions of all words of the phrases that a sentence excludes from what it tells."""
    return frozenset(inner.i for word in tree.words if _is_apart(word) for inner in word.subtree())


def _is_apart(word: Word) -> bool:
    if word.dep == "conj":
        return not word.is_verb and left_out(word)
    return word.dep == "prep" and (word.lower in _EXCEPTING or set_apart(word))
