"""People that no table names: the text introduces them by full name and office, and calls them by surname below."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.entities.name_heads import TITLES
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.entities.scope import Scope
from kg.extraction.syntax.tree import Word
from kg.lexicon.weights import weight


def full_name(scope: Scope, word: Word) -> str:
    """The run of proper nouns that ends in ``word`` and is no part of a lexicon name: an unknown person or body."""
    roles = scope.lexicon.roles
    if word.tag not in NAME_TAGS or word.lower in roles or word.lower in TITLES:
        return ""
    parts = [word.text]
    for before in reversed(scope.tree.words[: word.i]):
        known = before.i in scope.names.covered or before.lower in TITLES or before.lower in roles
        if before.tag not in NAME_TAGS or known:
            break
        parts.append(before.text)
    return " ".join(reversed(parts))


def known_person(scope: Scope, word: Word, name: str, owners: Sequence[Ref]) -> Ref | None:
    """Somebody introduced before, unless the phrase gives him to another side or calls him by another full name."""
    actor = scope.memory.people.get(word.text) or (scope.memory.forenames.get(word.text) if word.text == name else None)
    if actor is None or (owners and all(ref.side != actor.stands_for for ref in owners)):
        return None
    if " " in name and actor.label != name and not owners:
        return None
    return Ref(actor, word.start, word.end, Ground.MEMORY, weight("known_person"))
