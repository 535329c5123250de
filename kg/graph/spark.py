"""Reading articles on the machines of a Spark cluster: files are shared out, and what is found comes back in order.

Workers read, :mod:`kg.graph.build` goes on as ever: the log is the one that a single machine would have written.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import uuid4

from kg.base.errors import KgError, UsageError
from kg.corpus import Skipped
from kg.graph import workers
from kg.graph.options import Options
from kg.graph.spark_worker import FileReader, ReadElsewhere, item, schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession

    Ready: TypeAlias = tuple[DataFrame, Iterator[Row]]

INSTALL = "Spark needs pyspark and Java 17 or later: pip install 'irkg[spark]'"
_TRIES = 4  # of a partition whose worker dies, as on a cluster
_FINE = 8  # partitions a core if there are files enough, and most files of a partition
_REMEMBERED = 300  # lines of what Java says while it starts
_AHEAD = 3  # rounds of one partition a core that are under way together: what an interruption can cost


def read(files: Sequence[str], options: Options, known: Mapping[str, str]) -> SharedOut:
    """Make ready to read files on Spark.

    Args:
        files: Files that every worker finds under the same name, and addresses, as :func:`kg.graph.intake.files_of`
            gives them.
        options: How to read.
        known: Of articles that the graph has, by id, the hash of their content.

    Raises:
        UsageError: Spark is not installed.
        KgError: It does not start.
    """
    return SharedOut(FileReader(files=files, options=options, known=known, folder=str(Path.cwd())))


class SharedOut:
    """Articles that are read elsewhere.

    Threads talk to Spark: an interruption in the middle of a call to Java would break off more than the call, and from
    the main thread Spark would take Ctrl-C for itself.
    """

    def __init__(self, reader: FileReader) -> None:
        """Use :func:`read`."""
        self._reader = reader
        self._threads = ThreadPoolExecutor(_AHEAD)
        self._spark = self._threads.submit(_session, reader.options).result()
        self._group = f"irkg-{uuid4()}"

    def __iter__(self) -> Iterator[ReadElsewhere | Skipped]:
        """Articles with what they tell, and what is none, in the order of the files."""
        context = self._spark.sparkContext
        cores = max(self._threads.submit(lambda: context.defaultParallelism).result(), 1)
        files = len(self._reader.files)
        size = min(-(-files // (_FINE * cores)), _FINE)
        rounds = (range(at, min(at + size * cores, files)) for at in range(0, files, size * cores))
        waiting: deque[tuple[range, Future[Ready]]] = deque()
        try:
            while True:
                while len(waiting) < _AHEAD and (places := next(rounds, None)):
                    waiting.append((places, self._threads.submit(self._ready, places, size)))
                if not waiting:
                    return
                yield from self._told(*waiting.popleft())
        except BaseException:
            self._threads.shutdown(wait=False, cancel_futures=True)
            # also what is just on its way: else it would run on, and who waits for the threads in the end with it
            cancel = context._jsc.sc().cancelJobGroupAndFutureJobs  # noqa: SLF001 - of Python's there is none
            Thread(target=cancel, args=(self._group,), daemon=True).start()
            raise

    def _told(self, places: range, ready: Future[Ready]) -> Iterator[ReadElsewhere | Skipped]:
        """What was found in some files; where a partition cannot be read whatever is tried, each file by itself."""
        try:
            found, rows = ready.result()
        except Exception as error:  # noqa: BLE001 - Spark's own, of many kinds; the partition is told
            if len(places) == 1:
                yield Skipped(origin=self._reader.files[places[0]], reason=f"Spark gave it up: {_first_line(error)}")
                return
            half = len(places) // 2
            for part in (places[:half], places[half:]):
                yield from self._told(part, self._threads.submit(self._ready, part, 1))
            return
        for row in rows:
            yield item(row.asDict(recursive=True))
        self._threads.submit(found.unpersist)

    def _ready(self, places: range, size: int) -> Ready:
        """The rows of some files, read by now and kept on the workers' disks until they are fetched."""
        from pyspark import StorageLevel

        self._spark.sparkContext.setJobGroup(self._group, "irkg reads articles", interruptOnCancel=True)
        asked = self._spark.range(places.start, places.stop, 1, -(-len(places) // size))
        found = asked.mapInArrow(self._reader, schema()).persist(StorageLevel.DISK_ONLY)
        try:
            found.count()
        except BaseException:
            found.unpersist()
            raise
        return found, found.toLocalIterator()


def _session(options: Options) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")  # it asks only for its version
    try:
        import pyarrow as pa
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(INSTALL) from error
    del pa  # Spark asks for it only when work has begun
    builder: Any = SparkSession.builder
    builder = (
        builder.appName("irkg")
        .master(options.master or f"local[{options.jobs or workers.cores()},{_TRIES}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
    )
    with _said() as said:
        try:
            session: SparkSession = builder.getOrCreate()
        except (PySparkException, Py4JError) as error:
            raise KgError(f"Spark does not start: {_why(said, error, options.master)}") from error
    session.sparkContext.setLogLevel("OFF")
    return session


@contextmanager
def _said() -> Iterator[list[str]]:
    """What processes that are started meanwhile say, which is not shown: Java tells at length of what is no fault."""
    ours, (reading, writing) = os.dup(2), os.pipe()
    os.dup2(writing, 2)
    os.close(writing)
    lines: list[str] = []

    def listen() -> None:
        with os.fdopen(reading, encoding="utf-8", errors="replace") as stream:
            for line in stream:
                lines.append(line)
                del lines[:-_REMEMBERED]

    Thread(target=listen, daemon=True).start()
    try:
        yield lines
    finally:
        os.dup2(ours, 2)
        os.close(ours)


def _why(said: Sequence[str], error: Exception, master: str | None) -> str:
    """Why Spark did not start, and what to do about it."""
    heard = "".join(said)
    if master is not None and re.search(r"Failed to connect|UnknownHost|unresponsive", heard):
        return f"nothing answers at {master}; is the cluster running, and is that the address given by --master?"
    if master is not None and re.search(r"Master must|Could not parse Master|Invalid master URL", heard):
        return f"{master!r} is no cluster; --master takes spark://host:7077, yarn, k8s://host:port or local[4]"
    return f"{_first_line(error)}\n{INSTALL}, and set JAVA_HOME where java is not found"


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
