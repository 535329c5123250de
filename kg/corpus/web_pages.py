"""Web pages, through trafilatura, and tagged wire copy. Offsets count in the text that is extracted."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import IO

from kg.base import dates
from kg.base.errors import ReadError
from kg.corpus import apart, live_blogs
from kg.corpus.base import FIELDS, LIMIT, Skipped, Source, article, content, decode
from kg.model import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_LANG = re.compile(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z-]{2,10})", re.IGNORECASE)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|div|main|article|section|p)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_ENOUGH_TAGS = 4
_FEWEST_WORDS = 5
"""What trafilatura finds on a page without article is a word or two of its menu."""
_BODY = re.compile(r"<(?P<tag>BODY|TEXT)>(?P<body>.*?)</(?P=tag)>", re.DOTALL | re.IGNORECASE)
_PRINTED = re.compile(r"\b(?:Published|Posted|First published)\b(?:\s+on)?\s*:?\s+([^\n]{6,40})", re.IGNORECASE)
_SITE = re.compile(r"<meta[^>]{0,200}og:site_name[\"'][^>]{0,50}content\s*=\s*[\"']([^\"'<>]{1,200})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]|&#(?:[0-8]|1[4-9]|2\d|3[01]);")


def read_html(handle: IO[bytes], source: Source) -> Iterator[Article | Skipped]:
    """Read a ``.html`` file: the article in it, without menus, and the metadata the page gives."""
    data = content(handle)
    yield from articles(decode(data, declared=charset(data)), source)


def articles(text: str, source: Source) -> Iterator[Article | Skipped]:
    """The article of a page; of a live blog each entry, with its own time and heading.

    Read in a process of its own, whose time and memory have limits.

    Raises:
        ReadError: There is no article in it, or it needs too much time or memory.
    """
    return apart.read("page", text, source)


def parsed(text: str, source: Source) -> Iterator[Article | Skipped]:
    """The same in this process.

    Raises:
        ReadError: There is no article in it.
    """
    found = live_blogs.entries(text)
    if not found:
        yield page(text, source)
        return
    language = _LANG.search(text[:4096])
    whole = {"outlet": _outlet(text), "language": language[1] if language else None, **source.metadata}
    whole = {key: value for key, value in whole.items() if key not in FIELDS["published"]}
    for number, entry in enumerate(found, 1):
        origin = f"{source.origin}#{number}"
        raw = {**whole, "title": entry.title, "text": entry.text, "date": entry.date}
        about = replace(source, metadata={})
        try:
            yield article(
                raw | ({"url": entry.url} if entry.url else {}), about, origin=origin, name=f"{source.stem}:{number}"
            )
        except ReadError as error:
            yield Skipped(origin=origin, reason=str(error))


def charset(data: bytes) -> str | None:
    """The encoding that a page says it has."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def is_page(text: str) -> bool:
    """Whether a text is a web page or a piece of one."""
    return _PAGE.match(text) is not None and len(_TAG.findall(text[:100_000])) >= _ENOUGH_TAGS


def is_wire(text: str) -> bool:
    """Whether a text is wire copy in SGML, as news agencies sent it: TITLE, DATELINE and BODY in tags."""
    return text.lstrip().startswith("<") and _BODY.search(text) is not None


def page(text: str, source: Source) -> Article:
    """Extract the article of a page.

    Raises:
        ReadError: There is no article in it.
    """
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is reported by us, with its place
    if not text.strip():
        raise ReadError("empty")
    try:
        found = trafilatura.bare_extraction(
            text,
            url=None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            deduplicate=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise ReadError("the page cannot be parsed") from error
    body = (found.text or "") if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(body.split()) < _FEWEST_WORDS:
        raise ReadError("no article in the page")
    language = _LANG.search(text[:4096])
    guessed = {
        "text": body,
        "title": found.title,
        "date": found.date or _printed_date(text),
        "outlet": found.sitename,
        "url": found.url,
        "language": language[1] if language else None,
    }
    # a sidecar knows better than a guess from the page
    return article({**guessed, **source.metadata, "text": body}, source, origin=source.origin, name=source.stem)


def _outlet(text: str) -> str | None:
    """The name of the site as a page gives it in its head."""
    match = _SITE.search(text[:LIMIT])
    return unescape(match[1]) if match else None


def _printed_date(text: str) -> str | None:
    """A date the page prints behind the word "Published"; a date elsewhere on it may be any date."""
    match = _PRINTED.search(_TAG.sub(" ", text[:LIMIT]))
    day = dates.publication(match[1]) if match else None
    return day.isoformat() if day else None


def wire(text: str, source: Source) -> Article:
    """Read one story of tagged wire copy: title, date, and dateline with body."""
    body = _BODY.search(text, text.upper().find("<BODY>") if "<BODY>" in text.upper() else 0)
    story = plain(f"{_tagged(text, 'DATELINE')} {body['body'] if body else ''}")
    raw = {
        "title": plain(_tagged(text, "TITLE")),
        "date": _tagged(text, "DATE").strip(),
        **source.metadata,
        "text": story,
    }
    return article(raw, source, origin=source.origin, name=source.stem)


def _tagged(text: str, tag: str) -> str:
    match = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL | re.IGNORECASE)
    return match[1] if match else ""


def plain(text: str) -> str:
    """A text without tags, character references resolved."""
    return unescape(_CONTROL.sub("", _TAG.sub(" ", text))).strip()
