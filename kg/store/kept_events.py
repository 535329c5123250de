"""The merged events of a large graph, kept as a file beside its log, so that the next question need not merge them.

``merged/`` of the graph directory may be deleted at any time. ``events.parquet`` has one row an event, without regard
to marks, which are applied to what is read of it; beside it stands what it was made of. A file that was made of another
log or by another version, or that is not as it was written, is made anew; where the log has only gained parts, only the
pairs of actors that these tell of are merged again: claims of different pairs are never one event.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypedDict, cast

from kg.base.errors import GraphError
from kg.base.files import whole, write_whole
from kg.base.parquet import SCAN, quoted
from kg.base.places import elsewhere
from kg.store.manifest import FileStamp, StorePart
from kg.store.merged import Merged
from kg.store.merging_in_sql import Merging, TableColumns
from kg.store.reader import Reader
from kg.store.state import made_of

FOLDER = "merged"
LEAST = 20_000
"""Reports from which on events are kept: fewer are merged in a tenth of a second."""
FORMAT = 1
"""Version of the file, and of the rule by which events are merged."""
KEPT = TableColumns(
    columns=(
        *("mode", "cameo", "domestic", "confidence"),
        *("source_id", "source_kind", "target_id", "target_kind"),
    ),
    outlet_names=True,
)
"""What is kept of an event: what ties, rankings, networks and tables of dyads ask."""
PAIR = "concat(least(source_stands_for, target_stands_for), chr(31), greatest(source_stands_for, target_stands_for))"
"""The key of an event's pair; see :func:`kg.store.grouped.pair_key`."""


class State(TypedDict):
    """What the file is made of: files of the log with their checksums, and versions."""

    format: int
    parts: list[list[str]]
    versions: dict[str, str]


class KeptStamp(TypedDict):
    """What is written down beside the file: what it was made of, its size, its time in nanoseconds, its checksum."""

    state: State
    file: tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class KeptEvents:
    """The file of one graph; one that is read with accusations as deeds has another.

    Attributes:
        log: The graph.
    """

    log: Reader

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.log.directory / FOLDER / ("alleged.parquet" if self.log.alleged else "events.parquet")

    def state(self) -> State | None:
        """What the file is to be made of now; None where none is worth while, or none can be."""
        if elsewhere(self.log.directory) or not self.log.parts.committed():
            return None
        (row,) = self.log.select(f"SELECT count(*) AS n FROM {SCAN.format('$reports')}", {})
        if cast("int", row["n"]) < LEAST:
            return None
        now = made_of(self.log)
        return {"format": FORMAT, "parts": now["parts"], "versions": now["versions"]}

    def fresh(self, state: State) -> BinaryIO | None:
        """The file, open, if it is whole and made of this."""
        stamp = self._stamp()
        return self._opened(stamp) if stamp is not None and stamp["state"] == state else None

    def damaged(self, *, verify: bool = False) -> bool:
        """Whether there is a file that is not what was written.

        Args:
            verify: Read all of it; else what has its size and its time is believed.
        """
        stamp = self._stamp()
        if stamp is None or not self.path.is_file():
            return False
        if (file := self._opened(stamp, verify=verify)) is None:
            return True
        file.close()
        return False

    def forget(self) -> None:
        """Let the file count no more."""
        with suppress(OSError):
            self._stamp_path.unlink()

    def trouble(self, file: BinaryIO, error: Exception) -> GraphError | None:
        """What to tell of an error of DuckDB, if it comes from the file; that counts no more then."""
        if f"/dev/fd/{file.fileno()}'" not in (said := str(error).splitlines()[0]) or "No space left" in said:
            return None
        self.forget()
        return GraphError(f"{self.path} is damaged; it is made anew when the command is given again")

    def make(self, table: Merged, state: State) -> BinaryIO | None:
        """Merge the events, or those of which something has changed, and write the file.

        Args:
            table: An empty database with ``live_reports``; it is left as it was.
            state: What the file is made of.

        Returns:
            The file, open; None where it cannot be written, and the graph is to be asked without.

        Raises:
            GraphError: A part of the log is damaged.
        """
        import duckdb

        stamp = self._stamp()
        old = self._opened(stamp) if stamp is not None else None
        try:
            self.path.parent.mkdir(exist_ok=True)
            with whole(self.path) as file:
                changed = self._changed(table, stamp["state"], state) if stamp is not None and old else None
                query = _merged(table, changed)
                if old is not None and changed is not None:
                    query += f" UNION ALL BY NAME SELECT * FROM {reading(old)} WHERE {PAIR} NOT IN (FROM changed)"
                table.database.execute(f"COPY ({query}) TO {quoted(file.name)} (FORMAT parquet, USE_TMP_FILE false)")
            made = FileStamp.of(self.path)
            told: KeptStamp = {"state": state, "file": (made.size, self.path.stat().st_mtime_ns, made.sha256)}
            write_whole(self._stamp_path, json.dumps(told).encode() + b"\n")
            return self._opened(told)
        except (OSError, duckdb.Error):  # a full disk, a folder of others, an old file that is damaged after all
            self.forget()
            return None
        finally:
            if old is not None:
                old.close()
            for name in ("events", "joined", "several", "touching", "wholes", "counts", "changed"):
                table.run(f"DROP TABLE IF EXISTS {name}")

    def _changed(self, table: Merged, before: State, now: State) -> Collection[str] | None:
        """Pairs of which reports have come or gone, as the table ``changed``; None if that cannot be told."""
        rest = {**now, "parts": before["parts"]}
        added = {name for name, checksum in now["parts"] if [name, checksum] not in before["parts"]}
        if rest != before or any(part not in now["parts"] for part in before["parts"]):
            return None
        parts = [part for part in self.log.parts.committed() if part.file("reports") in added]
        files = {kind: [self.log.parts.name(kind, part) for part in parts] for kind in ("reports", "articles")}
        earlier = [self.log.parts.name("reports", part) for part in self._earlier(parts)]
        table.run(
            f"CREATE TABLE changed AS SELECT pair FROM {SCAN.format('$reports')} UNION SELECT pair FROM "
            f"{SCAN.format('$earlier')} WHERE article IN (SELECT unnest(replaces) FROM {SCAN.format('$articles')})",
            **files,
            earlier=earlier,
        )
        return [str(pair) for (pair,) in table.run("FROM changed").fetchall()]

    def _earlier(self, added: Collection[StorePart]) -> list[StorePart]:
        return [part for part in self.log.parts.committed() if part not in added]

    @property
    def _stamp_path(self) -> Path:
        return self.path.with_suffix(".json")

    def _stamp(self) -> KeptStamp | None:
        try:
            told = json.loads(self._stamp_path.read_text("utf-8"))
            size, time, checksum = told["file"]
            state: State = {name: told["state"][name] for name in State.__annotations__}  # type: ignore[assignment]
            return {"state": state, "file": (int(size), int(time), str(checksum))}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _opened(self, stamp: KeptStamp, *, verify: bool = False) -> BinaryIO | None:
        """The file, if it is what a stamp says: what has its size and its time is believed."""
        size, time, checksum = stamp["file"]
        try:
            file = self.path.open("rb")
        except OSError:
            return None
        status = os.fstat(file.fileno())
        same_time = status.st_mtime_ns == time and not verify
        if status.st_size == size and (same_time or FileStamp.of(self.path).sha256 == checksum):
            return file
        file.close()
        return None


