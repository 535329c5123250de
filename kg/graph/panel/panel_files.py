"""A panel as a file: CSV, Parquet, or Stata's own format; and beside it what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.base.errors import ExportError, UsageError
from kg.base.files import whole, write_whole
from kg.graph.panel.codebook import codebook, title
from kg.graph.panel.panel import OpenedPanel, Panel, PanelFound
from kg.graph.panel.panel_columns import CELLS, COVERAGE, PanelColumn
from kg.lexicon.actor_index import described
from kg.store.event_table import literal

if TYPE_CHECKING:
    import pandas as pd

MOST_IN_STATA = 3_000_000
"""Rows of a .dta file: it is put together in memory, about 500 bytes a row."""
LONGEST_NAME, LONGEST_LABEL = 32, 80
"""Characters that Stata allows."""
_HERE = "USE_TMP_FILE false"
"""Has DuckDB write into the file that is given: it has a temporary name already."""
_STATA_10, _STATA_14 = 114, 118  # the first is read by all, base R's foreign included; its texts are Latin-1
_VALUES = {"cell": dict(enumerate(CELLS)), "coverage": dict(enumerate(COVERAGE))}


def check(path: Path) -> None:
    """Say before the work what would fail after it.

    Raises:
        UsageError: The suffix is unknown, or pandas is missing.
    """
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(f"{path.name!r} is no file that a panel can be; name one in {', '.join(_WRITERS)}")
    if path.suffix.lower() == ".dta":
        try:
            import pandas  # noqa: F401, ICN001 - only whether it is there
        except ImportError as error:
            raise UsageError(
                "a .dta file needs pandas: pip install 'irkg[stata]'; or write .csv or .parquet"
            ) from error


def save(panel: Panel, path: Path) -> PanelFound:
    """Write a panel and its codebook; see :meth:`kg.graph.panel.panel.Panel.save`."""
    check(path)
    try:
        with whole(path) as file, panel.opened() as opened:
            names = _WRITERS[path.suffix.lower()](opened, Path(file.name))
            book = codebook(panel, opened.found, path.name, names)
            write_whole(codebook_of(path), book.encode(), durable=False)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    return opened.found


def codebook_of(path: Path) -> Path:
    """Where the codebook of a file stands: beside it, ``panel.codebook.md``.

    Where that name is taken, by the codebook of ``panel.dta`` or by anything else, it is ``panel.csv.codebook.md``.
    """
    plain = path.with_name(f"{path.stem}.codebook.md")
    if not plain.exists():
        return plain
    with plain.open(encoding="utf-8", errors="replace") as file:
        mine = file.readline().rstrip("\n") == title(path.name)
    return plain if mine else path.with_name(f"{path.name}.codebook.md")


def _csv(opened: OpenedPanel, path: Path) -> Mapping[str, str]:
    opened.table.run(f"COPY ({opened.query}) TO {literal(str(path))} (FORMAT csv, HEADER, {_HERE})")
    return {}


def _parquet(opened: OpenedPanel, path: Path) -> Mapping[str, str]:
    opened.table.run(f"COPY ({opened.query}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd, {_HERE})")
    return {}


def _dta(opened: OpenedPanel, path: Path) -> Mapping[str, str]:
    """Write it by pandas, with labels of variables and values; names that are too long are shortened, and told."""
    if opened.found.rows > MOST_IN_STATA:
        raise UsageError(
            f"{opened.found.rows:,} rows are too many for a .dta file, which is put together in memory; write .parquet "
            "or .csv, or take longer periods, fewer states (--system, --actors) or leave out --grid"
        )
    question = opened.question
    frame = opened.table.run(opened.query).df()
    names = short_names([column.name for column in opened.columns])
    texts = {column.name for column in opened.columns if column.kind == "VARCHAR"} - _VALUES.keys()
    for column in opened.columns:
        if column.kind == "INTEGER":  # a count stays whole where some are missing
            frame[column.name] = frame[column.name].astype("Int32")
    for name in texts:
        frame[name] = frame[name].where(frame[name].notna(), "").astype(object)
    for name, known in _VALUES.items():
        frame[name] = frame[name].map({text: number for number, text in known.items()}).astype("int8")
    labels = {names[column.name]: column.label[:LONGEST_LABEL] for column in opened.columns}
    values: dict[str, dict[int, str]] = {**_VALUES, **_codes(frame, opened.columns, question.system)}
    dates = {"first": "td", "last": "td"}
    if question.by in _STATA_TIMES:
        frame["time"], dates["time"] = frame["first"], _STATA_TIMES[question.by]
    for name in dates:
        frame[name] = frame[name].astype("datetime64[ns]")
    latin = all(_is_latin(text) for column in values.values() for text in column.values())
    latin = latin and all(_is_latin(text) for name in texts for text in frame[name].unique())
    frame.rename(columns=names).to_stata(
        path,
        write_index=False,
        version=_STATA_10 if latin else _STATA_14,
        convert_dates=dates,
        variable_labels=labels,
        value_labels=values,
        data_label=f"irkg: {question.unit} by {question.by}",
    )
    return {new: old for old, new in names.items() if old != new}


_MEASURED = re.compile(r"(_sum|_mean|_scored)?(_lag\d+)?$")  # what tells columns of one scale apart
_STATA_TIMES = {"day": "td", "month": "tm", "quarter": "tq", "year": "ty"}
_WRITERS: Mapping[str, Callable[[OpenedPanel, Path], Mapping[str, str]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".dta": _dta,
}


def short_names(names: list[str]) -> dict[str, str]:
    """Names as Stata allows them: of those that are too long the middle is cut, with a number where need be."""
    found: dict[str, str] = {}
    for name in names:
        stem = _MEASURED.sub("", name)
        end, at = name[len(stem) :], 1
        short = f"{stem[: LONGEST_NAME - len(end)]}{end}"
        while short in found.values():
            at += 1
            short = f"{stem[: LONGEST_NAME - len(f'_{at}{end}')]}_{at}{end}"
        found[name] = short
    return found


def _codes(frame: pd.DataFrame, columns: list[PanelColumn], system: str | None) -> dict[str, dict[int, str]]:
    """Names of states by number, of all that bear it in the panel."""
    found: dict[str, dict[int, str]] = {}
    for column in columns:
        if system is None or column.kind != "INTEGER" or not column.name.endswith(f"_{system}"):
            continue
        side = column.name.removesuffix(f"_{system}")
        bearers: dict[int, list[str]] = {}
        for number, actor in frame[[column.name, side]].drop_duplicates().itertuples(index=False):
            bearers.setdefault(cast("int", number), []).append(described(actor).label)
        found[column.name] = {number: " / ".join(sorted(set(names))) for number, names in sorted(bearers.items())}
    return found


def _is_latin(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
