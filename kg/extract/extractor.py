"""The extractor: one object that holds lexicons and language model, and reads articles one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.extract.article import ArticleReader
from kg.extract.intake import is_english, passages
from kg.extract.lemma import lemmatiser
from kg.extract.names import NameFinder
from kg.extract.parse import DEFAULT_MODEL, Parser
from kg.lexicon import load_actors, load_predicates
from kg.model import Article, Report, digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one article gave: its reports in order of the text, or why it was not read."""

    article: Article
    reports: tuple[Report, ...]
    skipped: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the way from a sentence to its events, for people."""

    stage: str
    text: str


Explanation = list[Step]


class Extractor:
    """Reads events out of English news articles."""

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        actors: Path | None = None,
        filter: bool = True,  # noqa: A002 - the option's name
        domestic: bool = False,
    ) -> None:
        """Load lexicons and language model (a few seconds, once).

        Args:
            model: Name or path of a spaCy pipeline with tagger and parser.
            actors: A user's own actor table, whose rows win over the shipped ones.
            filter: Parse only sentences that can hold an event.
            domestic: Tell also what goes on inside a country, and what citizens, firms and charities do and suffer.

        Raises:
            LexiconError: A table is malformed.
            ModelError: The pipeline is missing or unfit.
        """
        predicates = load_predicates()
        self._names = NameFinder(load_actors(actors))
        self._parser = Parser(
            model, lemmatiser(predicates.verbs, predicates.nouns), predicates.verbs | predicates.nouns
        )
        self._reader = ArticleReader(names=self._names, parser=self._parser, predicates=predicates, prefilter=filter)
        self._domestic = domestic
        self.name = self._parser.name

    def extract(self, articles: Iterable[Article], *, domestic: bool | None = None) -> Iterator[Extraction]:
        """Read articles, in order; an article in another language is skipped and says so.

        Args:
            articles: Any articles.
            domestic: As for the extractor, for these articles.
        """
        inside = self._domestic if domestic is None else domestic
        for article in articles:
            declared = (article.language or "en").lower()
            if not declared.startswith("en"):
                yield Extraction(article=article, reports=(), skipped=f"not English but {declared!r}")
            elif not is_english(article.text):
                yield Extraction(article=article, reports=(), skipped="not English")
            else:
                reports = self._reader.read(article, passages(article), domestic=inside)
                yield Extraction(article=article, reports=tuple(reports))

    def explain(self, sentence: str, published: date | None = None) -> Explanation:
        """Every step from one sentence to its events."""
        article = Article(id=digest(sentence), name="sentence", text=sentence, published=published)
        trace: list[tuple[str, str]] = []
        for _ in self._reader.read(article, passages(article), trace, domestic=self._domestic):
            pass
        return [Step(stage=stage, text=text) for stage, text in trace]

    def resolve(self, text: str, on: date | None = None) -> list[dict[str, object]]:
        """The actors a text mentions, each as a JSON object with span, country, kind, sector and how it was found."""
        return self._reader.resolve(text, on)
