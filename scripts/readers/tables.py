"""Opens each table with each library of this interpreter that can; one JSON line a try. Used by write_readers.py."""

from __future__ import annotations

from collections.abc import Callable

from trying import HERE, Found, try_all

CODE = "cameo"


def told(rows: int, columns: int, codes: list[object] | None) -> Found:
    """What a reader found: rows, columns, and whether CAMEO codes kept their zeros."""
    kept = None if codes is None else any(str(code).startswith("0") for code in codes if code is not None)
    return {"rows": rows, "columns": columns, "zeros": kept}


def pandas() -> dict[str, Callable[[str], Found]]:
    """pandas."""
    import pandas as pd

    def of(frame: pd.DataFrame) -> Found:
        return told(len(frame), frame.shape[1], list(frame[CODE]) if CODE in frame else None)

    return {
        "csv": lambda path: of(pd.read_csv(path)),
        "parquet": lambda path: of(pd.read_parquet(path)),
        "jsonl": lambda path: of(pd.read_json(path, lines=True, dtype=False)),
        "nodes": lambda path: of(pd.read_csv(path)),
        "edges": lambda path: of(pd.read_csv(path)),
        "icews": lambda path: of(pd.read_csv(path, sep="\t").rename(columns={"CAMEO Code": CODE})),
    }


def polars() -> dict[str, Callable[[str], Found]]:
    """polars."""
    import polars as pl

    def of(frame: pl.DataFrame) -> Found:
        return told(frame.height, frame.width, frame[CODE].to_list() if CODE in frame.columns else None)

    return {
        "csv": lambda path: of(pl.read_csv(path)),
        "parquet": lambda path: of(pl.read_parquet(path)),
        "jsonl": lambda path: of(pl.read_ndjson(path, infer_schema_length=None)),
        "nodes": lambda path: of(pl.read_csv(path)),
        "edges": lambda path: of(pl.read_csv(path)),
        "icews": lambda path: of(pl.read_csv(path, separator="\t").rename({"CAMEO Code": CODE})),
    }


def pyarrow() -> dict[str, Callable[[str], Found]]:
    """pyarrow."""
    from pyarrow import csv, json, parquet

    def of(table: object) -> Found:
        names = table.column_names
        return told(table.num_rows, len(names), table[CODE].to_pylist() if CODE in names else None)

    return {
        "csv": lambda path: of(csv.read_csv(path, parse_options=csv.ParseOptions(newlines_in_values=True))),
        "parquet": lambda path: of(parquet.read_table(path)),
        "jsonl": lambda path: of(json.read_json(path)),
        "nodes": lambda path: of(csv.read_csv(path)),
        "edges": lambda path: of(csv.read_csv(path)),
    }


def duckdb() -> dict[str, Callable[[str], Found]]:
    """DuckDB."""
    import duckdb as db

    def of(function: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            found = db.sql(f"SELECT * FROM {function}('{path}')")
            codes = (
                [row[0] for row in db.sql(f"SELECT {CODE} FROM found").fetchall()] if CODE in found.columns else None
            )
            return told(len(found), len(found.columns), codes)

        return tried

    names = {
        "csv": "read_csv",
        "nodes": "read_csv",
        "edges": "read_csv",
        "parquet": "read_parquet",
        "jsonl": "read_json",
    }
    return {name: of(function) for name, function in names.items()}


def fastparquet() -> dict[str, Callable[[str], Found]]:
    """fastparquet."""
    import fastparquet as fp

    def tried(path: str) -> Found:
        frame = fp.ParquetFile(path).to_pandas()
        return told(len(frame), frame.shape[1], list(frame[CODE]))

    return {"parquet": tried}


def pyreadstat() -> dict[str, Callable[[str], Found]]:
    """Stata's format through pyreadstat: the table as pandas reads it, written and read back."""
    import pandas as pd
    import pyreadstat as rs

    def tried(path: str) -> Found:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        stata = str(HERE / "sample.dta")
        rs.write_dta(frame, stata, version=15)
        back, _ = rs.read_dta(stata)
        return told(len(back), back.shape[1], list(back[CODE]))

    return {"csv": tried}


LIBRARIES = {
    "pandas": pandas,
    "polars": polars,
    "pyarrow": pyarrow,
    "DuckDB": duckdb,
    "fastparquet": fastparquet,
    "pyreadstat": pyreadstat,
}

try_all(LIBRARIES)
