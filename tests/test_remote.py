"""A graph on object storage is read where it is: the same answers, a part of the bytes, and nothing written.

What speaks the protocol of S3 needs ``pip install -r requirements-judges.txt``.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.base.errors import GraphError, UsageError
from kg.base.places import place
from kg.cli.app import main
from kg.graph.counts import counts
from kg.store import Log, Reading, remote
from tests.builders import article, report

fsspec = pytest.importorskip("fsspec", reason="pip install 'irkg[remote]'")
pytest.importorskip("upath", reason="pip install 'irkg[remote]'")

STATES = [f"{a}{b}X" for a in "ABCDEFGH" for b in "ABCDEFGH"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph with two parts of many pairs of states and a small one, an article read twice, and a mark."""
    noise = random.Random(1)  # noqa: S311 - no secret
    graph = tmp_path / "graph"
    log = Log.create(graph)
    days = [f"20{year}-0{month}-11" for year in (20, 21) for month in range(1, 9)]
    readings = [
        Reading(
            article=article(f"a{n}", fingerprint=f"{n}" * 400),
            reports=tuple(report(one, "USA", day=day, article=f"a{n}", url=noise.randbytes(200).hex()) for day in days),
        )
        for n, one in enumerate(STATES)
    ]
    with log.writing():
        log.append(readings[:32])
        log.append(readings[32:])
        log.append([Reading(article=article("a1"), reports=(report("RUS", "USA", article="a1"),))])
    event = log.events(pair=("RUS", "USA"))[0]
    (graph / "marks.tsv").write_text(f"event\tmark\tvalue\tabout\n{event.id}\ttype\tCOERCE\t\n")
    return graph


@pytest.fixture
def fetched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The same graph as ``memory://graph``; the lengths of what is fetched of its parts."""
    memory = fsspec.filesystem("memory")
    copy(folder, memory, "/graph")
    lengths: list[int] = []
    original = type(memory).cat_file

    def counted(self: object, path: str, start: int | None = None, end: int | None = None, **given: object) -> bytes:
        found: bytes = original(self, path, start=start, end=end, **given)
        lengths.extend([len(found)] if path.endswith(".parquet") else [])
        return found

    monkeypatch.setattr(type(memory), "cat_file", counted)
    monkeypatch.setattr(remote, "BLOCK", 1 << 10)
    yield lengths
    memory.rm("/graph", recursive=True)


def copy(folder: Path, files: Any, to: str) -> None:  # noqa: ANN401 - untyped
    for path in folder.rglob("*"):
        if path.is_file():
            files.pipe_file(f"{to}/{path.relative_to(folder)}", path.read_bytes())


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    said = capsys.readouterr()
    return int(str(ended.value.code)), said.out, said.err


@pytest.mark.usefixtures("fetched")
@pytest.mark.parametrize(
    "question",
    [
        ["ties", "RUS", "USA", "--by", "year"],
        ["ties", "AAX", "USA", "--json"],
        ["top"],
        ["turns"],
        ["query", "top-dyads", "-p", "year=2021"],
        ["panel", "-o", "-"],
        ["export", "ntriples"],
        ["export", "gexf"],
        ["export", "csv", "--actor", "RUS"],
    ],
    ids=" ".join,
)
def test_the_same_answers(folder: Path, capsys: pytest.CaptureFixture[str], question: list[str]) -> None:
    here, there = (told(capsys, *question, "-g", graph) for graph in (str(folder), "memory://graph"))
    assert there == here
    assert here[0] == 0
    assert here[1]


@pytest.mark.usefixtures("fetched")
def test_the_library_reads_it_too() -> None:
    graph = kg.open("memory://graph")
    assert repr(graph).startswith("<Graph memory://graph: 64 articles")
    assert graph.log is not None
    (event,) = graph.log.events(pair=("RUS", "USA"))
    assert event.best.type == "COERCE"


def test_a_question_fetches_what_it_needs_and_once(folder: Path, fetched: list[int]) -> None:
    whole = sum(path.stat().st_size for path in folder.glob("log/*.parquet"))
    log = Log.open(place("memory://graph"))
    counts(log, "AAX", "USA")
    assert 0 < sum(fetched) < 0.7 * whole  # one of two large parts
    del fetched[:]
    counts(log, "AAX", "USA")
    assert not fetched


@pytest.mark.usefixtures("fetched")
@pytest.mark.parametrize(
    "command",
    [
        ["mark", "EVENT", "--wrong", "-g", "memory://graph"],
        ["build", "ARTICLE", "-o", "memory://graph"],
        ["build", "ARTICLE", "-o", "memory://new"],
        ["doctor", "-g", "memory://graph"],
    ],
    ids=" ".join,
)
def test_what_would_write_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("Poland expelled three Russian diplomats.")
    graph = kg.open("memory://graph")
    named = {"EVENT": graph.events[0].id, "ARTICLE": str(tmp_path / "a.txt")}
    before = stored()
    code, _, said = told(capsys, *(named.get(word, word) for word in command))
    assert code == (2 if "-o" in command else 1)
    assert "a copy" in said
    assert stored() == before


def stored() -> Mapping[str, bytes]:
    memory = fsspec.filesystem("memory")
    return {path: memory.cat_file(path) for path in memory.find("/")}


