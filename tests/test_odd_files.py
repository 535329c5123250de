"""One odd file, line, row or entry is told with its place; those beside it are read."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import corpus
from kg.base.errors import ReadError
from kg.corpus import Skipped, apart, article_tables, base, feeds, jsonl, read, web_pages
from kg.corpus.door import reason
from kg.model import Article

GOOD = "Poland expelled three diplomats of Russia on Tuesday after a court in Warsaw had found them guilty of spying."
PAGE = f"<html><body><article><h1>Three have to leave</h1><p>{GOOD}</p><p>{GOOD}</p></article></body></html>"


def found(*sources: Path) -> tuple[list[Article], list[Skipped]]:
    items = list(read(sources))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Skipped)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"---\nid: [\n---\n" + GOOD.encode(), "front matter is no YAML"),
        ("a.csv", b"title,te\rxt\nOne,Two\n", "no CSV"),
        ("a.json", b"[" * 20_000, "nested too deeply"),
        ("a.jsonl", b'{"text": "' + b"\\ud800" * 2 + b'", "id": ' + b"[" * 50_000, "nested too deeply"),
    ],
)
def test_an_odd_file(folder: Path, name: str, data: bytes, said: str) -> None:
    odd = folder / name
    odd.write_bytes(data)
    read_ones, skipped = found(odd, folder / "good.txt")
    assert [read_one.text for read_one in read_ones] == [GOOD]
    assert [one.origin.partition(":")[0] for one in skipped] == [str(odd)]
    assert said in skipped[0].reason


@pytest.mark.parametrize("error", [KeyError("x"), OverflowError("too large"), MemoryError(), RecursionError()])
def test_whatever_a_reader_raises_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: object) -> Iterator[Article]:
        raise error

    monkeypatch.setitem(corpus.READERS, ".md", broken)
    (folder / "a.md").write_text(GOOD)
    read_ones, (skipped,) = found(folder)
    assert [read_one.text for read_one in read_ones] == [GOOD]
    assert skipped.origin.endswith("a.md")
    assert skipped.reason in {reason(error), "not enough memory"}


def test_an_odd_line_row_or_entry_costs_only_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = base.article

    def moody(raw: dict[str, object], *args: object, **names: object) -> Article:
        if "Odd" in str(raw.get("title")):
            raise KeyError("odd")
        return good(raw, *args, **names)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(jsonl, "article", moody)
    monkeypatch.setattr(article_tables, "article", moody)
    lines = "".join(f'{{"title": "{title}", "text": "{GOOD}"}}\n' for title in ("One", "Odd", "Two"))
    (folder / "a.jsonl").write_text(lines)
    with (folder / "a.csv").open("w", newline="") as file:
        csv.writer(file).writerows([["title", "text"], *([title, GOOD] for title in ("One", "Odd", "Two"))])
    for name, place in (("a.jsonl", ":2"), ("a.csv", "#2")):
        read_ones, (skipped,) = found(folder / name)
        assert [read_one.title for read_one in read_ones] == ["One", "Two"]
        assert skipped.origin.endswith(f"{name}{place}")


def test_only_regular_files_are_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    read_ones, (skipped,) = found(folder)
    assert len(read_ones) == 1
    assert (Path(skipped.origin).name, skipped.reason) == ("pipe.txt", "no regular file")


@pytest.mark.parametrize("name", ["a*.txt", "[a].txt", "article=7.txt"])
def test_a_name_is_no_pattern(folder: Path, name: str) -> None:
    (folder / "a.txt").write_text("Something else altogether, which nobody asked for.")
    (folder / name).write_text(GOOD)
    assert [read_one.text for read_one in found(folder / name)[0]] == [GOOD]


@pytest.mark.parametrize("name", ["a*.parquet", "article=7.parquet"])
def test_the_name_of_a_table_is_no_pattern(folder: Path, name: str) -> None:
    import duckdb

    for path, text in ((folder / "ab.parquet", "Not this."), (folder / name, GOOD)):
        duckdb.execute("COPY (SELECT $1 AS text, 'x' AS title) TO $2 (FORMAT parquet)", [text, str(path)])
    assert [read_one.text for read_one in found(folder / name)[0]] == [GOOD]


def test_a_cell_that_unpacks_to_too_much_is_not_fetched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.setattr(article_tables, "LIMIT", 1000)
    table = folder / "a.parquet"
    query = "COPY (SELECT unnest([$1, repeat('word ', 20000)]) AS text) TO $2 (FORMAT parquet)"
    duckdb.execute(query, [GOOD, str(table)])
    assert table.stat().st_size < 20_000
    read_ones, (skipped,) = found(table)
    assert [read_one.text for read_one in read_ones] == [GOOD]
    assert "larger than" in skipped.reason


def test_json_is_read_up_to_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_LONGEST_LINE", 1000)
    (folder / "a.json").write_text('[{"text": "' + GOOD * 20 + '"}]')
    assert "write JSON lines" in found(folder / "a.json")[1][0].reason
    (folder / "a.json").write_text(f'{{"text": "{GOOD}"}}\n' * 20)
    assert len(found(folder / "a.json")[0]) == 20


ITEM = "<item><title>One</title><description>{}</description></item>"
FEED = f'<rss version="2.0"><channel><title>Post</title>{ITEM}</channel></rss>'


@pytest.mark.parametrize("number", ["x110000", "1114112", "xD800", "99999999999999999999"])
def test_a_feed_with_a_reference_to_no_character(folder: Path, number: str) -> None:
    (folder / "a.rss").write_text(FEED.format(f"{GOOD} &#{number};"))
    ((read_one,), skipped) = found(folder / "a.rss")
    assert read_one.text.startswith(GOOD)
    assert not skipped


# ---------- pages and feeds are read in a process that can be ended ----------


def source() -> base.Source:
    return base.Source(origin="a.html", stem="a", metadata={"outlet": "Post"})


def test_a_page_read_apart_is_the_page_read_here() -> None:
    assert list(web_pages.articles(PAGE, source())) == list(web_pages.parsed(PAGE, source()))
    feed = FEED.format(GOOD).encode()
    assert list(feeds.read_feed(io.BytesIO(feed), source())) == list(feeds.parsed(feed, source()))
    with pytest.raises(ReadError, match="no article"):
        list(web_pages.articles("<p>Menu</p>", source()))


@pytest.mark.parametrize(
    ("busy", "said"),
    [
        ("while True: pass", "took more than 1 seconds"),
        ("import os; os._exit(1)", "took more than 1 seconds"),
        ("x = bytearray(2 << 30)", "took more memory than it may"),
        ("raise KeyError('x')", "cannot be parsed"),
    ],
)
def test_what_needs_too_much_is_told_and_the_next_is_read(
    busy: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "if sys.argv and 'apart' in ' '.join(sys.orig_argv):\n"
        "    from kg.corpus import web_pages\n"
        "    parsed = web_pages.parsed\n"
        "    def busy(text, source):\n"
        "        if 'BUSY' in text:\n"
        f"            {busy}\n"
        "        return parsed(text, source)\n"
        "    web_pages.parsed = busy\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr(apart, "SECONDS", 1)
    worker = apart._Worker()
    monkeypatch.setattr(apart, "_worker", worker)
    with pytest.raises(ReadError, match=said):
        list(web_pages.articles("BUSY", source()))
    assert [item.text for item in web_pages.articles(PAGE, source()) if isinstance(item, Article)]
    worker.close()
