"""Candidates that the rules alone would not tell: a side taken from elsewhere, or an act they are too unsure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ground, Ref
from kg.extraction.events.act import Act
from kg.extraction.events.evidence import Evidence
from kg.extraction.events.reports import Pair, claim
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Reason
from kg.extraction.syntax import frames
from kg.extraction.syntax.exclusion import excluded
from kg.extraction.syntax.tree import Word
from kg.extraction.time.resolution import Clock
from kg.lexicon.weights import weight

_NEAREST = 3  # sides of the sentence that are tried for one that is missing
_NEAR = weight("side_of_the_sentence")
_BEFORE = weight("side_of_the_sentence_before")
_SCENES = frozenset({Ground.PLACE, Ground.CITY})


def loose(
    told: Sequence[Told], pairs: Sequence[Pair], phrases: Phrases, clock: Clock, evidence: Evidence
) -> list[Pair]:
    """Further candidates of a sentence, each claim once; none is among the pairs that the rules make themselves."""
    known = {claim(pair.report) for pair in pairs if pair.report is not None}
    found: list[Pair] = []
    for each in told:
        for act in _completed(each.act, phrases) if each.dropped is None else ():
            when, status = clock.when(act.word, each.top, act.status)
            for source, target in product(act.sources, act.targets):
                sure = act.certainty * source.certainty * target.certainty
                report = evidence.report(act, source, target, when, status, sure)
                if source.side != target.side and claim(report) not in known:
                    known.add(claim(report))
                    found.append(Pair(act=act, source=source, target=target, report=report, dropped=Reason.LOOSE))
    return found


def _completed(act: Act, phrases: Phrases) -> Iterator[Act]:
    """The act itself when it has both sides; else with each that may be meant by the other: named near it, or before.

    Who did it is looked for only where somebody is said to do it: nobody is blamed for being named near a deed.
    """
    if act.sources and act.targets:
        yield act
        return
    if not act.sources and not _somebody_does(act.word):
        return
    taken = {ref.side for ref in (*act.sources, *act.targets)}
    near = _named_near(act.word, phrases, taken)
    if not taken:
        before = [ref for ref in near if ref.end <= act.word.start][:1]
        after = [ref for ref in near if ref.start >= act.word.end][:1]
        if before and after:
            yield replace(act, sources=tuple(before), targets=tuple(after))
        return
    if not near and (other := phrases.memory.counterpart(taken)) is not None:
        near = [Ref(other.actor, 0, 0, Ground.BEFORE, _BEFORE)]
    for ref in near[:_NEAREST]:
        yield replace(act, targets=(ref,)) if act.sources else replace(act, sources=(ref,))


def _somebody_does(word: Word) -> bool:
    """Whether a verb has a doer in its sentence, whoever that is: a subject, and no passive."""
    return word.is_verb and not frames.is_passive(word) and bool(frames.subjects(word))


def _named_near(word: Word, phrases: Phrases, taken: set[str]) -> list[Ref]:
    """Other sides that the sentence names, the nearest to the word first."""
    found: dict[str, Ref] = {}
    apart = {phrases.tree.words[i].start for i in excluded(phrases.tree)}
    for ref in sorted(phrases.every(), key=lambda ref: min(abs(ref.start - word.end), abs(word.start - ref.end))):
        if (
            ref.side not in taken
            and ref.start < ref.end
            and not ref.private
            and ref.how not in _SCENES
            and ref.start not in apart
        ):
            found.setdefault(ref.side, replace(ref, certainty=_NEAR * ref.certainty))
    return list(found.values())
