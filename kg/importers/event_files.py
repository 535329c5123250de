"""Lines of event tables out of files, folders, zip and gzip archives, a few thousand at a time."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from kg.base.errors import ReadError, UsageError
from kg.base.places import missing

ROWS = 5_000
"""Lines of a chunk: what is hashed, known or replaced as a whole."""
LONGEST = 1_000_000
"""Longest line in bytes; a real row has under ten thousand."""
TALLEST = 200
"""Lines that a cell in quotes may span."""
_BUFFER = 1 << 20
_SMALL = 1 << 16  # what a damaged archive may cost beside the damage
_PACKED = (".zip", ".gz")
_DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some consecutive lines of one table.

    Attributes:
        origin: Path of the file, with ``/`` and the name of the member when it is a zip archive.
        first: Number of the first line, from 1.
        lines: The lines as they are, without the header.
        head: The header; nothing where there is none.
    """

    origin: str
    first: int
    lines: tuple[bytes, ...]
    head: bytes

    @property
    def hash(self) -> str:
        """Hash of header and lines: the same wherever the file stands and however it is packed."""
        return hashlib.blake2b(b"".join((self.head, *self.lines)), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: a file, or a member of a zip archive. It can be read as often as one likes.

    Attributes:
        path: The file.
        member: Name within the archive, None outside of one.
        quoted: Whether cells in quotes may hold line ends: such lines are one row.
    """

    path: Path
    member: str | None = None
    quoted: bool = False

    @property
    def origin(self) -> str:
        """Where it stands, for messages and for the log."""
        where = os.path.abspath(self.path)  # noqa: PTH100 - of the name alone: links stay as they are
        return where if self.member is None else f"{where}/{self.member}"

    def lines(self) -> Iterator[bytes]:
        """Yield its rows as they stand there: lines, or several of which quotes make one.

        Raises:
            ReadError: It cannot be opened, or is damaged; lines before the damage have been yielded.
        """
        return _joined(self._lines()) if self.quoted else self._lines()

    def _lines(self) -> Iterator[bytes]:
        try:
            with self._opened() as handle:
                line = handle.readline(LONGEST)
                if b"\n" not in line and b"\r" in line:
                    yield from _returned(line, handle)
                    return
                while line := line or handle.readline(LONGEST):
                    rest = line
                    while len(rest) == LONGEST and not rest.endswith(b"\n"):
                        rest = handle.readline(LONGEST)  # an endless line: its beginning tells enough
                    yield line
                    line = b""
        except _DAMAGED as error:
            raise _damaged(error) from error

    def sample(self, lines: int) -> list[bytes]:
        """Its first lines; fewer when it breaks off before.

        Raises:
            ReadError: Not even the first can be read.
        """
        found: list[bytes] = []
        try:
            found.extend(islice(self.lines(), lines))  # extend keeps what came before the damage
        except ReadError:
            if not found:
                raise
        return found

    def chunks(self, *, header: bool) -> Iterator[Chunk]:
        """Yield it in chunks; memory does not grow with its size.

        Args:
            header: Whether the first line is a header, which then is in no chunk.

        Raises:
            ReadError: It is damaged; chunks before the damage have been yielded.
        """
        lines = self.lines()
        head = next(lines, b"") if header else b""
        first = 2 if header else 1
        damage: ReadError | None = None
        while damage is None:
            batch: list[bytes] = []
            try:
                batch.extend(islice(lines, ROWS))
            except ReadError as error:
                damage = error
            if batch or first <= 2:  # noqa: PLR2004 - an empty table is a chunk too, so that it is told
                yield Chunk(origin=self.origin, first=first, lines=tuple(batch), head=head)
            first += sum(map(height, batch))
            if damage is None and len(batch) < ROWS:
                return
        raise damage

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes] | gzip.GzipFile | io.BufferedReader]:
        if self.member is not None:
            with (
                zipfile.ZipFile(self.path) as archive,
                archive.open(self.member) as member,
                io.BufferedReader(_raw(member), _SMALL) as handle,
            ):
                yield handle
        elif self.path.suffix.lower() == ".gz":
            with gzip.open(self.path, "rb") as handle:  # buffers by itself
                yield handle
        else:
            with self.path.open("rb", buffering=_BUFFER) as handle:
                yield handle


def height(row: bytes) -> int:
    """How many lines of its file a row takes."""
    return row.count(b"\n") or row.count(b"\r") or 1


def _returned(start: bytes, handle: IO[bytes] | gzip.GzipFile | io.BufferedReader) -> Iterator[bytes]:
    """Lines that end with a carriage return alone, as programs for old Macintoshes write them."""
    rest = start
    while block := handle.read(LONGEST):
        *lines, rest = (rest + block).split(b"\r")
        yield from (line + b"\r" for line in lines)
        rest = rest[:LONGEST]
    yield from rest.splitlines(keepends=True)


def _joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines, those joined that a cell in quotes holds together; a quote that nothing closes holds nothing."""
    for line in lines:
        if line.count(b'"') % 2 == 0:
            yield line
            continue
        held = [line]
        for more in lines:
            held.append(more)
            if more.count(b'"') % 2 or len(held) > TALLEST:
                break
        closed = len(held) > 1 and held[-1].count(b'"') % 2
        yield from [b"".join(held)] if closed else held


def tables(path: Path, *, quoted: bool = False) -> list[Table]:
    """The tables in a file: itself, or the members of a zip archive, sorted by name.

    Args:
        path: The file.
        quoted: Whether cells in quotes may hold line ends.

    Raises:
        ReadError: The archive cannot be opened, or it is no regular file: a pipe would be waited for.
    """
    if path.exists() and not path.is_file():
        raise ReadError("no regular file")
    if path.suffix.lower() != ".zip":
        return [Table(path=path, quoted=quoted)]
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(info.filename for info in archive.infolist() if not info.is_dir())
    except _DAMAGED as error:
        raise _damaged(error) from error
    return [Table(path=path, member=name, quoted=quoted) for name in names]


def find(sources: Iterable[str | Path], suffixes: Sequence[str]) -> list[Path]:
    """The files of some sources: those named, and in folders those whose names end so, packed or not, sorted.

    Raises:
        UsageError: A source does not exist, or a folder holds no such file.
    """
    found = [file for source in sources for file in _files(Path(source), tuple(suffixes))]
    return list(dict.fromkeys(found))  # a file named twice is read once


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if not path.exists():
        raise missing(path)
    if not path.is_dir():
        return [path]
    ends = (*suffixes, *(end + packed for end in suffixes for packed in _PACKED), ".zip")
    files = [
        Path(root, name)
        for root, _, names in os.walk(path)
        for name in names
        if not name.startswith(".") and name.lower().endswith(ends)
    ]
    if not files:
        raise UsageError(f"{path}: no event tables in this folder (files ending in {' '.join(suffixes)}, .zip, .gz)")
    return sorted(files, key=lambda file: file.relative_to(path).parts)


def _damaged(error: BaseException) -> ReadError:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return ReadError(f"is damaged, or not whole: {reason}; what stands before is kept")


def _raw(handle: object) -> io.RawIOBase:
    """Archive members read like raw files; a buffer of their own makes lines cheap."""
    assert isinstance(handle, io.BufferedIOBase)
    return handle  # type: ignore[return-value]  # BufferedReader asks no more of it than readinto
