"""JSON: an article, an array of articles, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import IO

from kg.base.errors import ReadError
from kg.corpus.base import LIMIT, Skipped, Source, article, decode
from kg.corpus.door import told
from kg.model import Article

_LONGEST_LINE = 8 * LIMIT
"""Longest line in bytes: a character takes six in JSON at most, and metadata need room."""


def read_lines(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read JSON lines, one article a line, one line at a time; blank lines do not count as articles."""
    number = 0
    while line := handle.readline(_LONGEST_LINE + 1):
        number += 1
        origin = f"{source.origin}:{number}"
        if len(line) > _LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = handle.readline(_LONGEST_LINE)
            yield Skipped(origin=origin, reason=f"line longer than {_LONGEST_LINE // 1_000_000} MB")
            continue
        if line.strip():
            name = f"{source.stem}:{number}"
            yield told(partial(_of_line, line, source, origin, name), origin)


def _of_line(line: bytes, source: Source, origin: str, name: str) -> Article:
    return _article(_parse(decode(line).strip()), source, origin=origin, name=name)


def read_json(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a ``.json`` file: one object, an array of objects (all in memory), or JSON lines under that suffix."""
    data = handle.read(_LONGEST_LINE + 1)
    try:
        if len(data) > _LONGEST_LINE:
            raise ReadError(f"larger than {_LONGEST_LINE // 1_000_000} MB; write JSON lines, an article a line")  # noqa: TRY301 - it may be that
        parsed = _parse(decode(data).strip())
    except ReadError:
        handle.seek(0)
        first = handle.readline(_LONGEST_LINE)
        handle.seek(0)
        if not _is_object(first):
            raise
        yield from read_lines(handle, source)
        return
    if not isinstance(parsed, list):
        yield _article(parsed, source, origin=source.origin, name=source.stem)
        return
    for number, item in enumerate(parsed, 1):
        origin = f"{source.origin}#{number}"
        yield told(partial(_article, item, source, origin=origin, name=f"{source.stem}:{number}"), origin)


def _parse(text: str) -> object:
    if not text:
        raise ReadError("empty")
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = getattr(error, "msg", "nested too deeply")
        where = f", line {error.lineno} column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ReadError(f"no JSON: {problem}{where}") from error
    return parsed


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(_parse(decode(line).strip()), dict)
    except ReadError:
        return False


def _article(parsed: object, source: Source, *, origin: str, name: str) -> Article:
    if not isinstance(parsed, Mapping):
        raise ReadError("no JSON object")
    return article(parsed, source, origin=origin, name=name)
