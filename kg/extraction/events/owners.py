"""The words that own an act, such as *refuse* in "refused to send troops": the rows of matrix.tsv, up the tree."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.events.arguments import COUNTED, PARTITIVES, counts_money
from kg.extraction.events.mood import gathered, negated, purpose
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.lexicon import MatrixRow, PredicateLexicon
from kg.lexicon.words import words

_WISHES = words("wishes")  # whatever the form of their clause, it is no fact
_INFORMING = words("informing")  # "told it that", "warned that": a finite clause is news
_NOUN_LINKS = words("noun_links")
_WILLED = words("willed")
_BOUNDS = words("bounds_of_time")
_GERUND_ONLY = words("gerund_only")
_DO = "do"
_BY = "by"
_AT = words("bounding_prepositions")


@dataclass(frozen=True, slots=True)
class Link:
    """A word that owns an act: its row, itself, and where to climb on from."""

    row: MatrixRow | None
    owner: Word
    top: Word


class Owners:
    """Finds the words that own the acts of one sentence."""

    def __init__(self, lexicon: PredicateLexicon) -> None:
        """Take the rows of the matrix."""
        self._lexicon = lexicon

    def link(self, word: Word) -> Link | None:
        """The next word up that owns an act, or that leads on to one; None where the chain ends."""
        head = word.head
        if head is word or purpose(word):
            return None
        if gathered(word):
            return Link(None, head, head)
        if (
            word.dep in {"xcomp", "ccomp", "oprd"}
            or _gerund_behind(word, head)
            or (word.dep == "acl" and (word.tag == "VB" or word.child("mark")))
            or (word.dep == "relcl" and word.tag == "VB" and self.row("n", head, "v", None) is not None)  # "time for"
        ):
            return self._clause_link(word, head)
        if word.dep == "pcomp":
            governor = self._noun_before(head) or head.head
            owned = self._owned(part_of_speech(governor), governor, "v", head.lower)
            done = by_which(word)
            return owned or (Link(None, done, done) if done and not negated(done) else None)
        if word.dep == "acomp":
            return Link(None, head, head)
        if word.dep == "conj" and (head.is_verb == word.is_verb) and not word.child("nsubj", "nsubjpass"):
            return Link(None, word, head)
        return self._noun_link(word, head) if word.is_noun or counts_money(word) else None

    def _noun_before(self, preposition: Word) -> Word | None:
        """The noun that takes a gerund, where parsers hang that on the verb: "announced a halt to sending"."""
        if not preposition.head.is_verb:
            return None
        nouns = (word for word in preposition.head.subtree() if word.i == preposition.i - 1 and word.is_noun)
        return next((noun for noun in nouns if self.row("n", noun, "v", preposition.lower) is not None), None)

    def row(self, pos: str, owner: Word, takes: str, preposition: str | None) -> MatrixRow | None:
        """The row of an owner that takes such a thing: v a clause, n a noun as its object, s a noun as its subject."""
        particle = frames.particle(owner) if owner.is_verb else None
        present = {c.lower for c in owner.children if c.dep in {"prep", "prt", "advmod", "agent"}}
        for row in self._lexicon.matrix.get((pos, owner.lemma), ()):
            if takes not in row.takes:
                continue
            rest = row.trigger[1:]
            if rest and not all(part in present or part == particle or _has_word(owner, part) for part in rest):
                continue
            if preposition and preposition not in rest and (takes == "n" or rest):
                continue  # "called for a truce without condemning Mali"
            return row
        return None

    def _clause_link(self, clause: Word, head: Word) -> Link | None:
        """A complement clause passes through owners without a row, but what is merely said ends the chain."""
        if clause.tag == "VB" and head.lemma in _GERUND_ONLY:
            return None  # "stopped to thank Mali" thanks it
        if head.lemma == "be" and clause.tag != "VB" and clause.child("nsubj", "nsubjpass") is not None:
            return None  # "is to meet", not "is clear that he met"
        pos = part_of_speech(head)
        top = head.head if pos == "a" and head.dep in {"acomp", "attr", "oprd"} else head
        link = self._owned(pos, head, "v", None, top=top)
        return link if link or clause.dep == "ccomp" else Link(None, head, top)

    def _noun_link(self, noun: Word, head: Word) -> Link | None:
        if head.is_verb and noun.dep in {"dobj", "nsubjpass", "attr", "nsubj"}:
            link = self._owned("v", head, "s" if noun.dep == "nsubj" else "n", None)
            cut = link is not None and link.row is not None and link.row.friendly == "cut"
            return None if cut and noun.lemma in COUNTED else link  # "ended two days of talks" as planned
        if noun.dep != "pobj":
            return None
        governor = head.head
        if governor.lemma in PARTITIVES and head.lower == "of":
            return Link(None, governor, governor)
        if governor.lemma in _BOUNDS and governor.dep == "pobj" and governor.head.lower in _AT:
            return None  # "said at the end of talks": when
        if head.lower == "in" and counts_money(governor):  # "announced $50m in aid"
            return Link(None, governor, governor)
        sums = [obj for obj in governor.all("dobj") if counts_money(obj)] if head.lower == "in" else []
        if sums:  # parsers hang "in aid" on the verb as well
            return self._owned("v", governor, "n", None)
        if governor.is_verb:
            return self._owned("v", governor, "n", head.lower)
        if governor.tag.startswith("JJ"):
            return self._owned("a", governor, "n", head.lower)
        return self._owned("n", governor, "n", None) if head.lower in _NOUN_LINKS else None

    def _owned(
        self, pos: str, owner: Word, takes: str, preposition: str | None, *, top: Word | None = None
    ) -> Link | None:
        row = self.row(pos, owner, takes, preposition)
        return Link(row, owner, top or owner) if row else None


def _gerund_behind(word: Word, head: Word) -> bool:
    """Whether a gerund completes the verb just before it, taken for an adjunct: "ruled out working with Iran"."""
    between = [c for c in head.children if head.i < c.i < word.i]
    gap = word.i - head.i - len(between)
    return word.dep == "advcl" and word.tag == "VBG" and gap == 1 and all(c.dep == "prt" for c in between)


def by_which(clause: Word) -> Word | None:
    """What is done by doing something, whose mood is that of both: "may answer by bombing Mali"."""
    by = clause.head
    return by.head if clause.dep == "pcomp" and by.lower == _BY and by.head.is_verb else None


def part_of_speech(word: Word) -> str:
    """The part of speech by which the matrix lists a word: v, a or n."""
    return "v" if word.is_verb else "a" if word.tag.startswith("JJ") else "n"


def completes(clause: Word, row: MatrixRow) -> bool:
    """Whether a clause is what the owner asks, promises or threatens, not merely what it states.

    An infinitive or gerund is; a finite clause only with a subjunctive or an auxiliary of will or duty ("demanded that
    India release", "vowed it would").
    """
    if clause.dep != "ccomp" or not clause.is_verb:
        return True
    helpers = {c.lower for c in clause.children if c.dep == "aux"}
    if row.default == "REJECT" or clause.head.lemma in _WISHES:
        return True
    if clause.head.lemma in _INFORMING:
        return "to" in helpers
    bare = clause.tag == "VB" and not any(c.lemma == _DO for c in clause.all("aux"))  # "insists it did not attack"
    return bare or bool(helpers & _WILLED)


def _has_word(owner: Word, part: str) -> bool:
    """Whether a multi-word owner ("take part in", "appeal for") has its second or third word below it."""
    return any(
        w.lower == part for child in owner.children for w in (child, *child.children) if w.i - owner.i in range(1, 5)
    )
