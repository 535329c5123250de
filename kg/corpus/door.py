"""The door for what cannot be read: whatever a reader or a library behind it raises becomes a reason that is told."""

from __future__ import annotations

from collections.abc import Callable

from kg.base.errors import ReadError
from kg.corpus.base import Skipped
from kg.model import Article


def told(make: Callable[[], Article], origin: str) -> Article | Skipped:
    """An article, or why there is none: whatever goes wrong with one costs none of those beside it."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 - see above; with --strict it ends the run all the same
        return Skipped(origin=origin, reason=reason(error))


def reason(error: Exception) -> str:
    """Why something cannot be read, in a few words."""
    if isinstance(error, ReadError):
        return str(error)
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    if isinstance(error, MemoryError):
        return "not enough memory"
    said = f"{type(error).__name__}: {str(error)[:80]}".rstrip(": ")
    return f"cannot be read ({said})"
