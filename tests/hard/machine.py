"""Commands in processes that are killed at a chosen moment, and what is compared afterwards."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing.context import ForkServerContext
from pathlib import Path

TIMES = int(os.environ.get("KG_HARD", "1"))
"""How many times the short form."""

_EVENTS = frozenset({"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link"})
"""What changes something on disk, as Python's audit hooks name it."""


def context() -> ForkServerContext:
    """Where processes come from: one that has loaded everything, and run nothing."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.hard.loaded"])
    return found


def command(arguments: Sequence[str], log: Path, *, kill_at: int | None = None, after: float | None = None) -> int:
    """Run a command, and kill it.

    Args:
        arguments: What stands after ``kg``; ``index`` is brought up to date by a word of its own.
        log: Gets what it prints; beside it, as ``.events``, the number of its writes when it has ended.
        kill_at: The write before which it is killed.
        after: Seconds after which it is.

    Returns:
        Its exit code; -9 if it was killed.
    """
    process = context().Process(target=_run, args=(list(arguments), str(log), kill_at))
    process.start()
    process.join(after)
    if process.is_alive() and after is not None:
        process.kill()
    process.join()
    return process.exitcode if process.exitcode is not None else 1


def writes(log: Path) -> int:
    """How many writes the last command had that ended by itself."""
    return int(log.with_suffix(".events").read_text())


def record(what: str, **numbers: object) -> None:
    """Keep numbers for the report."""
    if path := os.environ.get("KG_HARD_RECORD"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": what, **numbers}) + "\n")


def _run(arguments: list[str], log: str, kill_at: int | None) -> None:
    from kg.graph import build, intake
    from kg.store import parts
    from tests.fake_extractor import FakeExtractor

    build.extractor = FakeExtractor()  # type: ignore[assignment]  # it stands in for the function
    intake.BATCH, parts.TIER = 3, 3  # so that a few articles make several commits, and these larger parts
    count = 0

    def watch(event: str, values: tuple[object, ...]) -> None:
        nonlocal count
        if event in _EVENTS and (event != "open" or _writing(values)):
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    os.chdir(Path(log).parent)  # where init writes
    with Path(log).open("a", encoding="utf-8") as out, redirect_stdout(out), redirect_stderr(out):
        sys.addaudithook(watch)
        code = _command(arguments)
    total, kill_at = count, None
    Path(log).with_suffix(".events").write_text(str(total))
    os._exit(code)


def _writing(values: tuple[object, ...]) -> bool:
    _, mode, flags = values
    return (isinstance(mode, str) and mode[:1] in {"w", "x", "a"}) or (
        isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) != 0
    )


def _command(arguments: list[str]) -> int:
    from kg.cli import main
    from kg.sparql import index
    from kg.store import Log

    if arguments[0] == "index":
        index.ensure(Log.open(Path(arguments[1])))
        return 0
    try:
        main(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


def contents(graph: Path) -> dict[str, object]:
    """What a graph says: its views, reports, articles and marks, wherever the log keeps them."""
    from kg.graph.written import VIEWS
    from kg.store import Log

    log = Log.open(graph)
    found: dict[str, object] = {name: (graph / name).read_bytes() for name in VIEWS if (graph / name).exists()}
    found["reports"] = [(told.id, told.article) for told in log.reports()]
    found["articles"] = log.known()
    marks = graph / "marks.tsv"
    found["marks"] = marks.read_text() if marks.exists() else ""
    return found


def left_over(graph: Path) -> list[str]:
    """What a finished command should not have left: unfinished files, and files of the log that do not count."""
    from kg.store import Log
    from kg.store.manifest import KINDS

    log = Log.open(graph)
    mine = {"manifest.json", *(part.file(kind) for part in log.parts.committed() for kind in KINDS)}
    strange = [path.name for path in log.parts.folder.iterdir() if path.name not in mine | {STRANGER}]
    return sorted([path.name for path in graph.rglob("*.unfinished")] + strange)


STRANGER = "reports-of-mine.parquet"
"""A file of somebody else's in the folder of the log."""
