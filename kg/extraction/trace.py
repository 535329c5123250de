"""What each stage made of one sentence: for people (``kg explain``), and for finding the stage that lost an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extraction.entities.coreference import Ref
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.acts import Act
from kg.extraction.syntax.tree import Tree
from kg.model import Report
from ontology import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence, stage by stage.

    Attributes:
        sentence: As in the article.
        tree: Its parse.
        phrases: Its phrases, with whom they stand for.
        acts: Predicates that the tables know, by word, with their own sides.
        told: What their owners, speakers and moods make of them; sides may be missing.
        reports: What is told in the end.
    """

    sentence: str
    tree: Tree
    phrases: Phrases
    acts: Mapping[int, Act]
    told: Sequence[Act]
    reports: Sequence[Report]


def steps(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each step in words: stage and what it found."""
    tree, phrases = reading.tree, reading.phrases
    if phrases.inside:
        yield "inside", "the same, for what goes on inside a country"
    else:
        yield "sentence", tree.text
        yield "parse", " ".join(f"{w.text}/{w.tag}/{w.dep}>{w.head.i}" for w in tree.words)
    for word in tree.words:
        for ref in phrases.who(word) if word.is_noun or phrases.hit(word) else ():
            yield "actor", f"{word.text}: {ref.actor.id} ({ref.actor.label}) for {ref.side}, by {ref.how}"
    for act in reading.acts.values():
        yield "act", f"{act.word.text}: {act.rule} -> {act.type}; {_sides(act.sources)} > {_sides(act.targets)}"
    for act in reading.told:
        kind = act.type or EventType
        yield "event", f"{_sides(act.sources)} {kind} {_sides(act.targets)} ({act.status}) by {act.rule}"


def _sides(refs: Sequence[Ref]) -> str:
    return "+".join(ref.side for ref in refs) or "nobody"
