"""The extractors that tests share, made once a run, and the sample articles read by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kg.corpus import read
from kg.extraction import Extraction, Extractor
from kg.model import Article

ARTICLES = Path(__file__).parents[1] / "data" / "articles"


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def unjudging() -> Extractor:
    """What the rules find, however likely."""
    return Extractor(judging=False)


@cache
def sample_read() -> tuple[Extraction, ...]:
    """What is read in each article, in order of the articles."""
    return tuple(extractor().extract(item for item in read([ARTICLES]) if isinstance(item, Article)))


class ReadBefore:
    """Stands in for the extractor of a build: each article was read before, just as the build gives it."""

    def __init__(self) -> None:
        self.name = extractor().name
        self._known = {extraction.article.name: extraction for extraction in sample_read()}

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            found = self._known[article.name]
            assert found.article == article
            yield found
