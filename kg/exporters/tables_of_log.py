"""CSV and Parquet of a whole graph by SQL: the rows of :mod:`kg.exporters.tabular`, without an event in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import cast

from kg import states
from kg.base.cells import FORMULA_STARTS, csv_line
from kg.exporters.tabular import COLUMNS, SCHEMES
from kg.lexicon.systems import load_systems
from kg.store.by_hand import hold_best
from kg.store.columns import REPORT_COLUMNS
from kg.store.event_table import EventTable, literal
from kg.store.reader import Reader
from ontology import Cameo, EventType, Mode

LEAST, AN_EVENT = 340_000_000, 230
"""Bytes DuckDB may take, and for each event at least: what joins look up stays in memory, the rest goes to disk."""

_CODED = ("mode", "cameo", "domestic", "confidence")
_ISO = """CASE WHEN t.earliest = t.latest THEN t.earliest::VARCHAR
    WHEN date_trunc('month', t.earliest) = date_trunc('month', t.latest) THEN left(t.earliest::VARCHAR, 7)
    WHEN t.latest - t.earliest BETWEEN 2 AND 7
        THEN left((t.earliest + ((t.latest - t.earliest) // 2)::INTEGER)::VARCHAR, 7)
    WHEN year(t.earliest) = year(t.latest) THEN left(t.earliest::VARCHAR, 4) END"""
_SQL: Mapping[str, str] = MappingProxyType(
    {
        "event": "format('{:016x}', t.event_id)",
        "date": _ISO,
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
        "published": "coalesce(t.published, a.published)",
        "outlet": "coalesce(nullif(t.outlet, ''), a.outlet)",
        "url": "coalesce(nullif(t.url, ''), a.url)",
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


def parquet_of(log: Reader, path: Path) -> None:
    """Write the table of all events as Parquet; see :func:`kg.exporters.tabular.write_parquet`.

    Raises:
        GraphError: The log is damaged, or a disk is full.
    """
    with EventTable(log, columns=_CODED, outlet_names=True) as table:
        _prepare(table)
        cells = ", ".join(f'{_clean(name, kind)} AS "{name}"' for name, kind in COLUMNS.items())
        table.run("SET threads = 1")  # one thread: one order of row groups
        table.run(f"COPY (SELECT {cells} {_FROM}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def csv_of(log: Reader) -> Iterator[bytes]:
    """The same as CSV, in pieces; see :func:`kg.exporters.tabular.write_csv`.

    Raises:
        GraphError: The log is damaged, or a disk is full.
    """
    yield csv_line(COLUMNS)
    with EventTable(log, columns=_CODED, outlet_names=True) as table:
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
     JOIN codes c ON t.type = c.type AND coalesce(t.mode, '') = c.mode AND coalesce(t.cameo, '') = c.cameo
     JOIN sure ON sure.confidence = t.confidence
     {_CODES}
     LEFT JOIN (SELECT id, published, outlet, url FROM live_articles WHERE skipped IS NULL) a ON a.id = t.article
ORDER BY t.earliest NULLS LAST, t.latest NULLS LAST, t.source_stands_for, t.target_stands_for, t.type, t.event_id
"""


def _prepare(table: EventTable) -> None:
    """The best report of each event as ``told``, and the numbers that follow from its codes."""
    (size,) = table.rows("SELECT count(*) AS events FROM events")
    table.run(f"SET memory_limit = '{max(LEAST, AN_EVENT * cast('int', size['events']))}B'")
    # joins as they are written: DuckDB takes reports for few, and would look up all their sentences
    table.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    columns = ", ".join(f'r."{name}"' for name in REPORT_COLUMNS)
    hold_best(table, "held", table.memory)
    table.run(
        f"""CREATE VIEW told AS
        SELECT {columns}, e.event AS event_id, e.reports, e.outlet_names FROM told_reports r JOIN events e
            ON ('0x' || r.id)::UBIGINT = e.best WHERE e.event NOT IN (SELECT event_id FROM held)
        UNION ALL SELECT {columns}, r.event_id, e.reports, e.outlet_names FROM events e JOIN held r
            ON e.event = r.event_id"""
    )
    table.run(
        "CREATE TABLE codes (type VARCHAR, mode VARCHAR, cameo VARCHAR, root VARCHAR, quad INTEGER, score DOUBLE, "
        "goldstein DOUBLE, score_text VARCHAR, goldstein_text VARCHAR)"
    )
    for row in list(table.rows("SELECT DISTINCT type, mode, cameo FROM events")):
        type_ = EventType(str(row["type"]))
        mode = Mode.get(type_, str(row["mode"])) if row["mode"] else None
        cameo = Cameo.get(str(row["cameo"])) if row["cameo"] else None
        score, goldstein = mode.score if mode else type_.score, cameo.goldstein if cameo else None
        values = (type_.value, row["mode"] or "", row["cameo"] or "", cameo and cameo.root, type_.quad.value)
        texts = repr(score), None if goldstein is None else repr(goldstein)
        cells = {f"v{at}": value for at, value in enumerate((*values, score, goldstein, *texts))}
        marks = ", ".join(f"${name}" for name in cells)
        table.run(f"INSERT INTO codes VALUES ({marks})", **cells)
    _hold_codes(table)
    sure = [cast("float", row["confidence"]) for row in table.rows("SELECT DISTINCT confidence FROM events")]
    rounded = [round(number, 4) for number in sure]
    table.run("CREATE TABLE sure (confidence DOUBLE, rounded DOUBLE, told VARCHAR)")
    table.run(
        "INSERT INTO sure SELECT unnest($a::DOUBLE[]), unnest($b::DOUBLE[]), unnest($c::VARCHAR[])",
        a=sure,
        b=rounded,
        c=list(map(repr, rounded)),
    )


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
