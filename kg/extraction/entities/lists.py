"""Lists of names that parsers take for appositions or leave dangling: *Iran, Iraq sign pact*."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.entities.headline_verbs import headline_verb, make_verb
from kg.extraction.entities.names import Hit
from kg.extraction.entities.references import SIDES
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import Form
from ontology import ActorKind

_OWNING = frozenset({"amod", "compound", "nmod"})
_PLURALS = frozenset({"NNS", "NNPS"})
_PLACES = frozenset({Form.PLACE, Form.CITY})
_DANGLING = frozenset(
    {"dep", "npadvmod", "intj", "nmod", "nsubj", "nsubjpass", "dobj", "advmod", "amod", "ccomp", "advcl"}
)


def joined(tree: Tree, heads: Mapping[int, Hit]) -> Tree:
    """The tree with names in a row linked as one coordination; the tree itself where no names stand in a row.

    Args:
        tree: A parse; it is left as it is.
        heads: The names in it by the position of their head word.
    """
    mine = tree

    def own() -> Tree:
        nonlocal mine
        if mine is tree:
            mine = tree.copy()
        return mine

    if (found := headline_verb(tree, heads)) is not None:
        make_verb(own(), found)
    for i in sorted(heads):
        for other in _listed(mine, mine.words[i], heads):
            own().words[other].dep = "conj"
        if (first := _before_comma(mine, mine.words[i], heads)) is not None:
            _bind(own().words[first], own().words[i])
        if (owner := _owner_before_comma(mine, mine.words[i], heads)) is not None:
            _add(own().words[owner], own().words[i])
        if (verb := _headline_verb(mine.words[i])) is not None:
            _raise(own().words[i], own().words[verb])
    return mine


def _listed(tree: Tree, word: Word, heads: Mapping[int, Hit]) -> list[int]:
    """The names behind a name and a comma that parsers take for its appositions."""
    return [
        other.i
        for other in word.all("appos")
        if tree.words[other.first() - 1].text == "," and other.i in heads and _alike(heads[word.i], heads[other.i])
    ]


def _headline_verb(name: Word) -> int | None:
    """The infinitive of a headline, where a name heads the sentence: "Iran, Russia to hold drills"."""
    if name.head is not name:
        return None
    clauses = [c for member in name.conjuncts() for c in member.all("relcl", "acl", "advcl", "xcomp")]
    verb = next((c for c in clauses if c.tag == "VB" and any(a.lower == "to" for a in c.all("aux"))), None)
    return None if verb is None or verb.child("nsubj") is not None else verb.i


def _raise(name: Word, verb: Word) -> None:
    """Make a verb the head of the sentence, and of the name that was it."""
    verb.head.children.remove(verb)
    name.head, name.dep = verb, "nsubj"
    verb.head, verb.dep = verb, "ROOT"
    verb.children.insert(0, name)


def _before_comma(tree: Tree, subject: Word, heads: Mapping[int, Hit]) -> int | None:
    """The name before a comma that belongs to the subject behind it: *Iran* in "Iran, Iraq sign pact"."""
    start = subject.first()
    comma = tree.words[start - 1] if start > 1 else None
    if subject.dep not in {"nsubj", "nsubjpass"} or comma is None or comma.text != ",":
        return None
    first = tree.words[start - 2]
    if first.i not in heads or first.dep not in _DANGLING or not _alike(heads[first.i], heads[subject.i]):
        return None
    alone = first.head is subject.head and first.first() == 0
    return first.i if alone else None


def _owner_before_comma(tree: Tree, word: Word, heads: Mapping[int, Hit]) -> int | None:
    """The owner before a comma of what another owns as well: *French* in "French, German ministers meet"."""
    owned = word.head
    if word.i < 2 or word.dep not in _OWNING or tree.words[word.i - 1].text != "," or owned.tag not in _PLURALS:  # noqa: PLR2004
        return None
    other = tree.words[word.i - 2]
    loose = other.dep in _DANGLING | _OWNING and all(child.dep == "punct" for child in other.children)
    return other.i if loose and other.i in heads and _alike(heads[other.i], heads[word.i]) else None


def _add(first: Word, second: Word) -> None:
    """Make a word the first of a list that stands where the second stood."""
    first.head.children.remove(first)
    first.head, first.dep = second.head, second.dep
    second.head.children.insert(second.head.children.index(second), first)
    second.head.children.remove(second)
    second.head, second.dep = first, "conj"
    first.children.append(second)


def _bind(first: Word, subject: Word) -> None:
    """Make a name the subject, and what was it the second of a list."""
    subject.head.children.remove(subject)
    first.dep, subject.dep, subject.head = subject.dep, "conj", first
    first.children.append(subject)


def _alike(one: Hit, other: Hit) -> bool:
    """Whether two names can stand in one list: two different sides, both states and bodies or both people."""
    if one.actor is None or other.actor is None or one.actor.stands_for == other.actor.stands_for:
        return False
    if (one.form in _PLACES) != (other.form in _PLACES):
        return False  # Kyiv, Ukraine
    people = [hit.actor.kind is ActorKind.PERSON for hit in (one, other) if hit.actor]
    bodies = [hit.actor.kind in SIDES - {ActorKind.COALITION} for hit in (one, other) if hit.actor]
    return all(people) or all(bodies)
