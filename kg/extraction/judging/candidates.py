"""A candidate: a report that rules and tables can defend, with all that judging it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.entities.coreference import Discourse, Ref
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.acts import Act
from kg.extraction.segmentation.candidates import Line
from kg.extraction.syntax.tree import Tree, Word
from kg.model import Report

_NEAREST = 3  # sides of the sentence that are tried for one that is missing
_LOOSE = 0.4  # certainty of a side that only stands in the same sentence
_BEFORE = 0.3  # and of one that stands in the sentence before
_NO_SIDES = frozenset({"place", "city"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One act of one source towards one target, as rules and tables read it, and where it stands.

    Attributes:
        report: What would be told.
        act, source, target: The act and both sides, as found in the sentence.
        top: Topmost word of the chain of words that own the act.
        tree, line, number: The sentence, its place, and its number among those that were parsed.
        loose: The rules alone would not tell it: a side was taken from elsewhere, or it is hardly certain.
    """

    report: Report
    act: Act
    source: Ref
    target: Ref
    top: Word
    tree: Tree
    line: Line
    number: int
    loose: bool


def completed(act: Act, phrases: Phrases, memory: Discourse) -> Iterator[Act]:
    """An act that lacks a side, with each side that may be meant: named near it in the sentence, or just before."""
    if act.sources and act.targets:
        return
    taken = {ref.side for ref in (*act.sources, *act.targets)}
    near = _named_near(act.word, phrases, taken)
    if not act.sources and not act.targets:
        before = [ref for ref in near if ref.end <= act.word.start][:1]
        after = [ref for ref in near if ref.start >= act.word.end][:1]
        if before and after:
            yield _with(act, before[0], after[0])
        return
    if not near and (other := memory.counterpart(next(iter(taken)))) is not None:
        near = [Ref(other.actor, 0, 0, "before", _BEFORE)]
    for ref in near[:_NEAREST]:
        yield _with(act, *((act.sources[0], ref) if act.sources else (ref, act.targets[0])))


def _named_near(word: Word, phrases: Phrases, taken: set[str]) -> list[Ref]:
    """Other sides that the sentence names, the nearest to the word first."""
    found: dict[str, Ref] = {}
    for ref in sorted(phrases.every(), key=lambda ref: min(abs(ref.start - word.end), abs(word.start - ref.end))):
        if ref.side not in taken and ref.start < ref.end and not ref.private and ref.how not in _NO_SIDES:
            found.setdefault(ref.side, replace(ref, certainty=_LOOSE * ref.certainty))
    return list(found.values())


def _with(act: Act, source: Ref, target: Ref) -> Act:
    other = act.copy()
    other.sources, other.targets = [source], [target]
    return other
