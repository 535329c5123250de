"""How far reading is: by bytes of the files, since nobody knows how many articles they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Meter:
    """Counts bytes of files as they are read."""

    def __init__(self) -> None:
        """Nothing is known before :meth:`expect` is told of files."""
        self._total: int | None = None
        self._passed = 0
        self._open: IO[bytes] | None = None

    def expect(self, files: Iterable[Path | str]) -> None:
        """Be told what will be read. Of addresses and standard input nobody knows how long they are: no share then."""
        files = list(files)
        if any(isinstance(file, str) for file in files):
            return
        self._total = sum(_size(Path(file)) for file in files)

    @contextmanager
    def reading(self, handle: IO[bytes]) -> Iterator[None]:
        """While a file is read that :meth:`expect` was told of."""
        size = os.fstat(handle.fileno()).st_size
        self._open = handle
        try:
            yield
        finally:
            self._open = None
            self._passed += size

    @property
    def share(self) -> float | None:
        """How much is read, 0 to 1; None where that cannot be known."""
        if not self._total:
            return None
        here = 0 if self._open is None or self._open.closed else self._open.tell()
        return min((self._passed + here) / self._total, 1.0)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # what cannot be read is told when its turn comes
        return 0
