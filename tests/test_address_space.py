"""Under a limit of address space (``ulimit -v``) each command works or says what it lacks."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.base.address_space import LEAST, TO_READ
from kg.cli import main
from kg.sparql import index
from kg.sparql.index_filling import LEAST as FOR_AN_INDEX
from kg.store import Log, Reading
from kg.store.event_table import EventTable
from tests.builders import article, report

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux")
REPORTS = 400
"""Enough for every command to have something to sort."""
FORMATS = ("ntriples", "turtle", "trig", "csv", "parquet", "jsonl", "graphml")
COMMANDS = {
    "ties": ["ties", "USA", "RUS", "--by", "month"],
    "ties by source": ["ties", "USA", "RUS", "--by-source"],
    "view": ["view", "-o", "OUT.html"],
    "view of a pair": ["view", "--actor", "USA", "--actor", "RUS", "-o", "OUT.html"],
    "top": ["top"],
    "compare": ["compare", "--before", "2000", "--after", "2001"],
    "panel": ["panel", "-o", "OUT.parquet"],
    "query": ["query", "top-dyads", "-p", "year=2000"],
    "doctor": ["doctor"],
    **{
        f"export {name}": ["export", name, "-o", "OUT"]
        for name in ("ntriples", "turtle", "csv", "parquet", "jsonl", "graphml")
    },
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limited") / "graph"
    days = [(date(2000, 1, 1) + timedelta(days=n)).isoformat() for n in range(REPORTS)]
    told = [report("USA", "RUS", "CONSULT", day, article=f"a{n}", start=0) for n, day in enumerate(days)]
    log = Log.create(folder)
    with log.writing():
        log.append([Reading(article=article(one.article), reports=(one,)) for one in told])
    return folder


def run(limit: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_command_works_in_little_address_space(words: list[str], graph: Path, tmp_path: Path) -> None:
    ended = run(LEAST, *(word.replace("OUT", str(tmp_path / "out")) for word in words), "-g", str(graph))
    assert ended.returncode == 0, ended.stderr


def test_what_a_build_needs_is_told_before_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Poland expelled three Russian diplomats.")
    ended = run(TO_READ - 1, "build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "graph"))
    assert ended.returncode == 1
    assert f"a build needs 0.9; raise the limit: ulimit -v {TO_READ // 1000}" in ended.stderr
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize("limit", [150_000_000, 300_000_000, LEAST - 1])
def test_too_little_for_anything_is_told(limit: int, graph: Path, tmp_path: Path) -> None:
    ended = run(limit, "export", "ntriples", "-o", str(tmp_path / "out"), "-g", str(graph))
    assert ended.returncode == 1
    assert f"ulimit -v {LEAST // 1000}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "error", [RuntimeError("can't start new thread"), ImportError("x: failed to map segment"), MemoryError()]
)
def test_memory_that_is_refused_later_is_told(
    error: Exception, graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(EventTable, "run", refused)
    with pytest.raises(SystemExit) as ended:
        main(["top", "-g", str(graph)])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("kg: error: not enough memory")


def test_an_index_is_not_begun_in_too_little(graph: Path) -> None:
    ended = run(FOR_AN_INDEX - 1, "serve", "-g", str(graph), "--port", "1")
    assert ended.returncode == 1
    assert f"ulimit -v {FOR_AN_INDEX // 1000}" in ended.stderr
    assert not (graph / "index" / "1").exists()
    assert not index.fresh(Log.open(graph))


def test_a_worker_of_the_endpoint_keeps_to_a_limit_below_its_own(graph: Path) -> None:
    asked = json.dumps({"query": "ASK { ?a rel:consult ?b }", "accept": "text/csv", "limit": 1000})
    ended = subprocess.run(
        [sys.executable, "-m", "kg.serve.worker", str(index.ensure(Log.open(graph))), "8192"],
        input=f"{asked}\n",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (FOR_AN_INDEX, FOR_AN_INDEX)),
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith('ready\n{"status": 200')
    assert ended.stdout.endswith("true")
