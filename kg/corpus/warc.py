"""Web archives (WARC, plain or gzip, as CC-NEWS has them): each page that was fetched is an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import IO, TYPE_CHECKING

from kg.base.errors import ReadError
from kg.corpus import web_pages
from kg.corpus.base import LIMIT, Skipped, Source, decode
from kg.corpus.door import reason
from kg.corpus.http_body import plain_body
from kg.corpus.warc_records import PACKED, PLAIN, Record, records
from kg.model import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200


def read_warc(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read the pages of a web archive, one record at a time.

    A record that is damaged is told with its offset in bytes, and reading goes on at the next one.

    Raises:
        ReadError: It is no web archive.
    """
    start = handle.read(len(PLAIN))
    packed = start.startswith(PACKED)
    if not packed and not start.startswith(PLAIN[:2]):
        raise ReadError("no web archive (WARC)")
    for record in records(handle, packed=packed, wanted=b"response"):
        origin = f"{source.origin}:{record.place}"
        if record.damage is not None:
            yield Skipped(origin=origin, reason=f"damaged record at byte {record.at}: {record.damage}")
        elif record.body is not None:
            yield from _record(record, record.body, source)


def _record(record: Record, body: bytes, source: Source) -> Iterator[Article | Skipped]:
    """The article of one record; nothing when what was fetched is no page."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    about = replace(source, origin=f"{source.origin}:{record.place}", stem=f"{source.stem}:{record.place}")
    try:
        answers = ArchiveIterator(
            BytesIO(record.head + body + b"\r\n\r\n"),
            record_types=WarcRecordType.response,
            parse_http=True,
            auto_decode="none",
        )
        for answer in answers:
            yield from _page(answer, record, about)
    except Exception as error:  # noqa: BLE001 - whatever the library makes of a header that lies
        yield Skipped(origin=about.origin, reason=f"damaged record at byte {record.at}: {error}")


def _page(answer: WarcRecord, record: Record, source: Source) -> Iterator[Article | Skipped]:
    address = answer.headers.get("WARC-Target-URI")
    http = answer.http_headers
    if not address or (address.startswith("http") and (http is None or not http.status_code)):
        yield Skipped(origin=source.origin, reason=f"damaged record at byte {record.at}: it breaks off")
        return
    if http is None or http.status_code != _FOUND or (answer.http_content_type or "") not in _PAGES:
        return
    data = answer.reader.read(LIMIT + 1)
    if len(data) > LIMIT:
        yield Skipped(origin=source.origin, reason=f"larger than {LIMIT // 1_000_000} MB")
        return
    try:
        body = plain_body(data, http.get("Content-Encoding") or "")
        text = decode(body, declared=answer.http_charset or web_pages.charset(body))
        yield from web_pages.articles(text, replace(source, metadata={"url": address}))
    except Exception as error:  # noqa: BLE001 - one odd page costs none of those behind it
        yield Skipped(origin=source.origin, reason=reason(error))
