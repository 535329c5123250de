"""Which word of a sentence heads each name found in it, and which names are only pieces of other names."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.entities.names import Hit
from kg.extraction.entities.references import STATES
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import ActorLexicon, Form
from kg.lexicon.words import words
from ontology import ActorKind

TITLES = words("titles")
_GOVERNMENTS = words("governments")
_BEFORE_NAMES = TITLES | words("plural_titles")
_PLACES = frozenset({Form.NAME, Form.PLACE, Form.CITY})
_BODIES = words("private_bodies")
_LONGEST = 5  # words of such a name, more or less
_FORENAMES = 2  # a name of more words than this is a full one


class NameHeads:
    """The names of one sentence.

    Attributes:
        heads: The names by the position of the word that heads each.
        covered: The same by the position of every word that is part of one.
    """

    __slots__ = ("_lexicon", "_tree", "covered", "heads")

    def __init__(self, tree: Tree, hits: Iterable[Hit], lexicon: ActorLexicon) -> None:
        """Find the head word of each name; leave out what is a piece of a longer name, or no name of anybody."""
        self._tree = tree
        self._lexicon = lexicon
        self.heads: dict[int, Hit] = {}
        self.covered: dict[int, Hit] = {}
        for hit in hits:
            self._place(hit)

    def hit(self, word: Word) -> Hit | None:
        """The name that the word heads or is part of."""
        return self.heads.get(word.i) or self.covered.get(word.i)

    def is_place(self, word: Word) -> bool:
        """Whether the word names a town or a country as a location."""
        hit = self.heads.get(word.i)
        return self.is_town(word) or (hit is not None and hit.actor is not None and hit.actor.kind in STATES)

    def is_town(self, word: Word) -> bool:
        """Whether the word names a town or region, a capital included."""
        hit = self.heads.get(word.i)
        return hit is not None and hit.form in {Form.PLACE, Form.CITY}

    def _place(self, hit: Hit) -> None:
        inside = [w for w in self._tree.words if w.start < hit.end and w.end > hit.start]
        if not inside:
            return
        if self._is_part_of_longer_name(hit, inside):
            return
        if hit.tentative and not (self._is_titled(inside[-1]) or self._governs(inside[-1])):
            return
        for word in inside:
            self.covered[word.i] = hit
        members = {w.i for w in inside}
        tops = [w for w in inside if w.head.i not in members or w.head is w]
        self.heads[(tops or inside)[-1].i] = hit

    def _is_titled(self, word: Word) -> bool:
        """Whether a title stands directly before a surname, and no forename: "President Bush"."""
        before = self._tree.words[max(word.i - 1, 0) : word.i]
        return any(w.lower in self._lexicon.roles and w.head is word for w in before)

    def _governs(self, word: Word) -> bool:
        """Whether a surname names a government: "the Bush administration"."""
        return any(w.lemma in _GOVERNMENTS and word.head is w for w in self._tree.words[word.i + 1 : word.i + 2])

    def _is_forename(self, word: Word) -> bool:
        """Whether a town or country is somebody's first name, between a title and a surname: "Rep. Victoria Spartz"."""
        before, after = self._tree.words[max(word.i - 2, 0) : word.i], self._tree.words[word.i + 1 : word.i + 2]
        before = before[:1] if before and before[-1].text == "." else before[-1:]
        titled = any(w.lower in _BEFORE_NAMES or self._is_person(w.lower) for w in before)
        surnames = [w for w in after if w.tag in NAME_TAGS and w.text.istitle() and w.lower not in self._lexicon.roles]
        return titled and any(not self._is_known(w.text) for w in surnames)

    def _is_person(self, noun: str) -> bool:
        role = self._lexicon.roles.get(noun)
        return role is not None and role.kind is ActorKind.PERSON

    def _is_known(self, name: str) -> bool:
        """Whether a name means a place or body by itself; of surnames one knows that they are none."""
        known = self._lexicon.aliases.get(name, ())
        return any(alias.row.kind is not ActorKind.PERSON for alias in known)

    def _opens_a_name(self, word: Word) -> bool:
        """Whether a country is what the name of a private body begins with: "the Kenya Medical Association"."""
        for follower in self._tree.words[word.i + 1 : word.i + _LONGEST]:
            if follower.is_verb or not follower.text[:1].isupper():
                return False
            if follower.lower in _BODIES:
                return True
        return False

    def _is_part_of_longer_name(self, hit: Hit, inside: list[Word]) -> bool:
        """Whether a name is only a piece of another: *Hussein* in "Mohammed Hussein Roble"."""
        if hit.actor is None:
            return False
        if len(inside) == 1 and hit.form in _PLACES and self._is_forename(inside[0]):
            return True
        if hit.actor.kind is not ActorKind.PERSON and self._opens_a_name(inside[-1]):
            return True
        if hit.actor.kind is not ActorKind.PERSON:  # the UN's Security Council in "the National Security Council"
            first = self._tree.words[max(inside[0].i - 1, 0)]
            return first is not inside[0] and f"{first.lower} {hit.text.lower()}" in self._lexicon.roles
        if len(inside) > _FORENAMES:  # a further surname or a place of origin changes nothing
            return False
        after = self._tree.words[inside[-1].i + 1 : inside[-1].i + 2]
        if any(w.tag in NAME_TAGS and w.text[:1].isupper() and w.lower not in self._lexicon.roles for w in after):
            heads = after[0].head is not after[0] or after[0] is self._tree.words[-1]
            return heads and inside[-1].head is after[0]
        before = self._tree.words[max(inside[0].i - 1, 0) : inside[0].i]
        return len(inside) == 1 and any(
            w.tag in NAME_TAGS
            and w.head is inside[0]
            and w.lower not in self._lexicon.roles
            and w.lower not in TITLES
            and w.i not in self.covered
            and w.text.rstrip(".") not in hit.actor.label
            and w.text not in self._lexicon.aliases  # a nationality before a surname
            for w in before
        )
