"""Worker processes: each query gets one, and one that does not answer in time is ended and replaced."""

from __future__ import annotations

import json
import queue
import select
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.serve.worker import DAMAGED, NOT_STARTED

_LAST_WORDS = 0.2  # seconds
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryAnswer:
    """What a query came to, as HTTP has it."""

    status: int
    media: str
    body: bytes


class Pool:
    """Some worker processes over one store.

    Args:
        store: Returns the folder of the Oxigraph store; a worker of another one is replaced.
        workers: How many queries run at a time.
        timeout: Seconds that a query may take, waiting for a worker included.
        memory: Megabytes of address space that a worker may have.
        limit: Most bytes of an answer.
        damaged: Called when a worker has found the store damaged.
    """

    def __init__(
        self,
        store: Callable[[], Path],
        *,
        workers: int,
        timeout: float,
        memory: int,
        limit: int,
        damaged: Callable[[], None] = lambda: None,
    ) -> None:
        self._store, self._memory, self._damaged = store, memory, damaged
        self._timeout, self._limit = timeout, limit
        self._free: queue.LifoQueue[subprocess.Popen[bytes] | None] = queue.LifoQueue()
        # one thread for all: workers end with the thread that started them
        self._starter = ThreadPoolExecutor(1)
        self._running: set[subprocess.Popen[bytes]] = set()
        for _ in range(workers):
            self._free.put(None)  # started when needed

    def ask(self, query: str, accept: str) -> QueryAnswer:
        """Answer one query; blocks, and may be called from several threads."""
        start = time.monotonic()
        try:
            worker = self._free.get(timeout=self._timeout)
        except queue.Empty:
            return QueryAnswer(status=503, media=TEXT, body=b"all workers are busy; ask again later\n")
        try:
            command = [sys.executable, "-m", "kg.serve.worker", str(self._store()), str(self._memory)]
            if worker is not None and worker.args != command:
                _end(worker)
            if worker is None or worker.poll() is not None:
                worker = self._starter.submit(self._start, command).result()
                start = time.monotonic()  # a query has its whole time, however long its process takes to start
            left = max(0.05, self._timeout - (time.monotonic() - start))
            request = {"query": query, "accept": accept, "limit": self._limit}
            answer = _exchange(worker, json.dumps(request).encode() + b"\n", left)
        finally:
            self._free.put(worker)
        if answer is None:
            if worker.returncode == DAMAGED:
                self._damaged()
                said = b"the index is damaged and is being made anew; ask again later\n"
                return QueryAnswer(status=503, media=TEXT, body=said)
            if worker.returncode == NOT_STARTED:
                said = b"the server has too few file descriptors or too little memory; serve with a higher ulimit\n"
                return QueryAnswer(status=503, media=TEXT, body=said)
            late = time.monotonic() - start >= self._timeout
            why = f"took longer than {self._timeout:g} seconds and was ended" if late else "needed too much memory"
            return QueryAnswer(status=503, media=TEXT, body=f"the query {why}; ask for less\n".encode())
        return answer

    def close(self) -> None:
        """End all workers."""
        for worker in self._running:
            _end(worker)
        self._running.clear()
        self._starter.shutdown()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        gone = {worker for worker in self._running if worker.poll() is not None}
        self._running -= gone
        worker = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._running.add(worker)
        assert worker.stdout is not None
        worker.stdout.readline()  # it has loaded everything, or has ended
        return worker


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe:
            with suppress(OSError):  # what was still to be sent
                pipe.close()


def _exchange(worker: subprocess.Popen[bytes], request: bytes, timeout: float) -> QueryAnswer | None:
    """Send a request and wait for the answer; None when the worker has ended, by itself or because time was up."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    waiting = select.poll()
    waiting.register(worker.stdout, select.POLLIN)
    try:
        worker.stdin.write(request)
        worker.stdin.flush()
        if not waiting.poll(timeout * 1000):  # it sends nothing before the answer is complete
            worker.kill()
        head = json.loads(worker.stdout.readline() or b"null")
        body = worker.stdout.read(head["length"]) if head else b""
    except (OSError, ValueError):
        head, body = None, b""
    if not head or len(body) < head["length"]:
        with suppress(subprocess.TimeoutExpired):
            worker.wait(_LAST_WORDS)  # one that has ended by itself says why by its status
        _end(worker)
        return None
    return QueryAnswer(status=head["status"], media=head["media"], body=body)
