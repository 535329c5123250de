import io
import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.errors import ReadError, UsageError
from kg.corpus import LIMIT, READERS, Skipped, read
from kg.corpus.base import decode
from kg.corpus.publication_date import in_dateline, in_url
from kg.model import Article

TEXT = "Oman expelled two Yemeni envoys on Monday.\n"
DAY = date(2021, 3, 18)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes | object = TEXT) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(content, str | bytes):
        content = json.dumps(content)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def articles(*sources: str, published: date | None = None) -> list[Article]:
    found = list(read(sources, published=published))
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def one(*sources: str, published: date | None = None) -> Article:
    (article,) = articles(*sources, published=published)
    return article


def skipped(items: Iterable[Article | Skipped]) -> list[tuple[str, str]]:
    return [(item.origin, item.reason) for item in items if isinstance(item, Skipped)]


@pytest.mark.usefixtures("folder")
class TestText:
    def test_is_taken_exactly_as_it_stands(self) -> None:
        article = one(put("a.txt", b"\xef\xbb\xbf  Oman\r\n\r\n\xe2\x80\x9cYes\xe2\x80\x9d \n"))
        assert article.text == "  Oman\r\n\r\n\u201cYes\u201d \n"
        assert (article.name, article.origin, article.published) == ("a", "a.txt", None)

    def test_sidecar_holds_metadata(self) -> None:
        put(
            "a.meta.json",
            {
                "publication_date": "2021-03-18",
                "outlet": "Gazette",
                "url": "https://x.org/a",
                "title": "T",
                "language": "EN-gb",
            },
        )
        article = one(put("a.txt"))
        assert (article.published, article.published_basis) == (DAY, "metadata")
        assert (article.outlet, article.url, article.title, article.language) == (
            "Gazette",
            "https://x.org/a",
            "T",
            "en",
        )

    def test_sidecar_may_use_other_names(self) -> None:
        put("a.meta.json", {"date": "18 March 2021", "publisher": "Gazette", "headline": "T", "lang": "en"})
        article = one(put("a.txt"))
        assert (article.published, article.outlet, article.title, article.language) == (DAY, "Gazette", "T", "en")

    @pytest.mark.parametrize("content", ["{", "[1]", b"\xff\x00"])
    def test_broken_sidecar_skips_its_article_only(self, content: str | bytes) -> None:
        put("a.meta.json", content)
        found = list(read([put("a.txt"), put("b.txt")]))
        assert [origin for origin, _ in skipped(found)] == ["a.txt"]
        assert isinstance(found[1], Article)

    def test_id_depends_on_what_is_said_not_on_the_file(self) -> None:
        same, other = one(put("a.txt")).id, one(put("c.txt", TEXT + "More.")).id
        assert one(put("b.txt")).id == same != other

    def test_option_beats_metadata_beats_url_beats_dateline(self) -> None:
        text = "MUSCAT, May 4, 2019 (XYZ) - Oman expelled two envoys.\n"
        url = "https://x.org/2020/02/03/oman"
        put("a.txt", text)
        assert (one("a.txt").published, one("a.txt").published_basis) == (date(2019, 5, 4), "dateline")
        put("a.meta.json", {"url": url})
        assert (one("a.txt").published, one("a.txt").published_basis) == (date(2020, 2, 3), "url")
        put("a.meta.json", {"url": url, "date": "2021-03-18"})
        assert (one("a.txt").published, one("a.txt").published_basis) == (DAY, "metadata")
        article = one("a.txt", published=date(2022, 1, 1))
        assert (article.published, article.published_basis) == (date(2022, 1, 1), "option")

    def test_a_date_that_is_none_is_told(self) -> None:
        put("a.meta.json", {"date": "soon"})
        assert skipped(read([put("a.txt")])) == [("a.txt", "date is no date: 'soon'")]
        assert one("a.txt", published=DAY).published == DAY

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "empty"),
            (b" \n\t\r\n ", "empty"),
            (b"Oman\x00Yemen", "looks binary"),
            (b"%PDF-1.7 text", "looks binary"),
            (bytes(range(256)) * 4, "looks binary"),
            (b"\x01\x02\x03\x04 abc", "looks binary"),
            (b"\xff\xfe\x00", "looks binary"),
            (b"x" * (LIMIT + 1), "larger than 10 MB"),
        ],
    )
    def test_what_is_no_text_is_skipped(self, content: bytes, reason: str) -> None:
        assert skipped(read([put("a.txt", content), put("b.txt")])) == [("a.txt", reason)]

    def test_web_page_under_a_wrong_suffix_is_read_as_page(self) -> None:
        article = one(put("a.txt", PAGE))
        assert "<p>" not in article.text
        assert "The sultanate of Oman expelled" in article.text

    def test_tagged_wire_copy(self) -> None:
        wire = (
            '<STORY ID="7">\n<DATE>19-OCT-1987 18:36:15.31</DATE>\n<TOPICS><D>fish</D></TOPICS>\n<TEXT>&#2;\n'
            "<TITLE>OMAN &amp; YEMEN</TITLE>\n<DATELINE>  MUSCAT, Oct 19 -</DATELINE>"
            "<BODY>Oman expelled\ntwo envoys.\n&#3;</BODY></TEXT>\n</STORY>\n"
        )
        article = one(put("a.txt", wire))
        assert (article.title, article.published) == ("OMAN & YEMEN", date(1987, 10, 19))
        assert article.text.split() == ["MUSCAT,", "Oct", "19", "-", "Oman", "expelled", "two", "envoys."]


