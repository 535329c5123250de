"""XML read as a stream, from people who may not mean well: no entities, no tree in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from kg.base.errors import KgError

_CHUNK = 1 << 16


class MalformedError(KgError):
    """The file is no XML, or not from some place on."""


class EntityError(KgError):
    """The file declares entities of its own."""


class Tag(NamedTuple):
    """The begin or the end of an element, by its name without prefix.

    Attributes:
        attributes: Of its begin; None marks the end.
        text: At the end, what stands in the element after its last child.
    """

    name: str
    attributes: Mapping[str, str] | None
    text: str


def steps(file: BinaryIO) -> Iterator[Tag]:
    """Yield begin and end of each element; memory holds no more than a piece of the file.

    Raises:
        MalformedError: With line and column.
        EntityError: Before any entity is expanded.
    """
    queue: deque[Tag] = deque()
    text: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, attributes: dict[str, str]) -> None:
        text.clear()
        queue.append(Tag(name.rpartition(":")[2], attributes, ""))

    def end(name: str) -> None:
        queue.append(Tag(name.rpartition(":")[2], None, "".join(text)))
        text.clear()

    def declared(name: str, *_: object) -> None:
        raise EntityError(f"line {parser.CurrentLineNumber}: entity {name!r}")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.EntityDeclHandler = declared
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            while queue:
                yield queue.popleft()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter: an encoding that does not exist
        yield from queue
        raise MalformedError(f"line {parser.ErrorLineNumber}: {_reason(error)}") from error
    yield from queue


def _reason(error: Exception) -> str:
    return expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
