"""Every command that writes, killed at any of its writes and at any moment: nothing lost, doubled, stale or foreign."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.exporters import EXPORTERS
from kg.graph.doctor import examine
from tests.event_tables import ICEWS_COLUMNS, many_icews, table
from tests.hard.machine import STRANGER, TIMES, command, contents, left_over, record, writes
from tests.test_own_actors import endpoint  # noqa: F401 - a fixture
from tests.test_push import GRAPH, serving, there

pytestmark = pytest.mark.hard
KILLS = TIMES
"""Of each command."""
SHORT = ("build of more", "import", "mark")
"""The commands of the short form."""
_DAYS = 28


def articles(folder: Path, number: int = 10) -> Path:
    """A folder of short articles, each with two events."""
    folder.mkdir()
    for at in range(number):
        day = 1 + at % _DAYS
        text = f"RUS SANCTION USA 2021-03-{day:02}.\nUSA ACCUSE CHN 2022-04-{day:02}.\n"
        (folder / f"{at:02}.txt").write_text(text)
    return folder


def built(base: Path) -> None:
    assert command(["build", str(base / "articles"), "-o", str(base / "g")], base / "log.txt") == 0


def half_built(base: Path) -> None:
    assert command(["build", str(base / "articles" / "03.txt"), "-o", str(base / "g")], base / "log.txt") == 0


def nothing(base: Path) -> None:
    del base


def stale(base: Path) -> None:
    built(base)
    (base / "g" / "events.csv").write_text("old")
    (base / "g" / "log" / "manifest.json").unlink()


@dataclass(frozen=True)
class Scenario:
    """A command, and what there is before it."""

    arguments: list[str]
    before: Callable[[Path], None] = built
    makes: str | None = None


SCENARIOS = {
    "build": Scenario(["build", "{base}/articles", "-o", "{base}/g"], nothing),
    "build of more": Scenario(["build", "{base}/articles", "-o", "{base}/g"], half_built),
    "build --rebuild": Scenario(["build", "{base}/articles", "-o", "{base}/g", "--rebuild"]),
    "import": Scenario(["import", "icews", "{base}/events.tab", "-o", "{base}/g"]),
    "mark": Scenario(["mark", "{event}", "--wrong", "-g", "{base}/g"]),
    **{
        f"export {form}": Scenario(["export", form, "-g", "{base}/g", "-o", "{base}/out"], built, "out")
        for form in (*EXPORTERS, "quadruples")
    },
    "init": Scenario(["init", "--force", "-g", "gulf"], built, "kg.toml"),
    "ties --plot": Scenario(["ties", "RUS", "USA", "-g", "{base}/g", "--plot", "{base}/out.svg"], built, "out.svg"),
    "extract": Scenario(["extract", "{base}/articles", "--out", "{base}/out"], built, "out"),
    "panel": Scenario(["panel", "-g", "{base}/g", "-o", "{base}/out.csv"], built, "out.csv"),
    "actors add": Scenario(
        [
            "actors",
            "add",
            "xx:front",
            "Gulf Front",
            "--kind",
            "armed-group",
            "--country",
            "OMN",
            "--actors",
            "{base}/out",
        ],
        built,
        "out",
    ),
    "view": Scenario(["view", "-g", "{base}/g", "-o", "{base}/out"], built, "out"),
    "index": Scenario(["index", "{base}/g"]),
    "doctor --mend": Scenario(["doctor", "--mend", "-g", "{base}/g"], stale),
}


def arguments(base: Path, scenario: Scenario) -> list[str]:
    event = ""
    if "{event}" in scenario.arguments:
        event = str((base / "g" / "events.csv").read_text().splitlines()[1].split(",")[0])
    return [each.format(base=base, event=event) for each in scenario.arguments]


def state(base: Path, scenario: Scenario) -> dict[str, object]:
    made = base / scenario.makes if scenario.makes else None
    files = sorted(made.iterdir()) if made and made.is_dir() else [made] if made else []
    return contents(base / "g") | {path.name: path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("material")
    articles(base / "articles")
    (base / "events.tab").write_bytes(table(ICEWS_COLUMNS, many_icews(12)))
    return base


def prepared(base: Path, material: Path, scenario: Scenario) -> None:
    base.mkdir()
    for path in material.iterdir():
        (base / path.name).symlink_to(path)
    scenario.before(base)
    if (base / "g").exists():
        (base / "g" / "log" / STRANGER).write_bytes(b"a stranger's")


@pytest.mark.skipif(TIMES == 1, reason="the long form: KG_HARD=20")
def test_a_push_that_is_killed_goes_on_and_the_server_has_all(tmp_path: Path, material: Path) -> None:
    base, chance, killed = tmp_path / "base", random.Random("push"), 0  # noqa: S311 - no secret
    prepared(base, material, Scenario([]))
    shutil.copytree(base, tmp_path / "kept", symlinks=True)
    with serving() as fake:
        given = ["push", fake.address, "-g", str(base / "g"), "--into", GRAPH]
        start = time.perf_counter()
        assert command(given, base / "log.txt") == 0, (base / "log.txt").read_text()
        seconds, total, expected = time.perf_counter() - start, writes(base / "log.txt"), there(fake)
        for number in range(KILLS):
            shutil.rmtree(base)
            shutil.copytree(tmp_path / "kept", base, symlinks=True)
            fake.store.clear()
            at_a_write, at_a_time = {"kill_at": chance.randint(1, total)}, {"after": chance.uniform(0, 1.1 * seconds)}
            moment = at_a_write if number % 2 == 0 else at_a_time
            killed += command(given, base / "log.txt", **moment) == -9
            assert command(given, base / "log.txt") == 0, (moment, (base / "log.txt").read_text())
            assert there(fake) == expected, moment
            leftover = left_over(base / "g")
            assert leftover == [], moment
    record("kills", command="push", tried=KILLS, killed=killed, writes=total)


@pytest.mark.skipif(TIMES == 1, reason="the long form: KG_HARD=20")
def test_office_holders_are_brought_up_to_date_wholly_or_not_at_all(tmp_path: Path, endpoint: str) -> None:  # noqa: F811 - the fixture
    asking = ["actors", "update", "--from", "wikidata", "--endpoint", endpoint, "--allow-private", "--write"]
    log, mine, chance, killed = tmp_path / "log.txt", tmp_path / "actors.tsv", random.Random("update"), 0  # noqa: S311 - no secret
    start = time.perf_counter()
    assert command(asking, log) == 0, log.read_text()
    seconds, total, expected = time.perf_counter() - start, writes(log), mine.read_bytes()
    for number in range(KILLS):
        mine.unlink()
        at_a_write, at_a_time = {"kill_at": chance.randint(1, total)}, {"after": chance.uniform(0, 1.1 * seconds)}
        moment = at_a_write if number % 2 == 0 else at_a_time
        killed += command(asking, log, **moment) == -9
        assert not mine.exists() or mine.read_bytes() == expected, moment
        assert command(asking, log) == 0, (moment, log.read_text())
        assert mine.read_bytes() == expected, moment
        assert not list(tmp_path.glob(".*.unfinished")), moment
    record("kills", command="actors update", tried=KILLS, killed=killed, writes=total)


@pytest.mark.parametrize("name", SCENARIOS if TIMES > 1 else SHORT)
def test_a_killed_command_that_is_given_again_leaves_what_an_undisturbed_one_does(
    tmp_path: Path, material: Path, name: str
) -> None:
    scenario, base = SCENARIOS[name], tmp_path / "base"
    prepared(base, material, scenario)
    shutil.copytree(base, tmp_path / "kept", symlinks=True)
    given = arguments(base, scenario)
    start = time.perf_counter()
    assert command(given, base / "log.txt") == 0, (base / "log.txt").read_text()
    seconds = time.perf_counter() - start
    expected, total = state(base, scenario), writes(base / "log.txt")
    chance = random.Random(name)  # noqa: S311 - no secret
    killed = 0
    for number in range(KILLS):
        shutil.rmtree(base)
        shutil.copytree(tmp_path / "kept", base, symlinks=True)
        at_a_write, at_a_time = {"kill_at": chance.randint(1, total)}, {"after": chance.uniform(0, 1.1 * seconds)}
        moment = at_a_write if number % 2 == 0 else at_a_time
        killed += command(given, base / "log.txt", **moment) == -9
        for _ in range(chance.choice([1, 1, 2])):
            assert command(given, base / "log.txt") == 0, (moment, (base / "log.txt").read_text())
        assert state(base, scenario) == expected, moment
        assert "Traceback" not in (base / "log.txt").read_text()
        if name != "build":
            assert (base / "g" / "log" / STRANGER).read_bytes() == b"a stranger's"
        assert "fault" not in {found.state for found in examine(base / "g", verify=True)}, moment
        leftover = left_over(base / "g")
        assert leftover == [], moment
    record("kills", command=name, tried=KILLS, killed=killed, writes=total)
