"""Whom the phrases of a sentence stand for, and which stand for nobody where somebody was looked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.extraction.events.telling import Told
from kg.extraction.explanation.step import Stage, Step
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.tree import Word
from kg.extraction.time.expressions import find
from kg.extraction.trace import SentenceTrace
from kg.lexicon.actor_places import actor_places, name_places, role_places
from kg.lexicon.rule_places import FOLDER

_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss"})


def sides_named(trace: SentenceTrace, own: Path | None) -> Iterator[Step]:
    """Each phrase that stands for somebody, in order; names that stand for nobody; and whom an act lacks.

    Args:
        trace: The sentence.
        own: The user's own actor table it was read with.
    """
    phrases = trace.phrases
    times = find(phrases.tree.text, None)
    dated = {w.i for w in phrases.tree.words if any(time.start <= w.start < time.end for time in times)}
    lacking = _looked_at(trace) - dated
    for word in phrases.tree.words:
        hit = phrases.hit(word)
        refs = phrases.who(word) if word.is_noun or hit else ()
        for ref in refs:
            text = f"{ref.side}{'' if ref.actor.id == ref.side else f', {ref.actor.label}'}, by {ref.how}"
            words = phrases.tree.text[ref.start : ref.end] if ref.start <= word.start < ref.end else word.text
            yield Step(stage=Stage.ACTOR, words=words, text=text, places=actor_places(ref.actor, own))
        if hit is not None and hit.actor is None and hit.end == word.end:
            places = name_places(hit.text)
            yield Step(stage=Stage.ACTOR, words=hit.text, text="", places=places, dropped=Reason.NO_ACTOR)
        elif not refs and hit is None and word.i not in dated and _is_name(word):
            yield Step(stage=Stage.ACTOR, words=word.text, text="", dropped=Reason.UNKNOWN_NAME)
        elif not refs and hit is None and word.i in lacking:
            places = role_places(word.lower, word.lemma) or (f"{FOLDER}roles.tsv",)
            yield Step(stage=Stage.ACTOR, words=_phrase(word), text="", places=places, dropped=Reason.NOBODY)


def _is_name(word: Word) -> bool:
    return word.tag in {"NNP", "NNPS"} and word.dep not in {"compound", "nmod", "npadvmod"}


def _looked_at(trace: SentenceTrace) -> set[int]:
    """The words in the places of the sides that acts told here lack, but for those that tell an act themselves."""
    lacking = [told for told in trace.told if told.dropped is None and told.lacking and not _helped(trace, told)]
    words = {word.i: word for told in lacking for word in (told.act.word, told.top)}
    telling = {inner.i for told in trace.told for inner in told.act.words}
    around = {near.i: near for word in words.values() for near in _around(word)}
    return {i for i, near in around.items() if near.is_noun and near.tag != "CD" and i not in telling}


def _helped(trace: SentenceTrace, told: Told) -> bool:
    """Whether a side that the rules do not give was tried, and is told."""
    return any(trace.report(pair) for pair in trace.of(told.act))


def _around(word: Word) -> Iterator[Word]:
    """Who may be the sides of a word: its subject and objects, or its owner; and what stands behind prepositions."""
    if word.is_verb:
        yield from (*frames.subjects(word), *frames.objects(word))
    else:
        yield from word.all("poss")
    for slot in frames.prepositions(word).values():
        yield from slot


def _phrase(head: Word) -> str:
    """A noun with what stands before it."""
    before = [child for child in head.children if child.i < head.i and child.dep in _BEFORE]
    return " ".join(word.text for word in (*before, head))