@pytest.mark.usefixtures("folder")
class TestMarkdown:
    def test_front_matter_is_metadata_and_not_text(self) -> None:
        article = one(
            put("a.md", f"---\ntitle: 'Oman: a note'\ndate: 2021-03-18\nsource: Gazette\n---\n\n# T\n\n{TEXT}")
        )
        assert (article.title, article.published, article.outlet) == ("Oman: a note", DAY, "Gazette")
        assert article.text == f"\n# T\n\n{TEXT}"

    def test_front_matter_beats_the_sidecar(self) -> None:
        put("a.meta.json", {"title": "Other", "outlet": "Gazette"})
        article = one(put("a.md", f"---\r\ntitle: Mine\r\n---\r\n{TEXT}"))
        assert (article.title, article.outlet) == ("Mine", "Gazette")

    @pytest.mark.parametrize(
        "front",
        [
            "---\na: [\n---\n",
            "---\n- a\n- b\n---\n",
            "---\ntitle: T\n",
            "---\ndate: 2021-13-45\n---\n",
            "---\na: b: c\n---\n",
        ],
    )
    def test_broken_front_matter_is_skipped(self, front: str) -> None:
        assert [origin for origin, _ in skipped(read([put("a.md", front + TEXT)]))] == ["a.md"]

    def test_a_rule_across_the_page_is_no_front_matter(self) -> None:
        assert one(put("a.md", f"---\n\n{TEXT}")).text == f"---\n\n{TEXT}"

    def test_empty_front_matter(self) -> None:
        assert one(put("a.md", f"---\n---\n{TEXT}")).text == TEXT


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Oman expels envoys | Gazette</title>
<meta property="og:site_name" content="Gazette"><meta property="article:published_time" content="2021-03-18T10:00:00Z">
<link rel="canonical" href="https://gazette.example.org/oman"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sports</a></li></ul></nav><article><h1>Oman expels envoys</h1>
<p>The sultanate of Oman expelled two envoys of Yemen on Monday, the foreign ministry said in a statement.</p>
<p>Yemen protested against the decision and closed its consulate in Salalah, where some of its citizens are at work.</p>
<p>Officials of both states will meet in Muscat next week to talk about the matter, which began with a fishing boat.</p>
</article><footer>Subscribe to our newsletter. &copy; 2009-2020 Gazette</footer></body></html>"""


@pytest.mark.usefixtures("folder")
class TestHtml:
    def test_article_and_metadata_come_out_of_the_page(self) -> None:
        article = one(put("a.html", PAGE))
        assert article.title is not None
        assert article.title.startswith("Oman expels envoys")
        assert (article.published, article.published_basis, article.language) == (DAY, "metadata", "en")
        assert article.outlet == "Gazette"
        assert "consulate in Salalah" in article.text
        assert "Sports" not in article.text
        assert "newsletter" not in article.text

    def test_sidecar_knows_better_than_the_page(self) -> None:
        put("a.meta.json", {"outlet": "Other", "date": "2020-01-02"})
        article = one(put("a.htm", PAGE))
        assert (article.outlet, article.published) == ("Other", date(2020, 1, 2))

    def test_declared_encoding_counts(self) -> None:
        page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("fishing boat", "boat of Łódź")
        assert "Łódź" in one(put("a.html", page.encode("iso-8859-2"))).text

    def test_a_year_in_the_footer_is_no_date(self) -> None:
        assert one(put("a.html", PAGE.replace("2021-03-18T10:00:00Z", ""))).published is None

    def test_a_printed_date_is_one(self) -> None:
        page = PAGE.replace("2021-03-18T10:00:00Z", "").replace(
            "<h1>", "<span>Published March 18th, 2021 - 07:29</span><h1>"
        )
        assert one(put("a.html", page)).published == DAY

    @pytest.mark.parametrize(
        "content", ["", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>"]
    )
    def test_page_without_article_is_skipped(self, content: str) -> None:
        assert [origin for origin, _ in skipped(read([put("a.html", content)]))] == ["a.html"]


@pytest.mark.usefixtures("folder")
class TestJson:
    def test_lines_are_articles(self) -> None:
        rows = [
            {"id": "x1", "text": "Oman.", "title": "T", "publication_date": "2021-03-18T23:30:00+05:00", "outlet": "G"},
            {"body": "Yemen."},
            {"content": "Chad.", "doc": "chad-1"},
        ]
        found = articles(put("a.jsonl", "\n\n".join(map(json.dumps, rows)) + "\r\n"))
        assert [article.name for article in found] == ["x1", "a:3", "chad-1"]
        assert [article.origin for article in found] == ["a.jsonl:1", "a.jsonl:3", "a.jsonl:5"]
        assert (found[0].id, found[0].published, found[0].outlet) == ("x1", DAY, "G")
        assert found[1].text == "Yemen."

    def test_bad_lines_are_told_with_their_place_and_reading_goes_on(self) -> None:
        bad = [
            "{",
            "7",
            "null",
            '"a"',
            '{"outlet": "T"}',
            '{"text": ""}',
            '{"text": 5.5e3, "date": "x"}',
            '{"text": "a\\u0000"}',
        ]
        content = "\n".join([*bad, "[" * 100_000, '{"text": "Oman."}']).encode() + b'\n{"text": "\xff\xfe\x81"}'
        found = list(read([put("a.jsonl", content)]))
        places = [origin for origin, _ in skipped(found)]
        assert places == [f"a.jsonl:{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)]
        assert [item.text for item in found if isinstance(item, Article)] == ["Oman."]

    def test_numbers_become_text_and_lone_surrogates_are_replaced(self) -> None:
        article = one(put("a.jsonl", '{"id": 12, "text": "Oman\\ud800.", "title": ["x"], "outlet": null}'))
        assert (article.id, article.text, article.title, article.outlet) == ("12", "Oman\ufffd.", None, None)

    def test_file_of_one_object(self) -> None:
        assert one(put("a.json", {"text": "Oman."})).name == "a"

    def test_file_of_an_array(self) -> None:
        found = list(read([put("a.json", [{"text": "Oman."}, 3, {"id": "z", "text": "Yemen."}])]))
        assert [item.name for item in found if isinstance(item, Article)] == ["a:1", "z"]
        assert skipped(found) == [("a.json#2", "no JSON object")]

    def test_lines_under_the_other_suffix(self) -> None:
        assert [article.text for article in articles(put("a.json", '{"text": "Oman."}\n{"text": "Yemen."}\n'))] == [
            "Oman.",
            "Yemen.",
        ]

    @pytest.mark.parametrize("content", ["", "{", "[1, 2", '{\n "text":\n "Oman"'])
    def test_no_json(self, content: str) -> None:
        assert [origin for origin, _ in skipped(read([put("a.json", content)]))] == ["a.json"]

    def test_standard_input(self) -> None:
        found = list(read(["-"], stdin=io.BytesIO(b'{"text": "Oman."}\nx\n{"id": "i", "text": "Yemen."}')))
        assert [item.name for item in found if isinstance(item, Article)] == ["stdin:1", "i"]
        assert [origin for origin, _ in skipped(found)] == ["-:2"]


@pytest.mark.usefixtures("folder")
class TestSources:
    def test_folders_are_read_in_order_without_sidecars_and_hidden_files(self) -> None:
        for name in ("d/b.txt", "d/a/z.md", "d/A.TXT", "d/a.txt", "d/.hidden.txt", "d/.git/x.txt", "d/notes.csv"):
            put(name)
        put("d/a.meta.json", {"title": "T"})
        put("d/b2.jsonl", '{"text": "Oman."}')
        assert [Path(article.origin).as_posix() for article in articles("d")] == [
            "d/A.TXT",
            "d/a/z.md",
            "d/a.txt",
            "d/b.txt",
            "d/b2.jsonl:1",
        ]

    def test_folders_within_folders_can_be_left_out(self) -> None:
        put("d/a.txt")
        put("d/e/b.txt")
        assert len(list(read(["d"], recursive=False))) == 1

    def test_sources_keep_their_order(self) -> None:
        assert [article.name for article in articles(put("b.txt"), put("a.txt"))] == ["b", "a"]

    def test_wrong_sources_are_refused_before_anything_is_read(self) -> None:
        put("d/picture.png")
        put("picture.png")
        for source, told in (("none.txt", "none.txt"), ("d", ".jsonl"), ("picture.png", ".jsonl")):
            with pytest.raises(UsageError, match=told):
                read([put("a.txt"), source])

    def test_unreadable_file_is_skipped(self) -> None:
        put("d/a.txt")
        Path("d/b.txt").symlink_to("nowhere")
        found = list(read(["d"]))
        assert [origin for origin, _ in skipped(found)] == [str(Path("d/b.txt"))]

    def test_every_reader_takes_nonsense_calmly(self) -> None:
        for suffix in READERS:
            assert len(skipped(read([put(f"a{suffix}", b"\x00\x01\x02")]))) == 1


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Łódź".encode("utf-16"), "Łódź"),
        (b"\xfe\xff" + "Łódź".encode("utf-16-be"), "Łódź"),
        ("Łódź".encode("utf-32"), "Łódź"),
        ("caf\xe9 \x93Oman\x94".encode("latin-1"), "café \u201cOman\u201d"),
        (b"a\rb\r\nc", "a\rb\r\nc"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.org/2021/03/18/oman", DAY),
        ("https://x.org/world/2021/mar/18/oman", DAY),
        ("https://x.org/news/2021-03-18-oman", DAY),
        ("https://x.org/news/20210318/oman.html", DAY),
        ("https://x.org/2021/03/18", DAY),
        ("https://x.org/2021/13/45/oman", None),
        ("https://x.org/2021/03/oman-18", None),
        ("https://x.org/id/202103189/", None),
        ("https://x.org/oman-2021", None),
    ],
)
def test_date_in_the_address(url: str, day: date | None) -> None:
    assert in_url(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Oman angry\n\nMUSCAT, March 18 , 2021 (AFP)\n\nOman left.", DAY),
        ("MUSCAT, March 18, 2021 (AFP) -- Oman left.", DAY),
        ("   Muscat, 17 Nov 88 (Oman Radio 1) -- [Text] Oman left.", date(1988, 11, 17)),
        ("03/18/2021 08:17:00\n\nMUSCAT (AP)_ Oman left.", DAY),
        ("By Ali Said\nMarch 18, 2021\nOman left.", DAY),
        ("MUSCAT, March 18 (AFP) -- Oman left.", None),
        ("The treaty that both sides signed on March 18, 2014 is dead.", None),
        ("Oman signed a treaty with Yemen on March 18, 2014", None),
        ("x\n" * 10 + "March 18, 2021", None),
        ("", None),
    ],
)
def test_date_in_the_dateline(text: str, day: date | None) -> None:
    assert in_dateline(text) == day
