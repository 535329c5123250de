"""What an event is about: PLOVER contexts from clear cues in the sentence and from the event's own code."""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon.checked import table
from ontology import Cameo, Context

_WORD = re.compile(r"[a-z][a-z-]+")


def contexts(sentence: str, cameo: str | None) -> tuple[Context, ...]:
    """Contexts in alphabetical order: those the code implies, and those with a cue in the sentence."""
    found = set(Cameo.get(cameo).contexts) if cameo else set()
    words = _WORD.findall(sentence.lower())
    cues = _cues()
    for first, second in zip(words, [*words[1:], ""], strict=True):
        for cue in (first, f"{first} {second}"):
            if cue in cues:
                found.add(cues[cue])
    return tuple(sorted(found))


@cache
def _cues() -> dict[str, Context]:
    return {cue: Context(row["context"]) for row in table("contexts.tsv") for cue in row.items("cues")}
