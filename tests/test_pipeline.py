from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg import corpus
from kg.base.errors import ExportError, GraphError, ModelError, ReadError, UsageError
from kg.corpus import Skipped
from kg.graph import build as pipeline
from kg.graph import intake, written
from kg.graph.build import build, extract
from kg.graph.options import Options, Summary
from kg.model import Article
from kg.store import Log
from tests.fake_extractor import FakeExtractor

VIEWS = ("events.csv", "graph.ttl", "network.gexf", "network.graphml")
FIRST = "RUS SANCTION USA 2021-03-17.\n"
SECOND = "USA ACCUSE RUS 2021-03-16.\nRUS CONSULT USA 2021-06-16.\n"


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeExtractor:
    made = FakeExtractor()
    monkeypatch.setattr(pipeline, "extractor", made)
    return made


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return folder


def run(*sources: Path, out: Path, rebuild: bool = False, **options: object) -> Summary:
    return build(sources, out, Options(**options), rebuild=rebuild)  # type: ignore[arg-type]  # tests name options freely


def views(graph: Path) -> dict[str, bytes]:
    return {name: (graph / name).read_bytes() for name in VIEWS}


def ids(graph: Path) -> list[str | None]:
    return [told.when.iso for told in Log.open(graph).reports()]


def lines(path: Path, *articles: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in articles))
    return path


def test_a_build_reads_articles_and_writes_the_views(articles: Path, tmp_path: Path) -> None:
    summary = run(articles, out=tmp_path / "g")
    assert (summary.read, summary.known, summary.skipped, summary.events) == (2, 0, [], 3)
    assert summary.quads == {"verbal cooperation": 1, "verbal conflict": 1, "material conflict": 1}
    assert summary.dyads == [("RUS", "USA", 3)]
    assert sorted(Path(name).name for name in summary.files) == list(VIEWS)
    assert all(views(tmp_path / "g").values())
    assert sorted(path.name for path in (tmp_path / "g").iterdir()) == [
        ".lock",
        ".reading.lock",
        ".views.json",
        ".views.lock",
        *VIEWS[:2],
        "irkg.json",
        "log",
        *VIEWS[2:],
    ]


def test_the_same_articles_again_are_known_and_give_the_same_bytes(
    articles: Path, tmp_path: Path, fake: FakeExtractor
) -> None:
    graph = tmp_path / "g"
    run(articles, out=graph)
    before = views(graph)
    summary = run(articles, out=graph)
    assert (summary.read, summary.known) == (0, 2)
    assert fake.seen == ["first", "second"]
    assert views(graph) == before


