"""A dependency parse as extraction sees it: plain words with children, no spaCy object.

Labels are those of spaCy's English models (ClearNLP dependencies, Penn tags).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.extraction.syntax.mends import mend
from kg.lexicon.words import words

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD", "WP", "WDT", "EX", "FW"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
_EXCLUDING = words("excluding")
_ALL = words("everybody")
_ADDING = words("adding")
_APART = words("setting_apart")
_SAVING = words("saving")
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis", "csubj", "dep"})


class Word:
    """One token: its text, tag and place in the tree. ``start`` and ``end`` are offsets in the sentence."""

    __slots__ = ("children", "dep", "end", "head", "i", "is_noun", "is_verb", "lemma", "lower", "start", "tag", "text")

    def __init__(self, *, i: int, text: str, tag: str, dep: str, start: int) -> None:
        """Make a word that is its own head until :class:`Tree` links it."""
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = self.lower
        self.tag = tag
        self.is_verb = tag in VERBS  # of full verbs
        self.is_noun = tag in NOUNS  # of all that can head a noun phrase; asked a dozen times a word
        self.dep = dep
        self.start = start
        self.end = start + len(text)
        self.head: Word = self
        self.children: list[Word] = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.tag}/{self.dep}"

    def alone(self) -> Word:
        """The same word without its links."""
        word = Word(i=self.i, text=self.text, tag=self.tag, dep=self.dep, start=self.start)
        word.lemma = self.lemma
        return word

    def child(self, *deps: str) -> Word | None:
        """The first child with one of these labels."""
        for word in self.children:
            if word.dep in deps:
                return word
        return None

    def all(self, *deps: str) -> list[Word]:
        """All children with one of these labels, in order of the text."""
        return [word for word in self.children if word.dep in deps] if self.children else []

    def subtree(self) -> Iterator[Word]:
        """The word and all below it, in no particular order."""
        stack = [self]
        while stack:
            word = stack.pop()
            yield word
            stack.extend(word.children)

    def ancestors(self) -> Iterator[Word]:
        """Heads from the nearest to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def conjuncts(self) -> list[Word]:
        """The word and what is coordinated with it to its right: *Russia* -> [Russia, China, Iran].

        A member that the coordination leaves out is none: "Syria but not Lebanon", "all but Hungary".
        """
        found = [self]
        for word in found:
            found += [c for c in word.children if c.dep == "conj" and c not in found and not left_out(c)]
        return found


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


def left_out(member: Word) -> bool:
    """Whether a coordination names a member only to leave it out."""
    first = member.head
    joints = [c for c in first.children if c.dep in {"cc", "neg", "advmod"} and first.i < c.i < member.i]
    marks = {w.lower for joint in joints for w in (joint, *joint.children)} if joints else set()
    marks |= {c.lower for c in member.children if c.dep in {"neg", "advmod"} and c.i < member.i}
    if marks & _ADDING:  # "not only Syria but Lebanon"
        return False
    everyone = {c.lower for c in first.children} | {first.lower}
    return bool(marks & _EXCLUDING) or bool(marks & _SAVING and everyone & _ALL)


def set_apart(preposition: Word) -> bool:
    """Whether a prepositional phrase says to whom it was not: "on Iran but not on Iraq", "to Sudan, not to Chad"."""
    head = preposition.head
    own = [c for c in preposition.children if c.i < preposition.i]
    if any(c.lower in _ADDING for c in own):
        return False
    if any(c.lower in _APART for c in own):
        return True
    return head.lemma != "be" and any(
        c.dep == "neg" and head.i < c.i == preposition.i - 1 and c.lower != "n't" for c in head.children
    )


class Trees(Protocol):
    """What parses sentences: :class:`~kg.extraction.syntax.parser.Parser`, or anything else that yields trees."""

    name: str

    def trees(self, sentences: Iterable[str]) -> Iterator[Tree]:
        """Parse sentences, in order; words carry their lemmas."""
        ...
