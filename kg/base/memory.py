"""Memory that a command must have before it begins."""

from __future__ import annotations

import resource

from kg.base.errors import UsageError

LEAST = 1_000_000_000
"""Bytes of address space below which libraries abort the process while they are loaded, before anything can be told."""


def check() -> None:
    """Say at once what would end without a word.

    Raises:
        UsageError: The limit of address space is too low.
    """
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit != resource.RLIM_INFINITY and limit < LEAST:
        raise UsageError(
            f"not enough memory: the limit of address space is {limit / 1e9:.1f} GB, {LEAST / 1e9:.0f} GB is least, "
            "2 GB for articles; raise it with ulimit -v"
        )
