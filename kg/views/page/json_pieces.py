"""JSON written in pieces: lists that are longer than memory stand in a value as what makes their text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LongList:
    """A list that is made while it is written.

    Attributes:
        lines: Gives the elements as JSON of one line each, in pieces of any length that end anywhere, each element with
            its line end.
    """

    lines: Callable[[], Iterable[bytes]]

    @classmethod
    def of(cls, values: Callable[[], Iterable[object]]) -> LongList:
        """A list of such values."""
        return cls(lambda: (f"{dumped(value)}\n".encode("ascii") for value in values()))

    def pieces(self) -> Iterator[str]:
        """The text of the list."""
        yield "["
        end = b""
        for piece in self.lines():
            text = end + piece
            end = text[-1:] if text.endswith(b"\n") else b""
            yield text[: len(text) - len(end)].replace(b"\n", b",").decode("ascii")
        yield "]"


def json_pieces(value: object) -> Iterator[str]:
    """The JSON of a value, in pieces; it may hold dictionaries that hold :class:`LongList`."""
    if isinstance(value, LongList):
        yield from value.pieces()
    elif isinstance(value, dict):
        yield "{"
        for number, (key, about) in enumerate(value.items()):
            yield f"{',' if number else ''}{dumped(key)}:"
            yield from json_pieces(about)
        yield "}"
    else:
        yield dumped(value)


def dumped(value: object) -> str:
    """The JSON of a value at once.

    ASCII only: no line separators, no half of a surrogate pair.
    """
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
