"""A mapping whose values are made when they are first asked for: large tables load fast, unread rows cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

Raw = TypeVar("Raw")
Made = TypeVar("Made")


class Lazy(Mapping[str, Made], Generic[Raw, Made]):
    """A read-only mapping over raw values; ``make`` turns one into what is handed out, once a key."""

    __slots__ = ("_made", "_make", "_raw")

    def __init__(self, raw: Mapping[str, Raw], make: Callable[[Raw], Made]) -> None:
        """Keep both; nothing is made yet."""
        self._raw = raw
        self._make = make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        try:
            return self._made[key]
        except KeyError:
            made = self._made[key] = self._make(self._raw[key])
            return made

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)
