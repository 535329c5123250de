"""RSS and Atom feeds: each entry is an article with as much of its text as the feed gives."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import IO, TYPE_CHECKING

from kg.base.errors import ReadError
from kg.corpus import apart
from kg.corpus.base import Skipped, Source, article, content
from kg.corpus.door import told
from kg.corpus.web_pages import plain
from kg.model import Article

if TYPE_CHECKING:
    import feedparser

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_BLOCK = re.compile(r"</(?:p|div|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#([xX][0-9a-fA-F]{1,4000}|[0-9]{1,4000});")
_SPACE = re.compile(r"[ \t\xa0]*\n[ \t\n\xa0]*")


def is_feed(data: bytes) -> bool:
    """Whether the beginning of a file looks like a feed."""
    return _FEED.search(data[:4096]) is not None


def read_feed(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read the entries of a feed; offsets count in their text without tags.

    Of an entry with several texts (a summary and the whole) the longest is read. Done in a process of its own, whose
    time and memory have limits.
    """
    data = content(handle)
    if not is_feed(data):
        raise ReadError("no RSS or Atom feed")
    return apart.read("feed", data.decode("latin-1"), source)


def parsed(data: bytes, source: Source) -> Iterator[Article | Skipped]:
    """The same in this process.

    Raises:
        ReadError: It is no feed.
    """
    import feedparser

    try:
        found = feedparser.parse(io.BytesIO(_possible(data)), sanitize_html=False)
    except Exception as error:
        raise ReadError(f"the feed cannot be parsed ({type(error).__name__})") from error
    if not found.entries:
        problem = found.get("bozo_exception")
        raise ReadError(f"no feed: {problem}" if problem else "a feed without entries")
    feed = {"outlet": found.feed.get("title"), "language": found.feed.get("language")}
    for number, entry in enumerate(found.entries, 1):
        origin = f"{source.origin}#{number}"
        yield told(partial(_entry, entry, feed, source, origin, f"{source.stem}:{number}"), origin)


def _entry(
    entry: feedparser.FeedParserDict, feed: Mapping[str, object], source: Source, origin: str, name: str
) -> Article:
    return article({**feed, **_raw(entry)}, source, origin=origin, name=name)


def _possible(data: bytes) -> bytes:
    """The same without references to characters that there are none of, for which one entry would cost all."""
    return _REFERENCE.sub(lambda found: found[0] if _is_character(found[1]) else b"&#xFFFD;", data)


def _is_character(number: bytes) -> bool:
    value = int(number[1:], 16) if number[:1] in b"xX" else int(number)
    return value <= sys.maxunicode and not 0xD800 <= value <= 0xDFFF  # noqa: PLR2004 - surrogates


def _raw(entry: feedparser.FeedParserDict) -> Mapping[str, object]:
    texts = [part.get("value") for part in entry.get("content") or []] + [entry.get("summary")]
    return {
        "id": entry.get("id"),
        "title": plain(entry.get("title") or ""),
        "text": max((_text(text or "") for text in texts), key=len),
        "url": entry.get("link"),
        "date": _day(entry),
    }


def _text(html: str) -> str:
    """Text of a piece of a page, a line a paragraph."""
    return _SPACE.sub("\n", plain(_BLOCK.sub("\n", html)))


def _day(entry: feedparser.FeedParserDict) -> date | str | None:
    """The day as the feed writes it; feedparser's own reading is in UTC, which may be another day."""
    written = entry.get("published") or entry.get("updated")
    return str(written) if written else None
