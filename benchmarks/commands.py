"""What each command costs a user, on graphs of ten thousand to a million reports, beside what others take for the same.

    python benchmarks/commands.py [REPORTS...] [--folder DIR] [--only WORD...] [--peers] [--write docs/performance.md]

Without numbers the short form, 10,000 and 100,000 reports; ``python benchmarks/commands.py 10000 100000 1000000 --peers
--write docs/performance.md`` is the whole, about an hour. Graphs are made by ``benchmarks/store.py`` where DIR has none
yet. Each command is typed in a process of its own; counted are its processor seconds and those of its children, the
time that passed, the most memory it had and the bytes it wrote. The exponent says how the processor seconds, less those
of the smallest command, grow from the smallest graph to the largest: 0 not at all, 1 as the graph.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from command_cases import ROOT, Case, cases

DERIVED = ("index", "merged")  # what a graph keeps for the next question
LIMIT = 900  # seconds after which a command is ended
BEGIN, END = "<!-- benchmarks/commands.py begins -->", "<!-- benchmarks/commands.py ends -->"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    processor: float
    wall: float
    memory: float
    size: int
    failed: str = ""


@dataclass(slots=True)
class Table:
    """Costs by command and number of reports."""

    costs: dict[str, dict[int, Cost]] = field(default_factory=dict)

    def lines(self, sizes: Sequence[int]) -> Iterator[str]:
        """The table in Markdown."""
        heads = " | ".join(f"{size:,} reports" for size in sizes)
        yield f"| command | {heads} | exponent |"
        yield "|---|" + "---|" * (len(sizes) + 1)
        least = min((c.processor for row in self.costs.values() for c in row.values()), default=0.0)
        for name, row in self.costs.items():
            cells = " | ".join(_cell(row.get(size)) for size in sizes)
            yield f"| {name} | {cells} | {_exponent(row, least)} |"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", type=int)
    parser.add_argument("--folder", type=Path, help="where the graphs are, or are to be")
    parser.add_argument("--only", nargs="*", default=[], help="commands that have one of these words")
    parser.add_argument("--peers", action="store_true", help="DuckDB, rdflib and Oxigraph on the same data as well")
    parser.add_argument("--write", type=Path, help="a document that gets the table between its two marks")
    options = parser.parse_args()
    sizes = options.reports or [10_000, 100_000]
    table = Table()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for reports in sizes:
            graph = folder / f"g{reports}"
            if not graph.exists():
                _child(_MAKE, str(graph.absolute()), str(reports))
            _child(_KEEP, str(graph.absolute()))
            for case in cases(peers=options.peers):
                wanted = not options.only or any(word in case.name for word in options.only)
                if wanted and reports <= case.most:
                    cost = _run(case, graph, Path(temporary))
                    table.costs.setdefault(case.name, {})[reports] = cost
                    print(f"{reports:>9,}  {case.name:44} {_cell(cost)}", flush=True)
                    if options.write:  # after each: a run that is ended leaves what it has
                        _write(options.write, _text(table, sizes))
    print(_text(table, sizes))


def _text(table: Table, sizes: Sequence[int]) -> str:
    return "\n".join([*_machine(), "", *table.lines(sizes), ""])


def _write(document: Path, text: str) -> None:
    before, rest = document.read_text("utf-8").split(BEGIN)
    document.write_text(f"{before}{BEGIN}\n{text}{END}{rest.split(END)[1]}", "utf-8")


def _run(case: Case, graph: Path, temporary: Path) -> Cost:
    out = temporary / graph.name
    if case.copy or case.grown:
        shutil.rmtree(temporary / "copy", ignore_errors=True)
        left = shutil.ignore_patterns(*(() if case.grown else DERIVED))
        graph = shutil.copytree(graph, temporary / "copy", ignore=left)
    if case.grown:
        _child(_KEEP, str(graph.absolute()))  # those that the copy brought count there, too
        _child(_GROW, str(graph.absolute()))
    if case.anew:
        for name in DERIVED:
            shutil.rmtree(graph / name, ignore_errors=True)
    event = _an_event(graph) if "ID" in case.words else ""
    words = [word.replace("GRAPH", str(graph)).replace("OUT", str(out)) for word in case.words]
    words = [event if word == "ID" else word for word in words]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        _, status, used = os.wait4(process.pid, 0)
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip()
    process.returncode = os.waitstatus_to_exitcode(status)
    files = [Path(word) for word in words if word.startswith(str(out))]
    return Cost(
        processor=used.ru_utime + used.ru_stime,
        wall=time.perf_counter() - start,
        memory=used.ru_maxrss / 1024,
        size=sum(path.stat().st_size for path in files if path.is_file()),
        failed=said.splitlines()[-1][:60] if process.returncode and said else "",
    )


# What takes memory is done in processes of its own: the peak of a command begins at the size of what starts it.
_MAKE = "import sys, pathlib, store; store.make(pathlib.Path(sys.argv[1]), int(sys.argv[2]))"
_GROW = "import sys, pathlib, store; store.grow(pathlib.Path(sys.argv[1]), 500)"
_KEEP = (
    "import sys, pathlib; from kg.store import Log; from kg.store.event_table import EventTable\n"
    "with EventTable(Log.open(pathlib.Path(sys.argv[1]))): pass"
)
_EVENT = (
    "import sys, duckdb; f = sys.argv[1] + '/log/reports-*.parquet'; "
    "print(duckdb.sql(f\"SELECT event FROM read_parquet('{f}') LIMIT 1\").fetchall()[0][0])"
)


def _child(code: str, *words: str) -> str:
    folder = Path(__file__).parent
    return subprocess.run(
        [sys.executable, "-c", code, *words], check=True, cwd=folder, capture_output=True, text=True
    ).stdout


def _an_event(graph: Path) -> str:
    return _child(_EVENT, str(graph.absolute())).strip()


@contextmanager
def _serving(graph: str, port: int) -> Iterator[int]:
    words = [sys.executable, "-m", "kg", "serve", "-g", graph, "--port", str(port)]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        for _ in range(LIMIT):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(1)
        yield port
    finally:
        process.terminate()
        process.wait()


def _loopback(kind: str, graph: str) -> None:
    """Start an endpoint, ask it or fill it, and stop it."""
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread
    from urllib.request import urlopen

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    if kind == "serve":
        with _serving(graph, port):
            urlopen(f"http://127.0.0.1:{port}/sparql?query=ASK%7B%3Fa%20rel:sanction%20%3Fb%7D").read()
        return

    class Sink(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Sink)
    Thread(target=server.serve_forever, daemon=True).start()
    words = [sys.executable, "-m", "kg", "push", f"http://127.0.0.1:{port}/", "-g", graph, "--replace"]
    subprocess.run(words, check=True, cwd=ROOT, capture_output=True)
    server.shutdown()


def _cell(cost: Cost | None) -> str:
    if cost is None:
        return ""
    if cost.failed:
        return f"failed: {cost.failed}"
    size = f", {cost.size / 1e6:,.1f} MB out" if cost.size else ""
    return f"{cost.processor:.2f} s, {cost.memory:,.0f} MB{size}"


def _exponent(row: dict[int, Cost], least: float) -> str:
    ends = [(size, cost.processor - least) for size, cost in sorted(row.items()) if not cost.failed]
    if len(ends) < 2 or min(ends[0][1], ends[-1][1]) <= 0:  # noqa: PLR2004 - from one to another
        return ""
    return f"{math.log(ends[-1][1] / ends[0][1]) / math.log(ends[-1][0] / ends[0][0]):.2f}"


def _machine() -> list[str]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pyoxigraph", "rdflib"))
    made = f"{datetime.now(UTC):%Y-%m-%d}, commit {commit.stdout.strip()}"
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return [f"{made}, {machine}, {packages}. Load of the machine at the end: {os.getloadavg()[1]:.1f}."]


if __name__ == "__main__":
    if "--loopback" in sys.argv:
        _loopback(*sys.argv[2:])
    else:
        main()
