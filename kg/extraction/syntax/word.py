"""One word of a parse, with its links: plain data, no spaCy object."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon.words import words

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD", "WP", "WDT", "EX", "FW"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
ADJECTIVES = frozenset({"JJ", "JJR", "JJS"})
RELATIVE = frozenset({"WDT", "WP"})
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

    def first(self) -> int:
        """The position of the first word of its subtree."""
        return min(word.i for word in self.subtree())

    def last(self) -> int:
        """The position of the last word of its subtree."""
        return max(word.i for word in self.subtree())

    def ancestors(self) -> Iterator[Word]:
        """Heads from the nearest to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def hang(self, head: Word, dep: str) -> None:
        """Link the word to another head, among its children in order of the text; to itself: make it a root."""
        if self.head is not self:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        if head is not self:
            head.children.append(self)
            head.children.sort(key=lambda child: child.i)

    def conjuncts(self) -> list[Word]:
        """The word and what is coordinated with it to its right: *Russia* -> [Russia, China, Iran].

        A member that the coordination leaves out is none: "Syria but not Lebanon", "all but Hungary".
        """
        found = [self]
        for word in found:
            found += [c for c in word.children if c.dep == "conj" and c not in found and not left_out(c)]
        return found


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
    own = {c.lower for c in preposition.children if c.i < preposition.i}
    if own and not _ADDING.isdisjoint(own):
        return False
    if own and not _APART.isdisjoint(own):
        return True
    return head.lemma != "be" and any(
        c.dep == "neg" and head.i < c.i == preposition.i - 1 and c.lower != "n't" for c in head.children
    )


def is_sum(word: Word) -> bool:
    """Whether a number is a sum of money: "$2bn"."""
    return any(child.tag == "$" for child in word.children)
