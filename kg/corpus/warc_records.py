"""Where the records of a web archive begin and end, also where a record says something else of its length.

A record's length is believed if behind it the next record begins, or the file ends. If not, the record ends where the
next one begins: a length that lies, or none, takes no record behind it along.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from kg.corpus.base import LIMIT

PACKED = b"\x1f\x8b\x08"
PLAIN = b"WARC/1."
_WINDOW = 1 << 20
_IN_MEMORY = 16 << 20
_HEADER = 1 << 16
"""No header is longer, in bytes."""
_BLANK = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"\n\r?\n(?=WARC/1\.\d\r?\n)")
"""A blank line, and the first of a record."""
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LENGTHS = re.compile(rb"^Content-Length:[^\r\n]*\r?\n", re.IGNORECASE | re.MULTILINE)
_LONGEST_MARK = 16  # bytes that may stand between two windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record, or what stands where one should.

    Attributes:
        at: Offset in the file, in bytes; of a packed file that of the member of gzip.
        place: The same, told apart from other records of that member.
        head: Its header, with the length that it has; nothing where there is none.
        body: What it holds, where it was wanted.
        damage: Why it cannot be read.
    """

    at: int
    place: str
    head: bytes = b""
    body: bytes | None = None
    damage: str | None = None


def records(handle: IO[bytes], *, packed: bool, wanted: bytes) -> Iterator[Record]:
    """The records of an archive, one at a time; those whose header does not hold ``wanted`` come without body."""
    if not packed:
        yield from _plain(handle, wanted, None)
        return
    at: int | None = 0
    while at is not None:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as inside:
            end, damage = _unpacked(handle, at, inside)
            inside.seek(0)
            told = False
            for record in _plain(inside, wanted, at):
                told = told or record.damage is not None
                yield record
        if damage and not told:
            yield Record(at=at, place=str(at), damage=damage)
        handle.seek(end)
        at = end if handle.read(len(PACKED)) == PACKED else _find(handle, end, PACKED)


def _plain(handle: IO[bytes], wanted: bytes, member: int | None) -> Iterator[Record]:
    size = handle.seek(0, 2)
    at: int | None = 0
    while at is not None and at < size:
        where = at if member is None else member
        place = str(where) if member is None or at == 0 else f"{member}+{at}"
        handle.seek(at)
        start = handle.read(_HEADER)
        blank = _BLANK.search(start)
        if not start.startswith(PLAIN) or blank is None:
            if start.strip(b"\r\n\0"):
                cut = start.startswith(PLAIN) and at + len(start) >= size
                yield Record(at=where, place=place, damage="it breaks off" if cut else "no WARC header")
            at = _find(handle, at + 1, PLAIN)
            continue
        head, begins = start[: blank.start()], at + blank.end()
        told = _LENGTH.search(head + b"\n")
        stop = begins + int(told[1]) if told else size + 1
        at = _sound(handle, stop, size)
        lies = at is None
        if at is None:
            ends, at = _boundary(handle, begins, size)
            if ends > stop and (behind := _blank(handle, stop)):  # it is the next one that is damaged
                at, lies = stop + behind, False
            else:
                stop = ends
        if lies and at == size and not _ended(handle, size):
            yield Record(at=where, place=place, damage="it breaks off")
        elif wanted not in head:
            yield Record(at=where, place=place, head=head)
        elif stop - begins > LIMIT + _HEADER:
            yield Record(at=where, place=place, damage=f"larger than {LIMIT // 1_000_000} MB")
        else:
            handle.seek(begins)
            body = handle.read(stop - begins)
            yield Record(at=where, place=place, head=_with_length(head, len(body)), body=body)


def _with_length(head: bytes, length: int) -> bytes:
    rest = _LENGTHS.sub(b"", head + b"\r\n")
    return rest + b"Content-Length: %d\r\n\r\n" % length


def _sound(handle: IO[bytes], end: int, size: int) -> int | None:
    """Where the next record begins if a record ends at ``end``; None if it cannot end there."""
    if end > size:
        return None
    handle.seek(end)
    behind = handle.read(_LONGEST_MARK)
    rest = behind.lstrip(b"\r\n")
    if rest and not (rest.startswith(PLAIN) and len(rest) < len(behind)):
        return None
    return end + len(behind) - len(rest) if rest else size


def _blank(handle: IO[bytes], at: int) -> int:
    """The length of a blank line and the line end before it, 0 if none stands there."""
    handle.seek(at)
    found = _BLANK.match(handle.read(_LONGEST_MARK))
    return found.end() if found else 0


def _boundary(handle: IO[bytes], at: int, size: int) -> tuple[int, int]:
    """Where a record ends whose length is not known, and where the next begins."""
    handle.seek(at)
    base, before = at, b""
    while block := handle.read(_WINDOW):
        data = before + block
        if found := _NEXT.search(data):
            lines = data[: found.end()]
            return base + len(lines.rstrip(b"\r\n")), base + found.end()
        before = data[-2 * _LONGEST_MARK :]
        base += len(data) - len(before)
    handle.seek(max(at, size - _LONGEST_MARK))
    last = handle.read()
    return size - (len(last) - len(last.rstrip(b"\r\n"))), size


def _ended(handle: IO[bytes], size: int) -> bool:
    """Whether a file ends as a record does: with two line ends."""
    handle.seek(max(0, size - len(b"\r\n\r\n")))
    return _BLANK.search(handle.read()) is not None


def _unpacked(handle: IO[bytes], at: int, out: IO[bytes]) -> tuple[int, str | None]:
    """Unpack a member of gzip, and those behind it that go on with its last record.

    Returns:
        Where the next begins, and what is wrong with this one.
    """
    while True:
        handle.seek(at)
        member, used = zlib.decompressobj(wbits=31), 0
        try:
            while not member.eof and (block := handle.read(_WINDOW)):
                used += len(block)
                out.write(member.decompress(block))
        except zlib.error as error:
            return at + 1, str(error)
        if not member.eof:
            return at + used, "it breaks off"
        at += used - len(member.unused_data)
        handle.seek(at)
        if not (head := handle.read(_WINDOW)).startswith(PACKED) or _begins(head):
            return at, None


def _begins(packed: bytes) -> bool:
    """Whether what is packed begins a record, or cannot be unpacked."""
    try:
        start = zlib.decompressobj(wbits=31).decompress(packed, _LONGEST_MARK)
    except zlib.error:
        return True
    return start.startswith(PLAIN) or not start


def _find(handle: IO[bytes], at: int, start: bytes) -> int | None:
    """Offset of the next record from ``at`` on."""
    handle.seek(at)
    base, before = at, b""
    while block := handle.read(_WINDOW):
        data = before + block
        if (found := data.find(start)) >= 0:
            return base + found
        before = data[1 - len(start) :]
        base += len(data) - len(before)
    return None
