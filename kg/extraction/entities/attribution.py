"""Who speaks in a sentence: the subject of its verb of saying, or whose quotation it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.names import Hit
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import ActorLexicon
from kg.lexicon.words import words

SAY = words("saying_verbs")


class Spoken(Protocol):
    """What must be known of a sentence: whether it begins and ends inside a quotation."""

    @property
    def quoted(self) -> bool:
        """Whether it begins inside a quotation that an earlier sentence opened."""

    @property
    def open_end(self) -> bool:
        """Whether a quotation is still open where it ends."""


def verb_of_saying(tree: Tree) -> Word | None:
    """The verb that attributes the sentence's quotation or report to somebody, the topmost one."""
    for word in tree.words:
        if word.is_verb and word.lemma in SAY and frames.subjects(word) and (word.child("ccomp") or '"' in tree.text):
            return word
    return None


def speakers(phrases: Phrases) -> dict[int, list[Ref]]:
    """For each word of a reported clause, who is reported; the innermost verb of saying wins."""
    tree = phrases.tree
    found: dict[int, list[Ref]] = {}
    if phrases.speaker is not None:
        found = {word.i: [phrases.speaker] for word in tree.words}
    for word in tree.words:
        if word.is_verb and word.lemma in SAY:
            everyone = [ref for subject in frames.subjects(word) for ref in phrases.everyone(subject)]
            if sayers := [ref for ref in everyone if not ref.private and ref.how != Ground.OWNER]:
                clauses = word.all("ccomp", "xcomp", "parataxis", "dep")
                found |= {inner.i: sayers for clause in clauses for inner in clause.subtree()}
        elif word.lower == "according" and (to := word.child("prep")) is not None:
            sayers = [ref for source in to.all("pobj") for ref in phrases.everyone(source) if not ref.private]
            found = {inner.i: sayers for inner in tree.words if sayers} | found
    return found


def speaker_of(
    number: int,
    lines: Sequence[Spoken],
    trees: Sequence[Tree],
    hits: Sequence[Sequence[Hit]],
    lexicon: ActorLexicon,
    memory: Discourse,
    previous: Ref | None,
) -> tuple[Ref | None, Discourse]:
    """Who speaks in a sentence: the subject of its own verb of saying, else of the quotation it belongs to.

    Returns:
        The speaker, and the memory with who is introduced in being named as such, maybe sentences further on.
    """
    line = lines[number]
    if line.quoted and verb_of_saying(trees[number]) is None and previous is not None:
        return previous, memory
    chain = [number]
    while lines[chain[-1]].open_end and chain[-1] + 1 < len(lines):
        chain.append(chain[-1] + 1)
    if not trees[number].text.startswith('"') and not line.quoted:
        chain = chain[:1]
    for member in chain:
        verb = verb_of_saying(trees[member])
        if verb is not None:
            phrases = Phrases(trees[member], hits[member], lexicon, memory)
            memory = phrases.memory
            subjects = frames.subjects(phrases.tree.words[verb.i])
            refs = [r for s in subjects for r in phrases.who(s) if not r.private]
            if refs:
                return refs[0], memory
    return (previous if line.quoted else None), memory
