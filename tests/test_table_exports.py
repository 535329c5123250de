"""Our events in the tables of others: ICEWS, and quadruples for models that learn from graphs over time."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.assembly import merge
from kg.base.errors import ExportError, UsageError
from kg.base.sorted_runs import in_order
from kg.cli.app import main
from kg.exporters.icews import COLUMNS, Losses, write_icews
from kg.exporters.quadruples import write_quadruples
from kg.importers.run import import_files
from kg.model import Event, Report
from kg.store import Log, Reading
from tests.builders import actor, article, report
from tests.event_tables import ICEWS_COLUMNS


def events() -> list[Event]:
    return merge([
        report("USA", "RUS", "SANCTION", "2021-03-17", mode="withdraw", cameo="161"),
        report("PSE", "RUS", "CONSULT", "2021-03-18", start=50, symmetric=True, cameo="040"),
        report(actor("COD"), actor("COG"), "ACCUSE", "2021-03-19", start=99, cameo=None),
        report("RUS", "USA", "ASSAULT", "2021", start=150, cameo="190"),
        report("RUS", "USA", "ASSAULT", "2021-05", start=200, cameo="193"),
        report("RUS", "UKR", "ASSAULT", None, start=250, cameo="193"),
    ])  # fmt: skip


def rows(of: list[Event]) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_icews(of, [], out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


# ---------- ICEWS ----------


def test_rows_have_the_columns_and_names_of_icews() -> None:
    found = rows(events())
    assert list(COLUMNS) == ICEWS_COLUMNS == list(found[0])
    first = found[0]
    assert (first["Event Date"], first["Event Text"], first["CAMEO Code"]) == (
        "2021-03-17", "Reduce or break diplomatic relations", "161"
    )  # fmt: skip
    assert (first["Source Country"], first["Target Country"], first["Intensity"]) == (
        "United States", "Russian Federation", "-4"
    )  # fmt: skip
    assert (first["Sentence Number"], first["City"]) == ("NA", "NA")


def test_a_meeting_has_a_row_from_each_side_and_vague_events_have_none() -> None:
    found = [
        (row["Event Date"], row["Source Country"], row["Target Country"], row["Event Text"]) for row in rows(events())
    ]
    assert found[1:] == [
        ("2021-03-18", "Occupied Palestinian Territory", "Russian Federation", "Consult"),
        ("2021-03-18", "Russian Federation", "Occupied Palestinian Territory", "Consult"),
        ("2021-03-19", "Democratic Republic of Congo", "Congo", "Disapprove"),
        ("2021-05-01", "Russian Federation", "United States", "fight with small arms and light weapons"),
    ]
    ids = [int(row["Event ID"]) for row in rows(events())]
    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**53  # what R and Stata hold exactly


def losses(of: list[Event]) -> Sequence[str]:
    found = Losses()
    assert list(found.passing(of)) == of
    return found.sentences


def test_what_a_table_of_icews_does_not_say_is_counted() -> None:
    also = merge([report("USA", "RUS", "SANCTION", "2021-03-17", status="future")])
    assert losses([*events(), *also]) == [
        "left out: 1 event that did not take place",
        "left out: 1 event whose day is not known to within 31 days",
        "left out: 1 event without a day",
        "dated to the first day of a span: 1 event of up to 31 days",
    ]
    assert losses(merge([report("USA", "RUS", "SANCTION", "2021-03-17")])) == []


def test_what_did_not_happen_has_no_row() -> None:
    assert rows(merge([report("USA", "RUS", "SANCTION", "2021-03-17", status="future")])) == []


def test_the_order_of_events_does_not_matter() -> None:
    shuffled = events()
    random.Random(3).shuffle(shuffled)  # noqa: S311 - a test
    assert rows(shuffled) == rows(events())


def test_what_was_exported_is_imported_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "ours.tab").write_bytes(b"")
    with (tmp_path / "ours.tab").open("wb") as out:
        write_icews(events(), [], out)
    done = import_files("icews", [tmp_path / "ours.tab"], tmp_path / "graph")
    assert (done.rows, done.imported, done.told, done.skipped) == (5, 5, {}, {})
    back = {(e.best.dyad, e.best.type, e.best.when.iso) for e in Log.open(tmp_path / "graph").events()}
    there = {(e.best.dyad, e.best.type) for e in events() if e.best.when.iso not in (None, "2021")}
    assert {key[:2] for key in back} == there


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=2)), max_size=20), st.integers(1, 5))
def test_what_is_sorted_in_runs_is_sorted_as_at_once(things: list[tuple[int, str]], most: int) -> None:
    assert list(in_order(things, itemgetter(0), most)) == sorted(things, key=itemgetter(0))


# ---------- quadruples ----------


def many(number: int = 400) -> list[Event]:
    chance = random.Random(5)  # noqa: S311 - sample data
    names = ("USA", "RUS", "CHN", "FRA", "IND", "Arab League")
    told: list[Report] = []
    for at in range(number):
        one, other = chance.sample(names, 2)
        kind, mode = chance.choice((("SANCTION", "expel"), ("ACCUSE", None), ("CONSULT", "visit")))
        day = f"2021-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        told.append(report(one, other, kind, day, mode=mode, start=at * 40))
    return merge(told)


def quadruples(folder: Path, name: str) -> list[tuple[int, ...]]:
    return [tuple(map(int, line.split())) for line in (folder / f"{name}.txt").read_text().splitlines()]


def test_quadruples_are_split_by_time(tmp_path: Path) -> None:
    found = events_ = many()
    done = write_quadruples(found, tmp_path / "q")
    parts = [quadruples(tmp_path / "q", name) for name in ("train", "valid", "test")]
    assert tuple(map(len, parts)) == done.sizes
    assert sum(done.sizes) == len({(e.best.dyad, e.best.type, e.best.mode, e.best.when.iso) for e in events_})
    assert done.sizes[0] / sum(done.sizes) == pytest.approx(0.8, abs=0.02)
    times = [{row[3] for row in part} for part in parts]
    assert max(times[0]) < min(times[1]) <= max(times[1]) < min(times[2])
    stat = (tmp_path / "q" / "stat.txt").read_text().split()
    assert stat == [str(done.entities), str(done.relations)]
    assert all(0 <= row[0] < done.entities > row[2] and 0 <= row[1] < done.relations for part in parts for row in part)


def test_maps_lead_back_to_the_events(tmp_path: Path) -> None:
    write_quadruples(many(), tmp_path)
    maps = {
        name: {
            int(number): text
            for text, number in (line.split("\t") for line in (tmp_path / f"{name}2id.txt").read_text().splitlines())
        }
        for name in ("entity", "relation", "time")
    }
    told = {
        (maps["entity"][s], maps["relation"][r], maps["entity"][o], maps["time"][t])
        for name in ("train", "valid", "test")
        for s, r, o, t in quadruples(tmp_path, name)
    }
    expected = set()
    for event in many():
        mode = event.best.mode
        relation = f"{event.best.type}-{mode.name}" if mode else str(event.best.type)
        expected.add((event.best.dyad[0], relation, event.best.dyad[1], event.best.when.iso))
    assert told == expected


def test_quadruples_are_the_same_whatever_the_order(tmp_path: Path) -> None:
    shuffled = many()
    random.Random(3).shuffle(shuffled)  # noqa: S311 - a test
    write_quadruples(many(), tmp_path / "a")
    write_quadruples(shuffled, tmp_path / "b")
    for path in sorted((tmp_path / "a").iterdir()):
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_vague_events_are_counted_and_few_days_refused(tmp_path: Path) -> None:
    done = write_quadruples(events(), tmp_path, split=(34, 33, 33))
    assert (done.sizes, done.vague) == ((1, 1, 1), 3)
    with pytest.raises(ExportError, match="different days are too few"):
        write_quadruples(events()[:1], tmp_path)
    with pytest.raises(UsageError, match="no three shares of 100"):
        write_quadruples(events(), tmp_path, split=(80, 10))


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = Log.create(tmp_path / "g")
    with log.writing():
        log.append([Reading(article=article("a1"), reports=tuple(r for event in many(60) for r in event.reports))])
    with pytest.raises(SystemExit) as ended:
        main(["export", "quadruples", "-g", str(tmp_path / "g"), "-o", str(tmp_path / "q"), "--split", "70/15/15"])
    assert ended.value.code == 0
    assert "train " in capsys.readouterr().err
    assert (tmp_path / "q" / "train.txt").is_file()
    for arguments, said in (
        (["quadruples"], "name a folder with -o"),
        (["quadruples", "-o", str(tmp_path / "q"), "--split", "80"], "no three shares of 100"),
        (["quadruples", "-o", str(tmp_path / "q"), "--split", "a/b/c"], "write it as 80/10/10"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["export", *arguments, "-g", str(tmp_path / "g")])
        assert ended.value.code == 2
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export", "icews", "-g", str(tmp_path / "g"), "--dyad", "USA", "RUS"])
    assert {line.split("\t")[4] for line in capsys.readouterr().out.splitlines()[1:]} == {
        "United States",
        "Russian Federation",
    }