def reading(file: BinaryIO) -> str:
    """How a query names the open file: it stays what it is, though another takes its place."""
    return SCAN.format(f"'/dev/fd/{file.fileno()}'")


def show(table: Merged, file: BinaryIO, wanted: TableColumns, without: Collection[str]) -> None:
    """Let a database see the kept events as ``events``, ``joined`` and ``several``, but for those of some pairs.

    Args:
        table: A database without these.
        file: The file, open as long as they are asked.
        wanted: What is needed of them.
        without: Keys of pairs; events of them are added to ``events`` by hand, from the table ``by_hand``.
    """
    columns = ", ".join(f'"{name}"' for name in wanted.kinds)
    rows = f"SELECT * FROM {reading(file)}"
    if without:
        table.run("CREATE TABLE pairs_by_hand AS SELECT unnest($pairs::VARCHAR[]) AS pair", pairs=sorted(without))
        rows += f" WHERE {PAIR} NOT IN (FROM pairs_by_hand)"
    table.run(f"CREATE VIEW kept AS {rows}")
    added = f" UNION ALL SELECT {columns} FROM by_hand" if without else ""
    table.run(f"CREATE VIEW events AS SELECT {columns} FROM kept{added}")
    table.run(
        "CREATE VIEW joined AS SELECT unnest(joined) AS claim, event, unnest(range(1, len(joined) + 1))::INTEGER "
        "AS rank FROM kept WHERE joined IS NOT NULL"
    )
    table.run("CREATE VIEW several AS SELECT unnest(several) AS claim FROM kept WHERE several IS NOT NULL")


def _merged(table: Merged, pairs: Collection[str] | None) -> str:
    """Merge the events of these pairs, or all, and give the query for what is kept of them."""
    Merging(table, TableColumns(columns=KEPT.columns, pairs=pairs, outlet_names=True)).make()
    columns = ", ".join(f'e."{name}"' for name in KEPT.kinds)
    return (
        f"SELECT {columns}, j.claims AS joined, s.claims AS several FROM events e "
        "LEFT JOIN (SELECT event, list(claim ORDER BY rank) AS claims FROM joined GROUP BY event) j USING (event) "
        "LEFT JOIN (SELECT coalesce(j.event, s.claim) AS event, list(s.claim ORDER BY s.claim) AS claims "
        "FROM several s LEFT JOIN joined j ON s.claim = j.claim GROUP BY 1) s USING (event)"
    )
