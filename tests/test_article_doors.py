"""Articles as people hand them over: lists of headlines, live blogs, archives whose headers lie, dates of nothing."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

import kg
from kg.corpus import Skipped, read
from kg.extraction.cleaning.passages import passages
from kg.model import Article

HEADLINES = (
    "Spain recalls ambassador from Nicaragua",
    "Kenya and Uganda sign rail agreement",
    "Iran condemns Israel over strike",
    "Norway imposes sanctions on Belarus",
    "Chile praises Japan over flood relief",
)


def articles(path: Path) -> list[Article]:
    return [item for item in read([path]) if isinstance(item, Article)]


def skipped(path: Path) -> list[Skipped]:
    return [item for item in read([path]) if isinstance(item, Skipped)]


# ---------- headlines ----------


SHORT = (
    "Spain thanks Nicaragua",
    "Kenya fined Uganda",
    "Iran, Israel meet",
    "Norway Arms Belarus",
    "Chile snubs Japan",
)
"""Headlines of three words."""


@pytest.mark.parametrize("lines", [HEADLINES, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("mark", ["", "- ", "* ", "• ", "1. ", "– ", "— ", "· ", "(12) ", "14:05 ", "► 9.30 pm: "])  # noqa: RUF001 - as people write
@pytest.mark.parametrize("end", ["", "."])
def test_each_line_of_a_list_of_headlines_is_a_headline(mark: str, end: str, lines: tuple[str, ...]) -> None:
    text = "\n".join(f"{mark}{line}{end}" for line in lines)
    found = passages(Article(id="a", name="a", text=text))
    assert [passage.text.rstrip(".") for passage in found] == list(lines)
    assert all(text[passage.start : passage.end] == passage.text for passage in found)


def test_a_menu_of_names_is_no_list_of_headlines() -> None:
    text = "Books and Arts\nAsia and Oceania\nNorway and Belarus\nContact the editor\nAll of today"
    assert len(passages(Article(id="a", name="a", text=text))) < 3


def test_a_menu_before_an_article_is_no_list_of_headlines() -> None:
    body = "The foreign ministry of Chile said on Monday that it had recalled its ambassador from Peru for talks."
    text = f"Home\nWorld\nIran condemns Israel over strike\nSport\nWeather\nContact us\n{body}\n{body}"
    assert [passage.kind for passage in passages(Article(id="a", name="a", text=text))].count("headline") < 3


@pytest.mark.model
def test_a_list_of_headlines_is_read_line_by_line() -> None:
    found = [event.dyad for event in kg.events("\n".join(HEADLINES))]
    assert found == [("ESP", "NIC"), ("KEN", "UGA"), ("IRN", "ISR"), ("NOR", "BLR"), ("CHL", "JPN")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps({"headline": HEADLINES[0], "date": "2023-05-04"})),
        ("a.jsonl", json.dumps({"title": HEADLINES[0], "text": "", "date": "2023-05-04"})),
        ("a.csv", f"publish_date,headline_text,title\n20230504,x,{HEADLINES[0]}\n"),
        ("a.json", json.dumps([{"title": HEADLINES[0], "published": "2023-05-04"}])),
    ],
)
def test_a_title_alone_is_an_article(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    (found,) = articles(tmp_path / name)
    assert (found.text, found.title, str(found.published)) == (HEADLINES[0], HEADLINES[0], "2023-05-04")


@pytest.mark.model
def test_an_article_in_which_nothing_is_a_sentence_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.cli.app import main

    (tmp_path / "menu.txt").write_text("Home\nWorld\nSport\nContact us\n")
    with pytest.raises(SystemExit):
        main(["extract", str(tmp_path / "menu.txt")])
    assert "nothing in it reads as a sentence" in capsys.readouterr().err


# ---------- live blogs ----------

UPDATES = (
    ("2022-06-14T09:00:00Z", "Malta joins", "Malta joined the fund for the harbour on Tuesday, officials said."),
    ("2022-06-15T17:30:00+02:00", "Oman stays out", "Oman refused to pay into it, its minister told reporters."),
)  # fmt: skip


def described(updates: Sequence[tuple[str, str, str]], **more: object) -> str:
    posting = {
        "@type": "LiveBlogPosting",
        "headline": "The harbour talks as they went",
        "datePublished": "2022-06-10T08:00:00Z",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "datePublished": day, "headline": head, "articleBody": f"<p>{text}</p>"}
            for day, head, text in updates
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(more | posting)}</script>'


def shown(updates: Sequence[tuple[str, str, str]], tag: str = "div") -> str:
    return "".join(
        f'<{tag} class="post"><h3>{head}</h3><time datetime="{day}">then</time><p>{text}</p></{tag}>'
        for day, head, text in updates
    )


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head>{described(UPDATES)}</head><body><h1>Talks</h1></body></html>",
        f"<html><head>{described(UPDATES)}</head><body><main>{shown(UPDATES)}</main></body></html>",
        f"<html><body><main><h1>The harbour talks</h1>{shown(UPDATES)}</main></body></html>",
        f"<html><body><section><h1>The harbour talks</h1>{shown(UPDATES, 'article')}</section></body></html>",
    ],
    ids=["described", "both", "divs", "articles"],
)
def test_each_entry_of_a_live_blog_is_an_article(tmp_path: Path, page: str) -> None:
    (tmp_path / "live.html").write_text(page)
    found = articles(tmp_path / "live.html")
    assert [(item.title, item.text) for item in found] == [(head, text) for _, head, text in UPDATES]
    assert [str(item.published) for item in found] == ["2022-06-14", "2022-06-15"]
    assert [item.origin for item in found] == [f"{tmp_path / 'live.html'}#{number}" for number in (1, 2)]


def test_teasers_of_other_stories_make_no_live_blog(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The delegates of Malta and Oman met for the {n}th time and spoke of harbours.</p>" for n in range(4, 20)
    )
    story = f'<article><h1>Talks</h1><time datetime="2022-06-14">x</time>{body}</article>'
    page = f"<html><body>{story}{shown(UPDATES)}</body></html>"
    (tmp_path / "page.html").write_text(page)
    (found,) = articles(tmp_path / "page.html")
    assert "4th time" in found.text


# ---------- archives ----------

PAGE = (
    b'<html><head><title>t</title><meta property="article:published_time" content="2023-02-01T09:00:00Z"></head>'
    b"<body><article><h1>Harbour</h1><p>Malta closed its embassy in Oman on Wednesday, the foreign ministry said after"
    b" a long night of talks.</p><p>A second paragraph with enough words in it to be taken for the text of an article"
    b" by anybody who reads pages.</p>"
    b"</article></body></html>"
)


def record(headers: str, body: bytes, number: int = 1) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2023-02-01T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", PAGE),
        ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
        ("", chunked(PAGE)),
        ("Content-Encoding: gzip\r\n", PAGE),
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("", gzip.compress(PAGE)),
        ("Content-Encoding: br\r\n", PAGE),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip.compress(PAGE))),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", gzip.compress(PAGE)),
        ("Content-Length: 7\r\n", PAGE),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_is_what_its_bytes_are(tmp_path: Path, headers: str, body: bytes, packed: bool) -> None:  # noqa: FBT001 - a case
    records = [record("", PAGE, 1), record(headers, body, 2), record("", PAGE, 3)]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(item) if packed else item for item in records))
    assert [item.url for item in articles(path)] == [f"https://example.org/{number}" for number in (1, 2, 3)]
    assert all("closed its embassy" in item.text for item in articles(path))


def test_a_record_that_cannot_be_unpacked_takes_none_behind_it_along(tmp_path: Path) -> None:
    broken = gzip.compress(PAGE)[:60]
    (tmp_path / "a.warc").write_bytes(record("Content-Encoding: gzip\r\n", broken, 1) + record("", PAGE, 2))
    assert [item.url for item in articles(tmp_path / "a.warc")] == ["https://example.org/2"]
    assert [item.reason for item in skipped(tmp_path / "a.warc")] == ["it breaks off"]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("wrong", [3, 60, 700, 2500, 10**9, -3, -300, None])
@pytest.mark.parametrize("which", [2, 4])
def test_a_length_that_lies_swallows_no_record(tmp_path: Path, packed: bool, wrong: int | None, which: int) -> None:  # noqa: FBT001 - a case
    records = [record("", PAGE, number) for number in (1, 2, 3, 4)]
    head, _, body = records[which - 1].partition(b"Content-Length: ")
    length, _, rest = body.partition(b"\r\n")
    told = b"" if wrong is None else b"Content-Length: %d\r\n" % (int(length) + wrong)
    records[which - 1] = head + told + rest
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(b"".join(gzip.compress(item) if packed else item for item in records))
    assert [item.url for item in articles(path)] == [f"https://example.org/{number}" for number in (1, 2, 3, 4)]
    assert all("closed its embassy" in item.text for item in articles(path))
    assert skipped(path) == []


@pytest.mark.parametrize("size", [700, 10**6])
def test_records_are_found_however_an_archive_is_packed(tmp_path: Path, size: int) -> None:
    whole = b"".join(record("", PAGE, number) for number in (1, 2, 3))
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, parts)))
    assert [item.url for item in articles(tmp_path / "a.warc.gz")] == [f"https://example.org/{n}" for n in (1, 2, 3)]


def test_a_page_that_quotes_a_record_is_one_record(tmp_path: Path) -> None:
    page = PAGE.replace(b"A second", b"Such a record begins so:\r\n\r\nWARC/1.0\r\nWARC-Type: response. A second")
    (tmp_path / "a.warc").write_bytes(record("", page, 1) + record("", PAGE, 2))
    assert [item.url for item in articles(tmp_path / "a.warc")] == ["https://example.org/1", "https://example.org/2"]


# ---------- dates ----------


@pytest.mark.parametrize(
    "written", ["Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z", "1970-01-01", "Thu, 1 Jan 1970 00:00:00 +0000"]
)
def test_the_zero_of_a_clock_is_no_date(tmp_path: Path, written: str) -> None:
    item = f"<item><title>T</title><description>Malta and Oman met.</description><pubDate>{written}</pubDate></item>"
    (tmp_path / "a.rss").write_text(f'<rss version="2.0"><channel><title>C</title>{item}</channel></rss>')
    (found,) = articles(tmp_path / "a.rss")
    assert found.published is None
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "Malta.", "date": written, "url": "https://x.org/2020/03/04/a"})
    )
    (found,) = articles(tmp_path / "a.jsonl")
    assert str(found.published) == "2020-03-04"


def test_a_day_of_1970_is_one_otherwise(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Malta.", "date": "1970-01-02"}))
    (found,) = articles(tmp_path / "a.jsonl")
    assert str(found.published) == "1970-01-02"
