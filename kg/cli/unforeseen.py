"""What to tell of an error that no command has told better."""

from __future__ import annotations

_REFUSED = ("can't start new thread", "failed to map segment")
"""What Python and the loader of libraries say where memory was refused, in errors of no class of their own."""


def unforeseen(error: Exception) -> str | None:
    """Words for a user, where the fault is not ours; else None."""
    if isinstance(error, MemoryError) or any(said in str(error) for said in _REFUSED):
        return "not enough memory; what was written before is safe; ask for less, or raise the limit (ulimit -v)"
    if isinstance(error, OSError):
        return f"{error.strerror or error}; what was written before is safe"
    if isinstance(error, RecursionError):
        return "what was given is nested too deeply"
    return "what was given is no valid Unicode" if isinstance(error, UnicodeError) else None
