"""Gold to learn from and gold to be measured by: which is which is decided by a document's name, beforehand."""

from __future__ import annotations

import hashlib
from enum import StrEnum

_PARTS = 3  # one of so many is left out


class GoldPart(StrEnum):
    """Which documents of a gold set."""

    LEARN = "learn"
    LEFT_OUT = "left-out"
    ALL = "all"

    def has(self, name: str) -> bool:
        """Whether a document of this name belongs to the part."""
        return self is GoldPart.ALL or (self is GoldPart.LEFT_OUT) == left_out(name)


def left_out(name: str) -> bool:
    """Whether a document is for measuring only: neither rules nor weights may have seen it.

    Args:
        name: The document's file name without suffix.
    """
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % _PARTS == 0
