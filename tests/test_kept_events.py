"""Events that are kept beside the log are those that merging gives, whatever has happened to log, marks and file."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kg.assembly import Mark, MarkKind
from kg.base.errors import GraphError
from kg.graph.doctor import examine
from kg.model import Report
from kg.store import Log, Reading, kept_events
from kg.store.event_table import EventTable
from kg.store.kept_events import KEPT, KeptEvents
from kg.store.merging_in_sql import Merging
from kg.store.records import Record
from tests.builders import article, report
from tests.random_graphs import GRAPHS, Given, written
from tests.test_work import made

ALWAYS, NEVER = 0, 10**9  # whether what has changed is few enough for a file of its own
Told = tuple[list[Record], list[Record], list[Record]]


def told(log: Log) -> Told:
    """Events, joined claims, and reports that count, in an order of their own."""
    with EventTable(log, columns=KEPT.columns, outlet_names=True) as table:
        columns = ", ".join(f'"{name}"' for name in KEPT.kinds)
        return (
            list(table.rows(f"SELECT {columns} FROM events ORDER BY event")),
            list(table.rows("SELECT claim, event, rank FROM joined ORDER BY ALL")),
            list(table.rows("SELECT id, article, event FROM told_reports ORDER BY ALL")),
        )


def merged(log: Log) -> Told:
    """The same without a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(KeptEvents, "state", lambda _: None)
        return told(log)


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_events, "LEAST", 0)


@pytest.fixture
def mergings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The groups of each merging, by sides and type; None is all."""
    found: list[object] = []
    make = Merging.make

    def counted(self: Merging) -> None:
        changed = "FROM changed WHERE source_stands_for < target_stands_for ORDER BY ALL"
        found.append(None if self.reports == "live_reports" else self.table.run(changed).fetchall())
        make(self)

    monkeypatch.setattr(Merging, "make", counted)
    return found


def add(log: Log, *reports: tuple[str, str, str], name: str = "new") -> None:
    some = tuple(report(a, b, day=day, article=name, start=n) for n, (a, b, day) in enumerate(reports))
    with log.writing():
        log.append([Reading(article=article(name), reports=some)])


def read_again(log: Log, reports: Sequence[Report], names: Sequence[str]) -> None:
    """Articles that take the place of those of the same names, or are new."""
    found = [Reading(article=article(name), reports=tuple(r for r in reports if r.article == name)) for name in names]
    with log.writing():
        log.append(found)


def inside(log: Log) -> list[str]:
    return sorted(path.name for path in (log.directory / kept_events.FOLDER).iterdir())


@pytest.mark.long
@pytest.mark.parametrize("alleged", [False, True])
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate])  # each writes files
@given(GRAPHS, GRAPHS, st.sampled_from([ALWAYS, kept_events.MOST, NEVER]))
def test_kept_events_are_those_that_merging_gives(alleged: bool, graph: Given, more: Given, most: int) -> None:  # noqa: FBT001 - a parameter of the test
    with written(graph) as made_, pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_events, "MOST", most)
        log = Log.open(made_.directory, alleged=alleged)
        assert told(log) == merged(log)  # written
        assert told(log) == merged(log)  # read
        made_.marks_file.change(lambda _: {})
        assert told(log) == merged(log)
        # articles of the same names are read again, others are new
        names = sorted({one.article for one in more.reports})
        for some in (names[::3], names[1::3], names[2::3]):
            read_again(made_, more.reports, some)
            assert told(log) == merged(log)
        assert told(log) == merged(log)
        read_again(made_, [], names)  # and nothing is found in them any more
        assert told(log) == merged(log)


def test_they_are_merged_once(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    assert told(log) == told(log)
    assert mergings == [None]


def test_a_small_graph_keeps_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_events, "LEAST", 46)
    told(made(tmp_path, 40))
    assert not (tmp_path / kept_events.FOLDER).exists()


def test_of_a_log_that_has_grown_the_pairs_that_are_new_are_merged(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    told(log)
    add(log, ("UN", "G7", "2001-01-01"))
    added = told(log)
    assert mergings == [None, [("G7", "UN", "SANCTION")]]
    assert added == merged(log)
    add(log, name="p0")  # a reading that finds nothing takes the place of one
    mergings.clear()
    fewer = told(log)
    assert mergings == [[("G7", "UN", "SANCTION"), ("RUS", "USA", "SANCTION")]]
    assert fewer == merged(log)


def test_while_little_has_changed_all_events_stay_as_they_are(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    told(log)
    path = KeptEvents(log).path
    before = path.stat()
    for n in range(5):
        add(log, ("UN", "G7", f"2001-01-0{n + 1}"), name=f"new{n}")
        assert told(log) == told(log) == merged(log)
        assert path.stat() == before
        assert inside(log) == ["events-since.parquet", "events.json", "events.parquet"]
    mergings.clear()
    add(log, ("UN", "G7", "2001-01-06"), name="one too many")
    assert told(log) == told(log) == merged(log)
    assert mergings == [[("G7", "UN", "SANCTION")], None]  # the last of them without the files
    assert path.stat() != before
    assert inside(log) == ["events.json", "events.parquet"]


KILLED = """
import os, sys
from pathlib import Path
from kg.store import Log, kept_events
from kg.store.event_table import EventTable
from kg.store.kept_files import KeptFiles

