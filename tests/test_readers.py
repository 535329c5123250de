"""Articles from tables, feeds, web archives and addresses: what is read, and what is refused and how it is told."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.base.errors import ReadError, UsageError
from kg.corpus import Skipped, read
from kg.corpus import fetching as web
from kg.corpus.fetching import fetch
from kg.graph.build import build
from kg.graph.options import Options
from kg.model import Article
from tests.fake_extractor import FakeExtractor

TEXT = "Norway handed a protest note to Iceland on Tuesday. The note is about cod."
PAGE = f"""<html lang="en"><head><title>A note about cod</title>
<meta property="article:published_time" content="2021-05-04T10:00:00Z"><meta property="og:site_name" content="The Cod">
</head><body><nav>Home</nav><article><h1>A note about cod</h1><p>{TEXT} {TEXT}</p><p>More is not known.</p></article>
</body></html>"""


def found(path: Path | str, **options: str | bool) -> tuple[list[Article], list[Skipped]]:
    private = bool(options.pop("private", False))
    columns = {name: str(value) for name, value in options.items()}
    items = list(read([path], columns=columns, private=private))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skipped)]


def written(tmp_path: Path, name: str, data: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# ---------- CSV ----------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_with_guessed_columns(tmp_path: Path, separator: str) -> None:
    header = separator.join(["Article ID", "Headline", "Body", "Pub Date", "Publisher", "Link"])
    cells = ["n1", "A note", f'"{TEXT}\nA second line."', "2021-05-05", "The Cod", "https://cod.example.org/1"]
    articles, skipped = found(written(tmp_path, "a.csv", f"{header}\n{separator.join(cells)}\n"))
    (article,) = articles
    assert skipped == []
    assert (article.id, article.title, article.outlet) == ("n1", "A note", "The Cod")
    assert (article.text, str(article.published)) == (f"{TEXT}\nA second line.", "2021-05-05")
    assert article.url == "https://cod.example.org/1"


def test_columns_named_by_the_user_win(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"text,words,when\nteaser,{TEXT},2021-05-05\n")
    (article,) = found(path, text="words", published="when")[0]
    assert (article.text, str(article.published)) == (TEXT, "2021-05-05")
    assert found(path, text="prose")[1][0].reason == "no column 'prose'; it has text, words, when"


def test_a_table_without_text_says_what_to_do(tmp_path: Path) -> None:
    (skipped,) = found(written(tmp_path, "a.csv", "a,b\n1,2\n"))[1]
    assert skipped.reason == "no column with text or title among a, b; name it with --text-column"


def test_bad_rows_of_csv_are_told_and_good_ones_kept(tmp_path: Path) -> None:
    rows = [
        "text,date",
        f'"{TEXT}",2021-05-05',
        "too,many,cells",
        f'"{TEXT}",0000-00-00',
        f'"{TEXT}",9999-12-31',
        '"",2021-05-05',
    ]
    data = "\n".join(rows).encode() + b"\n" + '"Málaga wrote to Cádiz about it.",2021-05-06\n'.encode("cp1252")
    articles, skipped = found(written(tmp_path, "a.csv", data))
    assert [article.text for article in articles] == [TEXT, "Málaga wrote to Cádiz about it."]
    assert [item.origin.rpartition("#")[2] for item in skipped] == ["2", "3", "4", "5"]
    assert skipped[0].reason == "3 cells where the header has 2 columns (line 3)"
    assert skipped[2].reason == "publication_date is no date of our time: '9999-12-31'"


def test_an_id_twice_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"id,text\n1,{TEXT}\n1,Another text altogether.\n2,{TEXT} Again.\n")
    summary = build([path], tmp_path / "graph", Options())
    assert summary.read == 2
    assert summary.skipped == [(f"{path}#2", f"has the id of another article ('1', {path}#1)")]


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.build.extractor", lambda _options: FakeExtractor())


# ---------- Parquet ----------


def parquet(path: Path, select: str) -> Path:
    import duckdb

    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet(tmp_path: Path) -> None:
    select = f"SELECT 7 AS id, '{TEXT}' AS content, TIMESTAMP '2021-05-05 23:59:00' AS published_at, ['x'] AS tags"
    (article,) = found(parquet(tmp_path / "a.parquet", select))[0]
    assert (article.id, article.text, str(article.published)) == ("7", TEXT, "2021-05-05")


def test_parquet_rows_without_text_are_told(tmp_path: Path) -> None:
    select = f"SELECT '{TEXT}' AS text UNION ALL SELECT NULL UNION ALL SELECT '{TEXT} Again.'"
    articles, skipped = found(parquet(tmp_path / "a.parquet", select))
    assert len(articles) == 2
    assert skipped[0].origin.endswith("a.parquet#2")


@pytest.mark.parametrize("keep", [0, 3, 100, -20])
def test_half_a_parquet_file_is_told_at_once(tmp_path: Path, keep: int) -> None:
    whole = parquet(tmp_path / "a.parquet", f"SELECT '{TEXT}' AS text FROM range(500)").read_bytes()
    articles, (skipped,) = found(written(tmp_path, "b.parquet", whole[:keep]))
    assert articles == []
    assert skipped.reason in {"no Parquet file", "cut off: its end is missing"}


def test_parquet_with_damage_inside(tmp_path: Path) -> None:
    whole = bytearray(parquet(tmp_path / "a.parquet", f"SELECT '{TEXT}' AS text FROM range(500)").read_bytes())
    whole[-60:-8] = b"\xff" * 52
    assert "damaged Parquet" in found(written(tmp_path, "b.parquet", bytes(whole)))[1][0].reason


# ---------- feeds ----------

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Cod</title><language>en-GB</language>
<item><title>A note &amp; more</title><link>https://cod.example.org/1</link><guid>cod-1</guid>
<pubDate>Tue, 04 May 2021 23:30:00 -0500</pubDate><description>Teaser.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><p>More is not known.</p>]]></content:encoded></item>
<item><title/><description/><link>https://cod.example.org/2</link></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Cod</title><entry><id>tag:cod,2021:1</id>
<title>A note</title><updated>2021-05-04T10:00:00Z</updated><link href="https://cod.example.org/1"/>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    articles, skipped = found(written(tmp_path, "a.rss", RSS))
    (article,) = articles
    assert (article.id, article.title, article.outlet) == ("cod-1", "A note & more", "The Cod")
    assert (article.text, article.language) == (f"{TEXT}\nMore is not known.", "en")
    assert (str(article.published), article.url) == ("2021-05-04", "https://cod.example.org/1")
    assert [item.origin.rpartition("#")[2] for item in skipped] == ["2"]


def test_atom(tmp_path: Path) -> None:
    (article,) = found(written(tmp_path, "a.xml", ATOM))[0]
    assert (article.id, article.text, str(article.published)) == ("tag:cod,2021:1", TEXT, "2021-05-04")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<note>no feed</note>", "no RSS or Atom feed"),
        ("<rss><channel><title>x</title></channel></rss>", "a feed without entries"),
        ("", "no RSS or Atom feed"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, data: str, reason: str) -> None:
    assert found(written(tmp_path, "a.rss", data))[1][0].reason == reason


def test_entities_of_a_feed_read_no_files(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "a secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    articles, skipped = found(
        written(tmp_path, "a.rss", RSS.replace("<rss", doctype + "<rss").replace(TEXT, "&x;" * 9))
    )
    assert "a secret" not in str((articles, skipped))


# ---------- web archives ----------


def archive(*, packed: bool, pages: int = 4) -> tuple[bytes, list[int]]:
    """An archive, and where its records begin."""
    data, starts = b"", []
    for number in range(pages):
        body = PAGE.replace("More", f"Page {number}").encode()
        head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + f"Content-Length: {len(body)}\r\n\r\n"
        block = head.encode() + body
        fields = [
            "WARC/1.0",
            "WARC-Type: response",
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
            "WARC-Date: 2021-05-05T00:00:00Z",
            f"WARC-Target-URI: https://cod.example.org/{number}",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(block)}",
        ]
        record = ("\r\n".join(fields) + "\r\n\r\n").encode() + block + b"\r\n\r\n"
        starts.append(len(data))
        data += gzip.compress(record, mtime=0) if packed else record
    return data, starts


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001 - a parameter
    name = "a.warc.gz" if packed else "a.warc"
    articles, skipped = found(written(tmp_path, name, archive(packed=packed)[0]))
    assert [article.url for article in articles] == [f"https://cod.example.org/{n}" for n in range(4)]
    assert skipped == []
    assert (articles[0].title, str(articles[0].published), articles[0].outlet) == (
        "A note about cod",
        "2021-05-04",
        "The Cod",
    )
    assert TEXT in articles[0].text


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("broken", [0, 1, 3])
def test_a_broken_record_is_told_with_its_offset(tmp_path: Path, packed: bool, broken: int) -> None:  # noqa: FBT001
    data, starts = archive(packed=packed)
    at = starts[broken] + (30 if packed else 0) + (8 if not packed and broken == 0 else 0)
    data = data[:at] + b"\0" * 20 + data[at + 20 :]
    articles, skipped = found(written(tmp_path, "a.warc.gz" if packed else "a.warc", data))
    assert [article.url for article in articles] == [f"https://cod.example.org/{n}" for n in range(4) if n != broken]
    assert f"at byte {starts[broken]}" in skipped[0].reason


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_that_breaks_off(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    data, starts = archive(packed=packed)
    articles, skipped = found(written(tmp_path, "a.warc.gz" if packed else "a.warc", data[: starts[3] + 200]))
    assert len(articles) == 3
    assert f"at byte {starts[3]}" in skipped[-1].reason


def test_what_is_no_web_archive(tmp_path: Path) -> None:
    assert found(written(tmp_path, "a.warc", b"hello"))[1][0].reason == "no web archive (WARC)"


# ---------- addresses ----------

Reply = tuple[int, Mapping[str, str], bytes]


@contextmanager
def server(replies: Mapping[str, Reply]) -> Iterator[str]:
    """A server on this machine that gives fixed answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, data = replies.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.server_address[1]}"
    finally:
        listening.shutdown()
        listening.server_close()


HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_from_an_address() -> None:
    with server({"/old": (302, {"Location": "/new?x=1"}, b""), "/new?x=1": (200, HTML, PAGE.encode())}) as base:
        (article,) = found(f"{base}/old", private=True)[0]
        assert (article.url, article.title) == (f"{base}/new?x=1", "A note about cod")
        assert str(article.published) == "2021-05-04"


def test_a_feed_from_an_address() -> None:
    with server({"/feed": (200, {"Content-Type": "application/rss+xml"}, RSS.encode())}) as base:
        (article,) = found(f"{base}/feed", private=True)[0]
        assert article.url == "https://cod.example.org/1"


def test_addresses_within_the_network_are_refused_unless_allowed() -> None:
    with server({"/": (200, HTML, PAGE.encode())}) as base:
        articles, (skipped,) = found(base)
        assert articles == []
        assert (
            skipped.reason == "127.0.0.1 is at 127.0.0.1, which is not on the public internet; --allow-private reads it"
        )


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 10.0.0.8 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 255.255.255.255 2130706433 "
    "0x7f.1 [::1] [::] [fe80::1] [fc00::1] [::ffff:127.0.0.1] [2002:7f00:0001::] [64:ff9b::7f00:1] localhost".split(),
)
def test_no_spelling_of_an_inner_address_is_read(host: str) -> None:
    with pytest.raises(ReadError, match=r"not on the public internet|no host"):
        fetch(f"http://{host}/")


