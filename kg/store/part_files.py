"""The files of a log as its manifest names them: which there are, whether each is what it must be, who reads them."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.errors import GraphError
from kg.base.files import locked
from kg.base.parquet import literal
from kg.store import manifest
from kg.store.manifest import KINDS, NAME, Manifest, RowKind, StorePart

if TYPE_CHECKING:
    import duckdb

_READING = ".reading.lock"


class PartFiles:
    """The folder of parts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: tuple[tuple[int, int, int], Manifest] | None = None

    def manifest(self) -> Manifest:
        """What the folder holds, read again when it has changed.

        Raises:
            GraphError: It is missing or makes no sense.
        """
        try:
            status = (self.folder / NAME).stat()
        except OSError:
            return Manifest.read(self.folder)  # says what is wrong
        now = status.st_ino, status.st_mtime_ns, status.st_size
        if self._read is None or self._read[0] != now:
            self._read = now, Manifest.read(self.folder)
        return self._read[1]

    def begin(self) -> None:
        """Make an empty folder, whatever was in it: files of others stay, and ours count no more.

        Raises:
            OSError: It cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            old = self.manifest()
            names = [*old.removable, *(part.file(kind) for part in old.files for kind in KINDS)]
        except GraphError:
            names = []
        Manifest(files={}, removable=tuple(sorted(names))).write(self.folder)

    def committed(self) -> list[StorePart]:
        """The parts that count, in order.

        Raises:
            GraphError: The manifest is missing or makes no sense.
        """
        return self.manifest().parts

    def files(self, kind: RowKind) -> list[str]:
        """The files that count, as DuckDB wants to be told of them.

        Raises:
            GraphError: One is missing, or has another length than it was written with.
        """
        current = self.manifest()
        for part in current.parts:
            if reason := self.fault(part, kind, current):
                raise self.damaged(part, kind, reason)
        return [self.name(kind, part) for part in current.parts]

    def name(self, kind: RowKind, part: StorePart) -> str:
        """A file as DuckDB wants to be told of it."""
        return literal(self.path(kind, part))

    def fault(self, part: StorePart, kind: RowKind, current: Manifest) -> str | None:
        """What is wrong with a file as far as its length tells."""
        try:
            size = self.path(kind, part).stat().st_size
        except OSError as error:
            return "it is missing" if isinstance(error, FileNotFoundError) else str(error.strerror or error)
        wanted = current.files[part][kind].size
        return None if size == wanted else f"it has {size:,} bytes in place of {wanted:,}"

    def damaged(self, part: StorePart, kind: RowKind, reason: str) -> GraphError:
        """What to tell of a part that cannot be read."""
        path = self.path(kind, part)
        return GraphError(
            f"the event log of {self.folder.parent} is damaged: {path}: {reason}\n"
            f"restore {path.name} from a copy; or give that part up with kg doctor --mend -g {self.folder.parent} and "
            "build again: its articles are read anew, all others stay"
        )

    def path(self, kind: RowKind, part: StorePart) -> Path:
        """Where a part's file is."""
        return self.folder / part.file(kind)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep files from being removed while they are read, though they count no more."""
        try:
            lock = (self.folder.parent / _READING).open("rb")
        except OSError:  # nobody can write here
            yield
            return
        with lock:
            with suppress(OSError):  # a drive without locks
                fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    def show_to(self, database: duckdb.DuckDBPyConnection) -> None:
        """Let a database read the files: of this machine's it need not be told."""

    def sweep(self) -> None:
        """Remove what an interrupted run left, and what larger parts have taken the place of, unless someone reads.

        Raises:
            OSError: The folder cannot be written.
        """
        current = self.manifest()
        (self.folder.parent / _READING).touch()
        for name in {*manifest.begun(self.folder)} - {part.file(kind) for part in current.files for kind in KINDS}:
            (self.folder / name).unlink(missing_ok=True)
        manifest.ended(self.folder)
        if not current.removable:
            return
        try:
            with locked(self.folder.parent / _READING, wait=False):
                for name in current.removable:
                    (self.folder / name).unlink(missing_ok=True)
        except BlockingIOError:
            return
        replace(current, removable=()).write(self.folder)

    def remove(self) -> None:
        """Remove the folder when nothing is in it but the manifest of an empty log.

        Raises:
            OSError: Something is.
        """
        (self.folder / NAME).unlink()
        manifest.ended(self.folder)
        (self.folder.parent / _READING).unlink(missing_ok=True)
        self.folder.rmdir()
