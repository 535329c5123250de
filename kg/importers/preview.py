"""The first rows of event tables as they would be read: what ``kg import --dry-run`` shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from kg.base.errors import ReadError, UsageError
from kg.base.suggestions import unknown
from kg.importers import IMPORTERS, Importer
from kg.importers.errors import FileError, OtherLayoutError, RowError
from kg.importers.event_files import Table, find, height, tables
from kg.importers.opening import opened
from kg.importers.row_actors import RowActors
from kg.model import Report

ROWS = 10
"""Rows shown of a table."""


@dataclass(slots=True, kw_only=True)
class PreviewRow:
    """One row of a table.

    Attributes:
        line: Its number in the table, from 1.
        reports: What it would become.
        reason: Why it would become nothing.
        remarks: What would be told of it all the same.
    """

    line: int
    reports: Sequence[Report] = ()
    reason: str | None = None
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Preview:
    """The head of one table.

    Attributes:
        origin: Where it stands.
        columns: Name of each column that is read to the number of its place, from 1.
        notes: What was taken for what, where that is not plain.
        rows: Its first rows.
        error: Why none of it would be read.
    """

    origin: str
    columns: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    rows: list[PreviewRow] = field(default_factory=list)
    error: str | None = None


def previews(dataset: str, sources: Sequence[str | Path], *, rows: int = ROWS) -> list[Preview]:
    """Read the head of each table, and write nothing.

    Args:
        dataset: A name in :data:`kg.importers.IMPORTERS`.
        sources: Files or folders, packed or not.
        rows: Rows of each table.

    Raises:
        UsageError: The data set is unknown, or a source does not exist.
    """
    if dataset not in IMPORTERS:
        raise UsageError(unknown("data set", dataset, IMPORTERS))
    importer, cast, found = IMPORTERS[dataset], RowActors(), []
    for path in find(sources, importer.suffixes):
        try:
            inside = tables(path, quoted=importer.quoted)
        except ReadError as error:
            found.append(Preview(origin=str(path), error=str(error)))
            continue
        found += [_preview(table, importer, cast, rows) for table in inside]
    return found


def _preview(table: Table, importer: Importer, cast: RowActors, rows: int) -> Preview:
    shown = Preview(origin=table.origin)
    remarks: list[str] = []
    try:
        head = opened(table, importer, cast, lambda remark, detail: remarks.append(f"{remark}: {detail}"), IMPORTERS)
        shown.columns = {name: at + 1 for name, at in sorted(head.columns.places.items(), key=lambda item: item[1])}
        shown.notes = head.notes
        skipped = int(head.columns.header)
        number = 1 + skipped
        for line in islice(table.lines(), skipped, skipped + rows):
            remarks = []
            row = PreviewRow(line=number, remarks=remarks)
            if head.other(line):
                shown.rows.append(replace(row, reason=f"{OtherLayoutError.reason}, with all that follows"))
                break
            try:
                row.reports = head.reports(line, "")
            except RowError as error:
                row.reason = str(error)
            shown.rows.append(row)
            number += height(line)
    except (FileError, ReadError) as error:
        shown.error = str(error)
    return shown
