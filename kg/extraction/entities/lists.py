"""Lists of names that parsers take for appositions or leave dangling: *Iran, Iraq sign pact*."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extraction.entities.names import Hit
from kg.extraction.entities.references import STATES
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import Form
from ontology import ActorKind

_PLACES = frozenset({Form.PLACE, Form.CITY})
_DANGLING = frozenset(
    {"dep", "npadvmod", "intj", "nmod", "nsubj", "nsubjpass", "dobj", "advmod", "amod", "ccomp", "advcl"}
)


def join(tree: Tree, heads: Mapping[int, Hit]) -> None:
    """Link names in a row as one coordination, in place; ``heads`` are the names by the position of their head word."""
    for word in tree.words:
        if word.i not in heads:
            continue
        for other in word.all("appos"):
            comma = tree.words[min(w.i for w in other.subtree()) - 1]
            if comma.text == "," and other.i in heads and _alike(heads[word.i], heads[other.i]):
                other.dep = "conj"
        _join_subject(tree, word, heads)
        _raise_infinitive(word)


def _raise_infinitive(name: Word) -> None:
    """Make the infinitive of a headline its verb: "Iran, Russia to hold drills", where a name heads the sentence."""
    if name.head is not name:
        return
    clauses = [c for member in name.conjuncts() for c in member.all("relcl", "acl", "advcl", "xcomp")]
    verb = next((c for c in clauses if c.tag == "VB" and any(a.lower == "to" for a in c.all("aux"))), None)
    if verb is None or verb.child("nsubj") is not None:
        return
    verb.head.children.remove(verb)
    name.head, name.dep = verb, "nsubj"
    verb.head, verb.dep = verb, "ROOT"
    verb.children.insert(0, name)


def _join_subject(tree: Tree, subject: Word, heads: Mapping[int, Hit]) -> None:
    """Bind the name before a comma to the subject behind it: *Iran* in "Iran, Iraq sign pact"."""
    start = min(w.i for w in subject.subtree())
    comma = tree.words[start - 1] if start > 1 else None
    if subject.dep not in {"nsubj", "nsubjpass"} or comma is None or comma.text != ",":
        return
    first = tree.words[start - 2]
    if first.i not in heads or first.dep not in _DANGLING or not _alike(heads[first.i], heads[subject.i]):
        return
    verb = subject.head
    if first.head is not verb or min(w.i for w in first.subtree()) != 0:
        return
    verb.children.remove(subject)
    first.dep, subject.dep, subject.head = subject.dep, "conj", first
    first.children.append(subject)


def _alike(one: Hit, other: Hit) -> bool:
    """Whether two names can stand in one list: two different sides, both states and bodies or both people."""
    if one.actor is None or other.actor is None or one.actor.stands_for == other.actor.stands_for:
        return False
    if (one.form in _PLACES) != (other.form in _PLACES):
        return False  # Kyiv, Ukraine
    people = [hit.actor.kind is ActorKind.PERSON for hit in (one, other) if hit.actor]
    bodies = [hit.actor.kind in STATES or hit.actor.kind is ActorKind.IGO for hit in (one, other) if hit.actor]
    return all(people) or all(bodies)
