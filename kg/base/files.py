"""Files that are whole or not there: written beside their place, put to disk, renamed; and locks between processes."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.base.places import here

_STEM = 100  # characters of a name that a temporary name repeats: names have 255 bytes at most


@contextmanager
def whole(path: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes its place when it is complete and on the disk.

    Its temporary name is its own, so that several may write one path: the last one stays. What a killed writer left
    beside it is removed. A device or a pipe is written as it is.

    Args:
        path: The file.
        durable: When this ends, the new file is in its place also after a power cut; else the old one may be.

    Raises:
        OSError: It cannot be written; what was there before is still there.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    path = path.resolve() if path.is_symlink() else path  # what a link points to is written, as by a shell's ">"
    here(path)
    _sweep(path)
    unfinished = path.with_name(f".{path.name[:_STEM]}.{secrets.token_hex(4)}.unfinished")
    try:
        with unfinished.open("xb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # tells others that its writer lives
            yield file
            file.flush()
            os.fsync(file.fileno())
            unfinished.replace(path)
        if durable:
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace a file as a whole; see :func:`whole`."""
    with whole(path, durable=durable) as file:
        file.write(data)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder to disk: else a power cut can take a file that is safe itself."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def leftovers(path: Path) -> list[Path]:
    """What killed writers of a file left beside it."""
    name = re.compile(rf"\.{re.escape(path.name[:_STEM])}\.[0-9a-f]{{8}}\.unfinished")
    found = (other for other in path.parent.iterdir() if name.fullmatch(other.name) and other.is_file())
    return sorted(other for other in found if not _written(other))


def _sweep(path: Path) -> None:
    with suppress(OSError):  # does no harm where it is
        for left in leftovers(path):
            left.unlink()


def _written(path: Path) -> bool:
    """Whether somebody is writing a file just now."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    return False


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[BinaryIO]:
    """Hold a lock file, which is made when it is not there. The lock ends with its process.

    Args:
        path: The file.
        wait: Wait for who holds it.

    Raises:
        BlockingIOError: Another process holds it, and we do not wait.
        OSError: There can be no lock: no such folder, or a drive that knows none.
    """
    here(path)
    while True:
        with path.open("a+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if _is(path, lock):
                yield lock
                return
        # who held it has removed the file meanwhile: what we hold keeps nobody out


def _is(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
