"""Files with a header: where each column stands."""

from __future__ import annotations

from collections.abc import Sequence

from kg.importers.base import FileError, RowError


class Columns:
    """Places of named columns, from a header line."""

    def __init__(self, header: Sequence[str], required: Sequence[str], title: str) -> None:
        """Find the columns.

        Raises:
            FileError: A required one is missing.
        """
        # exports of tables mark the header with #! or a byte-order mark
        self._names = [name.strip().lstrip("\ufeff#!").strip('"') for name in header]
        missing = [name for name in required if name not in self._names]
        if missing:
            first = ", ".join(required[:4])
            raise FileError(
                f"no {title} file: its first line has no column {', '.join(missing[:3])}"
                f" (expected a header, separated by tabs: {first} ...)"
            )
        self.last = max(self._names.index(name) for name in required)

    def __getitem__(self, name: str) -> int:
        return self._names.index(name)

    def get(self, name: str) -> int | None:
        """Place of a column that some editions lack."""
        return self._names.index(name) if name in self._names else None

    def row(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells of a row, one a column; empty ones at its end may be missing or too many.

        Raises:
            RowError: It has cells beyond the last column, or lacks a required one.
        """
        missing = len(self._names) - len(cells)
        if missing == 0:
            return cells
        if len(cells) <= self.last or any(cells[len(self._names) :]):
            raise RowError("another number of columns than the header", f"{len(cells)}, not {len(self._names)}")
        return [*cells, *[""] * missing]
