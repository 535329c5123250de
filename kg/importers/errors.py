"""Why a row, or a whole table, of somebody's event data is left out."""

from __future__ import annotations


class RowError(Exception):
    """A row that becomes no report.

    Attributes:
        reason: Why, the same words for all rows with that problem.
        detail: What the row has there.
        harmless: The row is in order, but no event in our sense.
        code: The row's event code, where that is what decided.
    """

    def __init__(self, reason: str, detail: str = "", *, harmless: bool = False, code: str | None = None) -> None:
        super().__init__(f"{reason}: {detail!r}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.harmless = harmless
        self.code = code


class FileError(Exception):
    """A file that is not of the format at all; the message says what it seems to be."""


class OtherLayoutError(FileError):
    """A table in which another one begins, with a header of its own.

    Attributes:
        rows: Lines of the other, its header among them, none of which is read.
        reason: Why.
    """

    reason = "under a header of another layout"

    def __init__(self, line: int, rows: int) -> None:
        super().__init__(
            f"another table begins in line {line}, with a header of its own: {rows} lines are left out; save them as a"
            f" file of their own"
        )
        self.rows = rows
