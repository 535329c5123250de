"""How much of a graph on object storage is fetched for a question.

    python benchmarks/remote.py [REPORTS]

Makes a graph of so many reports (200,000 unless told) in one part, as joining small parts makes it, puts it where
fsspec keeps files in memory, and asks it as commands do, each beginning anew. Prints the bytes and requests of each.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import partial
from pathlib import Path

import store
from fsspec.implementations.memory import MemoryFileSystem

from kg.base.places import place
from kg.cli.app import main as command
from kg.graph.counts import counts
from kg.store import Log

_cat_file = MemoryFileSystem.cat_file
PAIR = "A003", "A007"


asked_for: list[int] = []  # lengths of what was fetched


def cat_file(self: object, path: str, start: int | None = None, end: int | None = None, **given: object) -> bytes:
    """Bytes of a file in memory, which are counted."""
    found: bytes = _cat_file(self, path, start=start, end=end, **given)
    asked_for.append(len(found))
    return found


def main() -> None:
    """Run and print."""
    reports = int(sys.argv[1]) if sys.argv[1:] else 200_000
    with tempfile.TemporaryDirectory() as temporary, redirect_stdout(io.StringIO()):
        folder = Path(temporary, "graph")
        store.PART = reports
        store.make(folder, reports)
        files = MemoryFileSystem()
        for path in folder.rglob("*"):
            if path.is_file():
                files.pipe_file(f"/graph/{path.relative_to(folder)}", path.read_bytes())
        whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        event = next(Log.open(folder).reports(pair=PAIR)).event_id
    MemoryFileSystem.cat_file = cat_file
    print(f"{reports:,} reports, {whole / 1e6:.1f} MB\n")
    print("| question | fetched | of the graph | requests |\n|---|---|---|---|")
    told("`graph.counts` of a pair", whole, lambda: counts(Log.open(place("memory://graph")), *PAIR))
    for words in (f"ties {' '.join(PAIR)} --by year", f"show {event}", "top", f"export csv -o {temporary}.csv"):
        told(f"`kg {words.split(' -o ')[0]}`", whole, partial(asked, words))
    Path(f"{temporary}.csv").unlink(missing_ok=True)


def asked(words: str) -> None:
    """Run a command."""
    with suppress(SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        command([*words.split(), "-g", "memory://graph"])


def told(name: str, whole: int, ask: Callable[[], object]) -> None:
    """Print what a question costs."""
    del asked_for[:]
    ask()
    print(f"| {name} | {sum(asked_for) / 1e6:.1f} MB | {sum(asked_for) / whole:.0%} | {len(asked_for)} |")


if __name__ == "__main__":
    main()
