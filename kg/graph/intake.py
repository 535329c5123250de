"""From sources to readings: what is new among the articles, what the extractor finds in them, which are copies."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias, TypeVar

from kg.base import signals
from kg.base.errors import ReadError, UsageError
from kg.corpus import Meter, Skipped, files, read
from kg.corpus.near_duplicates import Originals, SharedBands, fingerprint
from kg.graph import workers
from kg.graph.options import Options, Progressed, Summary
from kg.model import Article
from kg.store import Log, Reading

if TYPE_CHECKING:
    from kg.extraction import Extraction


BATCH = 200  # articles a commit: what a kill can cost at most
Progress = Callable[[Progressed], None]
_Item = TypeVar("_Item")
_Kept: TypeAlias = type[Exception] | tuple[type[BaseException], ...]
_KEPT: _Kept = (Exception, KeyboardInterrupt)  # what does not cost what was read before it


def found_in(
    sources: Iterable[str | Path | Article],
    options: Options,
    stdin: BinaryIO | None = None,
    meter: Meter | None = None,
) -> Iterator[Article | Skipped]:
    """Read the sources. What a folder says of itself in a README is no article, unless asked for by name.

    Articles that were read or made before come last, as they are.
    """
    given = list(sources)
    made = [source for source in given if isinstance(source, Article)]
    named = [str(source) for source in given if not isinstance(source, Article)]
    found = read(
        named,
        published=options.published,
        stdin=stdin,
        columns=options.columns,
        private=options.private,
        meter=None if made else meter,
    )
    wanted = _asked_for(named)
    return chain((item for item in found if wanted(item.origin)), made)


def files_of(sources: Sequence[str | Path | Article]) -> list[str]:
    """Names of the files and addresses that :func:`found_in` would read.

    Raises:
        UsageError: A source is none of these, or does not exist.
    """
    if any(isinstance(source, Article) or str(source) == "-" for source in sources):
        raise UsageError("articles that stand in no file cannot be shared out among machines; write them to one")
    named = [str(source) for source in sources]
    wanted = _asked_for(named)
    return [str(file) for source in named for file in files(source) if wanted(str(file))]


def _asked_for(named: Iterable[str]) -> Callable[[str], bool]:
    asked = {os.path.normpath(source) for source in named}
    return lambda origin: os.path.normpath(origin) in asked or not _is_readme(origin)


def _is_readme(origin: str) -> bool:
    path = Path(origin)
    return path.stem.lower() == "readme" and path.suffix.lower() in {".md", ".txt", ".html"}


def new(
    found: Iterable[Article | Skipped], log: Log, summary: Summary, *, read_elsewhere: bool = False
) -> Iterator[Article | Skipped]:
    """What the graph has not read yet: articles with a new id, or with another text under a known one.

    Args:
        found: Articles, and what is none.
        log: What the graph has.
        summary: Gets the number of those that are known.
        read_elsewhere: Whether the articles come with what they tell: then an interruption keeps all that have come.
    """
    met: dict[str, tuple[str, str]] = {}
    for item in _looked_up(found, log, _KEPT if read_elsewhere else Exception):
        if isinstance(item, Skipped):
            yield item
            continue
        content, place = met.get(item.id, (None, ""))
        if content is None:
            met[item.id] = item.content_hash, item.origin
            if not log.knows(item):
                yield item
                continue
            if reason := log.why_skipped(item):
                yield Skipped(origin=item.origin, reason=reason)
                continue
        elif content != item.content_hash:
            yield Skipped(origin=item.origin, reason=f"has the id of another article ({item.id!r}, {place})")
            continue
        summary.known += 1


def told_once(readings: Iterable[Reading], log: Log) -> Iterator[Reading]:
    """Mark copies of articles that were read before: what they tell counts under the outlet of the original.

    Only those of one commit are compared in memory: who takes them commits each :data:`BATCH` before asking for more,
    so that the log has what came before.
    """
    for ahead in _chunks(readings, _KEPT):
        originals = Originals()
        articles = [
            replace(each.article, fingerprint=each.article.fingerprint or fingerprint(each.article.text))
            for each in ahead
        ]
        if shared := SharedBands(articles):
            for known in log.articles_like(shared):
                originals.note(known)
        for reading, told in zip(ahead, articles, strict=True):
            article, reports = told, reading.reports
            if reading.skipped is None:
                if original := originals.of(article):
                    article = replace(article, copy_of=original.id)
                    reports = tuple(replace(report, outlet=original.outlet or report.outlet) for report in reports)
                originals.add(article)
            yield replace(reading, article=article, reports=reports)


def _looked_up(found: Iterable[Article | Skipped], log: Log, kept: _Kept) -> Iterator[Article | Skipped]:
    """The same, after the log was asked about many at once."""
    for ahead in _chunks(found, kept):
        log.look_up([item for item in ahead if isinstance(item, Article)])
        yield from ahead


def _chunks(found: Iterable[_Item], kept: _Kept) -> Iterator[list[_Item]]:
    """Items by :data:`BATCH`; what came before one of some errors is not lost.

    An interruption keeps what was read. It must not keep what still has to be read: that would take its time.
    """
    chunk: list[_Item] = []
    try:
        for item in found:
            chunk.append(item)
            if len(chunk) == BATCH:
                yield chunk
                chunk = []
    except kept:
        signals.noticed()
        yield chunk
        raise
    yield chunk


def readings(
    found: Iterable[Article | Skipped],
    options: Options,
    reader: Callable[[], workers.ReadsArticles],
    *,
    progress: Progress | None,
    on_skip: Callable[[str, str], None] | None,
    meter: Meter | None = None,
) -> Iterator[Reading]:
    """Read articles, in order.

    Args:
        found: Articles, and what is none.
        options: How to read.
        reader: Makes the extractor, once there is an article to read.
        progress: Called with how far it is.
        on_skip: Called with what was not read, and why.
        meter: Knows how much of the files is read.

    Raises:
        ReadError: With ``strict``, at the first article that cannot be read.
    """
    words = 0
    for number, outcome in enumerate(_outcomes(iter(found), options, reader), 1):
        reason = outcome.reason if isinstance(outcome, Skipped) else outcome.skipped
        if options.strict and reason:
            origin = outcome.origin if isinstance(outcome, Skipped) else outcome.article.origin
            raise ReadError(f"{origin}: {reason}")
        if isinstance(outcome, Reading):
            yield outcome
        elif on_skip is not None:
            on_skip(outcome.origin, outcome.reason)
        if progress is not None:
            words += len(outcome.article.text.split()) if isinstance(outcome, Reading) else 0
            progress(Progressed(articles=number, words=words, share=meter.share if meter else None))


def _outcomes(
    found: Iterator[Article | Skipped], options: Options, reader: Callable[[], workers.ReadsArticles]
) -> Iterator[Reading | Skipped]:
    """What comes of each item, in order; articles go through the extractor together, which is faster than alone.

    One that trips a rule is told and left out of the log, so that a better rule reads it.
    """
    waiting: deque[Skipped | None] = deque()  # what was met and not yet told, in order; None for an article

    def articles(first: Article) -> Iterator[Article]:
        for item in chain([first], found):
            if isinstance(item, Article):
                waiting.append(None)
                yield item
            else:
                waiting.append(item)

    for item in found:
        if not isinstance(item, Article):
            yield item
            continue
        found_out = workers.extract(reader(), articles(item), options.jobs)  # nothing new, no model
        for extraction in found_out:
            while (skipped := waiting.popleft()) is not None:
                yield skipped
            yield _outcome(extraction)
    yield from (item for item in waiting if item is not None)


def _outcome(extraction: Extraction) -> Reading | Skipped:
    article = extraction.article
    if extraction.failed is not None:
        return Skipped(origin=article.origin or article.name, reason=extraction.failed)
    return Reading(article=article, reports=extraction.reports, skipped=extraction.skipped)
