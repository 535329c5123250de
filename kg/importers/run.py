"""Bring other people's event data into a graph: files in, reports into the log, in memory that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg.base.collector import undisturbed
from kg.base.errors import ReadError, UsageError
from kg.base.suggestions import unknown
from kg.graph.options import Summary
from kg.graph.written import refresh
from kg.importers import IMPORTERS, Importer
from kg.importers.errors import FileError, OtherLayoutError, RowError
from kg.importers.event_files import Chunk, Table, find, height, tables
from kg.importers.opening import Opened, opened
from kg.importers.recognition import Tally
from kg.importers.row_actors import RowActors
from kg.importers.summary import Imported, Share
from kg.model import Article, Report
from kg.store import Log, Reading
from kg.store.logged import LoggedArticle

COMMIT = 4  # chunks a commit: what a kill can cost at most
HOPELESS = 200  # rows at the head of a file that all fail: it is something else
EXAMPLES = 10  # of each reason
_GIVEN_UP = "behind rows none of which fitted"
_GONE = "its file has changed since"

Progress = Callable[[int], None]


def import_files(
    dataset: str,
    sources: Sequence[str | Path],
    out: Path,
    *,
    rebuild: bool = False,
    strict: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Import event tables into the log of a graph directory.

    A part of a file that the log has is not read again; a file that has changed replaces what came from it. Rows that
    cannot be read are left out and told, and all others stay. Views are written as a build writes them: unless the
    graph is large.

    Args:
        dataset: A name in :data:`kg.importers.IMPORTERS`.
        sources: Files or folders, packed or not.
        out: The graph directory; made when there is none.
        rebuild: Read again what the log has, as after a change of the actor tables.
        strict: Stop at the first file or row that cannot be read; what came before it is kept.
        progress: Called with the number of rows done so far.

    Raises:
        UsageError: The data set is unknown, or a source does not exist.
        ReadError: With ``strict``.
        GraphError: The directory cannot be written, or another process is writing to it.
    """
    if dataset not in IMPORTERS:
        raise UsageError(unknown("data set", dataset, IMPORTERS))
    importer = IMPORTERS[dataset]
    files = find(sources, importer.suffixes)
    log = Log.create(out)
    with log.writing() as made:
        done = _Run(importer, log, rebuild=rebuild, strict=strict, progress=progress).files(files)
        if made and done.files_skipped and not (done.reports or done.known):
            log.discard()  # an empty graph would only look like one
        else:
            summary = Summary()
            refresh(log, out, summary)
            done.written, done.removed = summary.files, summary.removed
    return done


