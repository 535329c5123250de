"""Reading on several cores: windows of articles go to workers, what comes back keeps the order of the articles.

Extraction of an article depends on nothing but the article, so the same events come out whatever the number of workers.
The extractor is loaded once; workers are forked from the process that holds it and share its memory. Where the system
cannot fork, or has no shared memory to give, one process reads everything. A worker that is killed, or runs out of
memory, costs its window a second try alone, and then one article, which is told.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import Protocol

from kg.extraction import Extraction
from kg.model import Article, Report

WORTH = 150_000
"""Characters up to which one process reads faster than several: forking and handing over cost about half a second."""
WINDOW = 60_000
"""Characters of the articles that go to a worker at once: about 20 articles of a newspaper."""
_FIRST = WINDOW // 8  # of the first one, so that something is out soon; each further one is twice as large
_AHEAD = 2  # windows waiting for each worker
_MOST = 4  # workers a core: more would wait for each other, and all are started at once

Window = Sequence[Article]


class ReadsArticles(Protocol):
    """What reads articles: an extractor, or what stands in for one."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        """Read articles, in order."""


Told = tuple[tuple[Report, ...], str | None, str | None]
"""What comes back of an article: its reports, why it was skipped, what failed. The article itself stays at home."""

_reader: ReadsArticles | None = None  # set before the fork, so that workers find it without it being sent


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract(reader: ReadsArticles, articles: Iterable[Article], jobs: int | None = None) -> Iterator[Extraction]:
    """Read articles on several cores, in order.

    Args:
        reader: The loaded extractor.
        articles: Any articles; at most a few windows are held at a time.
        jobs: How many processes read; by default as many as there are cores, for what is worth it.
    """
    number = min(jobs or cores(), _MOST * cores())
    source = iter(articles)
    if number == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from reader.extract(source)
        return
    first = _window(source, WORTH if jobs is None else WINDOW)
    alone = len(first) == 1 and len(first[0].text) < WINDOW
    if alone or (jobs is None and sum(len(article.text) for article in first) < WORTH):
        yield from reader.extract(first)
        return
    yield from _pooled(reader, chain(first, source), number)


def apart(reader: ReadsArticles, articles: Iterable[Article]) -> Iterator[Extraction]:
    """Read articles in order in one other process, so that one that kills it costs no more than itself."""
    if "fork" in multiprocessing.get_all_start_methods():
        return _pooled(reader, iter(articles), 1)
    return reader.extract(articles)


def _pooled(reader: ReadsArticles, articles: Iterator[Article], jobs: int) -> Iterator[Extraction]:
    global _reader  # noqa: PLW0603 - what a fork inherits must stand in a module
    _reader = reader
    waiting: deque[tuple[Window, Future[list[Told]]]] = deque()
    try:
        pool = _pool(jobs)
    except (OSError, ImportError):  # no room for its locks in shared memory, or no such thing
        yield from reader.extract(articles)
        return
    size = _FIRST
    try:
        while True:
            while len(waiting) < _AHEAD * jobs and (window := _window(articles, size)):
                waiting.append((window, pool.submit(_work, window)))
                size = min(2 * size, WINDOW)
            if not waiting:
                return
            window, future = waiting[0]
            try:
                told = future.result()
            except BrokenProcessPool:
                _end(pool)
                told = _alone(window)
                pool = _pool(jobs)
                waiting = deque((each, pool.submit(_work, each)) for each, _ in waiting)
            waiting.popleft()
            yield from _joined(window, told)
    finally:
        _end(pool)


def _alone(window: Window) -> list[Told]:
    """A window again by a worker that does nothing else; if that too is killed, each article by itself."""
    with _pool(1) as pool:
        try:
            return pool.submit(_work, window).result()
        except BrokenProcessPool:
            if len(window) == 1:
                return [((), None, "the process that read it was killed: too large, or out of memory")]
    return [told for article in window for told in _alone([article])]


def _joined(window: Window, told: Iterable[Told]) -> Iterator[Extraction]:
    for article, (reports, skipped, failed) in zip(window, told, strict=True):
        yield Extraction(article=article, reports=reports, skipped=skipped, failed=failed)


def _window(articles: Iterator[Article], size: int) -> Window:
    """The next articles, until they have so many characters."""
    window: list[Article] = []
    for article in articles:
        window.append(article)
        size -= len(article.text)
        if size <= 0:
            break
    return window


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("fork"), initializer=_begin, initargs=(os.getpid(),)
    )


def _end(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: what they are at is not wanted any more."""
    workers = list((pool._processes or {}).values())  # noqa: SLF001 - the only way to them before Python 3.14
    for worker in workers:
        worker.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(parent: int) -> None:
    """A worker's first act: leave Ctrl-C to its parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work(window: Window) -> list[Told]:
    assert _reader is not None
    return [(found.reports, found.skipped, found.failed) for found in _reader.extract(window)]
