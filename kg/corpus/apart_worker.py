"""The process behind :mod:`kg.corpus.apart`: a line of JSON in, a line of JSON out; ``python -m`` with its limits."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from kg.base.errors import ReadError
from kg.base.processes import die_with_parent
from kg.corpus import feeds, web_pages
from kg.corpus.apart import told
from kg.corpus.base import Skipped, Source
from kg.model import Article


def main() -> None:
    """Answer until standard input ends, or a limit is passed: the system ends the process then."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    _load()
    _limit_memory(megabytes << 20)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin.buffer:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answer = json.dumps(_answer(json.loads(line))).encode()
        signal.setitimer(signal.ITIMER_PROF, 0)
        out.write(answer + b"\n")
        out.flush()


def _answer(request: dict[str, object]) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    try:
        items.extend(told(item) for item in _items(request))
    except ReadError as error:
        items.append(told(error))
    except MemoryError:
        items.append(told(ReadError("took more memory than it may")))
    except Exception as error:  # noqa: BLE001 - whatever a library makes of a stranger's page, it is told
        items.append(told(ReadError(f"cannot be parsed ({type(error).__name__})")))
    return items


def _items(request: dict[str, object]) -> Iterator[Article | Skipped]:
    raw = cast("dict[str, Any]", request["source"])
    source = Source(**{**raw, "published": raw["published"] and date.fromisoformat(raw["published"])})
    text = str(request["text"])
    return web_pages.parsed(text, source) if request["kind"] == "page" else feeds.parsed(text.encode("latin-1"), source)


def _load() -> None:
    """Load what is needed, so that it counts towards no page."""
    import feedparser  # noqa: F401 - see above
    import trafilatura  # noqa: F401 - see above


def _limit_memory(size: int) -> None:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + size
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (OSError, ValueError):  # a system without, or with a lower limit already
        return


if __name__ == "__main__":
    main()
