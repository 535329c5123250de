"""The extractor: one object that holds lexicons and language model, and reads articles one after another."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

from kg.base.collector import undisturbed
from kg.base.errors import LexiconError
from kg.base.ids import digest
from kg.extraction.candidates import Prepared
from kg.extraction.cleaning.language import is_english
from kg.extraction.entities.names import NameFinder
from kg.extraction.entities.resolver import ResolvedMention, Resolver
from kg.extraction.explanation import Stage, Step, about, steps, unread
from kg.extraction.judging.judge import Judge, RulesAlone, load_judge
from kg.extraction.pipeline import Pipeline
from kg.extraction.reasons import Reason
from kg.extraction.syntax.lemmas import lemmatiser
from kg.extraction.syntax.parser import DEFAULT_MODEL, Parser
from kg.extraction.syntax.tree import Tree, Trees
from kg.extraction.trace import ArticleTrace
from kg.lexicon import load_actors, load_predicates
from kg.model import Article, Report

log = logging.getLogger(__name__)
WINDOW = 256  # sentences parsed together, of as many articles as that takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article gave: its reports in order of the text, or why there are none.

    Attributes:
        article: The article.
        reports: What it tells.
        skipped: Why it is not for us: another language, or no sentence in it.
        failed: What went wrong in reading it; a later version may do better.
    """

    article: Article
    reports: tuple[Report, ...]
    skipped: str | None = None
    failed: str | None = None


@cache
def _shipped_names() -> NameFinder:
    return NameFinder(load_actors())


