"""Which index to answer from: the newest, made in the background while questions go to the one before."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from kg.base.errors import KgError
from kg.sparql.index import ensure, fresh
from kg.store import Log

EVERY = 5.0
"""Seconds between looks at the graph directory, which happen when somebody asks."""


class Following:
    """The index of a graph that grows.

    Args:
        directory: The graph directory.
        store: Its index now.
    """

    def __init__(self, directory: Path, store: Path) -> None:
        self._directory, self._store = directory, store
        self._looked = time.monotonic()
        self._busy = threading.Lock()
        self._said = ""
        self._damaged = False

    def damaged(self) -> None:
        """Note that the index was found to be damaged: the next look makes it anew, at once."""
        self._damaged, self._looked = True, time.monotonic() - EVERY
        self.store()

    def store(self) -> Path:
        """The folder of the Oxigraph store to ask; never waits."""
        if time.monotonic() - self._looked >= EVERY and self._busy.acquire(blocking=False):
            self._looked = time.monotonic()
            threading.Thread(target=self._look, daemon=True).start()
        return self._store

    def _look(self) -> None:
        try:
            log = Log.open(self._directory)
            if self._damaged or not fresh(log):
                self._store = ensure(log, anew=self._damaged)
                self._damaged = False
            self._said = ""
        except KgError as error:
            if str(error) != self._said:  # once
                self._said = str(error)
                print(f"kg: {error}; answers come from the graph as it was", file=sys.stderr)  # noqa: T201 - a server has no other place
        finally:
            self._busy.release()
