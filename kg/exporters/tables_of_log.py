"""CSV and Parquet of a graph by SQL: the rows of :mod:`kg.exporters.tabular`, without an event in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from kg import states
from kg.base.cells import FORMULA_STARTS, csv_line
from kg.exporters.code_tables import ISO, JOINED, WHERE_TOLD, hold
from kg.exporters.tabular import COLUMNS, SCHEMES
from kg.lexicon.systems import load_systems
from kg.store.best_reports import tell_best
from kg.store.event_table import EventTable, literal
from kg.store.part_of_events import Part, part_of
from kg.store.reader import Reader

_CODED = ("mode", "cameo", "domestic", "confidence")
_SQL: Mapping[str, str] = MappingProxyType(
    {
        "event": "format('{:016x}', t.event_id)",
        "date": ISO,
        "earliest": "t.earliest",
        "latest": "t.latest",
        "date_precision": "t.precision",
        "date_basis": "t.basis",
        "source": "t.source_stands_for",
        "source_label": "t.source_label",
        **{f"source_{column}": f"source_{column}.code" for column in SCHEMES},
        "target": "t.target_stands_for",
        "target_label": "t.target_label",
        **{f"target_{column}": f"target_{column}.code" for column in SCHEMES},
        "plover": "t.type",
        "mode": "t.mode",
        "context": "t.contexts",
        "cameo": "t.cameo",
        "cameo_root": "c.root",
        "quad": "c.quad",
        "score": "c.score",
        "goldstein": "c.goldstein",
        "status": "t.status",
        "predicate": "t.predicate",
        "object": "t.object",
        "place": "t.place",
        "symmetric": 't."symmetric"',
        "domestic": "t.domestic",
        "confidence": "sure.rounded",
        "reports": "t.reports",
        "outlets": "t.outlet_names",
        "sentence": "t.sentence",
        "doc": "t.doc",
        **WHERE_TOLD,
        "rule": "t.rule",
        "dataset": "t.dataset",
    }
)
_TEXTS: Mapping[str, str] = MappingProxyType(
    {"score": "c.score_text", "goldstein": "c.goldstein_text", "confidence": "sure.told"}
)
"""Numbers as Python writes them: DuckDB has other forms for some."""

_CODES_OF_STATES = tuple(f"{side}_{column}" for side in ("source", "target") for column in SCHEMES)
_PLAIN = frozenset("event date date_precision date_basis plover mode cameo cameo_root status".split()) | {
    *_CODES_OF_STATES
}
"""Columns of codes, whose texts need neither quotes nor an apostrophe, and hold no NUL."""
_LONG = ("sentence", "place")
"""Columns whose texts often need them."""
_TEXT_KINDS = ("VARCHAR", "VARCHAR[]")
_STARTS = "".join(map(re.escape, FORMULA_STARTS))
_ODD = literal(rf'[",\r\n\x00]|(?:^|\x1f)[{_STARTS}]')
"""What makes a text need them, also one of several texts with U+001F between."""


def parquet_of(log: Reader, path: Path, part: Part | None = None) -> None:
    """Write the table of all events as Parquet; see :func:`kg.exporters.tabular.write_parquet`.

    Args:
        log: The graph.
        path: The file.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, or a disk is full.
    """
    with part_of(log, part, _CODED, outlet_names=True) as table:
        _prepare(table)
        cells = ", ".join(f'{_clean(name, kind)} AS "{name}"' for name, kind in COLUMNS.items())
        table.run("SET threads = 1")  # one thread: one order of row groups
        table.run(f"COPY (SELECT {cells} {_FROM}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def csv_of(log: Reader, part: Part | None = None) -> Iterator[bytes]:
    """The same as CSV, in pieces; see :func:`kg.exporters.tabular.write_csv`.

    Args:
        log: The graph.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, or a disk is full.
    """
    yield csv_line(COLUMNS)
    with part_of(log, part, _CODED, outlet_names=True) as table:
        _prepare(table)
        yield from table.lines(f"SELECT {_line()} {_FROM}")


def _clean(name: str, kind: str) -> str:
    if kind != "VARCHAR":
        return f"({_SQL[name]})::{kind}"
    return _SQL[name] if name in _PLAIN else f"replace({_SQL[name]}, chr(0), chr(65533))"


def _line() -> str:
    """A row as a line, in one call of ``concat``: each ``||`` would copy all that stands before it.

    Most cells need neither quotes nor an apostrophe, so that all short ones of a row are looked through at once.
    """
    short = [name for name, kind in COLUMNS.items() if name not in (*_PLAIN, *_LONG) and kind in _TEXT_KINDS]
    odd = f"regexp_matches(concat_ws(chr(31), {', '.join(map(_told, short))}), {_ODD})"
    careful = ", ',', ".join(map(_careful, COLUMNS))
    quick = ", ',', ".join(_careful(name) if name in _LONG else _told(name) for name in COLUMNS)
    return f"CASE WHEN {odd} THEN concat({careful}) ELSE concat({quick}) END"


def _told(name: str) -> str:
    """The text of a cell as it is."""
    sql = _TEXTS.get(name, _SQL[name])
    return f"array_to_string({sql}, '|')" if COLUMNS[name] == "VARCHAR[]" else f"({sql})::VARCHAR"


def _careful(name: str) -> str:
    """The text of a cell as CSV has it."""
    told = _told(name)
    if COLUMNS[name] not in _TEXT_KINDS or name in _PLAIN:
        return told
    text = f"replace({told}, chr(0), chr(65533))"
    starts = ", ".join(f"chr({ord(sign)})" for sign in FORMULA_STARTS)
    text = f"CASE WHEN left({text}, 1) IN ({starts}) THEN '''' || {text} ELSE {text} END"
    signs = "'[\",\\r\\n]'"
    text = (
        f"CASE WHEN regexp_matches({text}, {signs}) THEN '\"' || replace({text}, '\"', '\"\"') || '\"' ELSE {text} END"
    )
    return f"CASE WHEN regexp_matches({told}, {_ODD}) THEN {text} ELSE {told} END"


_CODES = " ".join(
    f"LEFT JOIN state_codes {side}_{column} ON {side}_{column}.id = t.{side}_stands_for "
    f"AND {side}_{column}.scheme = '{column}' AND t.earliest >= {side}_{column}.first "
    f"AND t.latest <= {side}_{column}.last"
    for side in ("source", "target")
    for column in SCHEMES
)
_FROM = f"""
FROM told t
     {JOINED}
     {_CODES}
ORDER BY t.earliest NULLS LAST, t.latest NULLS LAST, t.source_stands_for, t.target_stands_for, t.type, t.event_id
"""


def _prepare(table: EventTable) -> None:
    """The best report of each event as ``told``, and what follows from its codes."""
    hold(table, "events")
    tell_best(table)
    _hold_codes(table)


def _hold_codes(table: EventTable) -> None:
    """Codes of states, each with its days."""
    by_actor = load_systems().by_actor
    found = [
        (one.actor, column, code(one), one.start or date.min, one.end or date.max)
        for column, (system, code) in ((column, states.SCHEMES[scheme]) for column, scheme in SCHEMES.items())
        for (_, of), spells in by_actor.items()
        if of is system
        for one in spells
    ]
    kinds = {"id": "VARCHAR", "scheme": "VARCHAR", "code": "VARCHAR", "first": "DATE", "last": "DATE"}
    columns = dict(zip(kinds, map(list, zip(*found, strict=True)), strict=True))
    cells = ", ".join(f"unnest(${name}::{kind}[]) AS {name}" for name, kind in kinds.items())
    table.run(f"CREATE TABLE state_codes AS SELECT {cells}", **columns)
