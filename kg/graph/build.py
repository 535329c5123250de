"""The one place where the parts meet: read, extract, append to the log, write the views."""

from __future__ import annotations

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from kg.base.errors import ExportError, ReadError, UsageError
from kg.corpus import Skipped, read
from kg.corpus.near_duplicates import Originals, bands, fingerprint
from kg.exporters import EXPORTERS, FORMS
from kg.exporters.network_files import write_network
from kg.exporters.tables_of_log import csv_of, parquet_of
from kg.graph import workers
from kg.graph.selection import Selection
from kg.model import Article, Event
from kg.store import Log, Reading
from kg.views.networks import Network, counts
from kg.views.rdf.from_log import blocks

if TYPE_CHECKING:
    from kg.extraction import Extraction, Extractor

BATCH = 200  # articles a commit: what a kill can cost at most
VIEWS = {"graph.ttl": "turtle", "network.graphml": "graphml", "network.gexf": "gexf", "events.csv": "csv"}
VIEWS_LIMIT = 20_000
"""Reports up to which a build writes the views (some ten seconds); beyond, they are written when asked for."""
WITHOUT_EVENTS = frozenset({*FORMS, "csv", "parquet"})
"""Formats in which a whole graph is written without events in memory."""
_TOP = 5

Progress = Callable[[int], None]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How articles are read.

    Attributes:
        published: Publication day of all articles, whatever their metadata say.
        model: spaCy pipeline; None is the one that comes with irkg.
        actors: A user's own actor table.
        prefilter: Parse only sentences that can hold an event.
        domestic: Tell also what goes on inside a country, and what citizens, firms and charities do and suffer.
        strict: Stop at the first article that cannot be read.
        columns: For tables of articles: which column holds a field; others are guessed.
        private: Read addresses within the own network as well.
        judging: Let the trained judge decide what is told, and how sure; else tables and rules alone.
        min_confidence: What is told at least; None is what is more likely right than wrong, or all without the judge.
        jobs: How many processes read; None is one for each core, for inputs that are worth it.
    """

    published: date | None = None
    model: str | None = None
    actors: Path | None = None
    prefilter: bool = True
    domestic: bool = False
    strict: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    private: bool = False
    judging: bool = True
    min_confidence: float | None = None
    jobs: int | None = None


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a build did, and what the graph holds now.

    Attributes:
        read: Articles read in this run.
        replaced: How many of them were changed ones, which took the place of what was read before.
        known: Articles that had been read before and are the same.
        copies: How many of those read are copies of an article read before.
        undated: How many of those read have no day of publication: what they tell has a date only where they name one.
        skipped: Articles that were not read, now or before: where they stand, and why.
        articles, reports: What the graph holds.
        events: Likewise; None when the graph is so large that views are only written when asked for.
        quads: Number of events by quad class, of those that the network shows.
        dyads: The pairs with most of these events, either direction.
        files: The views written.
    """

    read: int = 0
    replaced: int = 0
    known: int = 0
    copies: int = 0
    undated: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    articles: int = 0
    reports: int = 0
    events: int | None = 0
    quads: dict[str, int] = field(default_factory=dict)
    dyads: list[tuple[str, str, int]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def skip(self, origin: str, reason: str) -> None:
        """Note an article that was not read, and why."""
        self.skipped.append((origin, reason))


def extractor(options: Options) -> Extractor:
    """The extractor for some options; loads the language model."""
    from kg.extraction import DEFAULT_MODEL, Extractor

    return Extractor(
        model=options.model or DEFAULT_MODEL,
        actors=options.actors,
        filter=options.prefilter,
        domestic=options.domestic,
        judging=options.judging,
        min_confidence=options.min_confidence,
    )


def extract(
    sources: Iterable[str | Path],
    options: Options,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    on_skip: Callable[[str, str], None] | None = None,
) -> Iterator[Reading]:
    """Read events out of articles, one reading an article, in order; nothing is stored.

    Raises:
        UsageError: A source does not exist; at once.
        ReadError: With ``strict``, at the first article that cannot be read.
    """
    found = _articles(sources, options, stdin)
    if options.jobs is None and "-" in sources:
        options = replace(options, jobs=1)  # who writes to a pipe may wait for what comes of it
    return _readings(found, options, progress=progress, on_skip=on_skip)


def build(
    sources: Sequence[str | Path],
    out: Path,
    options: Options,
    *,
    rebuild: bool = False,
    views: bool | None = None,
    wait: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Read what is new among some articles into a graph directory and write its views.

    Articles are committed in batches: what was read before an interruption stays, and the next run goes on from there.
    Of two articles with one id in a run the second is skipped, and said to be: one of the ids is wrong. Where nothing
    could be read, no graph is left behind, unless there was one.

    Args:
        sources: Files, folders or ``-``.
        out: The graph directory; made when there is none.
        options: How to read.
        rebuild: Forget what was read before.
        views: Whether to write the views; by default if there are no more than :data:`VIEWS_LIMIT` reports.
        wait: Wait for another process that is writing to the graph.
        progress: Called with the number of articles done so far.

    Raises:
        UsageError, ReadError: As for :func:`extract`.
        GraphError: The directory cannot be written, or another process is writing to it.
    """
    found = _articles(sources, options)  # a missing source stops us before anything is made
    if options.actors is not None and not options.actors.is_file():
        raise UsageError(f"{options.actors}: no such actor table")
    made = not Log.there(out)
    log = Log.create(out)
    summary = Summary()
    with log.writing(wait=wait):
        reader = None
        if rebuild:
            reader = extractor(options)  # when this fails, nothing is forgotten
            log.clear()
        batch: list[Reading] = []
        try:
            readings = _readings(_new(found, log, summary), options, reader, progress=progress, on_skip=summary.skip)
            for reading in _told_once(readings, log):
                batch.append(reading)
                if len(batch) == BATCH:
                    _commit(log, batch, summary)
        finally:  # also when interrupted: what was read is kept
            _commit(log, batch, summary)
        if made and not (summary.read or summary.known):
            log.discard()  # an empty graph would only look like one
            return summary
        refresh(log, out, summary, views=views)
    return summary


def refresh(log: Log, out: Path, summary: Summary, *, views: bool | None = None) -> None:
    """Make the views agree with the log: written anew, or removed where the graph is too large to write them unasked.

    Args:
        log: The log.
        out: Where the views are.
        summary: Gets what the graph holds.
        views: Whether to write them; by default if there are no more than :data:`VIEWS_LIMIT` reports.
    """
    summary.articles, summary.reports = log.size()
    if views or (views is None and summary.reports <= VIEWS_LIMIT):
        write_views(log, out, summary)
        return
    summary.events = None
    for name in VIEWS:
        with suppress(OSError):
            (out / name).unlink(missing_ok=True)  # a view never disagrees with the log


def write_views(log: Log, out: Path, summary: Summary) -> None:
    """Write the graph's views and fill in what the graph holds."""
    events = log.events()
    articles = _read_articles(log)
    summary.articles, summary.events = len(articles), len(events)
    summary.reports = sum(len(event.reports) for event in events)
    real = [event for event in events if counts(event)]
    summary.quads = dict(Counter(event.best.quad.label for event in sorted(real, key=lambda e: e.best.quad)))
    dyads = Counter(tuple(sorted(event.best.dyad)) for event in real)
    summary.dyads = [
        (pair[0], pair[1], n) for pair, n in sorted(dyads.items(), key=lambda item: (-item[1], item[0]))[:_TOP]
    ]
    for name, format_ in VIEWS.items():
        export(events, articles, format_, out / name)
        summary.files.append(str(out / name))


def export(events: Iterable[Event], articles: Iterable[Article], format_: str, path: Path) -> None:
    """Write one format to a file; a reader sees the old file or the whole new one.

    Raises:
        ExportError: The file cannot be written.
    """
    with _whole(path) as file:
        EXPORTERS[format_](events, articles, file)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place when it is complete.

    Raises:
        ExportError: It cannot be written.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder; name a file")
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def export_network(net: Network, format_: str, path: Path | None) -> None:
    """Write a network, to standard output without a path.

    Raises:
        ExportError: The file cannot be written.
    """
    if path is None:
        write_network(net, format_, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with _whole(path) as file:
            write_network(net, format_, file)


def export_whole(log: Log, format_: str, path: Path | None) -> None:
    """Write the whole graph in a format that needs no event in memory, to standard output without a path.

    Args:
        log: The graph.
        format_: One of :data:`WITHOUT_EVENTS`.
        path: The file.

    Raises:
        ExportError: The file cannot be written.
    """
    if format_ == "parquet":
        _parquet(log, path)
        return
    pieces = csv_of(log) if format_ == "csv" else blocks(log, FORMS[format_]())
    if path is None:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    else:
        with _whole(path) as file:
            file.writelines(pieces)


def _parquet(log: Log, path: Path | None) -> None:
    with TemporaryDirectory(prefix="irkg-") as folder:
        table = Path(folder, "events.parquet")
        parquet_of(log, table)
        with table.open("rb") as file, _whole(path) if path else nullcontext(sys.stdout.buffer) as out:
            copyfileobj(file, out)
            out.flush()


def export_to_stdout(events: Iterable[Event], articles: Iterable[Article], format_: str) -> None:
    """Write one format to standard output."""
    EXPORTERS[format_](events, articles, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _read_articles(log: Log) -> list[Article]:
    return [article for article, skipped in log.articles() if skipped is None]


def _commit(log: Log, batch: list[Reading], summary: Summary) -> None:
    done = batch[:]
    batch.clear()  # first: a batch that failed is not tried again
    summary.replaced += log.append(done)
    for reading in done:
        if reading.skipped is None:
            summary.read += 1
            summary.copies += reading.article.copy_of is not None
            summary.undated += reading.article.published is None
        else:
            summary.skipped.append((reading.article.origin or reading.article.name, reading.skipped))


def _articles(
    sources: Iterable[str | Path], options: Options, stdin: BinaryIO | None = None
) -> Iterator[Article | Skipped]:
    """Read the sources. What a folder says of itself in a README is no article, unless asked for by name."""
    sources = [str(source) for source in sources]
    found = read(sources, published=options.published, stdin=stdin, columns=options.columns, private=options.private)
    asked = {os.path.normpath(source) for source in sources}
    return (item for item in found if os.path.normpath(item.origin) in asked or not _is_readme(item.origin))


def _is_readme(origin: str) -> bool:
    path = Path(origin)
    return path.stem.lower() == "readme" and path.suffix.lower() in {".md", ".txt", ".html"}


def _new(found: Iterable[Article | Skipped], log: Log, summary: Summary) -> Iterator[Article | Skipped]:
    """What the graph has not read yet: articles with a new id, or with another text under a known one."""
    met: dict[str, tuple[str, str]] = {}
    for item in _looked_up(found, log):
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


def _told_once(readings: Iterable[Reading], log: Log) -> Iterator[Reading]:
    """Mark copies of articles that were read before: what they tell counts under the outlet of the original."""
    originals = Originals()
    for ahead in _chunks(readings):
        articles = [replace(each.article, fingerprint=fingerprint(each.article.text)) for each in ahead]
        for known in log.articles_like(bands(articles)):
            originals.note(known)
        for reading, told in zip(ahead, articles, strict=True):
            article, reports = told, reading.reports
            if reading.skipped is None:
                if original := originals.of(article):
                    article = replace(article, copy_of=original.id)
                    reports = tuple(replace(report, outlet=original.outlet or report.outlet) for report in reports)
                originals.add(article)
            yield replace(reading, article=article, reports=reports)


def _looked_up(found: Iterable[Article | Skipped], log: Log) -> Iterator[Article | Skipped]:
    """The same, after the log was asked about many at once."""
    for ahead in _chunks(found):
        log.look_up([item for item in ahead if isinstance(item, Article)])
        yield from ahead


def _chunks(found: Iterable[_Item]) -> Iterator[list[_Item]]:
    chunk: list[_Item] = []
    try:
        for item in found:
            chunk.append(item)
            if len(chunk) == BATCH:
                yield chunk
                chunk = []
    except (Exception, KeyboardInterrupt):  # what came before is not lost
        yield chunk
        raise
    yield chunk


def _readings(
    found: Iterable[Article | Skipped],
    options: Options,
    reader: Extractor | None = None,
    *,
    progress: Progress | None,
    on_skip: Callable[[str, str], None] | None,
) -> Iterator[Reading]:
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
            progress(number)


def _outcomes(
    found: Iterator[Article | Skipped], options: Options, reader: Extractor | None
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
        for extraction in workers.extract(
            reader or extractor(options), articles(item), options.jobs
        ):  # nothing new, no model
            while (skipped := waiting.popleft()) is not None:
                yield skipped
            yield _outcome(extraction)
    yield from (item for item in waiting if item is not None)


def _outcome(extraction: Extraction) -> Reading | Skipped:
    article = extraction.article
    if extraction.failed is not None:
        return Skipped(origin=article.origin or article.name, reason=extraction.failed)
    return Reading(article=article, reports=extraction.reports, skipped=extraction.skipped)


def graph(directory: Path) -> tuple[list[Event], list[Article]]:
    """Events of a graph directory, and the articles they were read from.

    Raises:
        GraphError: There is none, or it cannot be read.
    """
    log = Log.open(directory)
    return log.events(), _read_articles(log)


def select(
    events: Iterable[Event],
    *,
    start: date | None = None,
    end: date | None = None,
    among: Collection[str] = (),
    min_confidence: float = 0.0,
) -> list[Event]:
    """Some of the events.

    Args:
        events: Any events.
        start: First day; events that may have happened on it or later stay. Without a date they do not.
        end: Last day, likewise.
        among: What actors stand for. One: events in which it takes part; several: events on both sides of which is one
            of them.
        min_confidence: Least confidence of the best report.

    Raises:
        UsageError: ``start`` lies after ``end``.
    """
    return Selection(start=start, end=end, among=among, min_confidence=min_confidence).of(events)
