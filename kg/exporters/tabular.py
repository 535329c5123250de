"""Tables: CSV for spreadsheets, Parquet for data frames, JSON lines for programs.

CSV and Parquet hold one row an event, told by its best report; JSON lines hold one line a report, nothing left out.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg import states
from kg.base.cells import csv_line, neutral
from kg.base.dates import When
from kg.base.errors import ExportError
from kg.base.parquet import literal
from kg.exporters.event_lines import Line, encode, line
from kg.model import Article, Event

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "event": "VARCHAR",
        "date": "VARCHAR",
        "earliest": "DATE",
        "latest": "DATE",
        "date_precision": "VARCHAR",
        "date_basis": "VARCHAR",
        "source": "VARCHAR",
        "source_label": "VARCHAR",
        "source_cow": "INTEGER",
        "source_gw": "INTEGER",
        "source_iso": "VARCHAR",
        "source_iso_num": "VARCHAR",
        "target": "VARCHAR",
        "target_label": "VARCHAR",
        "target_cow": "INTEGER",
        "target_gw": "INTEGER",
        "target_iso": "VARCHAR",
        "target_iso_num": "VARCHAR",
        "plover": "VARCHAR",
        "mode": "VARCHAR",
        "context": "VARCHAR[]",
        "cameo": "VARCHAR",
        "cameo_root": "VARCHAR",
        "quad": "INTEGER",
        "score": "DOUBLE",
        "goldstein": "DOUBLE",
        "status": "VARCHAR",
        "predicate": "VARCHAR",
        "object": "VARCHAR",
        "place": "VARCHAR",
        "symmetric": "BOOLEAN",
        "domestic": "BOOLEAN",
        "confidence": "DOUBLE",
        "reports": "INTEGER",
        "outlets": "VARCHAR[]",
        "sentence": "VARCHAR",
        "doc": "VARCHAR",
        "published": "DATE",
        "outlet": "VARCHAR",
        "url": "VARCHAR",
        "rule": "VARCHAR",
        "dataset": "VARCHAR",
    }
)
"""Columns of an event table with their DuckDB types; labels are as mentioned, codes those of the day."""

SCHEMES = {"cow": "cow", "gw": "gw", "iso": "iso", "iso_num": "iso-num"}
"""Codes of states that stand in the table: what their columns end with, and what :mod:`kg.states` calls them."""


def row(event: Event, article: Article | None = None) -> Line:
    """Return an event as a table row: column name to value, lists as lists, dates as ISO days, unknown as None.

    Args:
        event: The event.
        article: The article of its best report.
    """
    best = event.best
    known = line(best, article) | {
        "event": event.id,
        "earliest": best.when.earliest.isoformat() if best.when.earliest else None,
        "latest": best.when.latest.isoformat() if best.when.latest else None,
        "date_precision": best.when.precision.value,
        "source_label": best.source.actor.label,
        "target_label": best.target.actor.label,
        **_codes("source", best.dyad[0], best.when),
        **_codes("target", best.dyad[1], best.when),
        "reports": len(event.reports),
        "outlets": list(event.outlets),
    }
    return {name: known[name] for name in COLUMNS}


def _codes(side: str, state: str, when: When) -> Line:
    """The codes of a side on the day; None where the date is unknown, or goes over a change of code."""
    found: Line = {}
    for column, scheme in SCHEMES.items():
        name, spell = f"{side}_{column}", states.spell(state, scheme, when.earliest) if when.earliest else None
        holds = spell is not None and when.latest is not None and spell.covers(when.latest)
        code = states.SCHEMES[scheme][1](spell) if spell and holds else None
        found[name] = int(code) if code and COLUMNS[name] == "INTEGER" else code
    return found


def write_csv(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write one row an event as CSV (quoted as in RFC 4180, UTF-8), sorted by date, dyad and type.

    Cells that begin with ``= + - @`` TAB or CR get a leading apostrophe; lists are joined with ``|``; NUL becomes
    U+FFFD.
    """
    out.write(csv_line(COLUMNS))
    out.writelines(csv_line(neutral(cell) for cell in record.values()) for record in _rows(events, articles))


def write_jsonl(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write one line a report: what ``kg extract`` prints, ordered like the events."""
    read = {article.id: article for article in articles}
    for event in _ordered(events):
        mine = {"event": event.id, "marks": list(event.marks)}  # the claim of a report may be one of several
        out.writelines(encode(line(report, read.get(report.article)) | mine) for report in event.reports)


def write_parquet(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write one row an event as Parquet (zstd), with the columns of the CSV, typed.

    Raises:
        ExportError: The temporary folder cannot hold the table.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="irkg-") as folder:
        rows, table = Path(folder, "rows.jsonl"), Path(folder, "events.parquet")
        try:
            with rows.open("wb") as file:
                for record in _rows(events, articles):
                    file.write(_json(record))
            with duckdb.connect() as database:
                database.execute("SET threads = 1")  # one thread: one order of row groups
                database.execute(
                    "COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = $columns, "
                    "maximum_object_size = 1073741824)) TO ? (FORMAT parquet, COMPRESSION zstd)".replace(
                        "$columns", _struct()
                    ),
                    [literal(rows), str(table)],
                )
            with table.open("rb") as file:
                shutil.copyfileobj(file, out)
        except (OSError, duckdb.Error) as error:
            raise ExportError(f"the Parquet table cannot be written: {error}") from error


def _rows(events: Iterable[Event], articles: Iterable[Article]) -> Iterable[Line]:
    read = {article.id: article for article in articles}
    return (row(event, read.get(event.best.article)) for event in _ordered(events))


def _ordered(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda e: (e.best.when.sort_key, e.best.dyad, e.best.type, e.id))


def _json(record: Line) -> bytes:
    # DuckDB ends strings at NUL
    clean = {name: v.replace("\0", "\ufffd") if isinstance(v, str) else v for name, v in record.items()}
    return (json.dumps(clean, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _struct() -> str:
    return "{" + ", ".join(f"'{name}': '{type_}'" for name, type_ in COLUMNS.items()) + "}"
