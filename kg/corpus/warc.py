"""Web archives (WARC, plain or gzip, as CC-NEWS has them): each page that was fetched is an article."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from kg.base.errors import ReadError
from kg.corpus import web_pages
from kg.corpus.base import LIMIT, Skipped, Source, decode
from kg.corpus.door import reason
from kg.corpus.http_body import plain_body
from kg.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PACKED = b"\x1f\x8b\x08"
_STARTS = {b"\x1f\x8b": _PACKED, b"WA": b"WARC/1."}
"""How a file begins, and how its records do."""
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200
_WINDOW = 1 << 20
_BLANK = b"\r\n\r\n"
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)


def read_warc(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read the pages of a web archive, one record at a time.

    A record that is damaged is told with its offset in bytes, and reading goes on at the next one.

    Raises:
        ReadError: It is no web archive.
    """
    start = _STARTS.get(handle.read(2))
    if start is None:
        raise ReadError("no web archive (WARC)")
    at: int | None = 0
    while at is not None:
        at = yield from _stretch(handle, at, start, source)


def _stretch(
    handle: IO[bytes], at: int, start: bytes, source: Source
) -> Generator[Article | Skipped, None, int | None]:
    """Read from an offset on; returns where to go on after damage, None at the end."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    handle.seek(at)
    good: int | None = None  # where the last sound record begins
    try:
        for record in ArchiveIterator(
            handle, record_types=WarcRecordType.any_type, parse_http=True, auto_decode="none"
        ):
            if record.record_type == WarcRecordType.response:
                yield from _record(record, source)
            good = record.stream_pos
    except Exception as error:  # noqa: BLE001 - whatever the library makes of a header that lies
        where = at if good is None else _end(handle, good, start)
        yield Skipped(origin=f"{source.origin}:{where}", reason=f"damaged record at byte {where}: {error}")
        return _find(handle, where + 1, start)
    return None


def _record(record: WarcRecord, source: Source) -> Iterator[Article | Skipped]:
    """The article of one record; nothing when what was fetched is no page."""
    origin = f"{source.origin}:{record.stream_pos}"
    address = record.headers.get("WARC-Target-URI")
    if not address:
        yield Skipped(origin=origin, reason=f"damaged record at byte {record.stream_pos}: it breaks off")
        return
    http = record.http_headers
    if address.startswith("http") and (http is None or not http.status_code):
        yield Skipped(origin=origin, reason=f"damaged record at byte {record.stream_pos}: it breaks off")
        return
    if http is None or http.status_code != _FOUND or (record.http_content_type or "") not in _PAGES:
        return
    declared = record.content_length
    data = record.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        yield Skipped(origin=origin, reason=f"larger than {LIMIT // 1_000_000} MB")
    elif len(data) < declared:
        yield Skipped(origin=origin, reason=f"damaged record at byte {record.stream_pos}: it breaks off")
    else:
        about = replace(source, origin=origin, stem=f"{source.stem}:{record.stream_pos}", metadata={"url": address})
        try:
            body = plain_body(data, http.get("Content-Encoding") or "")
            text = decode(body, declared=record.http_charset or web_pages.charset(body))
            yield from web_pages.articles(text, about)
        except Exception as error:  # noqa: BLE001 - one odd page costs none of those behind it
            yield Skipped(origin=origin, reason=reason(error))


def _end(handle: IO[bytes], at: int, start: bytes) -> int:
    """Offset of the end of a sound record."""
    handle.seek(at)
    if start == _PACKED:
        member, size = zlib.decompressobj(wbits=31), 0
        while not member.eof and (block := handle.read(_WINDOW)):
            size += len(block)
            member.decompress(block)
        return at + size - len(member.unused_data)
    head, _, _ = handle.read(_WINDOW).partition(_BLANK)
    length = _LENGTH.search(head)
    return at + len(head) + len(_BLANK) + (int(length[1]) if length else 0) + len(_BLANK)


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
