"""Connections that say nothing: dropped in time, and without effect on others."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import pytest
import uvicorn

from kg.serve import connections, quiet
from kg.serve.connections import Patient
from kg.serve.running import listening_on

Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


Receive = Callable[[], Awaitable[dict[str, object]]]


async def application(scope: dict[str, object], receive: Receive, send: object) -> None:
    assert callable(send)
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEAD", "BODY"):
        monkeypatch.setattr(connections, name, 0.3)
    monkeypatch.setattr(Patient, "most", 5)


def served(test: Callable[[int], Awaitable[None]]) -> None:
    async def run() -> None:
        config = uvicorn.Config(application, http=Patient, lifespan="off", log_level="warning", port=0)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - it has no event for this
            await asyncio.sleep(0.01)
        await test(server.servers[0].sockets[0].getsockname()[1])
        server.should_exit = True
        await task

    asyncio.run(run())


async def asked(port: int, request: bytes = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n") -> Client:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    return reader, writer


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab"])
def test_what_never_becomes_a_request_is_dropped(begun: bytes) -> None:
    async def test(port: int) -> None:
        reader, writer = await asked(port, begun)
        assert await asyncio.wait_for(_rest(reader), 20) in {b"", None}
        writer.close()
        reader, writer = await asked(port)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()

    served(test)


async def _rest(reader: asyncio.StreamReader) -> bytes | None:
    try:
        return await reader.read()
    except ConnectionResetError:
        return None


@pytest.mark.usefixtures("short")
def test_a_crowd_of_silent_ones_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD", 60.0)

    async def test(port: int) -> None:
        silent = [await asked(port, b"GET") for _ in range(20)]
        for _ in range(3):
            reader, writer = await asked(port)
            assert (await reader.readline()).startswith(b"HTTP/1.1 200")
            writer.close()
        for reader, _ in silent[:10]:  # those who waited longest
            assert await asyncio.wait_for(_rest(reader), 20) in {b"", None}
        for _, writer in silent:
            writer.close()

    served(test)


def test_a_crowd_that_comes_at_once_does_not_take_all_descriptors() -> None:
    serve = (
        "import resource, socket, uvicorn\nfrom kg.serve.connections import AT_ONCE, Listening, Patient, descriptors\n"
        "from tests.test_connections import application\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))\nPatient.most = descriptors()\n"
        "config = uvicorn.Config(application, http=Patient, lifespan='off', log_level='warning', backlog=AT_ONCE)\n"
        "listening = socket.create_server(('127.0.0.1', 0), backlog=128)\n"
        "print(listening.getsockname()[1], flush=True)\ninput()\n"  # until all are there
        "Listening(config).run([listening])"
    )
    with ExitStack() as crowd:
        server = subprocess.Popen(
            [sys.executable, "-c", serve],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        crowd.callback(server.kill)
        assert server.stdin
        assert server.stdout
        address = "127.0.0.1", int(server.stdout.readline())
        for _ in range(120):
            crowd.enter_context(socket.create_connection(address, timeout=5))
        server.stdin.write("\n")
        server.stdin.flush()
        with urllib.request.urlopen(f"http://{address[0]}:{address[1]}/", timeout=5) as answer:
            assert answer.read() == b"ok"
    assert server.communicate(timeout=20)[1] == ""


def test_an_answer_does_not_wait_for_an_acknowledgement() -> None:
    at_once: list[int] = []

    def told(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        at_once.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def run() -> None:
        with listening_on("127.0.0.1", 0) as listening:
            async with await asyncio.start_server(told, sock=listening):
                reader, writer = await asyncio.open_connection(*listening.getsockname())
                await reader.read()
                writer.close()

    asyncio.run(run())
    assert at_once
    assert at_once[0]


def test_what_repeats_is_told_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("kg.serve.quiet.time.monotonic", lambda: now)
    filtering = quiet.Quiet()

    def told(message: str, error: Exception | None = None) -> str | None:
        exc_info = (type(error), error, None) if error else None
        record = logging.LogRecord("asyncio", logging.ERROR, "f", 1, message, (), exc_info)
        return record.getMessage() if filtering.filter(record) and not record.exc_info else None

    assert told("no room\nfor more", OSError("full")) == "no room (OSError: full)"
    assert [told("no room\nfor more") for _ in range(500)] == [None] * 500
    assert told("another\x1b[2J") == "another\N{SYMBOL FOR ESCAPE}[2J"
    now += 60
    assert told("no room\nfor more") == "no room (and 500 times more)"
