"""Which group an article says did it: who claims an attack that earlier sentences lay on nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extraction.entities.names import Hit
from kg.lexicon.words import alternation, any_of
from kg.model import Actor
from ontology import ActorKind

_ADMITS = re.compile(rf"\b{any_of('admissions')}")
_DENIES = re.compile(rf"\b{alternation('denials')}\b")


def claimant(sentences: Iterable[tuple[str, Iterable[Hit]]]) -> Actor | None:
    """Return the one armed group that says it did it; None when there is none, or several.

    Args:
        sentences: The text of each sentence with the names found in it.
    """
    found: dict[str, Actor] = {}
    for text, hits in sentences:
        admits = _ADMITS.search(text)
        if admits is None or _DENIES.search(text[: admits.start()]):
            continue
        groups = [
            h.actor for h in hits if h.actor and h.actor.kind is ActorKind.ARMED_GROUP and h.start < admits.start()
        ]
        found |= {group.id: group for group in groups[-1:]}
    return next(iter(found.values())) if len(found) == 1 else None
