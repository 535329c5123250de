"""Odd input of every kind: an error that is told, never a traceback, whoever reads it."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import shutil
import socket
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from kg.base.errors import KgError
from kg.graph.build import build
from kg.graph.options import Options
from kg.sparql import index
from kg.store import Log
from tests.fake_extractor import FakeExtractor
from tests.hard.machine import TIMES, context, record
from tests.hard.odd_input import SEEDS, graph_file, mutated, seeds, words

pytestmark = pytest.mark.hard
INPUTS = 5 if TIMES == 1 else 40 * TIMES
"""Of each kind, but few where each takes a process's work: files of a graph, commands."""
FEW = ("irkg.json", "marks.tsv", "log/manifest.json", ".views.json", "index/made_of.json", "log/reports-000001.parquet")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small graph, which inputs are read beside."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "story.txt").write_text("RUS SANCTION USA 2021-03-17.\nUSA ACCUSE CHN 2022-04-17.\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.graph.build.extractor", FakeExtractor())
        build([folder / "story.txt"], folder / "graph", Options())
    shutil.copy(SEEDS / "marks.tsv", folder / "graph" / "marks.tsv")
    index.ensure(Log.open(folder / "graph"))
    return folder


def test_odd_input_is_told(base: Path) -> None:
    reader, writer = multiprocessing.Pipe(duplex=False)
    process = context().Process(target=_all, args=(str(base), writer))
    process.start()
    writer.close()
    faults, counts, slowest, at, peak = [], {}, (0.0, ""), "the beginning", 0
    while True:
        try:
            kind, number, fault, seconds, kilobytes = reader.recv()
        except EOFError:
            break
        at = f"{kind}, input {number + 1}"
        if seconds is None:
            continue  # about to be read
        counts[kind] = number + 1
        slowest, peak = max(slowest, (seconds, at)), max(peak, kilobytes // 1024)
        if fault:
            faults.append(f"{at}: {fault}")
    process.join()
    assert process.exitcode == 0, f"the process died at {at}"
    inputs = sum(counts.values())
    record("inputs", number=inputs, kinds=len(counts), faults=len(faults), slowest=round(slowest[0], 2), megabytes=peak)
    assert faults == []


def _all(base: str, told: Connection) -> None:
    from kg.graph import build as building

    building.extractor = FakeExtractor()  # type: ignore[assignment]  # it stands in for the function
    kinds = seeds() | {name: ((Path(base) / "graph" / name).read_bytes(), graph_file(name)) for name in FEW}
    chance = random.Random(os.environ.get("KG_HARD_SEED", "1"))  # noqa: S311 - no secret
    for kind, (data, take) in kinds.items():
        for number in range(TIMES if kind in FEW or take is words else INPUTS):
            folder = Path(base) / "work"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            odd = mutated(data, chance)
            told.send((kind, number, None, None, 0))
            start, fault = time.process_time(), None
            try:
                take(odd, folder)
            except KgError:
                pass
            except BaseException as error:  # noqa: BLE001 - any other is what we look for
                fault = f"{type(error).__name__}: {error}"[:300]
                if where := os.environ.get("KG_HARD_KEEP"):
                    Path(where, f"{kind.replace('/', '_')}-{number}").write_bytes(odd)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            told.send((kind, number, fault, time.process_time() - start, peak))
    told.close()
    os._exit(0)


REQUEST = (
    b"POST /sparql?format=json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Accept: application/sparql-results+json, */*;q=0.1\r\nContent-Length: 15\r\n\r\nquery=ASK%7B%7D"
)
ASKED = (
    REQUEST,
    b"GET /queries/top-dyads?year=2021&limit=3 HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n\r\n",
)


def test_odd_requests_leave_the_server_as_it_was(base: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "-g", str(base / "graph"), "--port", str(port), "--timeout", "5"]
    chance = random.Random(os.environ.get("KG_HARD_SEED", "1"))  # noqa: S311 - no secret
    requests = 40 * TIMES
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            while not _answers(port):
                assert server.poll() is None
                time.sleep(0.1)
            for _ in range(requests):
                with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
                    asking.sendall(mutated(chance.choice(ASKED), chance))
                    asking.shutdown(socket.SHUT_WR)
                    if chance.random() < 0.7:
                        _drained(asking)
            assert _answers(port)
        finally:
            server.terminate()
            _, said = server.communicate(timeout=60)
    assert "Traceback" not in said
    assert len(said.splitlines()) < 20
    record("requests", number=requests)


def _drained(asking: socket.socket) -> None:
    try:
        while asking.recv(65536):
            pass
    except ConnectionResetError:
        return


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
            asking.sendall(REQUEST)
            return asking.recv(100).startswith(b"HTTP/1.1 200")
    except ConnectionError:
        return False
