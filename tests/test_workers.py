"""Several processes read as one does: the same events in the same order, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest

from kg.extraction import Extraction, Extractor
from kg.graph import workers
from kg.model import Article
from tests.builders import article, report


class Reader:
    """Tells one event an article; one named ``poison`` kills the process that reads it, ``fragile`` does so once."""

    def __init__(self, once: str = "") -> None:
        self.once = once

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for each in articles:
            if each.id == "poison" or (each.id == "fragile" and not Path(self.once).exists()):
                if each.id == "fragile":
                    Path(self.once).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield Extraction(article=each, reports=(report(article=each.id),))


def articles(*names: str) -> list[Article]:
    return [article(name, text=f"{name} " * 40) for name in names]


def told(reader: Reader, found: list[Article], jobs: int | None) -> list[Extraction]:
    return list(workers.extract(cast("Extractor", reader), found, jobs))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WINDOW", 500)


@pytest.mark.parametrize("jobs", [1, 2, 3, 50])
def test_any_number_of_processes_tells_the_same_in_order(jobs: int) -> None:
    found = articles(*(f"a{n}" for n in range(20)))
    assert told(Reader(), found, jobs) == told(Reader(), found, 1)


def test_without_room_in_shared_memory_one_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", full)
    found = articles(*(f"a{n}" for n in range(20)))
    assert told(Reader(), found, 2) == told(Reader(), found, 1)


def test_nothing_to_read() -> None:
    assert told(Reader(), [], 2) == []


def test_an_article_that_kills_its_process_is_told_and_costs_no_other() -> None:
    found = told(Reader(), articles("a", "b", "poison", "c", "d", "e"), 2)
    assert [each.article.id for each in found] == ["a", "b", "poison", "c", "d", "e"]
    assert [each.article.id for each in found if each.failed] == ["poison"]
    assert "killed" in (found[2].failed or "")
    assert sum(len(each.reports) for each in found) == 5


def test_a_process_that_was_killed_once_costs_nothing(tmp_path: object) -> None:
    found = told(Reader(f"{tmp_path}/met"), articles("a", "fragile", "b", "c"), 2)
    assert [len(each.reports) for each in found] == [1, 1, 1, 1]


def test_little_is_read_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_pooled", lambda *_: pytest.fail("a pool for two short articles"))
    assert len(told(Reader(), articles("a", "b"), None)) == 2


def test_one_article_needs_no_pool_and_many_jobs_no_more_workers_than_cores_can_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[int] = []
    pool = workers._pool

    def counted(jobs: int) -> ProcessPoolExecutor:
        started.append(jobs)
        return pool(jobs)

    monkeypatch.setattr(workers, "_pool", counted)
    assert len(told(Reader(), articles("a"), 10_000)) == 1
    assert started == []
    assert len(told(Reader(), articles(*(f"a{n}" for n in range(20))), 10_000)) == 20
    assert max(started) <= 4 * workers.cores()


def children() -> set[int]:
    """Processes that this one has started and not yet seen end; other tests may have some of their own."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            found.update(map(int, (task / "children").read_text().split()))
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="asks Linux for a process's children")
def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    before = children()
    found = workers.extract(cast("Extractor", Reader()), articles(*"abcdefgh"), 2)
    next(found)
    assert isinstance(found, Generator)
    assert children() > before
    found.close()
    assert children() == before
