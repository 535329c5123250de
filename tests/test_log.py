from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.dates import DateBasis, When
from kg.base.errors import GraphError
from kg.model import Report
from kg.store import SCHEMA, Log, Reading, duck, joining, locks, parts, report_reader
from kg.store.columns import ARTICLE_COLUMNS, REPORT_COLUMNS
from kg.store.duck import connection, reason
from kg.store.event_table import EventTable
from kg.store.manifest import Manifest
from tests.builders import article, report, when


def reading(name: str, *told: Report, skipped: str | None = None, **changes: object) -> Reading:
    read = article(name, **changes)
    return Reading(article=read, reports=tuple(replace(r, article=name) for r in told), skipped=skipped)


def write(folder: Path, *batches: Sequence[Reading]) -> Log:
    log = Log.create(folder)
    with log.writing():
        for batch in batches:
            log.append(batch)
    return log


def days(log: Log) -> list[str | None]:
    return [told.when.iso for told in log.reports()]


def test_articles_come_back_without_their_text_but_with_their_hash(tmp_path: Path) -> None:
    read = article("a1", url="https://example.org/1", text="Some text.", origin="a.jsonl:1", published_basis="metadata")
    log = write(tmp_path, [Reading(article=read), reading("b2", skipped="not English", published=None)])
    first, second = log.articles()
    assert first[0].content_hash == read.content_hash
    assert (first[0].title, first[0].url, first[0].published) == (read.title, read.url, read.published)
    assert (first[0].origin, first[0].published_basis) == ("a.jsonl:1", "metadata")
    assert (first[1], second[1]) == (None, "not English")


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_size_of_batches_does_not_matter(tmp_path: Path, size: int) -> None:
    readings = [reading(f"a{n}", report(day=f"2021-03-{n + 1:02}"), report("USA", "RUS", start=50)) for n in range(7)]
    whole = write(tmp_path / "whole", readings)
    pieces = write(tmp_path / "pieces", *(readings[at : at + size] for at in range(0, 7, size)))
    assert list(whole.reports()) == list(pieces.reports())
    assert list(whole.articles()) == list(pieces.articles())
    assert whole.known() == pieces.known()


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    readings = [reading(f"a{n}", report(day=f"2021-03-{n + 1:02}")) for n in range(4)]
    assert list(write(tmp_path / "1", readings).reports()) == list(write(tmp_path / "2", readings[::-1]).reports())


def test_reports_are_ordered_by_their_place_in_the_article(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("b", report(day="2021-03-03")), reading("a", report(start=90), report(start=5))])
    assert [(r.article, r.start) for r in log.reports()] == [("a", 5), ("a", 90), ("b", 0)]


def test_a_changed_article_replaces_its_reports(tmp_path: Path) -> None:
    log = write(
        tmp_path, [reading("a1", report(day="2021-03-17"))], [reading("a1", report(day="2022-01-01"), text="New.")]
    )
    assert days(log) == ["2022-01-01"]
    assert log.known() == {"a1": article("a1", text="New.").content_hash}


def test_of_one_id_twice_in_a_batch_the_last_counts(tmp_path: Path) -> None:
    log = write(
        tmp_path, [reading("a1", report(day="2021-03-17")), reading("a1", report(day="2022-01-01"), text="New.")]
    )
    assert days(log) == ["2022-01-01"]
    assert len(list(log.articles())) == 1


def test_a_changed_article_under_a_new_id_replaces_what_its_address_gave(tmp_path: Path) -> None:
    address = "https://example.org/story"
    old = reading("hash-1", report(day="2021-03-17"), url=address)
    new = reading("hash-2", report(day="2022-01-01"), url=address, text="New.")
    log = write(tmp_path, [old])
    with log.writing():
        log.append([new])
    assert days(log) == ["2022-01-01"]
    assert list(log.known()) == ["hash-2"]


