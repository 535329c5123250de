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
from itertools import chain, islice
from pathlib import Path
from typing import IO

from kg.base.errors import ReadError, UsageError

ROWS = 5_000
"""Lines of a chunk: what is hashed, known or replaced as a whole."""
LONGEST = 1_000_000
"""Longest line in bytes; a real row has under ten thousand."""
_BUFFER = 1 << 20
_SMALL = 1 << 16  # what a damaged archive may cost beside the damage
_PACKED = (".zip", ".gz")
_DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError)


class _Damaged(Exception):  # noqa: N818 - told as a ReadError
    """What an archive said when it broke off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some consecutive lines of one file.

    Attributes:
        origin: Path of the file, with ``/`` and the name of the member when it is a zip archive.
        first: Number of the first line, from 1.
        lines: The lines as they are, without the header.
        head: The first line of the file: the header or, where there is none, a sample of the layout.
        header: Which of both it is.
    """

    origin: str
    first: int
    lines: tuple[bytes, ...]
    head: bytes
    header: bool

    @property
    def hash(self) -> str:
        """Hash of header and lines: the same wherever the file stands and however it is packed."""
        whole = hashlib.blake2b(self.head if self.header else b"", digest_size=8)
        for line in self.lines:
            whole.update(line)
        return whole.hexdigest()


def find(sources: Iterable[str | Path], suffixes: Sequence[str]) -> list[Path]:
    """The files of some sources: those named, and in folders those whose names end so, packed or not, sorted.

    Raises:
        UsageError: A source does not exist, or a folder holds no such file.
    """
    found = [file for source in sources for file in _files(Path(source), tuple(suffixes))]
    return list(dict.fromkeys(found))  # a file named twice is read once


def _files(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
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


def read(path: Path, *, header: bool) -> Iterator[Chunk]:
    """Read a file in chunks; memory does not grow with its size.

    Args:
        path: A table, plain or packed.
        header: Whether the first line is a header, which then is in no chunk.

    Raises:
        ReadError: It cannot be opened, or is damaged; chunks before the damage have been yielded.
    """
    where = os.path.abspath(path)  # noqa: PTH100 - of the name alone: links stay as they are
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                members = [info for info in archive.infolist() if not info.is_dir()]
                for info in sorted(members, key=lambda info: info.filename):
                    with archive.open(info) as member, io.BufferedReader(_raw(member), _SMALL) as handle:
                        yield from _chunks(handle, f"{where}/{info.filename}", header=header)
        else:
            with _opened(path) as handle:
                yield from _chunks(handle, where, header=header)
    except (_Damaged, *_DAMAGED) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ReadError(f"is damaged, or not whole: {reason}; what stands before is kept") from error


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if path.suffix.lower() != ".gz":
        with path.open("rb", buffering=_BUFFER) as handle:
            yield handle
        return
    with gzip.open(path, "rb") as handle:  # buffers by itself
        yield handle


def _raw(handle: object) -> io.RawIOBase:
    """Archive members read like raw files; a buffer of their own makes lines cheap."""
    assert isinstance(handle, io.BufferedIOBase)
    return handle  # type: ignore[return-value]  # BufferedReader asks no more of it than readinto


def _chunks(handle: IO[bytes] | gzip.GzipFile, origin: str, *, header: bool) -> Iterator[Chunk]:
    lines = _lines(handle)
    try:
        head = next(lines, b"")
    except _DAMAGED as error:
        raise _Damaged(error) from error
    if not header:
        lines = chain([head], lines)
    first = 2 if header else 1
    damage: _Damaged | None = None
    while damage is None:
        batch: list[bytes] = []
        try:
            batch.extend(islice(lines, ROWS))  # extend keeps what came before the archive broke off
        except _DAMAGED as error:
            damage = _Damaged(error)
        if batch or first <= 2:  # noqa: PLR2004 - an empty table is a chunk too, so that it is told
            yield Chunk(origin=origin, first=first, lines=tuple(batch), head=head, header=header)
        first += len(batch)
        if damage is None and len(batch) < ROWS:
            return
    raise damage


def _lines(handle: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while line := handle.readline(LONGEST):
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = handle.readline(LONGEST)  # an endless line: its beginning tells enough
        yield line
