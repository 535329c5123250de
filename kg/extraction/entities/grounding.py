"""Grounding a sentence: whom each of its phrases stands for, and what the article knows behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.names import Hit
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.entities.roles import NAME_TAGS
from kg.extraction.entities.strangers import is_person, stranger
from kg.extraction.syntax.tree import RELATIVE, Tree, Word
from kg.lexicon import ActorLexicon
from kg.lexicon.words import words
from ontology import ActorKind

_AGAINST = words("suffered_behind")  # an attack on Iran is not Iran's
_ACRONYM = re.compile(r" \(([A-Z][A-Za-z]*[A-Z])\)|, ([A-Z]{3,}),")  # behind a name: (SCO), (MoD)


def ground(
    tree: Tree, hits: Iterable[Hit], lexicon: ActorLexicon, memory: Discourse | None = None, speaker: Ref | None = None
) -> Phrases:
    """The phrases of a sentence.

    Args:
        tree: Its parse.
        hits: The names found in it.
        lexicon: All actors.
        memory: What the article has said before; it is left as it is. None: nothing.
        speaker: Who speaks, for *we* and *our*.

    Returns:
        Its phrases; ``phrases.memory`` is what the article has said when the sentence is over.
    """
    phrases = Phrases(tree, hits, lexicon, memory or Discourse(), speaker)
    for word in phrases.tree.words:  # in order of the text: each is resolved by what stands before it
        named = word.i in phrases.names.heads or (word.is_noun and word.tag not in RELATIVE)
        if named and (refs := phrases.who(word)):
            _note(phrases, word, refs)
            _learn_acronym(phrases, word, refs, lexicon)
            _learn_thing(phrases, word, refs)
        elif (person := stranger(phrases, word)) is not None:
            phrases.memory.note_stranger(word.start, person=person)
    return phrases


def named_in(memory: Discourse, sentences: Iterable[Sequence[Hit]]) -> Discourse:
    """The memory with whom sentences name that were not parsed; no subject, as nobody knows what they do."""
    named = [(hit, hit.actor) for hits in sentences for hit in hits if hit.actor is not None and not hit.tentative]
    if not named:
        return memory
    memory = memory.copy()
    for hit, actor in named:
        ref = Ref(actor, hit.start, hit.end, Ground(hit.form.value))
        memory.note(ref, subject=False, person=actor.kind is ActorKind.PERSON)
        if actor.kind is ActorKind.PERSON and not memory.is_known(actor):
            memory.learn_person(actor.label, actor)
            memory.learn_person(hit.text, actor)
    return memory


def _note(phrases: Phrases, word: Word, refs: Sequence[Ref]) -> None:
    """Remember who is mentioned, and who acts."""
    for ref in refs:
        if ref.how in {Ground.OWNER, Ground.IMPLICIT}:
            continue
        subject = word.dep in {"nsubj", "nsubjpass", "agent"} or (word.dep == "pobj" and word.head.dep == "agent")
        person = is_person(word, ref)
        phrases.memory.note(ref, subject=subject, person=person, row=_first(word).start)


def _first(word: Word) -> Word:
    """The first of those named in a row with a word."""
    while word.dep == "conj" and word.head.is_noun:
        word = word.head
    return word


def _learn_acronym(phrases: Phrases, word: Word, refs: Sequence[Ref], lexicon: ActorLexicon) -> None:
    """Remember the letters that the text gives a body in brackets: "the Kivu Basin Commission (KBC)"."""
    if len(refs) == 1 and word.tag in NAME_TAGS:
        found = _ACRONYM.match(phrases.tree.text, word.end)
        letters = found and (found[1] or found[2])
        if letters and (letters not in lexicon.aliases or not _is_known(phrases, letters)):
            phrases.memory.acronyms[letters] = refs[0].actor


def _is_known(phrases: Phrases, letters: str) -> bool:
    """Whether letters in the sentence are a name of the tables, and none that the article has made its own."""
    return any(hit.text == letters for hit in phrases.names.covered.values())


def _learn_thing(phrases: Phrases, word: Word, refs: Sequence[Ref]) -> None:
    """Remember whose a thing is that the text gives to a side: "Israeli settlements", "its decision"."""
    if word.tag not in {"NN", "NNS"} or any(r.how != Ground.OWNER or r.private or r.start == word.start for r in refs):
        return
    suffered = [w for p in word.all("prep") if p.lower in _AGAINST for w in p.subtree()]
    if not any(w.start <= refs[0].start < w.end for w in suffered):
        phrases.memory.learn_thing(word.lemma, tuple(ref.actor for ref in refs))
