"""Address space, where little is allowed (``ulimit -v``): what a library reserves counts there as if it were used."""

from __future__ import annotations

import os
import sys

from kg.base.errors import KgError

LEAST = 700_000_000
"""Bytes of it that every command needs on a small graph, and some to spare."""

TO_READ = 900_000_000
"""Bytes that a build needs besides: a parser, and a database that writes."""

_M_ARENA_MAX = -8


class LimitError(KgError):
    """So little memory is allowed that nothing is begun."""


def spare() -> None:
    """Reserve less where the limit is one: memory of all threads comes from one arena, and BLAS starts no threads.

    Otherwise glibc reserves 64 MB for each thread that asks for memory first, of a database ten times what it uses.
    To be called before such libraries are loaded; does nothing without a limit, as sharing an arena costs some time.

    Raises:
        LimitError: There is too little for any work: libraries would end the process without a word.
    """
    most = allowed()
    if most is None or sys.platform != "linux":
        return
    require(LEAST)
    import ctypes

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):  # not in every C library
        mallopt(_M_ARENA_MAX, 1)


def require(least: int, what: str = "kg") -> None:
    """Make sure of so many bytes.

    Args:
        least: Bytes of address space.
        what: What needs them, as an error calls it.

    Raises:
        LimitError: Fewer are allowed.
    """
    most = allowed()
    if most is not None and most < least:
        raise LimitError(
            f"{most / 1e9:.2f} GB of address space are allowed, and {what} needs {least / 1e9:.1f}; "
            f"raise the limit: ulimit -v {least // 1000}, or more for a large graph"
        )


def allowed() -> int | None:
    """How many bytes of it this process may have; None where there is no limit."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if most == resource.RLIM_INFINITY else most
