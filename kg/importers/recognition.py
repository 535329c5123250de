"""How much of what the rows of a data set name is recognised."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_REMEMBERED = 1000  # distinct unknown names counted: enough to tell the commonest


@dataclass(slots=True)
class Tally:
    """How much of what rows name was recognised.

    Attributes:
        given: Mentions that name a country, or anybody at all.
        known: Those that the tables know.
        unknown: The commonest names they do not.
    """

    given: int = 0
    known: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, *, known: bool) -> None:
        """Count one."""
        self.given += 1
        if known:
            self.known += 1
        elif name in self.unknown or len(self.unknown) < _REMEMBERED:
            self.unknown[name] += 1
