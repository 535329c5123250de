"""Rows as a data frame of pandas or polars, and as an Arrow table: whatever of them is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from kg.base.errors import UsageError
from kg.base.suggestions import unknown

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = Mapping[str, object]
Library = Literal["pandas", "polars"]
LIBRARIES: tuple[Library, ...] = ("pandas", "polars")


def frame(
    rows: Sequence[Row], *, columns: Iterable[str] = (), days: Iterable[str] = (), library: Library | None = None
) -> pd.DataFrame | pl.DataFrame:
    """Rows as a data frame; what a row lacks is missing.

    Args:
        rows: Mappings with the same keys.
        columns: Names of the columns, for when there are no rows.
        days: Columns that hold a ``datetime.date``: pandas gets them as its own kind of time.
        library: ``pandas`` or ``polars``; by default pandas, or polars where pandas is not installed.

    Raises:
        UsageError: The library is unknown, or not installed.
    """
    names = list(rows[0]) if rows else list(columns)
    if chosen(library) == "polars":
        import polars as pl

        # all rows are looked at: a long silence first must not fix the type of what follows
        return pl.DataFrame(rows, schema=names, infer_schema_length=None) if rows else pl.DataFrame(schema=names)
    import pandas as pd

    made = pd.DataFrame(rows, columns=names)
    return made.assign(**{name: pd.to_datetime(made[name]) for name in days if rows})


def chosen(library: Library | None) -> Library:
    """The library to make a frame with: the one asked for, else the first that is installed.

    Raises:
        UsageError: The library is unknown, or not installed.
    """
    if library is not None and library not in LIBRARIES:
        raise UsageError(unknown("library", library, LIBRARIES))
    wanted = library or next((name for name in LIBRARIES if find_spec(name)), None)
    if wanted is None or not find_spec(wanted):
        name = library or "pandas or polars"
        raise UsageError(f"a data frame needs {name}: pip install {wanted or 'pandas'}; or use .records()")
    return wanted


def need_arrow() -> None:
    """Say what to install where there is no Arrow.

    Raises:
        UsageError: pyarrow is not installed.
    """
    if not find_spec("pyarrow"):
        raise UsageError("an Arrow table needs pyarrow: pip install 'irkg[arrow]'; or use .records()")


def arrow(rows: Sequence[Row], *, columns: Iterable[str] = ()) -> pa.Table:
    """Rows as an Arrow table.

    Raises:
        UsageError: pyarrow is not installed.
    """
    need_arrow()
    import pyarrow as pa

    if rows:
        return pa.Table.from_pylist([dict(row) for row in rows])
    return pa.table({name: pa.array([], pa.null()) for name in columns})