def test_a_changed_file_replaces_what_it_gave(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("hash-1", report(day="2021-03-17"), origin="news/a.txt")])
    with log.writing():
        changed = reading("hash-2", report(day="2022-01-01"), origin="news/a.txt", text="New.")
        assert log.append([changed, reading("hash-3", report(day="2023-01-01"), origin="news/b.txt")]) == 1
    assert days(log) == ["2022-01-01", "2023-01-01"]


def test_lines_of_a_file_of_many_articles_replace_nothing(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("hash-1", report(day="2021-03-17"), origin="today.jsonl:1")])
    with log.writing():
        assert log.append([reading("hash-2", report(day="2021-03-18"), origin="today.jsonl:1")]) == 0
    assert days(log) == ["2021-03-17", "2021-03-18"]


def test_a_file_that_goes_back_to_what_it_was_is_read_again(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("hash-1", report(day="2021-03-17"), origin="a.txt")])
    for name, day in (("hash-2", "2022-01-01"), ("hash-1", "2021-03-17")):
        with log.writing():
            again = reading(name, report(day=day), origin="a.txt")
            assert not log.knows(again.article)
            log.append([again])
        assert days(log) == [day]


def test_a_writer_knows_what_was_skipped_and_why(tmp_path: Path) -> None:
    french, english = reading("b2", skipped="not English"), reading("a1", report())
    log = write(tmp_path, [english, french])
    with log.writing():
        assert [log.knows(one.article) for one in (english, french)] == [True, True]
        assert [log.why_skipped(one.article) for one in (english, french)] == [None, "not English"]


def test_articles_that_share_an_address_in_one_run_are_all_kept(tmp_path: Path) -> None:
    home = "https://example.org/"
    readings = [reading(f"a{n}", report(day=f"2021-03-{n + 1:02}"), url=home, text=str(n)) for n in range(3)]
    assert len(days(write(tmp_path / "1", readings))) == 3
    assert len(days(write(tmp_path / "2", *([one] for one in readings)))) == 3


def test_a_changed_article_that_tells_nothing_any_more_leaves_no_reports(tmp_path: Path) -> None:
    assert days(write(tmp_path, [reading("a1", report())], [reading("a1", text="Nothing.")])) == []


def test_an_empty_graph(tmp_path: Path) -> None:
    log = write(tmp_path, [])
    assert (list(log.reports()), list(log.articles()), log.known(), log.events()) == ([], [], {}, [])


def test_events_merge_what_several_articles_tell(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report()), reading("b2", report())])
    (event,) = log.events()
    assert [told.article for told in event.reports] in (["a1", "b2"], ["b2", "a1"])


def test_clear_forgets_everything(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())])
    with log.writing():
        log.clear()
    assert (log.known(), log.events()) == ({}, [])


def test_years_at_both_ends_of_the_calendar(tmp_path: Path) -> None:
    told = report(day=When.between(date.min, date.max, DateBasis.STATED))
    assert [r.when for r in write(tmp_path, [reading("a1", told)]).reports()] == [told.when]


def test_what_an_interrupted_run_left_is_ignored_and_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = write(tmp_path, [reading("a1", report())])
    with monkeypatch.context() as patch, log.writing():
        patch.setattr(Manifest, "with_part", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            log.append([reading("b2", report(day="2022-01-01"))])
    half = tmp_path / "log" / "reports-000002.parquet"
    assert half.exists()
    assert days(log) == ["2021-03-17"]
    assert list(log.known()) == ["a1"]
    with log.writing():
        assert not half.exists()
        log.append([reading("c3", report(day="2023-01-01"))])
    assert days(log) == ["2021-03-17", "2023-01-01"]


def test_only_files_of_our_own_are_read_and_removed(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())])
    other = write(tmp_path / "other", [reading("z9", report(day="2020-01-01"))])
    strangers = [tmp_path / "log" / name for name in ("articles-x.parquet", "notes.txt", "reports-000002.parquet")]
    for path in strangers:
        path.write_bytes(b"a stranger's")
    copied = tmp_path / "log" / "articles-000009.parquet"
    copied.write_bytes((tmp_path / "other" / "log" / "articles-000001.parquet").read_bytes())
    (tmp_path / "log" / "folder").mkdir()
    with log.writing():
        log.append([reading("b2", report(day="2022-01-01"))])
        log.clear()
        log.append([reading("c3", report(day="2023-01-01"))])
    assert days(log) == ["2023-01-01"]
    assert list(log.known()) == ["c3"]
    assert {path.read_bytes() for path in strangers} == {b"a stranger's"}
    assert copied.exists()
    assert days(other) == ["2020-01-01"]


