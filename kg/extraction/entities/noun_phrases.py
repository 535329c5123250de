"""Whom a noun phrase stands for: the way from a word to its rule, and what others ask of a sentence's phrases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.entities import lists
from kg.extraction.entities.both_sides import both
from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.described import described
from kg.extraction.entities.known_names import known_name
from kg.extraction.entities.name_heads import NameHeads
from kg.extraction.entities.names import Hit
from kg.extraction.entities.offices import is_over
from kg.extraction.entities.parties import partisan
from kg.extraction.entities.pronouns import pronoun, reciprocal
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.roles import Roles
from kg.extraction.entities.scenes import local, scenes
from kg.extraction.entities.scope import Scope, counted
from kg.extraction.syntax.frames import antecedent
from kg.extraction.syntax.tree import RELATIVE, Tree, Word
from kg.lexicon import ActorLexicon
from kg.lexicon.actor_rows import RoleNoun
from kg.lexicon.weights import weight
from ontology import ActorKind, Sector

_DEEP = 6
_WHOSE = "WP$"
_OF_THEIR_OWN = frozenset({ActorKind.PERSON, ActorKind.COMPANY})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod", "poss"})


class Phrases:
    """Resolves the phrases of one sentence, as the article's memory and the sentence itself have it.

    Attributes:
        tree: The parse, with names in a row linked as a list.
        names: The known names in it.
        memory: What the article has said, with whom this sentence introduces.
        speaker: Who speaks.
        inside: Whether the sentence is read for what goes on inside a country: parties are the sides.
    """

    def __init__(
        self,
        tree: Tree,
        hits: Iterable[Hit],
        lexicon: ActorLexicon,
        memory: Discourse,
        speaker: Ref | None = None,
        *,
        inside: bool = False,
    ) -> None:
        """Find the head word of each name; ``memory`` is left as it is, what the sentence adds goes to a copy of it."""
        self.memory = memory.copy()
        self.speaker = speaker
        self.inside = inside
        self.names = NameHeads(tree, hits, lexicon)
        self.tree = tree = lists.joined(tree, self.names.heads)
        self._scope = Scope(
            tree=tree,
            lexicon=lexicon,
            memory=self.memory,
            names=self.names,
            roles=Roles(tree, lexicon.roles, lexicon.role_ends, self.names.covered, lexicon.sectors),
            sectors=Roles(tree, lexicon.sectors, lexicon.role_ends, self.names.covered, lexicon.sectors),
            speaker=speaker,
            who=self.who,
        )
        self._cache: dict[int, tuple[Ref, ...]] = {}
        self._busy: set[int] = set()

    def who(self, word: Word) -> tuple[Ref, ...]:
        """Actors the phrase headed by ``word`` stands for: none, one, or both of "the two countries"."""
        if word.i in self._cache:
            return self._cache[word.i]
        if word.i in self._busy or len(self._busy) > _DEEP:
            return ()
        self._busy.add(word.i)
        try:
            found = self._resolve(word)
            if self.inside:
                found = tuple(partisan(ref) for ref in found or local(self._scope, word))
        finally:
            self._busy.discard(word.i)
        self._cache[word.i] = found
        return found

    def _resolve(self, word: Word) -> tuple[Ref, ...]:
        if word.i in self.names.heads:
            return known_name(self._scope, word, self.names.heads[word.i])
        if word.i in self.names.covered:
            return ()
        if (known := self.memory.acronyms.get(word.text)) is not None:
            return (Ref(known, word.start, word.end, Ground.MEMORY, weight("learned_acronym")),)
        if word.tag in {"PRP", "PRP$"}:
            return pronoun(self._scope, word)
        if word.tag == _WHOSE or (word.tag in RELATIVE and word.dep == "pobj"):  # "Mali, whose minister", "with whom"
            return () if (noun := antecedent(word)) is word else tuple(self._scope.everyone(noun))
        if several := reciprocal(self._scope, word):
            return several
        if not word.is_noun and word.tag not in {"JJ", "VBG"} and not self._is_people(word):
            return ()
        return both(self._scope, word) or described(self._scope, word)

    def _is_people(self, word: Word) -> bool:
        """Whether a participle stands for people: "Burkina Faso's displaced"."""
        known = self._scope.lexicon.roles
        return word.tag == "VBN" and word.lower in known and word.child("poss", "det") is not None

    def everyone(self, word: Word) -> list[Ref]:
        """The same for a coordination: each named member, in order, each side once."""
        return self._scope.everyone(word)

    def scenes(self) -> list[Ref]:
        """The countries where the sentence says that something happened."""
        return scenes(self._scope)

    def hit(self, word: Word) -> Hit | None:
        """The name that the word heads or is part of."""
        return self.names.hit(word)

    def is_role(self, word: Word) -> bool:
        """Whether the word is an office or another role, whoever has it."""
        return self._scope.sectors.of(word)[1] is not None

    def is_office(self, word: Word) -> bool:
        """Whether the word is a role whose bearer acts for a state."""
        role = self._scope.sectors.of(word)[1]
        return role is not None and role.stands_for

    def role(self, word: Word) -> RoleNoun | None:
        """What role the word is, whoever has it."""
        return self._scope.sectors.of(word)[1]

    def of_a_citizen(self, word: Word) -> bool:
        """Whether a word only says of which country somebody is who does not act for it: "a Polish poet".

        State media may, and a people or its refugees are a country's.
        """
        refs = self.who(word.head) if word.dep in _BEFORE_NOUNS else ()
        return bool(refs) and all(ref.private and ref.actor.kind in _OF_THEIR_OWN for ref in refs)

    def is_place(self, word: Word) -> bool:
        """Whether the word names a town or a country as a location."""
        return self.names.is_place(word)

    def is_town(self, word: Word) -> bool:
        """Whether the word names a town or region, a capital included."""
        return self.names.is_town(word)

    def outermost(self) -> list[Ref]:
        """Each phrase of the sentence that stands for an actor and is no part of a larger one that does, in order."""
        words = [word for word in self.tree.words if word.is_noun or word.i in self.names.heads]
        heads = [(word, ref) for word in words for ref in self.who(word)]
        claimed = {
            inner.i
            for word, ref in heads
            if ref.how not in {Ground.OWNER, Ground.PRONOUN}
            for inner in word.subtree()
            if inner is not word and inner.dep not in {"conj", "relcl", "acl"}
        }
        return [self._in_person(word, ref) for word, ref in heads if word.i not in claimed]

    def _in_person(self, word: Word, ref: Ref) -> Ref:
        """The person whom an apposition names, for the office: "the Russian foreign minister, Sergei Lavrov"."""
        if ref.how != Ground.ROLE:
            return ref
        for other in (found for name in word.all("appos") for found in self.who(name)):
            same = other.actor.kind is ActorKind.PERSON and other.side == ref.side
            if same and other.how in {Ground.NAME, Ground.PERSON}:
                return replace(other, start=min(ref.start, other.start), end=max(ref.end, other.end))
        return ref

    def every(self) -> list[Ref]:
        """Each phrase of the sentence that stands for an actor, in order, inner ones included."""
        return [ref for w in self.tree.words if w.tag != "IN" or w.i in self.names.heads for ref in self.who(w)]

    def thing(self, ref: Ref) -> Sector | None:
        """The sector of the thing that stands for its owner: civilians for *a park in Kabul*."""
        for word in self.tree.words:
            if word.is_noun and word.i not in self.names.covered and any(r is ref for r in self.who(word)):
                _, role = self._scope.sectors.of(word)
                if role is not None:
                    return role.sector
        return None

    def unowned(self) -> list[tuple[Word, str, RoleNoun, bool]]:
        """Role nouns of no known side, such as *soldiers*: word, role, what it is, whether the office is over."""
        found = []
        for word in self.tree.words:
            if not word.is_noun or word.tag in {"PRP", "PRP$"} or word.dep in {"compound", "poss"} or self.who(word):
                continue
            name, role = self._scope.sectors.of(word)
            if role is not None and role.sector is not Sector.UNK and not counted(word):
                found.append((word, name, role, is_over(word)))
        return found