def kill(*_):
    os.kill(os.getpid(), 9)

kept_events.LEAST, kept_events.MOST = 0, int(sys.argv[2])
{where} = kill
with EventTable(Log.open(Path(sys.argv[1]))):
    pass
"""
MOMENTS = {
    "while it writes": "Path.replace",
    "once written": "kept_events.stamp_of",
    "before it counts": "KeptFiles.write_down",
}


@pytest.mark.parametrize("most", [ALWAYS, NEVER])
@pytest.mark.parametrize("where", MOMENTS.values(), ids=MOMENTS)
def test_who_is_killed_leaves_what_was_or_what_is(most: int, where: str, tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    told(log)
    add(log, ("UN", "G7", "2001-01-01"))
    words = [sys.executable, "-c", KILLED.format(where=where), str(tmp_path), str(most)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    assert told(log) == told(log) == merged(log)
    add(log, ("UN", "G7", "2001-01-02"), name="newer")
    assert told(log) == merged(log)
    assert not [name for name in inside(log) if "unfinished" in name]


def test_marks_are_applied_to_what_is_kept(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    before, *_ = told(log)
    name = f"{before[0]['event']:016x}"
    log.marks_file.change(lambda _: {Mark(event=name, kind=MarkKind.WRONG, value=""): ""})
    after, *_ = told(log)
    assert mergings == [None]
    assert after == merged(log)[0] != before


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 255
    path.write_bytes(data)


def stamp(path: Path) -> Path:
    return path.with_name("events.json")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "spoilt": spoil,
    "emptied": lambda path: path.write_bytes(b""),
    "gone": Path.unlink,
    "no stamp": lambda path: stamp(path).unlink(),
    "a stamp without sense": lambda path: stamp(path).write_text("[]"),
    "half a stamp": lambda path: stamp(path).write_text('{"state": {"format": 1}, "file": [1, 2'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_of_what_has_changed_is_made_anew(damage: Callable[[Path], object], tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    told(log)
    add(log, ("UN", "G7", "2001-01-01"))
    expected = told(log)
    damage(KeptEvents(log).files.since)
    assert told(log) == told(log) == expected == merged(log)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_made_anew(damage: Callable[[Path], object], tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    expected = told(log)
    damage(KeptEvents(log).path)
    assert told(log) == told(log) == expected
    assert mergings == [None, None]


def test_damage_that_neither_size_nor_time_tells_of_is_named_and_mended(tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    expected = told(log)
    path = KeptEvents(log).path
    path.write_bytes(b"x" * path.stat().st_size)
    wrong = json.loads(stamp(path).read_text())
    wrong[0]["file"][1] = path.stat().st_mtime_ns
    stamp(path).write_text(json.dumps(wrong))
    assert not any(one.state == "fault" for one in examine(tmp_path))
    assert [one.check for one in examine(tmp_path, verify=True) if one.state == "fault"] == ["kept events"]
    with pytest.raises(GraphError, match=r"events.parquet is damaged.*made anew"):
        told(log)
    assert told(log) == expected


def test_another_version_makes_them_anew(
    tmp_path: Path, mergings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = made(tmp_path, 40)
    told(log)
    monkeypatch.setattr(kept_events, "FORMAT", kept_events.FORMAT + 1)
    told(log)
    assert mergings == [None, None]


def test_what_an_earlier_version_kept_is_made_anew(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    told(log)
    path = KeptEvents(log).path
    (one,) = json.loads(stamp(path).read_text())
    one["state"]["format"] = 1
    stamp(path).write_text(json.dumps(one))  # as it was while there was one file
    assert told(log) == merged(log)
    assert mergings == [None, None, None]


def test_a_graph_built_anew_is_merged_anew(tmp_path: Path, mergings: list[object]) -> None:
    log = made(tmp_path, 40)
    told(log)
    with log.writing():
        log.clear()
    add(log, ("UN", "G7", "2001-01-01"))
    assert told(log) == merged(log)
    assert mergings == [None, None, None]


def in_the_way(folder: Path) -> None:
    (folder / kept_events.FOLDER).write_text("mine")


def full(folder: Path) -> None:
    (folder / kept_events.FOLDER).mkdir()
    (folder / kept_events.FOLDER / "events.parquet").symlink_to("/dev/full")


@pytest.mark.parametrize("obstacle", [in_the_way, full])
def test_where_they_cannot_be_written_the_answer_is_the_same(obstacle: Callable[[Path], None], tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    expected = merged(log)
    obstacle(tmp_path)
    assert told(log) == expected
    assert told(log) == expected


def test_who_reads_them_is_not_disturbed_by_who_writes(tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    told(log)
    with EventTable(log) as table:
        (before,) = table.rows("SELECT count(*) AS n, sum(reports) AS r FROM events")
        add(log, ("UN", "G7", "2001-01-01"))
        told(Log.open(tmp_path))  # another takes the place of the file
        assert list(table.rows("SELECT count(*) AS n, sum(reports) AS r FROM events")) == [before]


def test_nothing_is_left_beside_them(tmp_path: Path) -> None:
    log = made(tmp_path, 40)
    for n in range(3):
        told(log)
        add(log, ("UN", "G7", f"2001-01-0{n + 1}"), name=f"new{n}")
    assert inside(log) == ["events-since.parquet", "events.json", "events.parquet"]
