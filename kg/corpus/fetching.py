"""Articles and feeds from addresses, read only when a user names one.

A program that fetches what it is told can be told to fetch what only it can reach. So every address, those of
redirects too, is resolved by us and must be public, and the connection goes to the very address that was checked. Time,
size and the kind of content have limits; no proxy, cookie or password is used.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin, urlsplit

from kg.base.errors import ReadError
from kg.base.printable import without_password
from kg.base.versions import IRKG
from kg.corpus.base import LIMIT, Reader, Skipped, Source, decode
from kg.corpus.feeds import is_feed, read_feed
from kg.corpus.jsonl import read_lines
from kg.corpus.plain_text import read_text
from kg.corpus.watch import Watch, watched
from kg.corpus.web_pages import articles, charset
from kg.model import Article

TIMEOUT = 20.0
"""Seconds to wait for a connection, and for each piece of an answer."""
DEADLINE = 60.0
"""Seconds for an address with all its redirects."""
REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_MOVED = frozenset({301, 302, 303, 307, 308})
_OK = 200
_PIECE = 1 << 16
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_PAGES = ("text/html", "application/xhtml+xml")
_WANTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.1"
_LINES = ("application/jsonl", "application/x-ndjson", "application/x-jsonlines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave.

    Attributes:
        url: The address that answered, after redirects.
        kind: Content type, lower case, without parameters.
        charset: As the server declares it.
        data: The content.
    """

    url: str
    kind: str
    charset: str | None
    data: bytes


def is_url(source: str) -> bool:
    """Whether a source is an address on the web and no file."""
    return source.lower().startswith(("http://", "https://"))


def read_url(url: str, source: Source, *, private: bool = False) -> Iterator[Article | Skipped]:
    """Read the article of a page, or the entries of a feed.

    Args:
        url: The address.
        source: What is known of it beforehand.
        private: Whether addresses within the own network may be read as well.

    Raises:
        ReadError: It cannot be fetched, or is neither page, feed, text nor JSON lines.
    """
    answer = fetch(url, private=private)
    about = replace(source, metadata={"url": answer.url, **source.metadata})
    if answer.kind in _FEEDS or (answer.kind not in _PAGES and is_feed(answer.data)):
        yield from read_feed(io.BytesIO(answer.data), source)  # entries have addresses of their own
    elif answer.kind in _PAGES:
        yield from articles(decode(answer.data, declared=answer.charset or charset(answer.data)), about)
    else:
        reader: Reader = read_lines if answer.kind in _LINES else read_text
        yield from reader(io.BytesIO(answer.data), about)


def fetch(url: str, *, private: bool = False, kinds: Sequence[str] = ()) -> Fetched:
    """Get what stands at an address.

    Args:
        url: The address.
        private: Whether addresses within the own network may be read as well.
        kinds: Content types that are wanted, and nothing else; by default those of articles.

    Raises:
        ReadError: It is no public address, does not answer in time, answers with an error, or with something too large
            or of another kind.
    """
    end = time.monotonic() + DEADLINE
    for _ in range(REDIRECTS + 1):
        parts = _checked(url)
        with watched(_left(end)) as watch:
            answer = _exchange(parts, watch, private=private, end=end, kinds=kinds)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(url, answer)
        except ValueError:
            raise ReadError(f"redirected to no address of a page: {without_password(answer)[:200]}") from None
    raise ReadError(f"more than {REDIRECTS} redirects")


def _exchange(parts: SplitResult, watch: Watch, *, private: bool, end: float, kinds: Sequence[str]) -> Fetched | str:
    """One request and its answer: what stands there, or where it says to look instead."""
    connection: http.client.HTTPConnection | None = None
    try:
        connection = _connected(parts, watch, private=private, end=end)
        answer = _answer(connection, parts, end, kinds)
        _left(end)  # what was cut off by the watch looks whole
        return answer  # noqa: TRY300 - the check belongs to the answer
    except (OSError, ValueError, http.client.HTTPException) as error:
        _left(end)
        raise ReadError(f"no answer from {parts.hostname}: {_reason(error)}") from error
    finally:
        if connection is not None:
            connection.close()


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        named = parts.scheme in _PORTS and parts.hostname and (parts.port or 1) > 0
    except ValueError:
        named = False
    if not named:
        raise ReadError(f"no address of a page: {without_password(url)[:200]}")
    if parts.username is not None:
        raise ReadError("addresses with a password are not read")
    return parts


def _connected(parts: SplitResult, watch: Watch, *, private: bool, end: float) -> http.client.HTTPConnection:
    """A connection to a host, at an address that was checked: a name that changes its meaning changes nothing."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"no host {host}: {_reason(error)}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private and (inner := [address for address in addresses if not _is_public(address)]):
        raise ReadError(f"{host} is at {inner[0]}, which is not on the public internet; --allow-private reads it")
    problem: Exception = OSError("no address")
    for address in addresses:
        try:
            raw = socket.create_connection((address, port), timeout=min(TIMEOUT, _left(end)))
            watch.over(raw)
            connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
            secure = parts.scheme == "https"
            connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
        except OSError as error:
            problem = error
        else:
            return connection
    raise ReadError(f"no connection to {host}: {_reason(problem)}") from problem


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is not None:
            found = inner
        elif found in _NAT64:
            found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _answer(
    connection: http.client.HTTPConnection, parts: SplitResult, end: float, kinds: Sequence[str]
) -> Fetched | str:
    """What the host answers, or where it says to look instead."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    default = _PORTS[parts.scheme]
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    host = name if parts.port in {None, default} else f"{name}:{parts.port}"
    connection.putrequest("GET", _ascii(path), skip_host=True, skip_accept_encoding=True)
    for header, value in (
        ("Host", host),
        ("User-Agent", f"irkg/{IRKG}"),
        ("Accept", ", ".join(kinds) or _WANTED),
        ("Accept-Encoding", "identity"),  # what arrives is as large as what is read
        ("Connection", "close"),
    ):
        connection.putheader(header, value)
    connection.endheaders()
    response = connection.getresponse()
    if response.status in _MOVED and (place := response.getheader("Location")):
        return place
    if response.status != _OK:
        raise ReadError(f"{parts.hostname} answers {response.status} {response.reason}")
    kind = response.headers.get_content_type().lower()
    if kinds and kind not in kinds:
        raise ReadError(f"{parts.hostname} answers with {kind}, not {kinds[0]}")
    if not kinds and not (kind.startswith("text/") or kind in (*_FEEDS, *_PAGES, *_LINES)):
        raise ReadError(f"neither page nor feed, but {kind}")
    if (encoding := response.getheader("Content-Encoding", "identity").lower()) != "identity":
        raise ReadError(f"packed as {encoding}, which was not asked for")
    whole = urlsplit(parts.geturl())._replace(fragment="").geturl()
    return Fetched(url=whole, kind=kind, charset=response.headers.get_content_charset(), data=_body(response, end))


def _body(response: http.client.HTTPResponse, end: float) -> bytes:
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += piece
        if len(data) > LIMIT:
            raise ReadError(f"larger than {LIMIT // 1_000_000} MB")
        _left(end)
    if response.length:
        raise ReadError(f"breaks off after {len(data)} bytes")
    return bytes(data)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise ReadError(f"took longer than {DEADLINE:.0f} seconds")
    return left


def _ascii(path: str) -> str:
    from urllib.parse import quote

    return quote(path, safe="/?&=+%:@!$'()*,;~#[]-._")


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)
