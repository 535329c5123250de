"""Bring other people's event data into a graph: files in, reports into the log, in memory that does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.base.errors import ReadError, UsageError
from kg.graph.build import Summary, refresh
from kg.importers import IMPORTERS, Chunk, Coder, FileError, Importer, RowError, find, read
from kg.importers.row_actors import Cast, Tally
from kg.model import Article, Report
from kg.store import Log, Reading
from kg.store.records import LoggedArticle

COMMIT = 4  # chunks a commit: what a kill can cost at most
HOPELESS = 200  # rows at the head of a file that all fail: it is something else
EXAMPLES = 10
_COMMONEST = 10
_GONE = "its file has changed since"

Progress = Callable[[int], None]


@dataclass(slots=True)
class Share:
    """How many of some things were recognised, and the commonest of the others."""

    given: int = 0
    known: int = 0
    unknown: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, tally: Tally) -> Share:
        """A tally as it is told."""
        commonest = sorted(tally.unknown.items(), key=lambda item: (-item[1], item[0]))[:_COMMONEST]
        return cls(tally.given, tally.known, dict(commonest))


@dataclass(slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        dataset: Name of the data set.
        files: Files and members of archives that were read.
        rows: Rows in them, headers not counted.
        reports: Rows that became reports in this run.
        known: Rows of parts that were imported before and are the same.
        replaced: Parts imported before that count no more, because their file has changed.
        left_out: Rows that are in order but no event, by reason.
        skipped: Rows that cannot be read, by reason.
        examples: Where the first of the skipped stand, and why.
        files_skipped: Files that cannot be read, or not to their end, and why.
        countries, actors, codes: What was recognised of what the rows of this run name.
        written: The views written.
    """

    dataset: str
    files: int = 0
    rows: int = 0
    reports: int = 0
    known: int = 0
    replaced: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    examples: list[tuple[str, str]] = field(default_factory=list)
    files_skipped: list[tuple[str, str]] = field(default_factory=list)
    countries: Share = field(default_factory=Share)
    actors: Share = field(default_factory=Share)
    codes: Share = field(default_factory=Share)
    written: list[str] = field(default_factory=list)


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
        raise UsageError(f"unknown data set {dataset!r}; known: {', '.join(IMPORTERS)}")
    importer = IMPORTERS[dataset]
    files = find(sources, importer.suffixes)
    made = not Log.there(out)
    log = Log.create(out)
    with log.writing():
        done = _Run(importer, log, rebuild=rebuild, strict=strict, progress=progress).files(files)
        if made and done.files_skipped and not (done.reports or done.known):
            log.discard()  # an empty graph would only look like one
        elif done.reports or done.replaced:
            summary = Summary()
            refresh(log, out, summary)
            done.written = summary.files
    return done