def test_article_by_article_gives_the_same_bytes_as_at_once(articles: Path, tmp_path: Path) -> None:
    run(articles, out=tmp_path / "once")
    for name in ("second.txt", "first.txt"):
        run(articles / name, out=tmp_path / "pieces")
    assert views(tmp_path / "once") == views(tmp_path / "pieces")


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_size_of_a_batch_does_not_matter(
    articles: Path, tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (articles / "third.txt").write_text("UKR REQUEST USA 2022-03-01.")
    run(articles, out=tmp_path / "one")
    monkeypatch.setattr(intake, "BATCH", size)
    run(articles, out=tmp_path / "other")
    assert views(tmp_path / "one") == views(tmp_path / "other")


def test_a_changed_article_with_an_id_replaces_its_events(tmp_path: Path) -> None:
    source = lines(tmp_path / "a.jsonl", {"id": "1", "text": FIRST})
    run(source, out=tmp_path / "g")
    lines(source, {"id": "1", "text": SECOND})
    assert run(source, out=tmp_path / "g").read == 1
    assert ids(tmp_path / "g") == ["2021-03-16", "2021-06-16"]


def test_a_changed_article_with_an_address_replaces_its_events(tmp_path: Path) -> None:
    url = "https://example.org/story"
    source = lines(tmp_path / "a.jsonl", {"url": url, "text": FIRST})
    run(source, out=tmp_path / "g")
    lines(source, {"url": url, "text": SECOND})
    run(source, out=tmp_path / "g")
    assert ids(tmp_path / "g") == ["2021-03-16", "2021-06-16"]


def test_a_changed_file_replaces_its_events(articles: Path, tmp_path: Path) -> None:
    run(articles, out=tmp_path / "g")
    (articles / "second.txt").write_text("UKR REQUEST USA 2022-03-01.")
    summary = run(articles, out=tmp_path / "g")
    assert (summary.read, summary.replaced, summary.known, summary.articles) == (1, 1, 1, 2)
    assert sorted(map(str, ids(tmp_path / "g"))) == ["2021-03-17", "2022-03-01"]
    run(articles, out=tmp_path / "fresh")
    assert views(tmp_path / "g") == views(tmp_path / "fresh")


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, text in (("monday", FIRST), ("tuesday", SECOND)):
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        Path("1.txt").write_text(text)
        assert run(Path("1.txt"), out=tmp_path / "g").replaced == 0
    assert len(ids(tmp_path / "g")) == 3


def test_several_articles_with_one_address_stay_beside_each_other(tmp_path: Path, fake: FakeExtractor) -> None:
    url = "https://example.org/"
    source = lines(tmp_path / "a.jsonl", {"url": url, "text": FIRST}, {"url": url, "text": SECOND})
    for _ in range(2):
        run(source, out=tmp_path / "g")
        assert sorted(map(str, ids(tmp_path / "g"))) == ["2021-03-16", "2021-03-17", "2021-06-16"]
    assert len(fake.seen) == 2


def test_two_articles_with_one_id_are_told(tmp_path: Path, fake: FakeExtractor) -> None:
    source = lines(tmp_path / "a.jsonl", {"id": "1", "text": FIRST}, {"id": "1", "text": SECOND})
    for _ in range(2):
        summary = run(source, out=tmp_path / "g")
        assert [(Path(place).name, "id of another" in reason) for place, reason in summary.skipped] == [
            ("a.jsonl:2", True)
        ]
        assert ids(tmp_path / "g") == ["2021-03-17"]
    assert fake.seen == ["1"]


def test_one_article_given_twice_is_read_once(articles: Path, tmp_path: Path, fake: FakeExtractor) -> None:
    summary = run(articles / "first.txt", articles / "first.txt", articles, out=tmp_path / "g")
    assert (summary.read, summary.known) == (2, 2)
    assert fake.seen == ["first", "second"]


def test_what_cannot_be_read_is_skipped_with_its_place(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").write_text("")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (articles / "lines.jsonl").write_text('{"text": "x", \n{"id": "9", "text": "UKR REQUEST USA 2022-03-01."}\n')
    (articles / "french.json").write_text(json.dumps({"text": "Bonjour.", "language": "fr"}))
    summary = run(articles, out=tmp_path / "g")
    assert {Path(place).name for place, _ in summary.skipped} == {
        "empty.txt",
        "binary.txt",
        "lines.jsonl:1",
        "french.json",
    }
    assert all(reason for _, reason in summary.skipped)
    assert summary.read == 3


def test_an_article_in_another_language_is_told_every_time_but_looked_at_once(
    articles: Path, tmp_path: Path, fake: FakeExtractor
) -> None:
    (articles / "french.json").write_text(json.dumps({"text": "Bonjour.", "language": "fr"}))
    told = []
    for _ in range(2):
        summary = run(articles, out=tmp_path / "g")
        told.append([(Path(place).name, reason) for place, reason in summary.skipped])
        assert (summary.read + summary.known, summary.articles) == (2, 2)
    assert told == [[("french.json", "not English but 'fr'")]] * 2
    assert fake.seen.count("french") == 1


@pytest.mark.parametrize("name", ["README.md", "readme.txt"])
def test_a_readme_is_an_article_only_when_asked_for_by_name(articles: Path, tmp_path: Path, name: str) -> None:
    (articles / name).write_text("UKR REQUEST USA 2022-03-01.")
    summary = run(articles, out=tmp_path / "g")
    assert (summary.read, summary.skipped) == (2, [])
    assert run(articles / name, out=tmp_path / "g").read == 1


def test_views_that_were_deleted_are_written_again(articles: Path, tmp_path: Path) -> None:
    run(articles, out=tmp_path / "g")
    before = views(tmp_path / "g")
    for name in VIEWS:
        (tmp_path / "g" / name).unlink()
    run(articles, out=tmp_path / "g")
    assert views(tmp_path / "g") == before


@pytest.mark.parametrize("how", ["the run ended before", "a view failed", "a view is of another state"])
def test_views_that_are_older_than_the_log_are_written_again(
    articles: Path, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = views_of_all(articles, tmp_path)
    (articles / "second.txt").rename(tmp_path / "second.txt")
    run(articles, out=tmp_path / "g")
    old = (tmp_path / "g" / "graph.ttl").read_bytes()
    (tmp_path / "second.txt").rename(articles / "second.txt")
    name = "refresh" if how == "the run ended before" else "_write"
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        if how == "a view is of another state":
            run(articles, out=tmp_path / "g")
            (tmp_path / "g" / "graph.ttl").write_bytes(old)
        else:
            patch.setattr(pipeline if name == "refresh" else written, name, interrupted)
            run(articles, out=tmp_path / "g")
    again = run(articles, out=tmp_path / "g")
    assert (again.read, again.known, again.events) == (0, 2, 3)
    assert views(tmp_path / "g") == expected


def views_of_all(articles: Path, tmp_path: Path) -> dict[str, bytes]:
    run(articles, out=tmp_path / "all")
    return views(tmp_path / "all")


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_views_that_agree_are_left_alone_and_told(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(articles, out=tmp_path / "g")
    monkeypatch.setattr(written, "_write", interrupted)
    again = run(articles, out=tmp_path / "g")
    told = ("articles", "reports", "events", "quads", "dyads", "files")
    assert [getattr(again, name) for name in told] == [getattr(first, name) for name in told]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_sources_does_not_matter(articles: Path, tmp_path: Path, order: tuple[int, ...]) -> None:
    (articles / "third.txt").write_text("UKR REQUEST USA 2022-03-01.")
    run(articles, out=tmp_path / "sorted")
    names = sorted(articles.iterdir())
    run(*(names[at] for at in order), out=tmp_path / "other")
    assert views(tmp_path / "sorted") == views(tmp_path / "other")


def test_an_article_that_trips_a_rule_is_told_and_tried_again(
    articles: Path, tmp_path: Path, fake: FakeExtractor
) -> None:
    (articles / "odd.txt").write_text("BOOM")
    for _ in range(2):
        summary = run(articles, out=tmp_path / "g")
        ((place, reason),) = summary.skipped
        assert Path(place).name == "odd.txt"
        assert "IndexError: no such token" in reason
    assert fake.seen.count("odd") == 2


def test_strict_stops_at_the_first_and_keeps_what_was_read(articles: Path, tmp_path: Path) -> None:
    (articles / "g-empty.txt").write_text("")
    with pytest.raises(ReadError, match=r"g-empty\.txt: empty"):
        run(articles, out=tmp_path / "g", strict=True)
    assert ids(tmp_path / "g") == ["2021-03-17"]
    (articles / "g-empty.txt").unlink()
    assert run(articles, out=tmp_path / "g", strict=True).known == 1


@pytest.mark.parametrize("text", ["BOOM", json.dumps({"text": "Bonjour.", "language": "fr"})])
def test_strict_also_counts_what_the_extractor_skips(tmp_path: Path, text: str) -> None:
    source = tmp_path / ("a.json" if text.startswith("{") else "a.txt")
    source.write_text(text)
    with pytest.raises(ReadError, match=source.name):
        run(source, out=tmp_path / "g", strict=True)


def test_an_interrupted_build_keeps_what_was_read_and_goes_on(
    articles: Path, tmp_path: Path, fake: FakeExtractor
) -> None:
    run(articles, out=tmp_path / "whole")
    (articles / "second.txt").write_text("STOP")
    with pytest.raises(KeyboardInterrupt):
        run(articles, out=tmp_path / "g")
    assert ids(tmp_path / "g") == ["2021-03-17"]
    (articles / "second.txt").write_text(SECOND)
    fake.seen.clear()
    run(articles, out=tmp_path / "g")
    assert fake.seen == ["second"]
    assert views(tmp_path / "g") == views(tmp_path / "whole")


def test_an_interruption_while_articles_are_looked_for_reads_none_of_them(
    articles: Path, tmp_path: Path, fake: FakeExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: object, **options: object) -> Iterator[Article | Skipped]:
        yield from corpus.read(*given, **options)  # type: ignore[arg-type]  # as they come
        raise KeyboardInterrupt

    monkeypatch.setattr(intake, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(articles, out=tmp_path / "g", jobs=1)
    assert fake.seen == []


def test_rebuild_starts_over(articles: Path, tmp_path: Path) -> None:
    run(articles, out=tmp_path / "g")
    (articles / "second.txt").unlink()
    summary = run(articles, out=tmp_path / "g", rebuild=True)
    assert (summary.read, summary.known, summary.events) == (1, 0, 1)


def test_a_rebuild_that_cannot_begin_forgets_nothing(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(articles, out=tmp_path / "g")

    def missing(options: Options) -> FakeExtractor:
        raise ModelError(f"no model {options.model}")

    monkeypatch.setattr(pipeline, "extractor", missing)
    for source in (articles, articles / "none.txt"):
        with pytest.raises((ModelError, UsageError)):
            run(source, out=tmp_path / "g", rebuild=True, model="none")
    assert len(ids(tmp_path / "g")) == 3


def test_no_model_is_loaded_when_nothing_is_new(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(articles, out=tmp_path / "g")
    monkeypatch.delattr(pipeline, "extractor")
    assert run(articles, out=tmp_path / "g").known == 2


def test_a_missing_source_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.txt"):
        run(tmp_path / "none.txt", out=tmp_path / "g")
    assert not (tmp_path / "g").exists()


def test_a_missing_actor_table_is_told_at_once(articles: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mine\.tsv"):
        run(articles, out=tmp_path / "g", actors=tmp_path / "mine.tsv")
    assert not (tmp_path / "g").exists()


def test_a_folder_that_cannot_be_written_is_told(articles: Path) -> None:
    with pytest.raises(GraphError, match="is a file, and a graph is a directory"):
        run(articles, out=articles / "first.txt" / "g")


def test_a_view_that_cannot_be_written_loses_no_reading(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "g" / "graph.ttl").mkdir(parents=True)
    with pytest.raises(ExportError, match=r"graph\.ttl"):
        run(articles, out=tmp_path / "g")
    assert len(ids(tmp_path / "g")) == 3
    assert not list((tmp_path / "g").glob(".*unfinished"))


def test_an_article_without_a_date_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing here says when.")
    (reading,) = extract([tmp_path / "a.txt"], Options())
    assert (reading.article.published, reading.skipped) == (None, None)
    assert run(tmp_path / "a.txt", out=tmp_path / "g").read == 1


def test_extract_tells_a_missing_source_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        extract([tmp_path / "none.txt"], Options())


def test_the_folder_can_be_moved(articles: Path, tmp_path: Path) -> None:
    run(articles, out=tmp_path / "g")
    shutil.move(tmp_path / "g", tmp_path / "h")
    assert run(articles, out=tmp_path / "h").known == 2


def test_a_large_graph_writes_its_views_only_when_asked(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, more = tmp_path / "g", tmp_path / "more.txt"
    more.write_text("RUS SANCTION USA 2021-07-01.")
    run(articles, out=graph)
    before = views(graph)
    monkeypatch.setattr("kg.graph.written.VIEWS_LIMIT", 2)
    summary = run(articles, out=graph)
    assert (len(summary.files), summary.removed) == (4, [])
    assert views(graph) == before
    summary = run(more, out=graph)
    assert (summary.files, summary.events, summary.reports, summary.articles) == ([], 4, 4, 3)
    assert sorted(summary.removed) == sorted(str(graph / name) for name in VIEWS)
    assert not [name for name in VIEWS if (graph / name).exists()]
    asked = build([more], graph, Options(), views=True)
    assert (len(asked.files), asked.events, asked.quads, asked.dyads) == (4, 4, summary.quads, summary.dyads)
    assert run(more, out=graph).files == asked.files
    monkeypatch.setattr("kg.graph.written.COUNTED", 2)
    more.write_text("RUS SANCTION USA 2021-07-02.")
    assert run(more, out=graph).events is None


@pytest.mark.long
def test_killed_again_and_again_a_build_ends_with_the_same_bytes(tmp_path: Path) -> None:
    told = [f"RUS SANCTION USA 2021-{n % 12 + 1:02}-{n % 28 + 1:02}." for n in range(60)]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(told)))
    code = (
        "import sys; from pathlib import Path; from kg.graph import build as pipeline, intake\n"
        "from kg.graph.options import Options\n"
        "from kg.store import parts; from tests.fake_extractor import FakeExtractor\n"
        "pipeline.extractor, intake.BATCH, parts.TIER = FakeExtractor(), 2, 3\n"
        "print('on', flush=True)\n"
        "pipeline.build([sys.argv[1]], Path(sys.argv[2]), Options())\n"
    )
    run(source, out=tmp_path / "whole")
    killed = 0
    for turn in range(40):
        command = [sys.executable, "-c", code, str(source), str(tmp_path / "g")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(0.05 + 0.037 * (turn % 7))  # moments that fall anywhere
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
            else:
                break
        assert len(ids(tmp_path / "g")) == len(list(Log.open(tmp_path / "g").articles()))
    assert killed
    run(source, out=tmp_path / "g")
    assert views(tmp_path / "g") == views(tmp_path / "whole")
