"""The rows of many parts in the order of one, a slice of them after the other: in memory that does not grow with them.

A row is wide, so DuckDB would put most of what it sorts on disk, column by column in 16 bytes a cell. A slice is sorted
in memory and put aside as Parquet, which takes a tenth of that.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.base.parquet import SCAN, literal
from kg.store.duck import ALIVE, GONE, names
from kg.store.grouped import Query
from kg.store.manifest import RowKind

if TYPE_CHECKING:
    import duckdb

SLICE = 50_000
"""Rows that are sorted at a time: some 100 MB."""

Cut = tuple[str, date]
"""Where a slice begins."""

_PUT_ASIDE = "FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 5_000"  # small: what is to be written is wide, too
_NEVER = "DATE '9999-12-31'"  # rows without a day come last


@dataclass(frozen=True, slots=True)
class RowOrder:
    """How rows are sorted.

    Attributes:
        by: The columns.
        first, then: What slices are cut by, so that neither a pair with many reports nor a day makes a long one.
        owner: The column with the id of the article.
    """

    by: str
    first: str
    then: str
    owner: str


ORDERS: Mapping[RowKind, RowOrder] = {
    "reports": RowOrder(
        'pair, earliest, article, "start", trigger_start, position',
        "r.pair",
        f"coalesce(r.earliest, {_NEVER})",
        "article",
    ),
    "articles": RowOrder("id", "r.id", _NEVER, "id"),
}


@contextmanager
def in_order(
    database: duckdb.DuckDBPyConnection,
    kind: RowKind,
    columns: Mapping[str, str],
    files: Sequence[Path],
    articles: Sequence[str],
) -> Iterator[Query]:
    """A query for the rows of some parts that count, sorted; good while the context is.

    Args:
        database: Where it is asked.
        kind: Of which rows.
        columns: Their columns.
        files: The parts.
        articles: All files of articles, which say which rows count.
    """
    order = ORDERS[kind]
    there = f"FROM {SCAN.format('$files')} r LEFT JOIN gone ON r.{order.owner} = gone.gone_id WHERE {ALIVE}"
    rows = f"WITH {GONE} SELECT {names(columns)}, r.log_part {there}"
    values = {"files": [literal(path) for path in files], "articles": articles}
    keys = f"SELECT {order.first} AS a, {order.then} AS b {there} ORDER BY a, b"
    cuts = database.execute(
        f"WITH {GONE} SELECT DISTINCT a, b FROM (SELECT *, row_number() OVER () AS n FROM ({keys})) "
        f"WHERE n % {SLICE} = 0 ORDER BY a, b",
        values,
    ).fetchall()
    if not cuts:
        yield Query(f"{rows} ORDER BY {order.by}", values)
        return
    with tempfile.TemporaryDirectory() as folder:
        slices = []
        for number, (low, high) in enumerate(pairwise([None, *cuts, None])):
            path = Path(folder, f"{number}.parquet")
            within, bounds = _within(order, low, high)
            database.execute(
                f"COPY ({rows} AND {within} ORDER BY {order.by}) TO $file ({_PUT_ASIDE})",
                {**values, **bounds, "file": str(path)},
            )
            slices.append(literal(path))
        yield Query(f"SELECT * FROM {SCAN.format('$slices')}", {"slices": slices})


def _within(order: RowOrder, low: Cut | None, high: Cut | None) -> tuple[str, Mapping[str, object]]:
    """A condition for what lies from one cut to before another.

    It says so of the first column alone as well, by which files tell what of them need not be read.
    """
    wanted, bounds = ["true"], dict[str, object]()
    for name, cut, at, beyond in (("low", low, ">=", ">="), ("high", high, "<=", "<")):
        if cut is not None:
            bounds |= {f"{name}0": cut[0], f"{name}1": cut[1]}
            wanted.append(f"{order.first} {at} ${name}0")
            wanted.append(f"({order.first} <> ${name}0 OR {order.then} {beyond} ${name}1)")
    return " AND ".join(wanted), bounds
