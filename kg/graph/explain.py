"""Why something was read as it was: the decisions behind a sentence, an article, or one event in its article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.errors import ReadError, UsageError
from kg.graph.loading import extractor
from kg.graph.options import Options
from kg.model import Article

if TYPE_CHECKING:
    from kg.extraction import Step


def of_sentence(sentence: str, options: Options) -> list[Step]:
    """Every decision on the way from one sentence to its events.

    Raises:
        UsageError: There is no word in it.
    """
    if not any(map(str.isalnum, sentence)):
        raise UsageError("there is no word in the sentence; give one in quotation marks, or an --article FILE")
    return extractor(options).explain(sentence, options.published)


def of_article(source: str | Path, options: Options, event: str | None = None) -> list[Step]:
    """Every decision about an article, or those that concern one event.

    Args:
        source: A file with one article, or several.
        options: How to read.
        event: Id of an event or report that one of them tells; a beginning that only one has is enough.

    Raises:
        UsageError: There is no such file, no event with such an id, or several.
        ReadError: The file holds no article.
    """
    from kg.corpus import read

    if event is not None and not event.strip():
        raise UsageError("--event needs an id, or the beginning of one; kg extract lists them")
    if not Path(source).is_file():
        raise UsageError(f"{str(source)!r} is no file; --article explains one file at a time")
    articles = [item for item in read([source], published=options.published) if isinstance(item, Article)]
    if not articles:
        raise ReadError(f"{source}: no article could be read; kg extract {source} says why")
    reader = extractor(options)
    found = [step for article in articles for step in reader.explain_article(article, event)]
    if event is None:
        return found
    told = sorted({step.event for step in found if step.event})
    if not told:
        raise UsageError(f"{source} tells no event with an id that begins with {event}; kg extract {source} lists them")
    if len(told) > 1:
        raise UsageError(f"several events have an id that begins with {event}: {', '.join(told)}")
    return found
