"""America's Congress and its members, whom news names without their country: "members of Congress", "NAME, R-Fla."."""

from __future__ import annotations

import re

from kg.extraction.entities.offices import holder, person
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.weights import weight
from kg.lexicon.words import words
from ontology import ActorKind, Sector

_USA = "USA"
_HOUSES = words("american_bodies")
_TITLES = words("american_titles")
_PARTY = re.compile(r",? \(?[RDI]-[A-Z]")  # behind a name: ", R-Fla.", "(D-Tex)"
_LAWMAKER = RoleNoun(stands_for=True, sector=Sector.LEG, kind=ActorKind.PERSON)


def american(scope: Scope, word: Word, name: str) -> Ref | None:
    """The house or lawmaker of the United States that a noun or an unknown name without an owner is.

    Args:
        scope: The sentence.
        word: The noun, or the surname.
        name: The full name, empty if it is a noun.
    """
    if name:
        if not _is_lawmaker(scope, word):
            return None
        somebody = person(name, _USA, Sector.LEG, "lawmaker")
        scope.memory.learn_person(name, somebody)
        return Ref(somebody, word.start, word.end, Ground.PERSON, weight("introduced_person"))
    if word.lower not in _HOUSES or not word.text[:1].isupper():
        return None
    usa = scope.lexicon.by_id[_USA][0].actor
    if usa not in scope.memory.parties(()) or any(c.dep in {"compound", "amod", "poss"} for c in word.children):
        return None
    return Ref(holder(usa, word.lower, _LAWMAKER), word.start, word.end, Ground.ROLE, weight("office_of_topic"))


def _is_lawmaker(scope: Scope, word: Word) -> bool:
    if _PARTY.match(scope.tree.text, word.end):
        return True
    first = min((w.i for w in word.children if w.dep in {"compound", "nmod"}), default=word.i)
    before = {w.lower.rstrip(".") for w in scope.tree.words[max(first - 2, 0) : word.i]}
    return bool(before & _TITLES) and scope.memory.knows(_USA)
