"""Spark reads as one machine does: the same bytes in the log, whatever becomes of a worker, an article or a file.

Needs Java 17 and ``pip install 'irkg[spark]'``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from kg.base.errors import UsageError
from kg.cli.app import main
from kg.extraction import Extraction
from kg.graph import spark, spark_worker
from kg.graph.build import build
from kg.graph.options import Engine, Options, Summary
from kg.model import Article
from kg.store import Log, Reading
from tests.builders import article, report

ROOT = Path(__file__).parents[1]


class Reader:
    """Tells one event an article.

    One named ``poison`` kills the process that reads it; ``fragile`` kills Spark's worker, once; ``deadly`` always.
    Of one named ``endless`` there is no end.
    """

    def __init__(self, folder: str) -> None:
        self.met = Path(folder, "met")

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        for each in articles:
            if each.id == "endless":
                time.sleep(600)
            if each.id == "poison":
                os.kill(os.getpid(), signal.SIGKILL)
            if each.id == "deadly" or (each.id == "fragile" and not self.met.exists()):
                self.met.touch()
                os.kill(os.getppid(), signal.SIGKILL)
            yield Extraction(article=each, reports=(report(article=each.id),))


class FileReader(spark_worker.FileReader):
    def _reader(self) -> Reader:
        return Reader(self.folder)


def written(folder: Path, name: str, *ids: str) -> Path:
    path = folder / name
    rows = [{"id": each, "text": f"{each} told us. " * 30, "publication_date": "2024-05-02"} for each in ids]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def logged(graph: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((graph / "log").glob("*.parquet"))}


def read(monkeypatch: pytest.MonkeyPatch, sources: list[Path], graph: Path, engine: Engine) -> Summary:
    monkeypatch.chdir(sources[0].parent)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # workers import this file
    monkeypatch.setattr(spark, "FileReader", FileReader)
    monkeypatch.setattr("kg.graph.build.extractor", lambda _: Reader(str(sources[0].parent)))
    return build(sources, graph, Options(engine=engine, jobs=2), views=False)


@pytest.fixture
def pyspark() -> None:
    pytest.importorskip("pyspark", reason="pip install 'irkg[spark]'")


@pytest.mark.external
@pytest.mark.usefixtures("pyspark")
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17: apt-get install openjdk-17-jre-headless")
class TestTwoWorkers:
    def test_write_the_same_bytes_whoever_is_killed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A worker killed in the middle, an article that kills its reader, a file that cannot be read."""
        sources = [written(tmp_path, f"{name}.jsonl", *(f"{name}{n}" for n in range(15))) for name in "abcd"]
        sources.insert(1, written(tmp_path, "e.jsonl", "e1", "poison", "e2"))
        sources.insert(3, written(tmp_path, "f.jsonl", "f1", "fragile", "a3", "f2"))  # a3 was met before
        damaged = tmp_path / "g.parquet"
        damaged.write_bytes(b"PAR1 and nothing that follows it")
        sources.insert(4, damaged)
        shared_out = read(monkeypatch, sources, tmp_path / "shared", Engine.SPARK)
        assert (tmp_path / "met").exists()
        alone = read(monkeypatch, sources, tmp_path / "alone", Engine.LOCAL)
        assert shared_out == alone
        assert shared_out.read == 4 * 15 + 2 + 3
        places = {Path(place).name: reason for place, reason in shared_out.skipped}
        assert set(places) == {"e.jsonl:2", "g.parquet"}
        assert shared_out.known == 1
        assert "killed" in places["e.jsonl:2"]
        assert logged(tmp_path / "shared") == logged(tmp_path / "alone")

    def test_read_what_is_new_and_give_up_one_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A file that kills every worker is told, and costs no other; what is known is not read again."""
        graph = tmp_path / "graph"
        first = written(tmp_path, "a.jsonl", "a1", "a2")
        assert read(monkeypatch, [first], graph, Engine.SPARK).read == 2
        (tmp_path / "met").touch()
        sources = [first, written(tmp_path, "b.jsonl", "b1", "deadly"), written(tmp_path, "c.jsonl", "c1")]
        done = read(monkeypatch, sources, graph, Engine.SPARK)
        assert (done.known, done.read) == (2, 1)
        ((place, reason),) = done.skipped
        assert Path(place).name == "b.jsonl"
        assert "gave it up" in reason
        assert {article.id for article, _ in Log.open(graph).articles()} == {"a1", "a2", "c1"}

    @pytest.mark.parametrize(
        ("given", "java", "said"),
        [
            (["--master", "somewhere"], None, "'somewhere' is no cluster"),
            ([], "/nowhere", "JAVA_HOME"),
            (["--rebuild"], "/nowhere", "JAVA_HOME"),
        ],
    )
    def test_that_do_not_start_are_told_and_nothing_is_made_or_lost(
        self, tmp_path: Path, given: list[str], java: str | None, said: str
    ) -> None:
        source, graph = written(tmp_path, "a.jsonl", "a1"), tmp_path / "graph"
        if "--rebuild" in given:
            with (log := Log.create(graph)).writing():
                log.append([Reading(article=article("known"))])
        done = subprocess.run(
            [sys.executable, "-m", "kg", "build", str(source), "-o", str(graph), "--engine", "spark", *given],
            env={**os.environ, **({"JAVA_HOME": java} if java else {})},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.startswith("kg: error: Spark does not start: ")
        assert said in done.stderr
        assert "Exception" not in done.stderr
        assert graph.exists() == ("--rebuild" in given)
        if graph.exists():
            assert [known.id for known, _ in Log.open(graph).articles()] == ["known"]

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
    def test_end_with_the_command_that_is_interrupted_which_keeps_what_was_read(self, tmp_path: Path) -> None:
        sources = [written(tmp_path, f"{name}.jsonl", *(f"{name}{n}" for n in range(3))) for name in "ab"]
        sources += [written(tmp_path, f"{name}.jsonl", f"{name}1", "endless") for name in "cde"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", INTERRUPTED, "build", *map(str, sources), "-o", str(tmp_path / "graph")]
        with subprocess.Popen(
            [*command, "--engine", "spark", "-j", "2", "--no-views"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=sees_interruptions,  # noqa: PLW1509 - it only sets a signal
        ) as running:
            assert running.stdout is not None
            while running.stdout.readline() not in {"b2\n", ""}:
                pass
            os.killpg(running.pid, signal.SIGINT)
            said = running.communicate(timeout=60)[1]
        assert running.returncode == 130
        assert said.endswith("what was read so far is kept; the same command goes on from there\nkg: interrupted\n")
        assert "Traceback" not in said
        assert "at java." not in said
        kept = [article.id for article, _ in Log.open(tmp_path / "graph").articles()]
        assert kept == ["a0", "a1", "a2", "b0", "b1", "b2"]
        for _ in range(300):
            if not (left := of_session(running.pid)):
                break
            time.sleep(0.1)
        assert not left


INTERRUPTED = """
from tests.test_spark import FileReader
from kg.cli.app import main
from kg.graph import spark
spark.FileReader = FileReader
spark._AHEAD = 1  # what has no end must not take both cores before the rest has had its turn
item = spark.item
spark.item = lambda row: print(row["id"], flush=True) or item(row)
main()
"""


def sees_interruptions() -> None:
    """Also where the tests were started in the background of a shell, which lets no process see them."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def of_session(session: int) -> list[str]:
    """What still runs of the processes of a session."""
    left = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            name, _, rest = status.read_text().partition(") ")
            state, _, _, of, *_ = rest.split()
            if int(of) == session and state != "Z":
                left.append(name)
    return left


def test_without_spark_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"pip install 'irkg\[spark\]'"):
        build([written(tmp_path, "a.jsonl", "a")], tmp_path / "graph", Options(engine=Engine.SPARK))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--engine", "flink"], "flink"),
        (["--engine", "spark"], "in no file"),
        (["--master", "spark://host:7077"], "--engine spark"),
    ],
)
def test_what_cannot_be_shared_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "-", "-o", str(tmp_path / "graph"), *given])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "graph").exists()