def test_a_redirect_to_an_inner_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    with server({"/": (302, {"Location": "http://localhost:1/secret"}, b"")}) as base:
        port = int(base.rpartition(":")[2])
        monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.9")
        names = {"public.example": "127.0.0.9"}
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda host, at, *more, **kw: real(names.get(host, host), at, *more, **kw)
        )
        # the "public" address stands for this very server
        connect = socket.create_connection
        monkeypatch.setattr(socket, "create_connection", lambda to, **kw: connect(("127.0.0.1", to[1]), **kw))
        with pytest.raises(ReadError, match=r"localhost is at .* not on the public internet"):
            fetch(f"http://public.example:{port}/")


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ((404, {}, b""), "answers 404"),
        ((500, {}, b""), "answers 500"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF"), "neither page nor feed, but application/pdf"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, b""), "packed as gzip"),
        ((200, {**HTML, "Content-Length": "900"}, b"<html>"), "breaks off|no answer"),
        ((302, {"Location": "/"}, b""), "more than 5 redirects"),
        ((302, {"Location": "file:///etc/hosts"}, b""), "no address of a page: file:"),
        ((302, {"Location": "http://me:s3cret@[::1"}, b""), r"no address of a page: http://\*\*\*@\[::1$"),
    ],
)
def test_answers_that_are_refused(reply: Reply, message: str) -> None:
    with server({"/": reply}) as base, pytest.raises(ReadError, match=message):
        fetch(f"{base}/", private=True)