@pytest.mark.parametrize(
    "name", ["article=7", "id=5", "a*", "a?c", "a[b]", "[!x]", "back\\slash", "it's", "%20", "a,b"]
)
def test_a_path_is_no_pattern(tmp_path: Path, name: str) -> None:
    write(tmp_path / "abc", [reading("z9", report(day="2020-01-01"))])  # what patterns would find as well
    log = write(tmp_path / name, [reading("a1", report())], [reading("b2", report(day="2022-01-01"))])
    assert [told.article for told in log.reports()] == ["a1", "b2"]
    with EventTable(log) as events:
        assert len(list(events.rows("SELECT event FROM events"))) == 2


def test_a_path_that_cannot_be_told_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="backslash"):
        list(write(tmp_path / "a\\b*", [reading("a1", report())]).reports())


@pytest.mark.parametrize("missing", ["manifest.json", ""])
def test_a_missing_log_is_no_empty_graph(tmp_path: Path, missing: str) -> None:
    log = write(tmp_path, [reading("a1", report())])
    (tmp_path / "log" / missing).rename(tmp_path / "elsewhere")
    for way in (lambda: list(log.reports()), lambda: write(tmp_path, [reading("b2", report())]), log.size):
        with pytest.raises(GraphError, match=r"manifest\.json is missing"):
            way()
    with log.writing():  # whoever begins anew may
        log.clear()
    assert log.size() == (0, 0)


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 5000, '{"parts": [], "removable": ["../marks.tsv"]}', "\udcff"])
def test_a_manifest_that_makes_no_sense_is_an_error(tmp_path: Path, text: str) -> None:
    log = write(tmp_path, [reading("a1", report())])
    (tmp_path / "log" / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(GraphError, match=r"manifest\.json cannot be understood"):
        log.events()


def test_a_part_cut_short_is_an_error_that_names_the_folder(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())])
    part = tmp_path / "log" / "reports-000001.parquet"
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(GraphError, match=r"damaged.*reports-000001"):
        list(log.reports())


def test_a_column_of_another_type_is_told_with_its_part(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a", report())])
    part = tmp_path / "log" / "reports-000001.parquet"
    with connection() as database:
        database.execute(f"COPY (SELECT * REPLACE (1 AS earliest) FROM '{part}') TO '{part}.new' (FORMAT parquet)")
    Path(f"{part}.new").replace(part)
    assert "column earliest is INTEGER, not DATE" in (log.unreadable("reports", log.parts.committed()[0]) or "")


def test_what_cannot_be_written_is_no_damage_of_the_log(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a", report())])
    told = str(log.trouble(duckdb.IOException('Could not write file "/x/events.parquet": File too large')))
    assert "damaged" not in told
    assert 'cannot write file "/x/events.parquet": File too large' in told


def test_reports_that_went_missing_are_an_error(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())])
    (tmp_path / "log" / "reports-000001.parquet").unlink()
    with pytest.raises(GraphError, match="damaged"):
        list(log.reports())


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"schema": "1"}', '{"schema": true}', '{"schema": 0}', "\udcff"])
def test_a_marker_that_makes_no_sense_is_an_error(tmp_path: Path, marker: str) -> None:
    write(tmp_path, [])
    (tmp_path / "irkg.json").write_bytes(marker.encode("utf-8", "surrogateescape"))
    for way in (Log.open, Log.create):
        with pytest.raises(GraphError, match=r"irkg\.json"):
            way(tmp_path)


def test_a_graph_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, [reading("a1", report())])
    (tmp_path / "irkg.json").write_text(json.dumps({"schema": 99}))
    for way in (Log.open, Log.create):
        with pytest.raises(GraphError, match="newer irkg"):
            way(tmp_path)


