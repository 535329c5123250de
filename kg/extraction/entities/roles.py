"""Which role a noun phrase gives its bearer: *deputy foreign minister*, *police spokesman*, *head of the union*."""

from __future__ import annotations

from collections.abc import Container, Mapping

from kg.extraction.entities.references import PRIVATE
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.words import ordered, words
from ontology import ActorKind

NAME_TAGS = frozenset({"NNP", "NNPS"})
BEARERS = words("bearers")
"""Nouns whose bearer belongs where the words around them say: a *police* spokesman, the head of the *union*."""

PARTITIVES = words("role_partitives")
"""Nouns that only count or bundle: *a team of police* is police."""

_LONGEST = 4  # words of a role
_OF = ordered("bearer_prepositions")
_DEEP = 3


class Roles:
    """Looks up roles in one sentence."""

    __slots__ = ("_bodies", "_ends", "_known", "_named", "_tree")

    def __init__(
        self,
        tree: Tree,
        known: Mapping[str, RoleNoun],
        ends: Container[str],
        named: Container[int],
        bodies: Mapping[str, RoleNoun],
    ) -> None:
        """Keep them.

        Args:
            tree: The sentence.
            known: Its roles.
            ends: The last words of roles.
            named: The positions of words that are part of a name.
            bodies: Also what only tells a sector: the official of a hotel is private as the hotel is.
        """
        self._ends = ends
        self._bodies = bodies
        self._tree = tree
        self._known = known
        self._named = named

    def of(self, word: Word, depth: int = 0) -> tuple[str, RoleNoun | None]:
        """The longest role that the phrase ends in, or that its modifiers tell, or that a name is introduced with."""
        name, role = self._ending_at(word.i)
        if word.lemma in BEARERS and " " not in name and (found := self._within(word, depth))[1] is not None:
            return found
        if role is not None:
            return name, role
        if word.tag in NAME_TAGS:
            nearest = sorted(word.children, key=lambda child: abs(child.i - word.i))
            for child in nearest:
                if child.dep in {"compound", "appos", "amod", "nmod"} and depth < _DEEP:
                    name, role = self.of(child, depth + 1)
                    if role is not None:
                        return name, role
        return "", None

    def _body(self, last: int) -> tuple[str, RoleNoun | None]:
        """The role or private body that ends in a word: a *hotel* is none that acts, but neither is its official."""
        name, role = self._ending_at(last)
        if role is None:
            name, role = self._ending_at(last, self._bodies)
        return (name, role) if role is not None and (name in self._known or role.sector in PRIVATE) else ("", None)

    def _ending_at(self, last: int, roles: Mapping[str, RoleNoun] | None = None) -> tuple[str, RoleNoun | None]:
        roles = roles or self._known
        words = self._tree.words
        endings = dict.fromkeys((words[last].lemma, words[last].lower))
        if all(ending not in self._ends for ending in endings):
            return "", None
        for length in range(min(_LONGEST, last + 1), 0, -1):
            part = words[last - length + 1 : last + 1]
            if any(w.i in self._named and w.tag != "JJ" for w in part[:-1]):
                continue  # European Union officials are no union officials; but Muslim leaders are Muslim
            before = "".join(f"{w.lower} " for w in part[:-1])
            for ending in endings:
                form = before + ending
                role = roles.get(form) or roles.get(form.replace(" - ", "-"))
                if role is not None:
                    return form, role
        return "", None

    def _within(self, word: Word, depth: int) -> tuple[str, RoleNoun | None]:
        """What the modifier before a bearer says, else what its *of*-phrase does."""
        before = self._tree.words[word.i - 1] if word.i else word
        if (
            before.i not in self._named
            and before.head is word
            and before.dep in {"compound", "amod", "nmod"}
            and before.lower not in BEARERS
        ):
            name, role = self._body(before.i)
            if role is not None:
                return f"{name} {word.lemma}", _person(role)
        if depth >= _DEEP:
            return "", None
        attached = word.all("prep")
        for preposition in (p for lower in _OF for p in attached if p.lower == lower):
            for inner in (noun for noun in preposition.all("pobj") if noun.tag not in NAME_TAGS):
                name, role = self._behind(inner, preposition, depth + 1)
                if role is not None:
                    whole = name if name.startswith(f"{word.lemma} of ") else f"{word.lemma} of {name}"
                    return whole, _person(role)
        return "", None

    def _behind(self, inner: Word, preposition: Word, depth: int) -> tuple[str, RoleNoun | None]:
        """What a noun behind a bearer is: the *company's board* is the company."""
        name, role = self.of(inner, depth)
        if role is None and (owner := inner.child("poss")) is not None and owner.tag not in NAME_TAGS:
            name, role = self.of(owner, depth)  # chairman of the company's board
        if role is None and preposition.lower == _OF[0]:
            name, role = self._body(inner.i)
        return name, role


def _person(role: RoleNoun) -> RoleNoun:
    return RoleNoun(role.stands_for, role.sector, ActorKind.PERSON)