@pytest.mark.parametrize("rest", ["127.0.0.1:1/x", "[::1", "host:99999/", "a/b@host/"])
def test_a_password_is_not_told(rest: str) -> None:
    (skipped,) = read([f"http://me:s3cret@{rest}"])
    assert isinstance(skipped, Skipped)
    assert "s3cret" not in f"{skipped.origin} {skipped.reason}"
    assert skipped.origin.startswith("http://***@")


def test_an_answer_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LIMIT", 1000)
    with server({"/": (200, HTML, b"x" * 5000)}) as base, pytest.raises(ReadError, match="larger than"):
        fetch(f"{base}/", private=True)


def test_a_server_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "TIMEOUT", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(ReadError, match=r"no answer from 127\.0\.0\.1"),
    ):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", private=True)


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"]
)
def test_a_server_that_drips(monkeypatch: pytest.MonkeyPatch, head: bytes) -> None:
    monkeypatch.setattr(web, "DEADLINE", 0.5)
    dripped = 0

    def drip(listening: socket.socket) -> None:
        nonlocal dripped
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            connection.sendall(head)
            for _ in range(400):
                connection.sendall(b"X")  # of a header, or of a trailer
                dripped += 1
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=(listening,))
        thread.start()
        with pytest.raises(ReadError, match="took longer than"):
            fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", private=True)
        thread.join()
    assert dripped < 400


def test_a_redirect_to_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "DEADLINE", 20.0)
    with server({"/": (302, {"Location": "http://[::1/"}, b"")}) as base, pytest.raises(ReadError, match="no address"):
        fetch(f"{base}/", private=True)


@pytest.mark.parametrize(
    "url", ["http://", "https://:80/", "http://user:word@example.org/", "http://example.org:99999/"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(ReadError, match="address"):
        fetch(url)


def test_an_unknown_host_is_told() -> None:
    (skipped,) = found("https://nowhere.invalid/story")[1]
    assert skipped.reason.startswith("no host nowhere.invalid")


# ---------- folders ----------


def test_tables_in_a_folder_are_read_only_when_named(tmp_path: Path) -> None:
    written(tmp_path, "graph.csv", "text\nnot an article\n")
    written(tmp_path, "a.rss", RSS)
    assert len(found(tmp_path)[0]) == 1
    with pytest.raises(UsageError, match="unknown kind of file"):
        read([written(tmp_path, "a.zip", b"")])