@pytest.mark.parametrize(
    ("name", "said"),
    [("missing", "kg build"), (".", "kg build"), ("file", "file is a file, and a graph is a directory")],
)
def test_what_is_no_graph_cannot_be_read(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphError, match=said):
        Log.open(tmp_path / name)


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphError, match="is a file, and a graph is a directory"):
        Log.create(tmp_path / "file" / "graph")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is writing to the graph."""
    write(tmp_path, [])
    code = (
        "import sys, time; from pathlib import Path; from kg.store import Log\n"
        "with Log.create(Path(sys.argv[1])).writing(): print('in', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "in\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_told(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    with pytest.raises(GraphError, match="another kg"), Log.create(tmp_path).writing():
        pass
    other.kill()
    other.wait()
    with Log.create(tmp_path).writing():  # the lock died with its process
        pass


@pytest.mark.usefixtures("other")
def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    assert Log.open(tmp_path).events() == []


@pytest.fixture
def tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few small parts make a large one."""
    monkeypatch.setattr(parts, "TIER", 3)


def names(folder: Path) -> list[str]:
    return sorted(path.stem.removeprefix("articles-") for path in (folder / "log").glob("articles-*"))


@pytest.mark.usefixtures("tiers")
def test_small_parts_become_large_ones_and_nothing_changes(tmp_path: Path) -> None:
    readings = [reading(f"a{n:02}", report(day=f"2021-03-{n + 1:02}"), report(start=90 - n)) for n in range(11)]
    pieces = write(tmp_path / "pieces", *([one] for one in readings))
    whole = write(tmp_path / "whole", readings)
    assert names(tmp_path / "pieces") == ["000001-000009", "000010", "000011"]
    assert len(list((tmp_path / "pieces" / "log").iterdir())) == 7  # the manifest is one
    assert list(pieces.reports()) == list(whole.reports())
    assert list(pieces.articles()) == list(whole.articles())
    assert pieces.events() == whole.events()


@settings(max_examples=25, deadline=None)
@given(
    told=st.lists(
        st.tuples(
            st.sampled_from(["USA", "DEU", "RUS"]), st.sampled_from(["2021-03-01", "2021-03-02", "2021-05", None])
        ),
        min_size=6,
        max_size=24,
    ),
    size=st.integers(1, 9),
)
def test_a_large_part_is_sorted_by_slices_as_if_by_one(told: list[tuple[str, str | None]], size: int) -> None:
    """Few pairs and days, so that slices end within a pair, and within a day."""
    some = [reading(f"a{n}", report(side, "USA", day=day)) for n, (side, day) in enumerate(told)]
    batches = [some[at::3] for at in range(3)] + [[reading("a1", report("USA", day="2020-01-01"), text="Another.")]]
    found = []
    for rows in (1000, size):
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as changed:
            changed.setattr(parts, "TIER", 4)
            changed.setattr(joining, "SLICE", rows)
            write(Path(folder), *batches)
            files = sorted(Path(folder, "log").glob("*-*-*.parquet"))
            assert len(files) == 2
            found.append([duckdb.execute(f"FROM '{file}'").fetchall() for file in files])
    assert found[0] == found[1]


@pytest.mark.usefixtures("tiers")
def test_what_was_replaced_stays_replaced_across_sizes(tmp_path: Path) -> None:
    days_told = [f"2021-03-{n + 1:02}" for n in range(14)]
    log = write(tmp_path, *([reading("a1", report(day=day), text=day)] for day in days_told))
    assert days(log) == ["2021-03-14"]
    assert len(log.known()) == 1
    log = write(tmp_path, [reading("b2", report(day="2022-01-01"))], [reading("a1", text="Nothing.")])
    assert days(log) == ["2022-01-01"]


