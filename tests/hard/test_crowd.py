"""Many at once: writers that wait for each other, people who mark, readers in between; and disks that are full."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.graph.doctor import examine
from tests.event_tables import ICEWS_COLUMNS, many_icews, table
from tests.hard.machine import TIMES, command, contents, left_over, record
from tests.hard.test_kills import articles

pytestmark = pytest.mark.hard


def events(graph: Path) -> list[str]:
    return [line.split(",")[0] for line in (graph / "events.csv").read_text().splitlines()[1:]]


def test_writers_readers_and_markers_at_once(tmp_path: Path) -> None:
    all_of_them = articles(tmp_path / "articles", 12)
    alone = tmp_path / "alone"
    assert command(["build", str(all_of_them), "-o", str(alone)], tmp_path / "log.txt") == 0
    marked = events(alone)[:2]
    for number in range(TIMES):
        graph, log = tmp_path / f"g{number}", tmp_path / f"log{number}.txt"
        first = [str(path) for path in sorted(all_of_them.iterdir())[:6]]
        rest = [str(path) for path in sorted(all_of_them.iterdir())[6:]]
        assert command(["build", *first, "-o", str(graph)], log) == 0
        crowd = [["build", *rest[at::2], "-o", str(graph), "--wait"] for at in range(2)]
        crowd += [["mark", event, "--wrong", "-g", str(graph)] for event in set(marked) & set(events(graph))]
        crowd += [["ties", "USA", "RUS", "-g", str(graph)], ["export", "csv", "-g", str(graph), "-o", f"{graph}.csv"]]
        random.Random(number).shuffle(crowd)  # noqa: S311 - no secret
        with ThreadPoolExecutor(len(crowd)) as pool:
            codes = list(pool.map(lambda given, log=log: command(given, log), crowd))
        assert set(codes) == {0}, log.read_text()
        assert "Traceback" not in log.read_text()
        for event in marked:  # those that were not there yet; a second mark of one changes nothing
            assert command(["mark", event, "--wrong", "-g", str(graph)], log) == 0
        found = contents(graph)
        reports = found["reports"], found["articles"]
        assert reports == (contents(alone)["reports"], contents(alone)["articles"])
        assert str(found["marks"]).count("wrong") == len(marked)
        assert "fault" not in {one.state for one in examine(graph, verify=True)}
        assert left_over(graph) == []
    record("crowds", tried=TIMES, commands=TIMES * 6)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("mounting needs root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def sized(disk: Path, kilobytes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(disk)], check=True)


@pytest.mark.parametrize("what", ["build", "import", "export", "index"] if TIMES > 1 else ["build", "index"])
def test_a_full_disk_leaves_what_was_there_and_the_command_goes_on_when_there_is_room(
    tmp_path: Path, disk: Path, what: str
) -> None:
    articles(tmp_path / "articles")
    (tmp_path / "events.tab").write_bytes(table(ICEWS_COLUMNS, many_icews(60)))
    graph, log = disk / "g", tmp_path / "log.txt"
    before = ["build", str(tmp_path / "articles" / "03.txt"), "-o", str(graph)]
    given = {
        "build": ["build", str(tmp_path / "articles"), "-o", str(graph)],
        "import": ["import", "icews", str(tmp_path / "events.tab"), "-o", str(graph)],
        "export": ["export", "ntriples", "-g", str(graph), "-o", str(disk / "out")],
        "index": ["index", str(graph)],
    }[what]
    assert command(before, log) == 0
    used = _used(disk)
    shutil.copytree(graph, tmp_path / "kept")
    assert command(given, log) == 0
    expected, most = contents(graph), _used(disk)
    chance, full = random.Random(what), 0  # noqa: S311 - no secret
    for _ in range(TIMES):
        shutil.rmtree(graph)
        (disk / "out").unlink(missing_ok=True)
        shutil.copytree(tmp_path / "kept", graph)
        room = chance.randint(used, max(most, used + 8))
        sized(disk, room)
        full += command(given, log) != 0
        assert "fault" not in {one.state for one in examine(graph) if one.check != "views"}
        assert not (disk / "out").exists() or what == "export"
        sized(disk, 8192)
        assert command(given, log) == 0
        assert contents(graph) == expected
        assert left_over(disk / "g") == []
    assert "Traceback" not in log.read_text(), log.read_text()
    record("full disks", command=what, tried=TIMES, full=full)


def _used(disk: Path) -> int:
    return shutil.disk_usage(disk).used // 1024
