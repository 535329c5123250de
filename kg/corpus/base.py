"""What all readers share: bytes to text, metadata under its many names, and the making of an :class:`Article`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as data_field
from datetime import date, datetime
from typing import IO

from kg.base import dates
from kg.base.errors import ReadError
from kg.base.ids import digest
from kg.corpus import publication_date
from kg.model import Article

LIMIT = 10_000_000
"""Largest article, in bytes of a file or characters of a JSON text; a book-length report has a tenth of that."""

FIRST_YEAR, LAST_YEAR = 1600, 2100
"""Years of publication outside, such as 0001 and 9999, mean "unknown"; the first newspaper is of 1605."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "name": ("name", "doc"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "published": (
        "publication_date",
        "published",
        "date",
        "date_published",
        "datePublished",
        "published_at",
        "pubDate",
    ),
    "outlet": ("outlet", "source", "publisher", "sitename"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
}
"""What a field of an article may be called in JSON, front matter and sidecars; the first name present counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An article that was not read.

    Attributes:
        origin: Where it stands: ``page.html``, ``articles.jsonl:12``.
        reason: Why, in a few words.
    """

    origin: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file, or standard input, about to be read.

    Attributes:
        origin: Its path as the user gave it, for messages.
        stem: File name without suffix, for names.
        metadata: What its sidecar says.
        published: Publication date that overrides all others.
        columns: For tables: which column holds a field, by the names of :data:`FIELDS`; others are guessed.
    """

    origin: str
    stem: str
    metadata: Mapping[str, object]
    published: date | None = None
    columns: Mapping[str, str] = data_field(default_factory=dict)


Reader = Callable[[IO[bytes], Source], Iterator[Article | Skipped]]
"""Reads one open file; raises ReadError when all of it is unreadable, yields Skipped for one bad article in it."""

_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"BZh",
    b"\xd0\xcf\x11\xe0",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ZERO = re.compile(
    r"1970-01-01(?:[ T]00:00.*)?$|(?:[A-Z][a-z]{2}, )?0?1 Jan 1970 00:00.*|Thu Jan {1,2}1 00:00:00(?: \w+)? 1970$"
)
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2})(?:[-_].*)?$", re.IGNORECASE)
_LANGUAGE_NAMES = {"english": "en", "eng": "en"}


def content(handle: IO[bytes]) -> bytes:
    """Read a whole file.

    Raises:
        ReadError: It is larger than :data:`LIMIT`.
    """
    data = handle.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ReadError(f"larger than {LIMIT // 1_000_000} MB")
    return data


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Decode bytes: by byte-order mark, else UTF-8, else as declared, else Windows-1252.

    Nothing else is changed: line ends stay as they are, and offsets count in the result.

    Raises:
        ReadError: The bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data, encoding)
    if data.startswith(_MAGIC) or b"\0" in data:
        raise ReadError("looks binary")
    for encoding in filter(None, ("utf-8", declared, "cp1252")):
        try:
            return _checked(data, encoding)
        except ReadError:
            continue
    raise ReadError("looks binary")


def _checked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise ReadError("looks binary") from error
    letters = sum(map(str.isalnum, text)) + sum(map(str.isspace, text))
    odd = len(_CONTROL.findall(text))
    if odd > 0.02 * len(text) or (encoding == "cp1252" and letters < 0.6 * len(text)):  # prose: 0 and 0.95
        raise ReadError("looks binary")
    return text


def field(raw: Mapping[str, object], name: str) -> str | None:
    """Return a field of an article under any of its names, as text, or None when it is absent or empty."""
    for key in FIELDS[name]:
        value = raw.get(key)
        if isinstance(value, str | int | float | date) and not isinstance(value, bool) and str(value).strip():
            return _SURROGATE.sub("\ufffd", str(value))
    return None


def article(raw: Mapping[str, object], source: Source, *, origin: str, name: str) -> Article:
    """Make an article of its fields.

    Args:
        raw: Text and metadata under any of the names in :data:`FIELDS`.
        source: The file it comes from; its sidecar fills what ``raw`` does not say.
        origin: Where it stands.
        name: What to call it when it has neither id nor name of its own.

    Raises:
        ReadError: It has no text, or a publication date that cannot be understood.
    """
    text = field(raw, "text") or field(raw, "title")  # collections of headlines have nothing else
    if text is None:
        raise ReadError("empty" if any(isinstance(raw.get(key), str) for key in FIELDS["text"]) else "no text")
    if len(text) > LIMIT:
        raise ReadError(f"larger than {LIMIT // 1_000_000} MB")
    if "\0" in text:
        raise ReadError("looks binary")
    known = {key: field(raw, key) or field(source.metadata, key) for key in FIELDS if key != "text"}
    day, basis = _published(raw, source, url=known["url"], text=text)
    title = known["title"].strip() if known["title"] else None
    return Article(
        id=known["id"] or digest(known["outlet"], day, title, text),
        name=known["id"] or known["name"] or name,
        text=text,
        title=title,
        published=day,
        published_basis=basis,
        outlet=known["outlet"],
        url=known["url"],
        language=_language(known["language"]),
        origin=origin,
    )


def _published(
    raw: Mapping[str, object], source: Source, *, url: str | None, text: str
) -> tuple[date | None, str | None]:
    if source.published:
        return source.published, "option"
    for mapping in (raw, source.metadata):
        if day := _stated(mapping):
            return day, "metadata"
    if url and (day := publication_date.in_url(url)):
        return day, "url"
    if day := publication_date.in_dateline(text):
        return day, "dateline"
    return None, None


def _stated(raw: Mapping[str, object]) -> date | None:
    for key in FIELDS["published"]:
        value = raw.get(key)
        if value is None or value == "" or _is_zero(value):
            continue
        day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
        day = day or dates.publication(str(value))
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ReadError(f"{key} is no date of our time: {str(value)[:40]!r}")
        if day:
            return day
        raise ReadError(f"{key} is no date: {str(value)[:40]!r}")
    return None


def _is_zero(value: object) -> bool:
    """Whether a date is the zero of a clock, which programs write for "unknown": 1 January 1970 at midnight."""
    return value in (0, "0") or _ZERO.match(str(value).strip()) is not None


def _language(stated: str | None) -> str | None:
    if stated is None:
        return None
    match = _LANGUAGE.match(stated.strip())
    return match["code"].lower() if match else _LANGUAGE_NAMES.get(stated.strip().lower())