class _Run:
    """One run of an import: counts what comes in, and commits it."""

    def __init__(self, importer: Importer, log: Log, *, rebuild: bool, strict: bool, progress: Progress | None) -> None:
        self._importer, self._log = importer, log
        self._rebuild, self._strict, self._progress = rebuild, strict, progress
        self._cast = RowActors()
        self._codes = Tally()
        self._left_out: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._noted: Counter[str] = Counter()
        self._at = ""  # the row at hand
        self._had: set[str] = set()  # parts of the log
        self._batch: list[Reading] = []
        self._done = Imported(dataset=importer.name)

    def files(self, files: Iterable[Path]) -> Imported:
        """Import all files, then tell."""
        earlier = self._earlier()
        try:
            for path in files:
                self._file(path, earlier)
        finally:  # also when interrupted: what was read is kept
            self._commit()
        done = self._done
        done.left_out, done.skipped = dict(sorted(self._left_out.items())), dict(sorted(self._skipped.items()))
        done.told = dict(sorted(self._told.items()))
        done.countries, done.actors = Share.of(self._cast.countries), Share.of(self._cast.actors)
        done.codes = Share.of(self._codes)
        return done

    def _earlier(self) -> dict[str, set[str]]:
        """Parts of this data set that the log has, by their file."""
        found: dict[str, set[str]] = {}
        for article, skipped in self._log.articles():
            if article.id.startswith(f"{self._importer.name}/") and skipped is None:
                found.setdefault(article.origin.rpartition(":")[0], set()).add(article.id)
                self._had.add(article.id)
        return found

    def _file(self, path: Path, earlier: dict[str, set[str]]) -> None:
        met: dict[str, set[str]] = {}
        try:
            for table in tables(path, quoted=self._importer.quoted):
                self._table(table, met)
        except (ReadError, FileError) as error:
            if isinstance(error, OtherLayoutError):
                self._done.rows += error.rows
                self._skipped[error.reason] += error.rows
            if self._strict:
                raise ReadError(f"{path}: {error}") from error
            self._done.files_skipped.append((str(path), str(error)))
            return  # what is not in a damaged file may be behind the damage: nothing is taken back
        for origin, ids in met.items():
            for gone in sorted(earlier.get(origin, set()) - ids):
                self._retire(gone, origin)

    def _table(self, table: Table, met: dict[str, set[str]]) -> None:
        found = opened(table, self._importer, self._cast, self._tell, IMPORTERS)
        self._done.taken += [(table.origin, note) for note in found.notes]
        for chunk in found.chunks():
            self._done.files += chunk.origin not in met
            article = self._article(chunk, found.key(chunk))
            met.setdefault(chunk.origin, set()).add(article.id)
            self._chunk(chunk, article, found)

    def _article(self, chunk: Chunk, content: str) -> LoggedArticle:
        """The part of the log that a chunk is: known by its content."""
        last = chunk.first + len(chunk.lines) - 1
        return LoggedArticle(
            id=f"{self._importer.name}/{content}",
            name=f"{Path(chunk.origin).name} {chunk.first}-{last}",
            text="",
            logged_hash=content,
            text_length=0,
            origin=f"{chunk.origin}:{chunk.first}",
        )

    @undisturbed()  # thousands of reports are made, and none of them is garbage
    def _chunk(self, chunk: Chunk, article: LoggedArticle, found: Opened) -> None:
        self._done.rows += len(chunk.lines)
        # the log is asked of parts that it may have alone: a question a part costs as much as reading a tenth of it
        known = article.id in self._had and self._log.knows(article)
        if known and not self._rebuild:
            self._done.known += len(chunk.lines)
        else:
            reports = tuple(self._reports(chunk, article.id, found))
            self._done.reports += len(reports)
            self._batch.append(Reading(article=article, reports=reports))
            if len(self._batch) == COMMIT:
                self._commit()
        if self._progress is not None:
            self._progress(self._done.rows)

    def _reports(self, chunk: Chunk, article: str, found: Opened) -> Iterator[Report]:
        seen: set[tuple[str, object]] = set()  # ICEWS counts some ids anew each day
        read_ones = 0
        at = chunk.first
        for number, raw in enumerate(chunk.lines, chunk.first):
            self._at = f"{chunk.origin}:{at}"
            at += height(raw)
            try:
                reports = found.reports(raw, article)
                first = reports[0]
                if (key := (first.doc, first.when.earliest)) in seen:
                    raise RowError("the id of a row before", first.doc)  # noqa: TRY301 - told like any other bad row
            except RowError as error:
                self._skip(error)
                read_ones += error.harmless
                if not read_ones and number - chunk.first + 1 == HOPELESS and chunk.first <= 2:  # noqa: PLR2004 - a file's first chunk
                    self._skipped[_GIVEN_UP] += len(chunk.lines) - HOPELESS
                    raise FileError(f"none of its first {HOPELESS} rows is one of {self._importer.title}") from error
                continue
            seen.add(key)
            read_ones += 1
            self._done.imported += 1
            self._codes.add(first.original_code or "", known=True)
            yield from reports

    def _skip(self, error: RowError) -> None:
        if error.code is not None:
            self._codes.add(error.code, known=error.harmless)
        if error.harmless:
            self._left_out[error.reason] += 1
            return
        if self._strict:
            raise ReadError(f"{self._at}: {error}")
        self._skipped[error.reason] += 1
        self._note(error.reason, str(error))

    def _tell(self, remark: str, detail: str) -> None:
        self._told[remark] += 1
        self._note(remark, f"{remark}: {detail!r}" if detail else remark)

    def _note(self, reason: str, text: str) -> None:
        self._noted[reason] += 1
        if self._noted[reason] <= EXAMPLES:
            self._done.examples.append((self._at, text))

    def _retire(self, gone: str, origin: str) -> None:
        """Take back a part whose file no longer has it."""
        self._batch.append(Reading(article=Article(id=gone, name=gone, text="", origin=f"{origin}:0"), skipped=_GONE))
        self._done.replaced += 1

    def _commit(self) -> None:
        done = self._batch[:]
        self._batch.clear()  # first: a batch that failed is not tried again
        self._log.append(done)
        self._had.update(reading.article.id for reading in done)
