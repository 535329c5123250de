"""Sorting more than memory holds: sorted runs wait in files, and are merged."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import islice
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")

RUN = 100_000
"""Things that are sorted in memory at a time."""


def in_order(things: Iterable[T], key: Callable[[T], Any], most: int = RUN) -> Iterator[T]:
    """Yield some things sorted, those of one key in the order in which they came.

    Args:
        things: Any number of plain values.
        key: What they are sorted by.
        most: How many of them may be in memory.

    Raises:
        OSError: There is no room for temporary files.
    """
    left = iter(things)
    run = sorted(islice(left, most), key=key)
    if len(run) < most:
        yield from run
        return
    with ExitStack() as stack:
        files: list[BinaryIO] = []
        while run:
            file = stack.enter_context(tempfile.TemporaryFile())
            for thing in run:
                pickle.dump(thing, file)
            file.seek(0)
            files.append(file)
            run = sorted(islice(left, most), key=key)
        yield from merge(*map(_read, files), key=key)


def _read(file: BinaryIO) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(file)  # noqa: S301 - a file of our own without a name
        except EOFError:
            return
