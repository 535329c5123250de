"""The trace of an article: what each stage made of each sentence, and what was never parsed.

These are the pipeline's own values, so that a trace costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.events.act import Act
from kg.extraction.events.reports import Pair
from kg.extraction.events.telling import Told
from kg.extraction.reasons import Reason
from kg.extraction.segmentation.lines import LeftOut, Line
from kg.extraction.syntax.tree import Tree
from kg.model import Report


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """One sentence, stage by stage: the values that the pipeline itself works with.

    Attributes:
        sentence: As in the article.
        line: The same as it was parsed, and where it stands.
        tree: Its parse.
        published: The article's day, from which times count.
        phrases: Its phrases, with whom they stand for.
        told: What became of each predicate that the tables know; sides may be missing.
        pairs: Each source of an act with each target, and why it is not told, if so.
        reports: What is told in the end.
    """

    sentence: str
    line: Line
    tree: Tree
    published: date | None
    phrases: Phrases
    told: tuple[Told, ...]
    pairs: tuple[Pair, ...]
    reports: tuple[Report, ...]

    @property
    def acts_told(self) -> list[Act]:
        """The acts that no stage dropped; sides may be missing."""
        return [each.act for each in self.told if each.dropped is None]

    def of(self, act: Act) -> list[Pair]:
        """The pairs of an act as it is told, those with a side on trial included."""
        return [pair for pair in self.pairs if (pair.act.word, pair.act.rows) == (act.word, act.rows)]

    def fate(self, act: Act) -> Reason | None:
        """Why an act that no stage dropped is not reported; None when it is."""
        pairs = [pair for pair in self.of(act) if pair.act is act]
        if any(self.report(pair) for pair in pairs):
            return None
        dropped = next((pair.dropped for pair in pairs if pair.dropped), None)
        told = next(each for each in self.told if each.act is act)
        return dropped or told.lacking or Reason.BETWEEN

    def report(self, pair: Pair) -> Report | None:
        """The report that a pair of sides became, as the whole article leaves it."""
        if pair.report is None or pair.dropped is not None:
            return None
        return next((report for report in self.reports if _same(report, pair.report)), None)


@dataclass(frozen=True, slots=True)
class ArticleTrace:
    """An article, sentence by sentence.

    Attributes:
        sentences: Those that were parsed, in order; one that was read twice comes twice.
        left_out: What cleaning took out, and the sentences that were not parsed, with the reason.
    """

    sentences: tuple[SentenceTrace, ...]
    left_out: tuple[LeftOut, ...]

    def where(self, holds: Callable[[str], bool]) -> ArticleTrace:
        """Only the sentences, and what was left out, whose text fits."""
        return ArticleTrace(
            tuple(each for each in self.sentences if holds(each.sentence)),
            tuple(each for each in self.left_out if holds(each.text)),
        )


def _same(one: Report, other: Report) -> bool:
    """Whether two reports are one, before and after the whole article was read."""
    return (one.trigger_start, one.dyad, one.type, one.source, one.target, one.rule) == (
        other.trigger_start, other.dyad, other.type, other.source, other.target, other.rule,
    )  # fmt: skip
