"""The page of ``kg view`` for a graph that is served: made by a process of its own, anew when the graph has grown."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from kg.base.errors import KgError
from kg.store import Log

PAGE = "page.html"
"""A page in the graph directory goes before: somebody has chosen what it shows, with ``kg view -o GRAPH/page.html``."""
MOST = 200_000
"""Reports of which a page is made on demand: some 2 GB of memory for half a minute."""

_VIEW = "from kg.base.processes import die_with_parent; die_with_parent(); from kg.cli import main; main()"

State = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """What to show: the page, or why there is none; ``soon`` when it is being made."""

    page: bytes | None = None
    reason: str = ""
    soon: bool = False


class Explorer:
    """The page of one graph directory, which is only read.

    Args:
        directory: The graph directory.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._made: tuple[State, bytes] | None = None
        self._failed: tuple[State, str] | None = None
        self._busy = threading.Lock()

    def answer(self) -> PageAnswer:
        """The newest page there is; a newer one is begun when the graph has grown. Never waits."""
        chosen = self._directory / PAGE
        if chosen.is_file():
            return PageAnswer(page=chosen.read_bytes())
        now = self._state()
        if self._failed is not None and self._failed[0] == now:
            return PageAnswer(reason=self._failed[1])
        if (self._made is None or self._made[0] != now) and self._busy.acquire(blocking=False):
            threading.Thread(target=self._make, args=(now,), daemon=True).start()
        return (
            PageAnswer(page=self._made[1])
            if self._made is not None
            else PageAnswer(reason="it is being made", soon=True)
        )

    def _make(self, state: State) -> None:
        try:
            self._made = state, self._page()
        except (KgError, OSError) as error:
            self._failed = state, str(error)
        finally:
            self._busy.release()

    def _page(self) -> bytes:
        _, reports = Log.open(self._directory).size()
        if reports > MOST:
            raise KgError(
                f"the graph has {reports:,} reports, too many for a page on demand; make one of a part: "
                f"kg view --from ... -g {self._directory} -o {self._directory / PAGE}"
            )
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / PAGE
            command = [sys.executable, "-c", _VIEW, "view", "--graph", str(self._directory), "--out", str(out)]
            done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
            if done.returncode:
                raise KgError(done.stderr.strip() or "the page could not be made")
            return out.read_bytes()

    def _state(self) -> State:
        """What tells that the graph has changed: size and time of the manifest of its log, and of its marks."""
        files = [path for name in ("log/manifest.json", "marks.tsv") if (path := self._directory / name).exists()]
        found = ((file.name, file.stat()) for file in files)
        return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)
