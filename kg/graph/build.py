"""The one place where the parts meet: read, extract, append to the log, write the views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.base.errors import UsageError
from kg.graph import intake
from kg.graph.exporting import export
from kg.graph.options import Options, Summary
from kg.graph.reader import extractor
from kg.model import Article, Event
from kg.store import Log, Reading
from kg.views.networks import counts

VIEWS = {"graph.ttl": "turtle", "network.graphml": "graphml", "network.gexf": "gexf", "events.csv": "csv"}
VIEWS_LIMIT = 20_000
"""Reports up to which a build writes the views (some ten seconds); beyond, they are written when asked for."""
_TOP = 5


def extract(
    sources: Iterable[str | Path],
    options: Options,
    *,
    stdin: BinaryIO | None = None,
    progress: intake.Progress | None = None,
    on_skip: Callable[[str, str], None] | None = None,
) -> Iterator[Reading]:
    """Read events out of articles, one reading an article, in order; nothing is stored.

    Raises:
        UsageError: A source does not exist; at once.
        ReadError: With ``strict``, at the first article that cannot be read.
    """
    found = intake.found_in(sources, options, stdin)
    if options.jobs is None and "-" in sources:
        options = replace(options, jobs=1)  # who writes to a pipe may wait for what comes of it
    return intake.readings(found, options, lambda: extractor(options), progress=progress, on_skip=on_skip)


def build(
    sources: Sequence[str | Path],
    out: Path,
    options: Options,
    *,
    rebuild: bool = False,
    views: bool | None = None,
    wait: bool = False,
    progress: intake.Progress | None = None,
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
        progress: Called with the number of articles done so far, and of the words in them.

    Raises:
        UsageError, ReadError: As for :func:`extract`.
        GraphError: The directory cannot be written, or another process is writing to it.
    """
    found = intake.found_in(sources, options)  # a missing source stops us before anything is made
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
            new = intake.new(found, log, summary)
            readings = intake.readings(
                new, options, lambda: reader or extractor(options), progress=progress, on_skip=summary.skip
            )
            for reading in intake.told_once(readings, log):
                batch.append(reading)
                if len(batch) == intake.BATCH:
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


def graph(directory: Path) -> tuple[list[Event], list[Article]]:
    """Events of a graph directory, and the articles they were read from.

    Raises:
        GraphError: There is none, or it cannot be read.
    """
    log = Log.open(directory)
    return log.events(), _read_articles(log)
