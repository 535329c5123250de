"""Headlines whose verb a parser takes for a noun, as no article shows where the subject ends: *Iran summons envoy*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.entities.names import Hit
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import Form
from kg.lexicon.words import words

_VERBS = words("headline_verbs")
_JOINTS = frozenset({",", "and", "&"})
_BEHIND_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
_OWNING = frozenset({"'s", "\u2019s"})
_MOST_NOUNS = 3  # "the name and three words": "UK foreign secretary heads", "China's coast guard fires"
_OBJECTS = frozenset({"npadvmod", "appos", "dep", "nmod", "attr", "oprd"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_BEFORE_NOUNS = frozenset({"JJ", "CD", "DT", "NNP", "NNPS", "PRP$"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineVerb:
    """A verb that was taken for something else, and the heads of its subject, by position."""

    verb: int
    subjects: Sequence[int]


def headline_verb(tree: Tree, heads: Mapping[int, Hit]) -> HeadlineVerb | None:
    """The verb behind the name or names that a sentence begins with; None if the parse is sound.

    Args:
        tree: A parse.
        heads: The names in it by the position of their head word.
    """
    subjects, at = _names_in_front(tree.words, heads)
    owned = at < len(tree.words) and tree.words[at].lower in _OWNING
    at += owned  # "Russia's army shells": what is owned is the subject
    lone = len(subjects) == 1
    if lone:
        named, at = at, _behind_nouns(tree.words, at)
        bare = owned or heads[subjects[0]].form is Form.ADJECTIVE  # "Chinese ships sailed": no verb yet
        subjects = [at - 1] if at > named else [] if bare else subjects
    if not subjects or at + 1 >= len(tree.words):
        return None
    verb, behind = tree.words[at], tree.words[at + 1]
    like_one = _spelt(verb, lone=lone) or (lone and verb.tag == "VBZ" and verb.head is verb)
    if not like_one or _sound(tree, verb, heads):
        return None
    root = _root(verb)
    if root is verb:
        found = any(child.i > at and child.dep in _OBJECTS | {"dobj", "prep"} for child in verb.children)
    elif root is behind and not root.child("aux", "dobj", "det"):
        found = True  # "fires missile": "missile" was the verb
    else:
        led = behind.i in heads or behind.tag in _BEFORE_NOUNS or not lone
        found = led and (root.i in subjects or (root.i > at and root.is_noun))
    return HeadlineVerb(verb=at, subjects=subjects) if found else None


def make_verb(tree: Tree, found: HeadlineVerb) -> None:
    """Make the word the verb of the sentence, the names its subject, and what stands behind it its object."""
    verb, subjects = tree.words[found.verb], [tree.words[i] for i in found.subjects]
    _lift(verb, subjects)
    first, *others = subjects
    for word in tree.words[: first.i]:
        if word.head is not word and word.head.i > first.i:
            word.hang(first, "compound")
    first.hang(verb, "nsubj")
    for other in others:
        other.hang(first, "conj")
    verb.tag, verb.is_verb, verb.is_noun = "VBP" if others else "VBZ", True, False
    behind = [child for child in verb.children if child.i > verb.i and child.is_noun and child.dep in _OBJECTS]
    if behind and verb.child("dobj") is None:
        behind[0].dep = "dobj"


def _lift(verb: Word, subjects: Sequence[Word]) -> None:
    """Make a word the root, and what was it its object, unless that is the subject."""
    root = _root(verb)
    if root is verb:
        return
    verb.hang(verb, "ROOT")
    if root not in subjects:
        root.hang(verb, "dobj")
    for child in list(root.children):
        if (child.i > verb.i) == (root.i < verb.i):
            child.hang(verb, child.dep)
    if root.is_verb:
        root.tag, root.is_verb, root.is_noun = "NN", False, True


def _names_in_front(row: Sequence[Word], heads: Mapping[int, Hit]) -> tuple[list[int], int]:
    """The heads of the names that open the sentence, and the position of what follows them."""
    found: list[int] = []
    at = 0
    for i in sorted(heads):
        hit = heads[i]
        if hit.actor is None or at >= len(row) or hit.start != row[at].start:
            break
        found.append(i)
        while at < len(row) and row[at].start < hit.end:
            at += 1
        if at >= len(row) or row[at].lower not in _JOINTS:
            return found, at
        at += 1
    return [], 0


def _behind_nouns(row: Sequence[Word], at: int) -> int:
    """The position behind the nouns that a name is said of, if a verb of headlines stands there; else the same."""
    for i in range(at, min(at + _MOST_NOUNS, len(row) - 1)):
        if _spelt(row[i], lone=True) or row[i].tag not in _BEHIND_NAMES | {"JJ"}:
            break
        if row[i].tag != "JJ" and _spelt(row[i + 1], lone=True):
            return i + 1
    return at


def _spelt(word: Word, *, lone: bool) -> bool:
    """Whether a word is spelt like a verb of headlines in the present, of one subject or of several."""
    if not lone:
        return word.lower in _VERBS
    return word.lower.endswith("s") and bool({word.lower[:-1], word.lower[:-2]} & _VERBS)


def _sound(tree: Tree, verb: Word, heads: Mapping[int, Hit]) -> bool:
    """Whether the word is a verb with its subject and object, or another finite verb stands behind it."""
    if verb.is_verb and verb.child("nsubj", "nsubjpass") is not None:
        adverbs = verb.all("npadvmod") if verb.child("dobj", "attr", "ccomp", "xcomp") is None else []
        return not any(word.i in heads for adverb in adverbs for word in adverb.subtree())
    return any(w.tag in _FINITE and w.dep in {"ROOT", "conj", "aux"} for w in tree.words[verb.i + 2 :])


def _root(word: Word) -> Word:
    return next((above for above in word.ancestors() if above.head is above), word)
