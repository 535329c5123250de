"""Libraries that may never end, or need all memory, read what strangers wrote in a process that can be ended.

Pages and feeds are handed to a worker, :mod:`kg.corpus.apart_worker`, one at a time. Each may use so many seconds of
processor time and so much memory; what needs more is skipped and told, and the next one gets a new worker.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any, cast

from kg.base.errors import ReadError
from kg.corpus.base import Skipped, Source
from kg.model import Article

SECONDS = 10
"""Processor time for one page or feed; an article takes some hundredths of a second."""
MEGABYTES = 1000
"""Memory for it, beside what the libraries take."""
_LATEST = 20 * SECONDS
"""Seconds by the clock until we give up, for a machine that does other things."""


class _Worker:
    """The process, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, request: Mapping[str, object]) -> list[dict[str, object]]:
        """Send one request and wait for what comes of it.

        Raises:
            ReadError: It needs too much time or memory.
        """
        line = json.dumps(request).encode() + b"\n"
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._process = self._started()
            process = self._process
            assert process.stdin is not None
            assert process.stdout is not None
            timer = threading.Timer(_LATEST, process.kill)
            timer.start()
            try:
                process.stdin.write(line)
                process.stdin.flush()
                answer = process.stdout.readline()
            except OSError:
                answer = b""
            except BaseException:  # interrupted: what it is at is not wanted any more
                self.close()
                raise
            finally:
                timer.cancel()
            if not answer:
                process.kill()
                process.wait()
                self.close()
                raise ReadError(f"took more than {SECONDS} seconds or {MEGABYTES:,} MB to be read")
        found: list[dict[str, object]] = json.loads(answer)
        return found

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):  # what was still to be sent
                        pipe.close()

    @staticmethod
    def _started() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kg.corpus.apart_worker", str(SECONDS), str(MEGABYTES)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module


_worker = _Worker()
atexit.register(_worker.close)


def read(kind: str, text: str, source: Source) -> Iterator[Article | Skipped]:
    """Read a page or a feed in the worker.

    Args:
        kind: ``page`` or ``feed``.
        text: Its text; of a feed its bytes as Latin-1.
        source: What is known of it.

    Raises:
        ReadError: It cannot be read, or needs too much time or memory.
    """
    about = asdict(source) | {"published": source.published and source.published.isoformat()}
    for item in _worker.ask({"kind": kind, "text": text, "source": about}):
        yield restored(item)


def told(item: Article | Skipped | ReadError) -> dict[str, object]:
    """What came of something, as JSON has it."""
    if isinstance(item, ReadError):
        return {"error": str(item)}
    if isinstance(item, Skipped):
        return {"skipped": [item.origin, item.reason]}
    return {"article": asdict(item) | {"published": item.published and item.published.isoformat()}}


def restored(item: Mapping[str, object]) -> Article | Skipped:
    """The same again.

    Raises:
        ReadError: That is what it was.
    """
    if "error" in item:
        raise ReadError(str(item["error"]))
    if "skipped" in item:
        place, why = cast("list[str]", item["skipped"])
        return Skipped(origin=place, reason=why)
    fields = cast("dict[str, Any]", item["article"])
    published = fields["published"] and date.fromisoformat(fields["published"])
    return Article(**{**fields, "published": published})
