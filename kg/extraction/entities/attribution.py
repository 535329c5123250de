"""Who speaks in a sentence: the subject of its verb of saying, or whose quotation it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.extraction.entities.coreference import Discourse, Ref
from kg.extraction.entities.names import Hit
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events import speech_acts
from kg.extraction.syntax.tree import Tree
from kg.lexicon import ActorLexicon


class Spoken(Protocol):
    """What must be known of a sentence: whether it begins and ends inside a quotation."""

    @property
    def quoted(self) -> bool:
        """Whether it begins inside a quotation that an earlier sentence opened."""

    @property
    def open_end(self) -> bool:
        """Whether a quotation is still open where it ends."""


def speaker_of(
    number: int,
    lines: Sequence[Spoken],
    trees: Sequence[Tree],
    hits: Sequence[Sequence[Hit]],
    lexicon: ActorLexicon,
    memory: Discourse,
    previous: Ref | None,
) -> Ref | None:
    """Who speaks in a sentence: the subject of its own verb of saying, else of the quotation it belongs to."""
    line = lines[number]
    if line.quoted and speech_acts.verb_of_saying(trees[number]) is None and previous is not None:
        return previous
    chain = [number]
    while lines[chain[-1]].open_end and chain[-1] + 1 < len(lines):
        chain.append(chain[-1] + 1)
    if not trees[number].text.startswith('"') and not line.quoted:
        chain = chain[:1]
    for member in chain:
        verb = speech_acts.verb_of_saying(trees[member])
        if verb is not None:
            phrases = Phrases(trees[member], hits[member], lexicon, memory, quiet=True)
            refs = [r for s in phrases.sayers(verb) for r in phrases.who(s) if not r.private]
            if refs:
                return refs[0]
    return previous if line.quoted else None
