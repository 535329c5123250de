"""Parquet files by the names that they have: to DuckDB a path is a pattern, and its folders may be columns."""

from __future__ import annotations

import re
from pathlib import Path

from kg.base.errors import GraphError

_PATTERN = re.compile(r"[*?\[]")

SCAN = "read_parquet({}, hive_partitioning = false)"
"""How a query names files: a folder called ``article=7`` is a folder, not a column."""


def literal(path: str | Path) -> str:
    """A path as DuckDB must be given it to mean this one file.

    Raises:
        GraphError: The path has both a backslash and one of ``* ? [``, which DuckDB cannot be told.
    """
    whole = str(Path(path).absolute())
    if not _PATTERN.search(whole):
        return whole
    if "\\" in whole:
        raise GraphError(f"{whole}: a path with a backslash and one of * ? [ cannot be read; rename a folder")
    return _PATTERN.sub(lambda sign: f"[{sign[0]}]", whole)


def quoted(path: str | Path) -> str:
    """The same as a text in SQL."""
    return f"'{literal(path).replace(chr(39), chr(39) * 2)}'"
