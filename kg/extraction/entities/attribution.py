"""Who speaks in a sentence: the subject of its verb of saying, or whose quotation it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.names import Hit
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.syntax import frames
from kg.extraction.syntax.quotations import is_quoted
from kg.extraction.syntax.tree import Tree, Word
from kg.lexicon import ActorLexicon
from kg.lexicon.words import words

SAY = words("saying_verbs")
_VIEW = words("viewing_verbs")
_BREAK = 8  # characters at most between two paragraphs


class Spoken(Protocol):
    """What must be known of a sentence: where it stands, and whether it begins and ends inside a quotation."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def quoted(self) -> bool:
        """Whether it begins inside a quotation that an earlier sentence opened."""

    @property
    def open_end(self) -> bool:
        """Whether a quotation is still open where it ends."""


def verb_of_saying(tree: Tree, *, quoted: bool = False) -> Word | None:
    """The verb that attributes the sentence's quotation or report to somebody: the first that is not quoted itself.

    ``quoted``: whether the sentence begins inside a quotation. In "we think it fair," she said, *think* is said.
    """
    for word in tree.words:
        says = word.is_verb and word.lemma in SAY and frames.subjects(word)
        if says and (word.child("ccomp") or '"' in tree.text) and not is_quoted(tree.text, word.start, begun=quoted):
            return word
    return None


def speakers(phrases: Phrases) -> dict[int, list[Ref]]:
    """For each word of a reported clause, who is reported; the innermost verb of saying wins."""
    tree = phrases.tree
    found: dict[int, list[Ref]] = {}
    own: dict[int, list[Ref]] = {}  # infinitives
    if phrases.speaker is not None:
        sayers_own = [who for verb in tree.words if verb.lemma in SAY for who in verb.all("nsubj")]
        told = {word.i for who in sayers_own for word in who.subtree()}  # "Chad, which is a foe, said" is the writer's
        found = {word.i: [phrases.speaker] for word in tree.words if word.i not in told}
    found |= _beside_a_colon(phrases)
    for word in tree.words:
        if word.is_verb and word.lemma in SAY:
            if sayers := _sayers(phrases, word):
                found |= {inner.i: sayers for inner in _reported(word)}
                own |= {inner.i: sayers for clause in word.all("xcomp") for inner in clause.subtree()}
        elif word.is_verb and word.lemma in _VIEW and (seen := _seen_as(word)):
            found |= {inner.i: sayers for inner in seen if (sayers := _sayers(phrases, word))}
        elif word.lower == "according" and (to := word.child("prep")) is not None:
            sayers = [ref for source in to.all("pobj") for ref in phrases.everyone(source) if not ref.private]
            found = {inner.i: sayers for inner in tree.words if sayers} | found
    return own | found


def _beside_a_colon(phrases: Phrases) -> dict[int, list[Ref]]:
    """Who is named before or behind what he says, as headlines do: "Iran: US must talk", "US must talk: Iran".

    A town is a dateline.
    """
    words = phrases.tree.words
    colons = [word.i for word in words[1:-1] if word.text == ":"]
    if not colons or not any(word.is_verb for word in words):
        return {}
    for name, said in ((words[: colons[0]], words[colons[0] + 1 :]), (words[colons[-1] + 1 :], words[: colons[-1]])):
        hit = phrases.hit(name[-1])
        if hit is not None and hit.start == name[0].start:
            named = [ref for ref in phrases.everyone(name[-1]) if ref.how is Ground.NAME and not ref.private]
            return {word.i: named for word in said} if named else {}
    return {}


def _sayers(phrases: Phrases, verb: Word) -> list[Ref]:
    everyone = [ref for subject in frames.subjects(verb) for ref in phrases.everyone(subject)]
    return [ref for ref in everyone if not ref.private and ref.how != Ground.OWNER]


def _seen_as(verb: Word) -> list[Word]:
    """What somebody is seen or described as doing."""
    prepositions = [p for p in verb.all("prep") if p.lower == "as"]
    return [word for p in prepositions for clause in p.all("pcomp") for word in clause.subtree()]


def _reported(verb: Word) -> Iterator[Word]:
    """The words that a verb of saying reports: its clause, or the one that it stands in ("this, he said, is bad").

    Not what the subject itself is to do ("continues to exploit"): that may be what somebody else says of it.
    """
    clauses = [c for c in verb.all("ccomp", "xcomp", "parataxis", "dep") if not _is_own(c, verb)]
    within = [noun for preposition in verb.all("prep") for noun in preposition.all("pobj")]  # "said in a speech that"
    clauses += [c for noun in within for c in noun.all("acl") if c.child("mark") is not None]
    if clauses or verb.dep != "parataxis":
        return (word for clause in clauses for word in clause.subtree())
    own = {word.i for word in verb.subtree()}
    return (word for word in frames.clause_of(verb.head).subtree() if word.i not in own)


def _is_own(clause: Word, verb: Word) -> bool:
    """Whether a clause is an infinitive that the subject of the verb above it is to do."""
    doers = {word.i for word in frames.subjects(clause)}
    return clause.dep == "xcomp" and doers <= {word.i for word in frames.subjects(verb)}


def _goes_on(number: int, lines: Sequence[Spoken], text: str) -> bool:
    """Whether a sentence is a quotation and nothing else, right behind another sentence: its speaker's."""
    alone = text.startswith('"') and text.rfind('"') in {0, len(text) - 1}
    return alone and number > 0 and 0 <= lines[number].start - lines[number - 1].end <= _BREAK


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
    goes_on = line.quoted or _goes_on(number, lines, trees[number].text)
    if goes_on and previous is not None and verb_of_saying(trees[number], quoted=line.quoted) is None:
        return previous, memory
    chain = [number]
    while lines[chain[-1]].open_end and chain[-1] + 1 < len(lines):
        chain.append(chain[-1] + 1)
    if not trees[number].text.startswith('"') and not line.quoted:
        chain = chain[:1]
    for member in chain:
        verb = verb_of_saying(trees[member], quoted=lines[member].quoted)
        if verb is not None:
            phrases = Phrases(trees[member], hits[member], lexicon, memory)
            memory = phrases.memory
            subjects = frames.subjects(phrases.tree.words[verb.i])
            refs = [r for s in subjects for r in phrases.who(s) if not r.private]
            if refs:
                return refs[0], memory
    return (previous if line.quoted else None), memory
