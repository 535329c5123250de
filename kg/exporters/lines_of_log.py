"""JSON lines of a graph by SQL: those of :mod:`kg.exporters.tabular`, without an event in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from kg.exporters.code_tables import ISO, JOINED, WHERE_TOLD, hold
from kg.store.event_table import literal
from kg.store.ordered_reports import ORDER, put_in_order
from kg.store.part_of_events import Part, part_of
from kg.store.reader import Reader


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands behind a key.

    Attributes:
        sql: A text, or what JSON has as it is; null where there is nothing.
        text: Whether it is a text.
        free: Whether that may hold signs that JSON escapes.
    """

    sql: str
    text: bool = False
    free: bool = False

    def json(self, *, careful: bool) -> str:
        """SQL of the value in JSON; with ``careful``, where a free text of the row holds such signs."""
        if not self.text:
            return f"coalesce({self.sql}, 'null')"
        told = f"escaped({self.sql})" if careful and self.free else f"({self.sql})::VARCHAR"
        return f"""coalesce('"' || {told} || '"', 'null')"""


def _words(sql: str) -> _Cell:
    return _Cell(sql, text=True, free=True)


def _code(sql: str) -> _Cell:
    return _Cell(sql, text=True)


def _flag(sql: str) -> _Cell:
    return _Cell(f"CASE WHEN {sql} THEN 'true' ELSE 'false' END")


def _span(name: str = "") -> _Cell:
    return _Cell(f"""format('[{{}}, {{}}]', t."{name}start", t."{name}end")""")


def _list(sql: str) -> _Cell:
    return _Cell(f"""concat('[', '"' || array_to_string(nullif({sql}, []), '", "') || '"', ']')""")


_CELLS: Mapping[str, _Cell] = MappingProxyType(
    {
        "doc": _words("t.doc"),
        "source": _words("t.source_stands_for"),
        "target": _words("t.target_stands_for"),
        "plover": _code("t.type"),
        "mode": _code("nullif(t.mode, '')"),
        "context": _Cell(
            """'[' || coalesce('"' || array_to_string(nullif(t.contexts, []), '", "') || '"', '') || ']'"""
        ),
        "cameo": _code("t.cameo"),
        "cameo_root": _code("c.root"),
        "quad": _Cell("c.quad::VARCHAR"),
        "score": _Cell("c.score_text"),
        "goldstein": _Cell("c.goldstein_text"),
        "date": _code(ISO),
        "date_basis": _code("t.basis"),
        "status": _code("t.status"),
        "predicate": _words("t.predicate"),
        "object": _words("t.object"),
        "sentence": _words("t.sentence"),
        "span": _span(),
        "confidence": _Cell("sure.told"),
        "rule": _words("t.rule"),
        "id": _code("t.id"),
        "event": _code("format('{:016x}', t.of_event)"),
        "part": _code("t.part"),
        "source_text": _words("nullif(t.source_text, '')"),
        "target_text": _words("nullif(t.target_text, '')"),
        "source_actor": _words("t.source_id"),
        "target_actor": _words("t.target_id"),
        "trigger": _words("t.trigger"),
        "trigger_span": _span("trigger_"),
        "source_span": _span("source_"),
        "target_span": _span("target_"),
        "object_actor": _words("t.object_id"),
        "object_event": _code("t.object_event"),
        "symmetric": _flag('t."symmetric"'),
        "domestic": _flag("t.domestic"),
        "place": _words("t.place"),
        "published": _code(WHERE_TOLD["published"]),
        "outlet": _words(WHERE_TOLD["outlet"]),
        "url": _words(WHERE_TOLD["url"]),
        "dataset": _words("t.dataset"),
        "marks": _list("t.marks"),
    }
)
"""The keys in their order, see :func:`kg.exporters.event_lines.line`, each with its value of the report ``t``."""
_ODD = literal(r'[\\"\x00-\x1f]')
"""What of a text JSON escapes."""


def jsonl_of(log: Reader, part: Part | None = None) -> Iterator[bytes]:
    """The lines of all reports, in pieces; see :func:`kg.exporters.tabular.write_jsonl`.

    What is sorted and does not fit into memory goes to disk.

    Args:
        log: The graph.
        part: Which events; None for all.

    Raises:
        GraphError: The log is damaged, or a disk is full.
    """
    with part_of(log, part, evidence=False) as table:
        put_in_order(table)
        hold(table, "ordered_reports")
        table.run(f"CREATE MACRO escaped(words) AS {_escaping('words')}")
        free = ", ".join(cell.sql for cell in _CELLS.values() if cell.free)
        odd = f"regexp_matches(concat_ws(' ', {free}), {_ODD})"
        line = f"CASE WHEN {odd} THEN {_line(careful=True)} ELSE {_line(careful=False)} END"
        yield from table.lines(f"SELECT {line} FROM ordered_reports t {JOINED} ORDER BY {ORDER}")


def _line(*, careful: bool) -> str:
    """A report as a line, in one call of ``concat``: each ``||`` would copy all that stands before it."""
    starts = (literal(f'{", " if number else "{"}"{key}": ') for number, key in enumerate(_CELLS))
    values = (cell.json(careful=careful) for cell in _CELLS.values())
    return f"concat({', '.join(chain.from_iterable(zip(starts, values, strict=True)))}, '}}')"


def _escaping(sql: str) -> str:
    found = sql
    for sign in ("\\", '"', *map(chr, range(32))):
        found = f"replace({found}, chr({ord(sign)}), {literal(json.dumps(sign)[1:-1])})"
    return found