@pytest.mark.usefixtures("tiers")
def test_a_larger_part_leaves_the_small_ones_to_who_reads_them(tmp_path: Path) -> None:
    log = write(tmp_path, *([reading(f"a{n}", report(day=f"2021-03-{n + 1:02}"))] for n in range(2)))
    reads = Log.open(tmp_path)
    before = reads.reports()
    next(before)
    log = write(tmp_path, [reading("a2", report(day="2021-03-03"))])
    assert names(tmp_path) == ["000001", "000001-000003", "000002", "000003"]
    assert days(log) == ["2021-03-01", "2021-03-02", "2021-03-03"]
    assert [told.when.iso for told in before] == ["2021-03-02"]
    with log.writing():
        pass
    assert names(tmp_path) == ["000001-000003"]


def test_part_of_the_events_is_the_same_as_of_all(tmp_path: Path) -> None:
    told = [
        report(day=when(day, DateBasis.PUBLICATION), article=f"a{n}")
        for n, day in enumerate(["2021-02-28", "2021-03-01", "2021-03", "2021-03-20", "2021-04-01/2021-04-07", "2021"])
    ]
    told += [report("USA", "CHN", day="2021-03-05", article="b"), report(day=None, article="c")]
    log = write(tmp_path, [reading(one.article, one) for one in told])
    events = log.events()
    assert log.events(pair=("USA", "RUS")) == [event for event in events if "RUS" in event.best.dyad]
    for first, last in [("2021-03-01", "2021-03-01"), ("2021-03-15", "2021-04-02"), ("2020-01-01", "2020-12-31")]:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        span = When.between(start, end, DateBasis.STATED)
        assert log.events(start=start, end=end) == [event for event in events if event.best.when.overlaps(span)]
    assert [one.article for one in log.reports(pair=("CHN", "USA"))] == ["b"]
    assert log.size() == (8, 8)


def test_what_does_not_fit_in_memory_is_told_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.create(tmp_path)
    days = [f"2021-03-{day:02}" for day in range(1, 21)]
    told = [report("USA", "RUS", day=day, start=at) for at, day in enumerate(days)]
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(*told, report("DEU", "USA", start=99)))])
    monkeypatch.setattr(report_reader, "_FEW", 1)
    monkeypatch.setattr(report_reader, "allowed", lambda: 700_000_000 + 2 * 4_000)
    with pytest.raises(GraphError, match=r"all 21 reports .* ulimit -v 700084"):
        log.events()
    with pytest.raises(GraphError, match="this takes 20 reports"):
        log.events(pair=("USA", "RUS"))
    assert len(log.events(pair=("USA", "DEU"))) == 1


def test_an_event_is_found_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report()), reading("b2", report(day="2022-01-01"))])
    (event, _) = log.events()
    assert log.find(event.id[:7]) == log.find(event.id) == [event]
    assert log.find("xyz") == []
    assert len(log.find("")) == 2


def first_schema(folder: Path) -> None:
    """Make of a graph what the first version would have written."""
    import duckdb

    (folder / "log" / "manifest.json").unlink()
    for path in sorted((folder / "log").iterdir()):
        columns = REPORT_COLUMNS if path.name.startswith("reports") else ARTICLE_COLUMNS
        quoted = ", ".join(f'"{name}"' for name in columns if name != "replaces")
        empty = "" if path.name.startswith("reports") else "[]::VARCHAR[] AS replaces, "
        query = f"COPY (SELECT {quoted}, {empty}log_part FROM '{path}') TO '{path}.old' (FORMAT parquet)"
        duckdb.execute(query)
        Path(f"{path}.old").replace(path)
    (folder / "irkg.json").write_text('{"schema": 1}')


def test_a_graph_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report(day="2021-03-17"), report(start=90)), reading("b2", report("UKR"))])
    with log.writing():
        log.append([reading("a1", report(day="2022-01-01"), text="New.")])
    expected = list(log.reports()), list(log.articles()), log.events()
    first_schema(tmp_path)
    again = Log.open(tmp_path)
    assert (list(again.reports()), list(again.articles()), again.events()) == expected
    assert json.loads((tmp_path / "irkg.json").read_text())["schema"] == SCHEMA
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["log"]