class Extractor:
    """Reads events out of English news articles."""

    def __init__(
        self,
        *,
        model: str | Trees = DEFAULT_MODEL,
        actors: Path | None = None,
        filter: bool = True,  # noqa: A002 - the option's name
        domestic: bool = False,
        judging: bool = True,
        min_confidence: float | None = None,
        judge: Judge | None = None,
    ) -> None:
        """Load lexicons and language model (a few seconds, once).

        Args:
            model: Name or path of a spaCy pipeline with tagger and parser, or another parser with the same labels.
            actors: A user's own actor table, whose rows win over the shipped ones.
            filter: Parse only sentences that can hold an event.
            domestic: Tell also what goes on inside a country, and what citizens, firms and charities do and suffer.
            judging: Let the trained judge decide what of the candidates is told, and how sure; else rules alone do, and
                confidence is their bare weight.
            min_confidence: What is told at least, 0 to 1; None is one half, or without the judge everything.
            judge: Another judge, for training and tests.

        Raises:
            LexiconError: A table is malformed.
            ModelError: The pipeline or the judge's weights are missing or unfit.
        """
        predicates = load_predicates()
        self.predicates = predicates
        self.names = NameFinder(load_actors(actors)) if actors else _shipped_names()
        known = predicates.verbs | predicates.nouns
        lemma = lemmatiser(predicates.verbs, predicates.nouns)
        self.parser = Parser(model, lemma, known) if isinstance(model, str) else model
        if judge is None:
            judge = load_judge(min_confidence) if judging else RulesAlone(least=min_confidence or 0.0)
        self._pipeline = Pipeline(self.names, predicates, judge, prefilter=filter)
        self._domestic = domestic
        self._actors = actors
        self._resolver = Resolver(self.names, self.parser)
        self.name = self.parser.name

    def extract(self, articles: Iterable[Article], *, domestic: bool | None = None) -> Iterator[Extraction]:
        """Read articles, in order; an article in another language is skipped and says so.

        Args:
            articles: Any articles.
            domestic: As for the extractor, for these articles.

        Raises:
            LexiconError: A row that the rules need by its name is missing in a table.
        """
        inside = self._domestic if domestic is None else domestic
        source = iter(articles)
        while done := self._next(source, inside=inside):
            yield from done

    @undisturbed()  # tens of thousands of objects are made, and all are needed until their article is read
    def _next(self, articles: Iterator[Article], *, inside: bool) -> list[Extraction]:
        """The next few articles, read."""
        window = self._window(articles, inside=inside)
        trees = iter(self._trees([text for _, ready in window if ready for text in ready.sentences]))
        return [each if ready is None else self._finished(each, ready, trees, inside) for each, ready in window]

    def _trees(self, texts: list[str]) -> list[Tree | None]:
        """Parses; when a sentence breaks the parser, each is parsed alone, and that one has none."""
        try:
            return list(self.parser.trees(texts))
        except Exception as error:  # noqa: BLE001 - one odd sentence among a million must not end the run
            if len(texts) == 1:
                log.warning("a sentence could not be parsed (%s): %.80r", type(error).__name__, texts[0])
                return [None]
            return [tree for text in texts for tree in self._trees([text])]

    def _window(self, articles: Iterator[Article], *, inside: bool) -> list[tuple[Extraction, Prepared | None]]:
        """The next few articles, made ready for one parse; those that are not to be read are done."""
        window: list[tuple[Extraction, Prepared | None]] = []
        waiting = 0
        for article in articles:
            extraction, prepared = self._begun(article, inside=inside)
            window.append((extraction, prepared))
            waiting += len(prepared.sentences) if prepared else 0
            if waiting >= WINDOW:
                break
        return window

    def _begun(self, article: Article, *, inside: bool) -> tuple[Extraction, Prepared | None]:
        empty = Extraction(article=article, reports=())
        declared = (article.language or "en").lower()
        if not declared.startswith("en"):
            return replace(empty, skipped=f"not English but {declared!r}"), None
        try:
            if not is_english(article.text):
                return replace(empty, skipped="not English"), None
            prepared = self._pipeline.prepare(article, private=inside)
        except LexiconError:  # a row that the rules need is missing: that is no fault of the article
            raise
        except Exception as error:  # noqa: BLE001 - one odd article among a million must not end the run; it is told
            return replace(empty, failed=_reason(error)), None
        if not prepared.has_sentences:
            return replace(empty, skipped="nothing in it reads as a sentence: scraps, menus or appeals"), None
        return empty, prepared

    def _finished(
        self,
        extraction: Extraction,
        prepared: Prepared,
        trees: Iterator[Tree | None],
        domestic: bool,  # noqa: FBT001 - passed on
    ) -> Extraction:
        own = list(islice(trees, len(prepared.sentences)))
        try:
            readings = self._read(prepared, own, inside=domestic).sentences
            reports = tuple(report for reading in readings for report in reading.reports)
            if isinstance(self.parser, Parser):  # whose trees are nobody else's
                for tree in {id(t): t for reading in readings for t in (reading.tree, reading.phrases.tree)}.values():
                    tree.unlink()
            return replace(extraction, reports=reports)
        except LexiconError:
            raise
        except Exception as error:  # noqa: BLE001 - one odd article among a million must not end the run; it is told
            return replace(extraction, failed=_reason(error))

    def _read(self, prepared: Prepared, trees: Sequence[Tree | None], *, inside: bool) -> ArticleTrace:
        parsed = [tree for tree in trees if tree is not None]
        if len(parsed) < len(trees):
            prepared = prepared.without([i for i, tree in enumerate(trees) if tree is None])
        sentences = self._pipeline.read(prepared, parsed, domestic=inside)
        return ArticleTrace(tuple(sentences), tuple(prepared.left_out))

    def explain(self, sentence: str, published: date | None = None) -> list[Step]:
        """Every decision on the way from one sentence to its events."""
        return self.explain_article(Article(id=digest(sentence), name="sentence", text=sentence, published=published))

    def explain_article(self, article: Article, event: str | None = None) -> list[Step]:
        """The same for the sentences of an article.

        Args:
            article: The article.
            event: Id of an event or report, or the beginning of one: only what concerns it, in the sentences that tell
                it. Nothing when the article does not tell it.
        """
        if not event and not is_english(article.text):
            return [unread(article.text, Reason.LANGUAGE)]
        trace = self.trace(article)
        if event:
            return list(about(trace, event, self.predicates, self._actors))
        found = list(steps(trace, self.predicates, self._actors)) or [unread(article.text, Reason.EMPTY)]
        unfit = [left.text for left in trace.left_out if left.why in {Reason.NO_TRIGGER, Reason.NEITHER}]
        return found + [step for text in unfit for step in self._tried(text)]

    def _tried(self, text: str) -> Iterator[Step]:
        """What keeps the words of a sentence that was not parsed from telling an act."""
        alone = self._pipeline.prepare(Article(id=digest(text), name="sentence", text=text), every=True)
        trace = self._read(alone, self._trees(alone.sentences), inside=False)
        if not any(sentence.reports for sentence in trace.sentences):
            yield from (
                step for step in steps(trace, self.predicates, self._actors) if step.stage is not Stage.SENTENCE
            )

    def trace(self, article: Article, *, domestic: bool | None = None) -> ArticleTrace:
        """What each stage made of each sentence; one that is read twice comes twice."""
        inside = self._domestic if domestic is None else domestic
        prepared = self._pipeline.prepare(article, private=inside)
        return self._read(prepared, self._trees(prepared.sentences), inside=inside)

    def resolve(self, text: str, on: date | None = None) -> list[dict[str, object]]:
        """The actors a text mentions, each as a JSON object with span, country, kind, sector and how it was found."""
        return self._resolver.resolve(text, on)

    def mentions(self, text: str, on: date | None = None) -> list[ResolvedMention]:
        """Every phrase of a text that stands for an actor, parts of larger ones included, in order of the text."""
        return self._resolver.mentions(text, on)


def _reason(error: Exception) -> str:
    return f"extraction failed ({type(error).__name__}: {str(error)[:80]})"
