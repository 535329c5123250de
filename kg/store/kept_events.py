"""The merged events of a large graph, kept in files beside its log, so that the next question need not merge them.

``merged/`` of the graph directory may be deleted at any time. ``events.parquet`` has one row an event, without regard
to marks, which are applied to what is read of it; see :mod:`kg.store.kept_files`. Files that were made of another log
or by another version, or that are not as they were written, are made anew. Where the log has only gained parts, only
claims of the sides and types that these tell of are merged again; while they are few, their events are written to a
file beside the other, which stays as it is: to write all events takes longer than to merge those.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kg.base.errors import GraphError
from kg.base.files import whole
from kg.base.parquet import SCAN, quoted
from kg.base.places import elsewhere
from kg.store.kept_files import GROUP, KeptFiles, OpenedEvents, State, but_for, stamp_of
from kg.store.manifest import StorePart
from kg.store.merged import Merged
from kg.store.merging_in_sql import READ, Merging, TableColumns
from kg.store.reader import Reader
from kg.store.state import made_of

FOLDER = "merged"
LEAST = 20_000
"""Reports from which on events are kept: fewer are merged in a tenth of a second."""
FORMAT = 2
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
MOST = 8
"""Of which part of the events, one in so many, claims may be merged again before all events are written anew."""


@dataclass(frozen=True, slots=True)
class KeptEvents:
    """Those of one graph; one that is read with accusations as deeds has others.

    Attributes:
        log: The graph.
    """

    log: Reader

    @property
    def path(self) -> Path:
        """Where all events are."""
        return self.files.path

    @property
    def files(self) -> KeptFiles:
        """The files."""
        return KeptFiles(self.log.directory / FOLDER / ("alleged.parquet" if self.log.alleged else "events.parquet"))

    def state(self) -> State | None:
        """What the files are to be made of now; None where none are worth while, or none can be."""
        if elsewhere(self.log.directory) or not self.log.parts.committed():
            return None
        (row,) = self.log.select(f"SELECT count(*) AS n FROM {SCAN.format('$reports')}", {})
        if cast("int", row["n"]) < LEAST:
            return None
        now = made_of(self.log)
        return {"format": FORMAT, "parts": now["parts"], "versions": now["versions"]}

    def fresh(self, state: State) -> OpenedEvents | None:
        """The files, open, if they are whole and made of this."""
        stamps = self.files.stamps()
        return self.files.opened(stamps) if stamps and stamps[-1]["state"] == state else None

    def damaged(self, *, verify: bool = False) -> bool:
        """Whether there is a file that is not what was written.

        Args:
            verify: Read all of it; else what has its size and its time is believed.
        """
        stamps = self.files.stamps()
        if not stamps or not all(path.is_file() for path in self.files.paths[: len(stamps)]):
            return False
        if (found := self.files.opened(stamps, verify=verify)) is None:
            return True
        found.close()
        return False

    def forget(self) -> None:
        """Let the files count no more."""
        self.files.forget()

    def trouble(self, found: OpenedEvents, error: Exception) -> GraphError | None:
        """What to tell of an error of DuckDB, if it comes from one of the files; they count no more then."""
        if (name := found.named_in(said := str(error).splitlines()[0])) is None or "No space left" in said:
            return None
        self.forget()
        return GraphError(f"{self.path.with_name(name)} is damaged; it is made anew when the command is given again")

    def make(self, table: Merged, state: State) -> OpenedEvents | None:
        """Merge the events, or those of which something can have changed, and write them.

        Args:
            table: An empty database with ``live_reports``; it is left as it was.
            state: What the events are made of.

        Returns:
            The files, open; None where they cannot be written, and the graph is to be asked without.

        Raises:
            GraphError: A part of the log is damaged.
        """
        import duckdb

        before = self.files.stamps()[:1]
        old = self.files.opened(before)
        try:
            self.path.parent.mkdir(exist_ok=True)
            known = old is not None and self._changed(table, before[0]["state"], state)
            query = _merged(table, "changed_reports" if known else "live_reports")
            path, stamps = self.path, []
            if known and old is not None:
                if self._few(table, old):
                    path, stamps, rest = self.files.since, before, f"SELECT {', '.join(GROUP)} FROM changed"
                else:
                    rest = but_for(f"({old.rows})", "changed")
                query += f" UNION ALL BY NAME {rest}"
            with whole(path) as file:
                table.database.execute(f"COPY ({query}) TO {quoted(file.name)} (FORMAT parquet, USE_TMP_FILE false)")
            stamps = [*stamps, stamp_of(path, state)]
            self.files.write_down(stamps)
            return self.files.opened(stamps)
        except (OSError, duckdb.Error):  # a full disk, a folder of others, an old file that is damaged after all
            self.forget()
            return None
        finally:
            if old is not None:
                old.close()
            for name in (*Merging.TABLES, "changed", "changed_reports"):
                table.run(f"DROP TABLE IF EXISTS {name}")

    def _changed(self, table: Merged, before: State, now: State) -> bool:
        """Find the groups of which reports have come or gone, and their reports: False if that cannot be told.

        ``changed`` names each in both directions, ``changed_reports`` has what counts now.
        """
        rest = {**now, "parts": before["parts"]}
        added = {name for name, checksum in now["parts"] if [name, checksum] not in before["parts"]}
        if rest != before or any(part not in now["parts"] for part in before["parts"]):
            return False
        parts = [part for part in self.log.parts.committed() if part.file("reports") in added]
        files = {kind: [self.log.parts.name(kind, part) for part in parts] for kind in ("reports", "articles")}
        earlier = [self.log.parts.name("reports", part) for part in self._earlier(parts)]
        one, other, type_ = GROUP
        table.run(
            f"CREATE TABLE changed AS WITH told AS (SELECT {', '.join(GROUP)} FROM {SCAN.format('$reports')} "
            f"UNION SELECT {', '.join(GROUP)} FROM {SCAN.format('$earlier')} "
            f"WHERE article IN (SELECT unnest(replaces) FROM {SCAN.format('$articles')})) "
            f"SELECT * FROM told UNION SELECT {other} AS {one}, {one} AS {other}, {type_} FROM told",
            **files,
            earlier=earlier,
        )
        columns = ", ".join(f'"{name}"' for name in dict.fromkeys((*READ, *KEPT.best)))
        table.run(
            f"CREATE TABLE changed_reports AS SELECT {columns} FROM live_reports SEMI JOIN changed "
            f"USING ({', '.join(GROUP)})"
        )
        return True

    @staticmethod
    def _few(table: Merged, old: OpenedEvents) -> bool:
        (reports,), (events,) = (
            table.database.execute(f"SELECT count(*) FROM {rows}").fetchone() or (0,)
            for rows in ("changed_reports", f"({old.rows})")
        )
        return int(reports) * MOST <= int(events)

    def _earlier(self, added: Collection[StorePart]) -> list[StorePart]:
        return [part for part in self.log.parts.committed() if part not in added]


def show(table: Merged, found: OpenedEvents, wanted: TableColumns, without: Collection[str]) -> None:
    """Let a database see the kept events as ``events``, ``joined`` and ``several``, but for those of some pairs.

    Args:
        table: A database without these.
        found: The files, open as long as they are asked.
        wanted: What is needed of them.
        without: Keys of pairs; events of them are added to ``events`` by hand, from the table ``by_hand``.
    """
    columns = ", ".join(f'"{name}"' for name in wanted.kinds)
    rows = f"SELECT * FROM ({found.rows})"
    if without:
        table.run("CREATE TABLE pairs_by_hand AS SELECT unnest($pairs::VARCHAR[]) AS pair", pairs=sorted(without))
        rows += f" WHERE {PAIR} NOT IN (FROM pairs_by_hand)"
    names = "" if wanted.outlet_names else " REPLACE (NULL::VARCHAR[] AS outlet_names)"
    table.run(f"CREATE VIEW kept AS SELECT *{names} FROM ({rows})")
    added = f" UNION ALL SELECT {columns} FROM by_hand" if without else ""
    table.run(f"CREATE VIEW events AS SELECT {columns} FROM kept{added}")
    table.run(
        "CREATE VIEW joined AS SELECT unnest(joined) AS claim, event, unnest(range(1, len(joined) + 1))::INTEGER "
        "AS rank FROM kept WHERE joined IS NOT NULL"
    )
    table.run("CREATE VIEW several AS SELECT unnest(several) AS claim FROM kept WHERE several IS NOT NULL")


def _merged(table: Merged, reports: str) -> str:
    """Merge the events of these reports, and give the query for what is kept of them."""
    Merging(table, KEPT, reports).make()
    columns = ", ".join(f'e."{name}"' for name in KEPT.kinds)
    return (
        f"SELECT {columns}, j.claims AS joined, s.claims AS several FROM events e "
        "LEFT JOIN (SELECT event, list(claim ORDER BY rank) AS claims FROM joined GROUP BY event) j USING (event) "
        "LEFT JOIN (SELECT coalesce(j.event, s.claim) AS event, list(s.claim ORDER BY s.claim) AS claims "
        "FROM several s LEFT JOIN joined j ON s.claim = j.claim GROUP BY 1) s USING (event)"
    )
