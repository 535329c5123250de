"""Spark reads as one machine does: the same bytes in the log, whatever becomes of a worker, an article or a file.

Needs Java 17 and ``pip install 'irkg[spark]'``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.base.errors import UsageError
from kg.cli.app import main
from kg.extraction import Extraction
from kg.graph import spark, spark_worker
from kg.graph.build import build
from kg.graph.options import Engine, Options, Summary
from kg.model import Article
from kg.store import Log
from tests.builders import report

ROOT = Path(__file__).parents[1]


class Reader:
    """Tells one event an article.

    One named ``poison`` kills the process that reads it; ``fragile`` kills Spark's worker, once; ``deadly`` always.
    """

    def __init__(self, folder: str) -> None:
        self.met = Path(folder, "met")

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        for each in articles:
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


def test_without_spark_the_install_line_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"pip install 'irkg\[spark\]'"):
        build([written(tmp_path, "a.jsonl", "a")], tmp_path / "graph", Options(engine=Engine.SPARK))


@pytest.mark.parametrize(("given", "said"), [(["--engine", "flink"], "flink"), (["--engine", "spark"], "in no file")])
def test_what_cannot_be_shared_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "-", "-o", str(tmp_path / "graph"), *given])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "graph").exists()
