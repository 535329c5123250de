"""How an article is read, from its text to its reports. Each step is a function of values that it leaves as they are.

clean -> segment -> choose -> (parse, in the extractor) -> ground -> find and settle acts -> fill in what is unsaid ->
date and weigh -> choose among readings -> report -> judge, once the whole article is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.across_sentences import dated, finished
from kg.extraction.candidates import LineReader, Prepared
from kg.extraction.cleaning.passages import pieces
from kg.extraction.entities.attribution import speaker_of
from kg.extraction.entities.coreference import Discourse
from kg.extraction.entities.deeds import Deeds, deed_nouns, fault_words
from kg.extraction.entities.grounding import ground, named_in
from kg.extraction.entities.names import NameFinder
from kg.extraction.entities.noun_phrases import Phrases
from kg.extraction.entities.references import Ref
from kg.extraction.entities.responsibility import claimant
from kg.extraction.events import domestic as within
from kg.extraction.events.contests import Contests
from kg.extraction.events.evidence import Evidence
from kg.extraction.events.hearsay import as_alleged
from kg.extraction.events.implicit import completed, remembered
from kg.extraction.events.reports import chosen, paired, reports_of
from kg.extraction.events.severally import severally
from kg.extraction.events.telling import acts_told
from kg.extraction.judging.judge import Judge
from kg.extraction.judging.trials import loose
from kg.extraction.syntax.tree import Tree
from kg.extraction.time.resolution import Clock
from kg.extraction.time.sentence_times import Heard
from kg.extraction.trace import SentenceTrace
from kg.lexicon import PredicateLexicon
from kg.model import Article


class Pipeline:
    """Reads one article at a time; holds what all articles share, and no state between them."""

    def __init__(
        self, names: NameFinder, predicates: PredicateLexicon, judge: Judge, *, prefilter: bool = True
    ) -> None:
        """``judge`` decides what of the candidates is told; ``prefilter`` parses only what can hold an event."""
        self._names, self._predicates, self._judge = names, predicates, judge
        self._deeds = Deeds(deed_nouns(predicates), fault_words(predicates))
        self._lines = LineReader(names, predicates, prefilter=prefilter)

    def prepare(self, article: Article, *, private: bool = False, every: bool = False) -> Prepared:
        """Clean an article, cut it into sentences, and choose those that may hold an event, with the names in them.

        ``private`` knows firms, charities and others, too, that act inside a country but are no side between countries.
        ``every`` chooses all, to be explained.
        """
        return self._lines.prepare(article, pieces(article), private=private, every=every)

    def read(self, prepared: Prepared, trees: Sequence[Tree], *, domestic: bool = False) -> list[SentenceTrace]:
        """Read the parsed sentences of an article, in order; one read a second time for ``domestic`` comes twice."""
        article, lines, hits, actors = prepared.article, prepared.lines, prepared.hits, self._names.lexicon
        memory = Discourse(claimant(zip(prepared.sentences, hits, strict=True)), self._deeds)
        contests = Contests(article)
        speaker: Ref | None = None
        heard: Heard | None = None
        readings: list[SentenceTrace] = []
        for number, (line, tree) in enumerate(zip(lines, trees, strict=True)):
            sofar = len(readings)
            memory = named_in(memory.at(number - 1), prepared.passed[number]) if prepared.passed else memory
            speaker, memory = speaker_of(number, lines, trees, hits, actors, memory.at(number), speaker)
            phrases = ground(tree, hits[number], actors, memory, speaker)
            follows = number > 0 and line.follows(lines[number - 1])
            clock = Clock(phrases.tree, article.published, heard, follows=follows)
            told = self._sentence(phrases, clock, Evidence(article, line, phrases, contests))
            readings.append(told)
            if domestic:
                inner = Phrases(phrases.tree, hits[number], actors, phrases.memory, speaker, inside=True)
                again = self._sentence(inner, clock, Evidence(article, line, inner, contests))
                readings.append(replace(again, reports=within.second_look(again.reports, told.reports)))
            memory = remembered(phrases.memory, told.acts_told)
            heard = Heard(clock, dated(readings[sofar:]))
        return finished(self._judge.judged(readings, prepared), prepared, memory)

    def _sentence(self, phrases: Phrases, clock: Clock, evidence: Evidence) -> SentenceTrace:
        predicates = self._predicates
        found = list(acts_told(phrases, predicates))
        memory = remembered(phrases.memory, [each.act for each in found if each.dropped is None])
        whole = (completed(each, phrases, memory, predicates, self._names.lexicon, found) for each in found)
        told = as_alleged([one for each in whole for one in severally(each, phrases.tree)])
        pairs = chosen(pair for each in told for pair in paired(each, clock, evidence))
        if self._judge.wide and not phrases.inside:
            pairs += loose(told, pairs, phrases, clock, evidence)
        reports = reports_of(pairs)
        return SentenceTrace(
            sentence=evidence.sentence,
            line=evidence.line,
            tree=phrases.tree,
            published=clock.published,
            phrases=phrases,
            told=tuple(told),
            pairs=tuple(pairs),
            reports=tuple(reports),
        )
