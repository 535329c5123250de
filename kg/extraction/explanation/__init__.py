"""The trace of an article in steps: what was kept and dropped, by which row of which file, and why.

``kg explain`` prints it. Nothing here decides anything about a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from kg.extraction.explanation.acts_told import acts_told
from kg.extraction.explanation.rows_tried import rows_tried
from kg.extraction.explanation.sides_named import sides_named
from kg.extraction.explanation.step import Stage, Step
from kg.extraction.explanation.unparsed import unparsed, unread
from kg.extraction.segmentation.lines import LeftOut
from kg.extraction.trace import ArticleTrace, SentenceTrace
from kg.lexicon import PredicateLexicon

__all__ = ["Stage", "Step", "about", "steps", "unread"]


def about(
    article: ArticleTrace, event: str, predicates: PredicateLexicon, actors: Path | None = None
) -> Iterator[Step]:
    """The decisions that concern one event, by the beginning of its id or of its report's; none in other sentences."""
    sought = event.lower()
    for trace in article.sentences:
        told = [each for each in trace.reports if each.event_id.startswith(sought) or each.id.startswith(sought)]
        acts = {pair.act.word.i for pair in trace.pairs if trace.report(pair) in told}
        events = {report.event_id for report in told}
        for each in _sentence(trace, predicates, actors) if told else ():
            if (each.act is None or each.act in acts) and (not each.event or each.event in events):
                yield each


def steps(article: ArticleTrace, predicates: PredicateLexicon, actors: Path | None = None) -> Iterator[Step]:
    """Every decision about an article, in order of the text and of the work.

    Of a sentence that is read again for what goes on inside a country only what is new comes a second time.

    Args:
        article: The article.
        predicates: The tables that it was read with.
        actors: The user's own actor table it was read with.
    """
    first: SentenceTrace | None = None
    known: frozenset[Step] = frozenset()
    parts: list[SentenceTrace | LeftOut] = [*article.left_out, *article.sentences]
    for part in sorted(parts, key=_place):
        if not isinstance(part, SentenceTrace):
            yield unparsed(part)
        elif first is not None and part.phrases.inside:
            told = {pair.act.word.i for pair in first.pairs if first.report(pair)}
            yield from (each for each in _sentence(part, predicates, actors, told) if each not in known)
        else:
            found = list(_sentence(part, predicates, actors))
            first, known = part, frozenset(found)
            yield from found


def _place(part: SentenceTrace | LeftOut) -> tuple[bool, int]:
    """Sorts what an article is made of: the title first, then in order of the text."""
    line = part.line if isinstance(part, SentenceTrace) else part
    return line.part == "text", line.start


def _sentence(
    trace: SentenceTrace, predicates: PredicateLexicon, actors: Path | None, told: AbstractSet[int] = frozenset()
) -> Iterator[Step]:
    """The decisions about one sentence; what becomes of acts already ``told``, by their words, is left out."""
    again = "again, for what goes on inside a country" if trace.phrases.inside else ""
    yield Step(stage=Stage.SENTENCE, words=trace.sentence, text=again)
    parse = " ".join(f"{w.text}/{w.tag}/{w.dep}>{w.head.i}" for w in trace.tree.words)
    yield Step(stage=Stage.PARSE, words=trace.tree.text, text=parse)
    yield from sides_named(trace, actors)
    yield from rows_tried(trace.phrases, predicates)
    yield from acts_told(trace, predicates, told)