def test_where_there_is_none() -> None:
    with pytest.raises(GraphError, match="no graph in memory://nothing"):
        kg.open("memory://nothing")
    with pytest.raises(UsageError, match="nothing reads s5://"):
        kg.open("s5://bucket/graph")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "s3://bucket/articles", "-o", "NEW"], "s3://bucket/articles: articles and tables are not read on"),
        (["import", "icews", "s3://bucket/events.tab", "-o", "NEW"], "s3://bucket/events.tab: articles and tables"),
        (["export", "csv", "-g", "FOLDER", "-o", "s3://bucket/x.csv"], "copy that there"),
        (["build", "data/articles", "-o", "s3://bucket/new"], "work on a copy in a folder"),
        (["build", "data/articles", "-o", "nobody-reads://bucket/new"], "work on a copy in a folder"),
        (["top", "-g", "s3://"], "s3://bucket/graph"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_says_what_to_do(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    named = {"FOLDER": str(folder), "NEW": str(tmp_path / "new")}
    code, _, told_ = told(capsys, *(named.get(word, word) for word in words))
    assert code in {1, 2}
    assert said in told_
    assert not (tmp_path / "new").exists()


def test_another_package_of_a_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(UsageError, match="gcsfs"):
        place("gs://bucket/graph")


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "upath", None)
    with pytest.raises(UsageError, match=r"pip install 'irkg\[remote\]'"):
        kg.open("s3://bucket/graph")


@pytest.mark.usefixtures("fetched")
def test_what_fails_on_the_way_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.open(place("memory://graph"))

    def fails(*_: object, **__: object) -> bytes:
        raise TimeoutError("no answer")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "cat_file", fails)
    with pytest.raises(GraphError, match="no answer") as told_:
        log.events()
    assert "doctor" not in str(told_.value)


HALF = 300


@pytest.mark.usefixtures("fetched")
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda files, path: files.rm(path), "it is missing"),
        (lambda files, path: files.pipe_file(path, files.cat_file(path)[:HALF]), f"it has {HALF} bytes in place of"),
        (lambda files, path: files.pipe_file(path, bytes(len(files.cat_file(path)))), "damaged"),
    ],
    ids=["missing", "half", "garbled"],
)
def test_a_damaged_part_is_told_as_damage(
    capsys: pytest.CaptureFixture[str], harm: Callable[[Any, str], object], said: str
) -> None:
    memory = fsspec.filesystem("memory")
    harm(memory, next(path for path in memory.find("/graph/log") if "reports" in path))
    code, _, told_ = told(capsys, "ties", "RUS", "USA", "-g", "memory://graph")
    assert code == 1
    assert "is damaged" in told_
    assert said in told_
    assert "put reports-" in told_
    assert "-g memory" not in told_  # doctor works on a copy


@pytest.mark.usefixtures("fetched")
def test_a_manifest_that_is_lost_is_made_in_a_copy(capsys: pytest.CaptureFixture[str]) -> None:
    fsspec.filesystem("memory").rm("/graph/log/manifest.json")
    code, _, said = told(capsys, "top", "-g", "memory://graph")
    assert code == 1
    assert "kg doctor --mend -g COPY" in said


class TestS3:
    """Another's server that speaks the protocol of S3, and commands as a user types them."""

    pytestmark = pytest.mark.external

    @pytest.fixture
    def environment(self, folder: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
        server = pytest.importorskip("moto.server", reason="pip install -r requirements-judges.txt")
        s3fs = pytest.importorskip("s3fs", reason="pip install 'irkg[remote]'")
        running = server.ThreadedMotoServer(port=0, verbose=False)
        running.start()
        host, port = running.get_host_and_port()
        access = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_DEFAULT_REGION": "us-east-1"}
        keys = {"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret"}
        store = s3fs.S3FileSystem(key="id", secret="secret", endpoint_url=access["AWS_ENDPOINT_URL"])  # noqa: S106
        store.makedirs("news", exist_ok=True)
        copy(folder, store, "news/graph")
        other = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        yield {**other, **access, **keys, "AWS_EC2_METADATA_DISABLED": "true", "HOME": str(tmp_path)}
        running.stop()

    @staticmethod
    def run(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def test_commands(self, folder: Path, environment: dict[str, str]) -> None:
        for question in (["ties", "RUS", "USA", "--by", "year"], ["top"], ["export", "ntriples"]):
            here, there = (self.run(environment, *question, "-g", graph) for graph in (str(folder), "s3://news/graph"))
            assert there.stdout == here.stdout != ""
            assert there.stderr == here.stderr

    def test_what_is_told(self, environment: dict[str, str]) -> None:
        lacking = {name: value for name, value in environment.items() if "KEY" not in name}
        nowhere = {**environment, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
        for given, graph, said in (
            (environment, "s3://nobucket/graph", "bucket does not exist"),
            (environment, "s3://news/nothing", "no graph in s3://news/nothing"),
            (lacking, "s3://news/graph", "AWS_ACCESS_KEY_ID"),
            (nowhere, "s3://news/graph", "AWS_ENDPOINT_URL"),
        ):
            done = self.run(given, "top", "-g", graph)
            assert done.returncode == 1
            assert said in done.stderr
            assert "Traceback" not in done.stderr