def test_a_graph_of_the_second_version_gets_its_manifest(tmp_path: Path) -> None:
    expected = list(write(tmp_path, [reading("a1", report())], [reading("b2", report("UKR"))]).reports())
    (tmp_path / "log" / "manifest.json").unlink()
    (tmp_path / "log" / "reports-000003.unfinished").write_bytes(b"half")
    (tmp_path / "log" / "notes.txt").write_bytes(b"a stranger's")
    (tmp_path / "irkg.json").write_text('{"schema": 2}')
    assert list(write(tmp_path).reports()) == expected
    kept = {"articles-000001.parquet", "articles-000002.parquet", "manifest.json", "notes.txt"}
    found = {path.name for path in (tmp_path / "log").iterdir()}
    assert found == kept | {"reports-000001.parquet", "reports-000002.parquet"}


@pytest.mark.parametrize("state", ["half made", "between", "not marked"])
def test_a_change_of_version_that_was_interrupted_is_done_again(tmp_path: Path, state: str) -> None:
    expected = list(write(tmp_path, [reading("a1", report())]).reports())
    new = {path.name: path.read_bytes() for path in (tmp_path / "log").iterdir()}
    first_schema(tmp_path)
    log, fresh = tmp_path / "log", tmp_path / "log.new"
    if state == "half made":
        fresh.mkdir()
        (fresh / "reports-000001.parquet").write_bytes(b"half")
    else:
        log.rename(tmp_path / "log.old")
        fresh.mkdir()
        for name, content in new.items():
            (fresh / name).write_bytes(content)
        if state == "not marked":
            fresh.rename(log)
    assert list(Log.create(tmp_path).reports()) == expected
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["log"]


def test_a_damaged_part_costs_only_itself(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())], [reading("b2", report(day="2022-01-01"))])
    part = tmp_path / "log" / "reports-000001.parquet"
    data = part.read_bytes()
    part.write_bytes(data[:100] + bytes(len(data) - 200) + data[-100:])  # of the right length
    with pytest.raises(GraphError) as told:
        list(log.reports())
    assert "reports-000001.parquet" in str(told.value)
    assert "kg doctor --mend" in str(told.value)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_that_was_written(small_disk: Path) -> None:
    log = Log.create(small_disk / "g")
    written, said = 0, ""
    with log.writing():
        try:
            for number in range(200):
                name = f"a{number:03}"
                log.append([reading(name, *(report(start=n, sentence=os.urandom(99).hex()) for n in range(50)))])
                written = number + 1
        except GraphError as error:
            said = str(error)
    assert 0 < written < 200
    assert said.startswith("cannot write to")
    assert said.endswith("what was read before is safe")
    assert len(log.known()) == written
    assert len(list(Log.open(small_disk / "g").reports())) == 50 * written


def test_a_directory_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    log = write(tmp_path, [reading("a1", report())])
    (tmp_path / ".lock").unlink()
    (tmp_path / ".lock").mkdir()  # in the way, for root too
    with pytest.raises(GraphError, match="cannot write"), log.writing():
        pass
    assert days(Log.open(tmp_path)) == ["2021-03-17"]


