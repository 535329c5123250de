"""The body of a stored HTTP answer, whatever its headers say: archives keep it decoded, and the headers as sent."""

from __future__ import annotations

import re
import zlib

from kg.base.errors import ReadError
from kg.corpus.base import LIMIT

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?<")
_GZIP = b"\x1f\x8b"


def plain_body(data: bytes, encoding: str) -> bytes:
    """A body without chunks and compression.

    What it is shows in the bytes; the headers are asked only for what no bytes show.

    Args:
        data: The body as it is stored.
        encoding: Its ``Content-Encoding``, empty when it has none.

    Raises:
        ReadError: It is damaged, or larger than :data:`kg.corpus.base.LIMIT`.
    """
    if not _MARKUP.match(data) and _CHUNK.match(data):
        data = _joined(data)
    named = encoding.lower().strip()
    if data.startswith(_GZIP):
        return _inflated(data, 31)
    if _MARKUP.match(data) or not named:
        return data
    if named == "br":
        return _brotli(data)
    if named == "deflate":
        try:
            return _inflated(data, 15)
        except ReadError:
            return _inflated(data, -15)  # without the two bytes that the standard wants
    return data


def _joined(data: bytes) -> bytes:
    """The chunks of a body; from where they break off, what is left as it is."""
    parts, at = [], 0
    while match := _CHUNK.match(data, at):
        size = int(match[1], 16)
        if size == 0:
            break
        parts.append(data[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    else:
        parts.append(data[at:])
    return b"".join(parts)


def _inflated(data: bytes, bits: int) -> bytes:
    packed = zlib.decompressobj(wbits=bits)
    try:
        found = packed.decompress(data, LIMIT + 1)
    except zlib.error as error:
        raise ReadError(f"damaged: {error}") from error
    return _whole(found, complete=packed.eof or len(found) > LIMIT)


def _brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError:  # it comes with fastwarc
        raise ReadError("packed with Brotli: pip install brotli") from None
    packed = brotli.Decompressor()
    try:
        found = packed.process(data, output_buffer_limit=LIMIT + 1)
    except brotli.error as error:
        raise ReadError(f"damaged: {error}") from error
    return _whole(found, complete=packed.is_finished() or len(found) > LIMIT)


def _whole(found: bytes, *, complete: bool) -> bytes:
    if len(found) > LIMIT:
        raise ReadError(f"larger than {LIMIT // 1_000_000} MB")
    if not complete:
        raise ReadError("it breaks off")
    return found
