"""How many small queries a second ``kg serve`` answers, how late, and what silent connections change of that.

``python benchmarks/serving.py GRAPH`` prints a line of JSON. Clients run on the same machine, so that the number is
what both together can do. Where other programs keep the cores busy that tells their share of the time, so the
processor time of a query is told, too, which does not depend on them (Linux).
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

QUERY = "SELECT ?who { ?who rel:sanction ?whom } LIMIT 5"
SECONDS, CLIENTS, SILENT = 5.0, 16, 500
REQUEST = f"GET /sparql?query={quote(QUERY)} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> float:
    """Send the query and read the answer; returns the seconds that took."""
    start = time.perf_counter()
    writer.write(REQUEST)
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(head.decode("latin-1"))
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))
    return time.perf_counter() - start


async def client(port: int, end: float, pause: float, told: list[float]) -> None:
    """Ask until a moment; with a pause between the beginnings of two questions, or as fast as it goes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    due = time.perf_counter()
    while time.perf_counter() < end:
        told.append(await ask(reader, writer))
        due += pause
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
    writer.close()


async def run(port: int, rate: float | None) -> tuple[float, float]:
    """Questions a second that were answered, and the 99th percentile of seconds for one."""
    told: list[float] = []
    end = time.perf_counter() + SECONDS
    pause = CLIENTS / rate if rate else 0.0
    await asyncio.gather(*(client(port, end, pause, told) for _ in range(CLIENTS)))
    return len(told) / SECONDS, sorted(told)[int(0.99 * len(told))]


def used(server: int) -> dict[str, float]:
    """Seconds of processor time so far: of the server's process, of its workers, of the clients."""
    seconds = {"server": 0.0, "workers": 0.0, "clients": time.process_time()}
    for path in Path("/proc").glob("[0-9]*/stat"):
        fields = path.read_text().rpartition(")")[2].split()
        whose = {server: "server"}.get(int(path.parent.name), "workers" if int(fields[1]) == server else None)
        if whose:
            seconds[whose] += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return seconds


async def measured(port: int, server: int) -> dict[str, float]:
    """All numbers."""
    await run(port, None)  # processes start, files are read
    before = used(server)
    most, _ = await run(port, None)
    took = {f"ms_{name}": 1000 * (now - before[name]) / (most * SECONDS) for name, now in used(server).items()}
    _, late = await run(port, most / 2)
    silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(SILENT)]
    for _, writer in silent:
        writer.write(b"GET /")
    _, beside = await run(port, most / 2)
    for _, writer in silent:
        writer.close()
    numbers = {"a_second": most, "p99_at_half": late, "p99_at_half_beside_silent": beside}
    return {name: round(number, 4) for name, number in (numbers | took).items()} | {"silent": SILENT}


def main(graph: str) -> None:
    """Start the server, measure, stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "kg", "serve", "-g", graph, "--port", str(port)])
    try:
        while server.poll() is None:
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        print(json.dumps(asyncio.run(measured(port, server.pid))))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])
