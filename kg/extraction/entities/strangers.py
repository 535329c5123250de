"""Those who act in a text and are no side's: a widow, a former player, a newspaper. *He* or *it* may mean them."""

from __future__ import annotations

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import PRIVATE, Ref
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.syntax.tree import Word
from kg.lexicon.words import words
from ontology import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SEVERAL = words("several_in_one")
_SINGULAR = NAME_TAGS | {"NN"}


def stranger(phrases: Phrases, word: Word) -> bool | None:
    """Whether a word names such a subject of what the sentence says first of all: True a person, False none."""
    if word.dep not in _SUBJECTS or word.tag not in _SINGULAR or not _is_main(word.head) or phrases.hit(word):
        return None
    role = phrases.role(word)
    if role is None or role.stands_for or role.sector not in PRIVATE:
        return None
    person = _is_person(word, role.kind)
    unnamed = person and word.tag == "NN" and not word.all("poss", "appos")
    return None if unnamed else person  # "the reporter" has been named, and of "a reporter" nothing more is told


def is_person(word: Word, ref: Ref) -> bool:
    """Whether a word means one person: a minister; of private people one who does something, such as a widow."""
    return ref.actor.kind is ActorKind.PERSON or (word.dep in _SUBJECTS and _is_person(word, ref.actor.kind))


def _is_person(word: Word, kind: ActorKind) -> bool:
    one = kind is ActorKind.POPULATION and word.tag in _SINGULAR and word.lemma not in _SEVERAL
    return one or kind is ActorKind.PERSON


def _is_main(verb: Word) -> bool:
    while verb.dep == "conj":
        verb = verb.head
    return verb.dep == "ROOT"
