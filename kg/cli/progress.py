"""How far a long command is: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

EVERY = 30.0
"""Seconds between two lines."""


class Update(Protocol):
    """Told how many units are done, and how many words were in them where that is known."""

    def __call__(self, done: int, words: int = 0, /) -> None:
        """Show it."""


class ProgressLines:
    """Writes a line once in so many seconds: a log file shall tell how it goes, and not be flooded."""

    def __init__(
        self, label: str, unit: str, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``clock`` tells seconds."""
        self._label, self._unit, self._write, self._clock = label, unit, write, clock
        self._begun = self._told = clock()

    def __call__(self, done: int, words: int = 0, /) -> None:
        """Write a line when it is time for one."""
        now = self._clock()
        if now - self._told < EVERY:
            return
        self._told = now
        rate, counted = (words or done) / (now - self._begun), "words" if words else self._unit
        self._write(f"kg: {self._label}: {done:,} {self._unit}, {rate:,.0f} {counted} a second")


@contextmanager
def progress(err: Console, label: str, *, quiet: bool = False, unit: str = "articles") -> Iterator[Update | None]:
    """A bar or lines on stderr: call it with the number of units done. None where nothing is to be shown."""
    if quiet:
        yield None
        return
    if not err.is_terminal:
        yield ProgressLines(label, unit, lambda line: err.print(line, markup=False, highlight=False, soft_wrap=True))
        return
    with Progress(
        TextColumn(label),
        BarColumn(),
        TextColumn(f"{{task.completed}} {unit}{{task.fields[rate]}}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task(label, total=None, rate="")
        begun = time.monotonic()

        def update(done: int, words: int = 0, /) -> None:
            rate = f", {words / max(time.monotonic() - begun, 1e-3):,.0f} words a second" if words else ""
            bar.update(task, completed=done, rate=rate)

        yield update