class _Run:
    """One run of an import: counts what comes in, and commits it."""

    def __init__(self, importer: Importer, log: Log, *, rebuild: bool, strict: bool, progress: Progress | None) -> None:
        self._importer, self._log = importer, log
        self._rebuild, self._strict, self._progress = rebuild, strict, progress
        self._cast = Cast()
        self._codes = Tally()
        self._left_out: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
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
        done.countries, done.actors = Share.of(self._cast.countries), Share.of(self._cast.actors)
        done.codes = Share.of(self._codes)
        return done

    def _earlier(self) -> dict[str, set[str]]:
        """Parts of this data set that the log has, by their file."""
        found: dict[str, set[str]] = {}
        for article, skipped in self._log.articles():
            if article.id.startswith(f"{self._importer.name}/") and skipped is None:
                found.setdefault(article.origin.rpartition(":")[0], set()).add(article.id)
        return found

    def _file(self, path: Path, earlier: dict[str, set[str]]) -> None:
        met: dict[str, set[str]] = {}
        try:
            for chunk in read(path, header=self._importer.header):
                self._done.files += chunk.origin not in met
                article = self._article(chunk)
                met.setdefault(chunk.origin, set()).add(article.id)
                self._chunk(chunk, article)
        except (ReadError, FileError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            if self._strict:
                raise ReadError(f"{path}: {reason}") from error
            self._done.files_skipped.append((str(path), reason))
            return  # what is not in a damaged file may be behind the damage: nothing is taken back
        for origin, ids in met.items():
            for gone in sorted(earlier.get(origin, set()) - ids):
                self._retire(gone, origin)

    def _article(self, chunk: Chunk) -> LoggedArticle:
        """The part of the log that a chunk is: known by its content."""
        content = chunk.hash
        last = chunk.first + len(chunk.lines) - 1
        return LoggedArticle(
            id=f"{self._importer.name}/{content}",
            name=f"{Path(chunk.origin).name} {chunk.first}-{last}",
            text="",
            logged_hash=content,
            text_length=0,
            origin=f"{chunk.origin}:{chunk.first}",
        )

    def _chunk(self, chunk: Chunk, article: LoggedArticle) -> None:
        coder = self._importer.start(_decode(chunk.head)[0].split("\t"), self._cast)
        self._done.rows += len(chunk.lines)
        if self._log.knows(article) and not self._rebuild:
            self._done.known += len(chunk.lines)
        else:
            reports = tuple(self._reports(chunk, coder, article.id))
            self._done.reports += len(reports)
            self._batch.append(Reading(article=article, reports=reports))
            if len(self._batch) == COMMIT:
                self._commit()
        if self._progress is not None:
            self._progress(self._done.rows)

    def _reports(self, chunk: Chunk, coder: Coder, article: str) -> Iterator[Report]:
        seen: set[tuple[str, object]] = set()  # ICEWS counts some ids anew each day
        read_ones = 0
        for number, raw in enumerate(chunk.lines, chunk.first):
            line, sound = _decode(raw)
            if not line:
                self._skip(chunk, number, RowError("empty line"))
                continue
            try:
                found = coder(_cells(line), article)
            except RowError as error:
                self._skip(chunk, number, error)
                read_ones += error.harmless
                if not read_ones and number - chunk.first + 1 == HOPELESS and chunk.first <= 2:  # noqa: PLR2004 - a file's first chunk
                    raise FileError(f"none of its first {HOPELESS} rows is one of {self._importer.title}") from error
                continue
            if (key := (found.doc, found.when.earliest)) in seen:
                self._skip(chunk, number, RowError("the id of a row before", found.doc))
                continue
            if not sound:
                self._note(chunk, number, "not UTF-8: read as Windows-1252")
            seen.add(key)
            read_ones += 1
            self._codes.add(found.original_code or "", known=True)
            yield found

    def _skip(self, chunk: Chunk, number: int, error: RowError) -> None:
        if error.code is not None:
            self._codes.add(error.code, known=error.harmless)
        if error.harmless:
            self._left_out[error.reason] += 1
            return
        if self._strict:
            raise ReadError(f"{chunk.origin}:{number}: {error}")
        self._skipped[error.reason] += 1
        self._note(chunk, number, str(error))

    def _note(self, chunk: Chunk, number: int, reason: str) -> None:
        if len(self._done.examples) < EXAMPLES:
            self._done.examples.append((f"{chunk.origin}:{number}", reason))

    def _retire(self, gone: str, origin: str) -> None:
        """Take back a part whose file no longer has it."""
        self._batch.append(Reading(article=Article(id=gone, name=gone, text="", origin=f"{origin}:0"), skipped=_GONE))
        self._done.replaced += 1

    def _commit(self) -> None:
        done = self._batch[:]
        self._batch.clear()  # first: a batch that failed is not tried again
        self._log.append(done)


def _decode(line: bytes) -> tuple[str, bool]:
    """A line as text, and whether it is UTF-8."""
    stripped = line.rstrip(b"\r\n")
    try:
        return stripped.decode("utf-8"), True
    except UnicodeDecodeError:
        return stripped.decode("cp1252", "replace"), False


def _cells(line: str) -> list[str]:
    """Cells of a line; some editions put quotes around texts."""
    cells = line.split("\t")
    if '"' not in line:
        return cells
    return [c[1:-1].replace('""', '"') if len(c) > 1 and c[0] == c[-1] == '"' else c for c in cells]
