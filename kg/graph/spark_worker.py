"""What a worker of Spark does: files in, articles with their reports out, as rows of Arrow; and what these rows mean.

Articles are read by the function that local processes share out, in a process of its own: one that an article kills
costs that article, and not Spark's worker.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, cast

from kg.base.errors import KgError
from kg.corpus import Skipped
from kg.corpus.near_duplicates import fingerprint
from kg.extraction import Extraction
from kg.graph import intake, workers
from kg.graph.loading import extractor
from kg.graph.options import Options
from kg.model import Article, Report
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.logged import LoggedArticle
from kg.store.records import article_of, article_record, report_of, report_record

if TYPE_CHECKING:
    import pyarrow as pa

    from kg.extraction import Extractor

_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int",
    "DOUBLE": "double",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "VARCHAR[]": "array<string>",
}
_BATCH = 100  # rows that are handed over together

Row = Mapping[str, Any]

_loaded: dict[str, Extractor] = {}  # Spark uses a worker again: the model is loaded once


def schema() -> str:
    """The columns of a row, as Spark writes types.

    ``unread`` (why a file or an article was not) and ``failed``, those of an article in the log, and ``told``: its
    reports with the columns that they have there.
    """
    report = ", ".join(f"`{name}`: {_TYPES[type_]}" for name, type_ in REPORT_COLUMNS.items())
    article = ", ".join(f"`{name}` {_TYPES[type_]}" for name, type_ in ARTICLE_COLUMNS.items())
    return f"unread string, failed string, {article}, told array<struct<{report}>>"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadElsewhere(LoggedArticle):
    """An article that a worker read.

    Attributes:
        outcome: What it tells; why it was skipped; what failed.
    """

    outcome: workers.Told


def item(row: Row) -> ReadElsewhere | Skipped:
    """What a row means."""
    if row["unread"] is not None:
        return Skipped(origin=row["origin"], reason=row["unread"])
    article = article_of(row)
    kept = {field.name: getattr(article, field.name) for field in fields(article)}
    return ReadElsewhere(**kept, outcome=(tuple(map(report_of, row["told"])), row["skipped"], row["failed"]))


class Elsewhere:
    """In place of an extractor: hands on what workers found in articles that come from :func:`item`."""

    @staticmethod
    def extract(articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each tells, in order."""
        for article in articles:
            reports, skipped, failed = cast("ReadElsewhere", article).outcome
            yield Extraction(article=article, reports=reports, skipped=skipped, failed=failed)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReader:
    """Reads the files of a partition.

    Attributes:
        files: All files; a partition holds places in this list.
        options: How to read.
        known: Of articles that the graph has, by id, the hash of their content: they are not read again.
        folder: Where relative names of files begin.
    """

    files: Sequence[str]
    options: Options
    known: Mapping[str, str]
    folder: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """From places of files to rows, both as Arrow."""
        with suppress(OSError):
            os.chdir(self.folder)
        waiting: list[dict[str, object]] = []
        for row in self.rows([self.files[at] for batch in batches for at in batch.column(0).to_pylist()]):
            waiting.append(row)
            if len(waiting) == _BATCH:
                yield _arrow(waiting)
                waiting = []
        yield _arrow(waiting)

    def rows(self, files: Sequence[str]) -> Iterator[dict[str, object]]:
        """One row an article or what is none, in order."""
        waiting: deque[dict[str, object] | None] = deque()  # what was met, in order; None for an article to be read

        def new() -> Iterator[Article]:
            for file in files:
                for found in self._found(file):
                    if isinstance(found, Skipped):
                        waiting.append(_row(LoggedArticle(**_NOBODY, origin=found.origin), unread=found.reason))
                    elif self.known.get(found.id) == found.content_hash:
                        waiting.append(_row(found))
                    else:
                        waiting.append(None)
                        yield found

        for done in workers.apart(self._reader(), new()):
            while (other := waiting.popleft()) is not None:
                yield other
            article = replace(done.article, fingerprint=fingerprint(done.article.text))
            yield _row(article, done.reports, skipped=done.skipped, failed=done.failed)
        yield from filter(None, waiting)

    def _found(self, file: str) -> Iterator[Article | Skipped]:
        try:
            yield from intake.found_in([file], self.options)
        except KgError as error:  # it was there when the files were listed
            yield Skipped(origin=file, reason=str(error))

    def _reader(self) -> workers.ReadsArticles:
        key = repr(self.options)
        if key not in _loaded:
            _loaded.clear()
            _loaded[key] = extractor(self.options)
        return _loaded[key]


_NOBODY: dict[str, Any] = {"id": "", "name": "", "text": "", "logged_hash": "", "text_length": 0}


def _row(
    article: Article,
    reports: Sequence[Report] = (),
    *,
    skipped: str | None = None,
    failed: str | None = None,
    unread: str | None = None,
) -> dict[str, object]:
    record = article_record(article, skipped, reports=len(reports))
    return {"unread": unread, "failed": failed, **record, "told": list(map(report_record, reports))}


def _arrow(rows: list[dict[str, object]]) -> pa.RecordBatch:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int": pa.int32(),
        "double": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "array<string>": pa.list_(pa.string()),
    }
    report = pa.struct([(name, types[_TYPES[type_]]) for name, type_ in REPORT_COLUMNS.items()])
    article = [(name, types[_TYPES[type_]]) for name, type_ in ARTICLE_COLUMNS.items()]
    own = [("unread", pa.string()), ("failed", pa.string()), *article, ("told", pa.list_(report))]
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema(own))
