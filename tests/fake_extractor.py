"""An extractor without a language model: every line ``RUS SANCTION USA 2021-03-17`` of a text is one event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.extraction import Extraction, Stage, Step
from kg.graph.options import Options
from kg.model import Article, Report
from tests.builders import report

_LINE = re.compile(r"^(\S+) ([A-Z]+) (\S+) (\d{4}-\d\d-\d\d)\.?$", re.MULTILINE)


class FakeExtractor:
    """Counts what it was given, so that a test can say what was read again."""

    name = "fake 1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, options: Options) -> FakeExtractor:
        """Stand in for :func:`kg.graph.loading.extractor`."""
        del options
        return self

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            self.seen.append(article.name)
            if "STOP" in article.text:
                raise KeyboardInterrupt
            if "BOOM" in article.text:
                failed = "extraction failed (IndexError: no such token)"
                yield Extraction(article=article, reports=(), failed=failed)
            elif article.language not in (None, "en"):
                yield Extraction(article=article, reports=(), skipped=f"not English but {article.language!r}")
            else:
                yield Extraction(article=article, reports=tuple(_reports(article)))

    def explain(self, sentence: str, published: date | None = None) -> list[Step]:
        return [
            Step(stage=Stage.ACTOR, words=sentence, text="RUS"),
            Step(stage=Stage.EVENT, words=sentence, text=str(published)),
        ]

    def explain_article(self, article: Article, event: str | None = None) -> list[Step]:
        told = (made for made in _reports(article) if made.event_id.startswith(event or ""))
        return [Step(stage=Stage.EVENT, words=made.sentence, text="told", event=made.event_id) for made in told]

    def resolve(self, text: str, on: date | None = None) -> list[dict[str, object]]:
        return [{"text": text, "on": on.isoformat() if on else None}]


def _reports(article: Article) -> Iterator[Report]:
    for match in _LINE.finditer(article.text):
        source, type_, target, day = match.groups()
        made = report(
            source, target, type_, day, article=article.id, start=match.start(), sentence=match[0], trigger=type_,
            outlet=article.outlet, url=article.url, published=None,
        )  # fmt: skip
        yield replace(made, doc=article.name, published=article.published)
