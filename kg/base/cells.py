"""Cells of CSV files that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""

_QUOTED = re.compile('[",\r\n]')


def neutral(cell: object) -> str:
    """Return a value as a cell: texts that look like a formula get a leading ``'``.

    Numbers stay numbers, lists are joined with ``|``, None is empty, booleans are ``true`` and ``false``.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, (int, float)):
        return repr(cell)
    text = "|".join(map(str, cell)) if isinstance(cell, (list, tuple)) else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_line(cells: Iterable[str]) -> bytes:
    """Return one line of CSV in UTF-8 that ends with LF; NUL becomes U+FFFD, lone surrogates ``?``."""
    # by hand: Python's csv module leaves a lone CR unquoted when lines end in LF
    quoted = (f'"{cell.replace(chr(34), 2 * chr(34))}"' if _QUOTED.search(cell) else cell for cell in cells)
    return (",".join(quoted).replace("\0", "\ufffd") + "\n").encode("utf-8", "replace")
