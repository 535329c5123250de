"""A dependency parse as extraction sees it: plain words with children, no spaCy object.

Labels are those of spaCy's English models (ClearNLP dependencies, Penn tags).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.extraction.syntax.slips import mend
from kg.extraction.syntax.word import ADJECTIVES, CLAUSES, NOUNS, RELATIVE, VERBS, Word, is_sum, left_out, set_apart

__all__ = [
    "ADJECTIVES",
    "CLAUSES",
    "NOUNS",
    "RELATIVE",
    "VERBS",
    "Tree",
    "Trees",
    "Word",
    "is_sum",
    "left_out",
    "set_apart",
]


class Tree:
    """The words of one sentence, linked."""

    __slots__ = ("text", "words")

    def __init__(self, text: str, words: list[Word], heads: list[int]) -> None:
        """Link words by the index of each one's head (its own index: a root)."""
        self.text = text
        self.words = words
        for word, head in zip(words, heads, strict=True):
            if head != word.i:
                word.head = words[head]
                words[head].children.append(word)
        for word in words:
            mend(word)

    def copy(self) -> Tree:
        """The same words in the same places, to be linked anew."""
        other = Tree(self.text, [], [])
        other.words = [word.alone() for word in self.words]
        for word, mine in zip(self.words, other.words, strict=True):
            mine.head = other.words[word.head.i]
            mine.children = [other.words[child.i] for child in word.children]
        return other

    def unlink(self) -> None:
        """Let go of the words, which hold each other, so that the collector need not find them; the end of the tree."""
        for word in self.words:
            word.children = []
            del word.head
        self.words = []

    @classmethod
    def of(cls, table: str) -> Tree:
        """Build a tree by hand from ``text tag dep head`` a line, heads counted from 1 (0: root); for tests."""
        words: list[Word] = []
        heads: list[int] = []
        offset = 0
        for i, line in enumerate(table.strip().splitlines()):
            text, tag, dep, head = line.split()
            words.append(Word(i=i, text=text, tag=tag, dep=dep, start=offset))
            heads.append(int(head) - 1 if int(head) else i)
            offset += len(text) + 1
        return cls(" ".join(word.text for word in words), words, heads)

    def left_edge(self, word: Word) -> int:
        """Offset where the phrase under ``word`` begins."""
        return min(w.start for w in word.subtree())

    def right_edge(self, word: Word) -> int:
        """Offset where the phrase under ``word`` ends."""
        return max(w.end for w in word.subtree())


class Trees(Protocol):
    """What parses sentences: :class:`~kg.extraction.syntax.parser.Parser`, or anything else that yields trees."""

    name: str

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        """Parse sentences, in order; words carry their lemmas."""
        ...
