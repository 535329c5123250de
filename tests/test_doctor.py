"""``kg doctor``: what it finds, what it mends, and that it takes nothing away unasked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.doctor import CheckUp, examine
from kg.graph.options import Summary
from kg.graph.written import refresh
from kg.sparql import index
from kg.store import Log, Reading
from tests.builders import article, report


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with views and index, to be copied."""
    out = tmp_path_factory.mktemp("made") / "g"
    log = Log.create(out)
    with log.writing():
        log.append([Reading(article=article("a1"), reports=(report(article="a1"),))])
        log.append([Reading(article=article("b2"), reports=(report(article="b2", day="2022-01-01"),))])
    refresh(log, out, Summary())
    index.ensure(log)
    return out


@pytest.fixture
def graph(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "g")


def states(graph: Path, *, verify: bool = False, mend: bool = False) -> dict[str, str]:
    return {one.check: one.state for one in examine(graph, verify=verify, mend=mend)}


def told(graph: Path, **options: bool) -> list[CheckUp]:
    return [one for one in examine(graph, **options) if one.state != "good"]


def everything(graph: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(graph.rglob("*")) if path.is_file()}


def test_a_sound_graph(graph: Path) -> None:
    before = everything(graph)
    assert set(states(graph).values()) == set(states(graph, verify=True).values()) == {"good"}
    assert everything(graph) == before


def damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"?" + data[101:])


Fault = tuple[Callable[[Path], object], str, bool]
FAULTS: dict[str, Fault] = {
    "a part is missing": (lambda g: (g / "log" / "reports-000001.parquet").unlink(), "part", False),
    "a part was cut": (lambda g: (g / "log" / "articles-000001.parquet").write_bytes(b"PAR1"), "part", False),
    "a part was changed": (lambda g: damage(g / "log" / "reports-000001.parquet"), "part", True),
    "the manifest is missing": (lambda g: (g / "log" / "manifest.json").unlink(), "manifest", False),
    "the folder is missing": (lambda g: shutil.rmtree(g / "log"), "manifest", False),
    "a view is old": (lambda g: (g / "events.csv").write_bytes(b"old"), "views", False),
    "the index was changed": (lambda g: damage(max((g / "index").rglob("*.sst"))), "index", False),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_told_and_mended(graph: Path, name: str) -> None:
    break_it, check, verify = FAULTS[name]
    break_it(graph)
    before = everything(graph)
    assert states(graph, verify=verify)[check] == "fault"
    assert everything(graph) == before  # unasked, nothing changes
    assert states(graph, verify=verify, mend=True)[check] == "mended"
    assert "fault" not in states(graph, verify=True).values()
    kept = {"a part": ["b2"], "the folder": []}.get(name.partition(" is")[0].partition(" was")[0], ["a1", "b2"])
    log = Log.open(graph)
    assert [one.article for one in log.reports()] == kept
    with log.writing():  # and the graph can grow again
        log.append([Reading(article=article("a1"), reports=(report(article="a1"),))])
    assert [one.article for one in log.reports()] == sorted({"a1", *kept})


def test_what_is_given_up_is_kept_aside(graph: Path) -> None:
    part = graph / "log" / "reports-000001.parquet"
    damage(part)
    data = part.read_bytes()
    list(examine(graph, verify=True, mend=True))
    assert (graph / "set-aside" / part.name).read_bytes() == data


def test_strangers_are_told_and_left_alone(graph: Path) -> None:
    (graph / "log" / "notes.txt").write_text("mine")
    (note,) = told(graph, mend=True)
    assert (note.check, note.state) == ("log folder", "note")
    assert (graph / "log" / "notes.txt").read_text() == "mine"


def test_what_a_killed_run_left(graph: Path) -> None:
    (graph / ".graph.ttl.0123abcd.unfinished").write_text("half")
    (graph / "log" / "begun.json").write_text('["reports-000003.parquet"]')
    (graph / "log" / "reports-000003.parquet").write_text("half")
    assert states(graph)["leftovers"] == "note"
    assert states(graph, mend=True)["leftovers"] == "mended"
    assert told(graph) == []


def test_marks_that_make_no_sense_are_told(graph: Path) -> None:
    (graph / "marks.tsv").write_text("x\twrong\n")
    (fault,) = [one for one in told(graph) if one.check == "marks"]
    assert "marks.tsv:1" in fault.message


def test_marks_are_not_blamed_for_a_damaged_part(graph: Path) -> None:
    (graph / "log" / "reports-000001.parquet").unlink()
    assert states(graph).get("part") == "fault"
    assert "marks" not in states(graph)


def test_the_command(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*options: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["doctor", "-g", str(graph), *options])
        return int(ended.value.code or 0)

    assert run("--verify") == 0
    assert "parts" in capsys.readouterr().out
    (graph / "log" / "reports-000001.parquet").unlink()
    assert run("--json") == 1
    assert "it is missing" in {one["state"]: one["message"] for one in json.loads(capsys.readouterr().out)}["fault"]
    assert run("--mend") == 0
