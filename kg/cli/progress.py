"""How far a command is: a bar on a terminal, in a file or pipe a line now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from kg.cli.shared import err, note

if TYPE_CHECKING:
    from kg.graph.options import Progressed

EVERY = 30.0
"""Seconds between two lines of progress in a file."""

_MINUTE, _HOUR = 60, 3600


@contextmanager
def progress(label: str, unit: str, *, quiet: bool = False) -> Iterator[Callable[[int], None] | None]:
    """Call it with the number of units done; None where nobody wants to know."""
    with _shown(label, quiet=quiet) as show:
        yield None if show is None else lambda done: show(f"{done:,} {unit}", None)


@contextmanager
def articles_progress(*, quiet: bool = False) -> Iterator[Callable[[Progressed], None] | None]:
    """The same for articles, with words a second and the time that is left."""
    with _shown("reading", quiet=quiet) as show:
        if show is None:
            yield None
            return
        begun = monotonic()
        first: tuple[float, float] | None = None  # loading the models, and what is known, says nothing of the rest

        def tell(done: Progressed) -> None:
            nonlocal first
            now = monotonic()
            text = f"{done.articles:,} article{'s' * (done.articles != 1)}"
            if done.words and now > begun:
                text += f", {done.words / (now - begun):,.0f} words/s"
            if done.share is not None and done.words:
                first = first or (now, done.share)
                if 1 > done.share > first[1]:
                    text += f", about {_span((now - first[0]) * (1 - done.share) / (done.share - first[1]))} left"
            show(text, done.share)

        yield tell


def _span(seconds: float) -> str:
    """About how long, in the unit that fits: 40 s, 12 min, 3.5 h."""
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.1f} h"


@contextmanager
def _shown(label: str, *, quiet: bool) -> Iterator[Callable[[str, float | None], None] | None]:
    """Takes what is done in words, and as a share where that is known."""
    if quiet or err.quiet:
        yield None
        return
    if not err.is_terminal:
        yield _lines(label)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn(label),
        BarColumn(),
        TextColumn("{task.fields[done]}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task(label, total=None, done="")
        yield lambda done, share: bar.update(
            task, total=None if share is None else 1.0, completed=share or 0.0, done=done
        )


def _lines(label: str) -> Callable[[str, float | None], None]:
    """Says how far it is each time that :data:`EVERY` seconds have gone by."""
    begun = said = monotonic()

    def tell(done: str, _share: float | None) -> None:
        nonlocal said
        now = monotonic()
        if now - said >= EVERY:
            said = now
            note(f"kg: {label} for {now - begun:.0f} s: {done}")

    return tell
