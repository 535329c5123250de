"""The one place where the parts meet: read, extract, append to the log, write the views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.base.address_space import TO_READ, require
from kg.base.errors import UsageError
from kg.corpus import Meter
from kg.graph import intake, workers
from kg.graph.loading import extractor
from kg.graph.options import Engine, Options, Summary
from kg.graph.written import refresh
from kg.model import Article
from kg.store import Log, Reading

if TYPE_CHECKING:
    from kg.corpus import Skipped

__all__ = ["build", "extract", "extractor"]


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
    meter = Meter()
    found = intake.found_in(sources, options, stdin, meter)
    if options.jobs is None and "-" in sources:
        options = replace(options, jobs=1)  # who writes to a pipe may wait for what comes of it
    return intake.readings(found, options, lambda: extractor(options), progress=progress, on_skip=on_skip, meter=meter)


def build(
    sources: Sequence[str | Path | Article],
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
        sources: Files, folders or ``-``; also articles that were read before.
        out: The graph directory; made when there is none.
        options: How to read.
        rebuild: Forget what was read before.
        views: Whether to write the views; by default if there are no more than :data:`kg.graph.written.VIEWS_LIMIT`
            reports.
        wait: Wait for another process that is writing to the graph.
        progress: Called with how far it is.

    Raises:
        UsageError, ReadError: As for :func:`extract`.
        GraphError: The directory cannot be written, or another process is writing to it.
        LimitError: Too little address space is allowed.
    """
    meter = Meter()
    found = intake.found_in(sources, options, meter=meter)  # a missing source stops us before anything is made
    elsewhere = intake.files_of(sources) if options.engine is Engine.SPARK else None
    if options.actors is not None and not options.actors.is_file():
        raise UsageError(f"{options.actors}: no such actor table")
    require(TO_READ, "a build")
    log = Log.create(out)
    summary = Summary()
    with log.writing(wait=wait) as made:
        reader: workers.ReadsArticles | None = None
        batch: list[Reading] = []
        try:
            if elsewhere is not None:
                found, reader, options = _elsewhere(elsewhere, options, log, rebuild=rebuild)
            elif rebuild:
                reader = extractor(options)
            if rebuild:  # what is there is not forgotten when that fails
                log.clear()
            new = intake.new(found, log, summary, read_elsewhere=elsewhere is not None)
            readings = intake.readings(
                new,
                options,
                lambda: reader or extractor(options),
                progress=progress,
                on_skip=summary.skip,
                meter=meter if elsewhere is None else None,
            )
            for reading in intake.told_once(readings, log):
                batch.append(reading)
                if len(batch) == intake.BATCH:
                    _commit(log, batch, summary)
        finally:  # also when interrupted: what was read is kept
            _commit(log, batch, summary)
            if nothing := made and not (summary.read or summary.known):
                log.discard()  # an empty graph would only look like one
        if not nothing:
            refresh(log, out, summary, views=views)
    return summary


def _elsewhere(
    files: Sequence[str], options: Options, log: Log, *, rebuild: bool
) -> tuple[Iterator[Article | Skipped], workers.ReadsArticles, Options]:
    """Articles as workers of a cluster read them, what hands on what these found, and how to go on here."""
    from kg.graph import spark
    from kg.graph.spark_worker import Elsewhere

    known = {} if rebuild else {article.id: article.content_hash for article, _ in log.articles()}
    return iter(spark.read(files, options, known)), Elsewhere(), replace(options, jobs=1)


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
