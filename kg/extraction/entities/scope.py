"""What the rules of reference may ask of a sentence, and of the article before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.name_heads import NameHeads
from kg.extraction.entities.references import Ref
from kg.extraction.entities.roles import NAME_TAGS, PARTITIVES, Roles
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import ActorLexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One sentence while its phrases are resolved.

    Attributes:
        tree: Its parse.
        lexicon: All actors.
        memory: What the article has said so far. Rules add to it whom they introduce.
        names: The known names.
        roles: Offices and other roles of people and bodies.
        sectors: The same with those that only tell a sector.
        speaker: Who speaks, for *we* and *our*.
        who: Whom the phrase headed by a word stands for.
    """

    tree: Tree
    lexicon: ActorLexicon
    memory: Discourse
    names: NameHeads
    roles: Roles
    sectors: Roles
    speaker: Ref | None
    who: Callable[[Word], tuple[Ref, ...]]

    def everyone(self, word: Word) -> list[Ref]:
        """Whom a coordination stands for: each named member, in order, each side once."""
        found: list[Ref] = []
        shared: tuple[Ref, ...] = ()
        for member in word.conjuncts():
            refs = self.who(member) or (shared if member is not word and not member.text[:1].isupper() else ())
            shared = shared or refs
            found += [ref for ref in refs if all(ref.side != other.side for other in found)]
        return found


def counted(word: Word) -> list[Word]:
    """What a noun that only counts or bundles stands for: *police* in "a team of police"."""
    if word.lemma not in PARTITIVES or word.tag in NAME_TAGS:
        return []
    return [inner for of in word.all("prep") if of.lower == "of" for inner in of.all("pobj")]