def test_a_second_writer_may_wait(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    Timer(0.3, other.kill).start()
    with Log.create(tmp_path).writing(wait=True):
        pass


def test_who_waited_for_a_run_that_left_nothing_makes_the_graph(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store import Log\n"
        "log = Log.create(Path(sys.argv[1]))\n"
        "with log.writing() as made:\n"
        "  assert made; print('in', flush=True); sys.stdin.readline(); log.discard()\n"
    )
    folder = tmp_path / "g"
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        log = Log.create(folder)
        Timer(0.2, lambda: print(file=process.stdin, flush=True)).start()
        with log.writing(wait=True):
            log.append([reading("a1", report())])
    assert days(Log.open(folder)) == ["2021-03-17"]


def test_a_run_takes_back_only_what_it_made(tmp_path: Path) -> None:
    first = Log.create(tmp_path / "g")
    write(tmp_path / "g", [reading("a1", report())])  # meanwhile
    with first.writing() as made:
        assert not made


def test_another_machine_on_a_network_drive_is_kept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = write(tmp_path, [reading("a1", report())])
    there = {"host": "elsewhere", "boot": "b", "process": "7"}
    (tmp_path / ".lock").write_text(json.dumps(there))
    with log.writing():  # no other machine reaches this drive: whoever wrote that was killed
        pass
    monkeypatch.setattr(locks, "shared", lambda _: True)
    (tmp_path / ".lock").write_text(json.dumps(there))
    with pytest.raises(GraphError, match=r"elsewhere is writing.*process 7"), log.writing():
        pass
    (tmp_path / ".lock").write_text("")
    with log.writing():
        assert json.loads((tmp_path / ".lock").read_text())["process"] == str(os.getpid())
    assert (tmp_path / ".lock").read_text() == ""


def test_a_network_drive_is_told_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/x / ext4 rw 0 0\nhost:/a {tmp_path}/a\\040b nfs4 rw 0 0\nhost:/c {tmp_path}/c fuse.sshfs rw 0 0\n"
    )
    monkeypatch.setattr(locks, "_MOUNTS", mounts)
    assert [locks.shared(tmp_path / name) for name in ("a b/g", "c", "a", "cc")] == [True, True, False, False]


def test_killed_at_any_moment_the_graph_is_whole(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store import Log, Reading, parts\n"
        "from tests.builders import article, report\n"
        "parts.TIER = 3  # many small parts become large ones meanwhile\n"
        "log = Log.create(Path(sys.argv[1]))\n"
        "with log.writing():\n"
        "  for n in range(10_000):\n"
        "    name = f'a{n:05}'\n"
        "    log.append([Reading(article=article(name), reports=(report(article=name),))])\n"
        "    print(name, flush=True)\n"
    )
    for delay in (0.0, 0.004, 0.011, 0.023, 0.05):
        folder = tmp_path / str(delay)
        with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
            told = 1 + len(process.stdout.read().splitlines())
        log = Log.open(folder)
        found = [read.id for read, _ in log.articles()]
        assert told <= len(found) <= told + 1
        assert [r.article for r in log.reports()] == found == [f"a{n:05}" for n in range(len(found))]
        log = write(folder, [reading("z", report(day="2022-01-01"))])
        assert len(days(log)) == len(found) + 1


def test_parts_are_written_in_bounded_memory() -> None:
    with connection() as database:
        (limit,) = database.execute("SELECT current_setting('memory_limit')").fetchone() or ("",)
        with duck.writing() as writes:
            (less,) = writes.execute("SELECT current_setting('memory_limit')").fetchone() or ("",)
    assert (str(limit), str(less)) in {("244.1 MiB", "122.0 MiB"), ("256.0 MiB", "128.0 MiB")}


def test_what_duckdb_wraps_in_json_is_told_plainly() -> None:
    wrapped = (
        'IO Error: Async write failed: {"exception_type":"IO","exception_message":"Could not write \\"a\\": full"}'
    )
    assert reason(OSError(wrapped)) == 'Could not write "a": full'
    assert reason(OSError("Out of paper")) == "Out of paper"


def test_a_forked_process_writes_through_a_database_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "a", [reading("a1", report())])  # makes that of this process
    child = multiprocessing.get_context("fork").Process(target=write, args=(tmp_path / "b", [reading("b1", report())]))
    child.start()
    child.join(60)
    ended = child.exitcode
    child.kill()
    assert ended == 0
    assert days(Log.open(tmp_path / "b")) == ["2021-03-17"]


def test_after_an_error_parts_are_written_through_another_database(tmp_path: Path) -> None:
    write(tmp_path / "a", [reading("a1", report())])
    duck._writer(os.getpid()).close()  # as one is that an error has made useless
    with pytest.raises(duckdb.Error):
        write(tmp_path / "b", [reading("b1", report())])
    write(tmp_path / "c", [reading("c1", report())])
    assert days(Log.open(tmp_path / "c")) == ["2021-03-17"]
