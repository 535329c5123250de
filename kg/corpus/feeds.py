"""RSS and Atom feeds: each entry is an article with as much of its text as the feed gives."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import IO, TYPE_CHECKING

from kg.base.errors import ReadError
from kg.corpus.base import Skipped, Source, article, content
from kg.corpus.web_pages import plain
from kg.model import Article

if TYPE_CHECKING:
    import feedparser

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_BLOCK = re.compile(r"</(?:p|div|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\xa0]*\n[ \t\n\xa0]*")


def is_feed(data: bytes) -> bool:
    """Whether the beginning of a file looks like a feed."""
    return _FEED.search(data[:4096]) is not None


def read_feed(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read the entries of a feed; offsets count in their text without tags.

    Of an entry with several texts (a summary and the whole) the longest is read.
    """
    import feedparser

    data = content(handle)
    if not is_feed(data):
        raise ReadError("no RSS or Atom feed")
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
        raise ReadError("the feed cannot be parsed") from error
    if not found.entries:
        problem = found.get("bozo_exception")
        raise ReadError(f"no feed: {problem}" if problem else "a feed without entries")
    feed = {"outlet": found.feed.get("title"), "language": found.feed.get("language")}
    for number, entry in enumerate(found.entries, 1):
        origin = f"{source.origin}#{number}"
        try:
            raw = {**feed, **_raw(entry)}
            yield article(raw, source, origin=origin, name=f"{source.stem}:{number}")
        except ReadError as error:
            yield Skipped(origin=origin, reason=str(error))


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
