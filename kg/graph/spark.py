"""Reading articles on the machines of a Spark cluster: files are shared out, and what is found comes back in order.

Workers read, :mod:`kg.graph.build` goes on as ever: the log is the one that a single machine would have written.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.base.errors import KgError, UsageError
from kg.corpus import Skipped
from kg.graph import workers
from kg.graph.options import Options
from kg.graph.spark_worker import FileReader, ReadElsewhere, item, schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

INSTALL = "Spark needs pyspark and Java 17 or later: pip install 'irkg[spark]'"
_TRIES = 4  # of a partition whose worker dies, as on a cluster
_ROUND = 8  # partitions a core that are under way together: what an interruption can cost


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
    """Articles that are read elsewhere."""

    def __init__(self, reader: FileReader) -> None:
        """Use :func:`read`."""
        self._reader = reader
        self._spark = _session(reader.options)

    def __iter__(self) -> Iterator[ReadElsewhere | Skipped]:
        """Articles with what they tell, and what is none, in the order of the files."""
        cores = max(self._spark.sparkContext.defaultParallelism, 1)
        places = range(len(self._reader.files))
        size = -(-len(places) // (_ROUND * cores)) if len(places) < _ROUND * cores * _ROUND else _ROUND
        for start in range(0, len(places), size * _ROUND * cores):
            yield from self._round(places[start : start + size * _ROUND * cores], size)

    def _round(self, places: range, size: int) -> Iterator[ReadElsewhere | Skipped]:
        """Some partitions at once; if one cannot be read whatever is tried, each file by itself."""
        found = self._shared_out(places, size)
        try:
            found.count()
        except Exception as error:  # noqa: BLE001 - Spark's own, of many kinds; the partition is told
            found.unpersist()
            if len(places) == 1:
                yield Skipped(origin=self._reader.files[places[0]], reason=f"Spark gave it up: {_first_line(error)}")
                return
            half = len(places) // 2
            yield from self._round(places[:half], 1)
            yield from self._round(places[half:], 1)
            return
        try:
            for row in found.toLocalIterator():
                yield item(row.asDict(recursive=True))
        finally:
            found.unpersist()

    def _shared_out(self, places: range, size: int) -> DataFrame:
        """The rows of some files, kept on the workers' disks until they are fetched."""
        from pyspark import StorageLevel

        partitions = -(-len(places) // size)
        asked = self._spark.range(places.start, places.stop, 1, partitions)
        return asked.mapInArrow(self._reader, schema()).persist(StorageLevel.DISK_ONLY)


def _session(options: Options) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        import pyarrow as pa
        from pyspark.errors import PySparkRuntimeError
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
    try:
        session: SparkSession = builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise KgError(f"Spark does not start ({_first_line(error)}); {INSTALL}, and set JAVA_HOME") from error
    session.sparkContext.setLogLevel("OFF")
    return session


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
