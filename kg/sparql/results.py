"""What a query found: rows, yes or no, or triples; as text for people, CSV or SPARQL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from kg.base.cells import csv_line, neutral
from kg.base.listing import SHOWN, Tabular, counted
from kg.base.prefixes import XSD, split

if TYPE_CHECKING:
    import pyoxigraph as ox

    Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

Row = tuple["Node | None", ...]

_NUMERIC = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "boolean"))

_VALUES: Mapping[str, Callable[[str], object]] = {
    "integer": int,
    "decimal": float,
    "double": float,
    "float": float,
    "boolean": "true".__eq__,
    "date": date.fromisoformat,
}
"""How literals of XML Schema are read; a decimal becomes a float, as data frames want it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Result(Tabular):
    """The answer to a query, held in memory.

    Attributes:
        columns: Names of the variables of a SELECT; ``subject predicate object`` of a CONSTRUCT or DESCRIBE.
        rows: Terms in column order, None where a variable is unbound.
        answer: Of an ASK, else None.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    answer: bool | None = None

    def table(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows for people: IRIs with their prefix, literals without type. An ASK is one row."""
        if self.answer is not None:
            yield ("yes" if self.answer else "no",)
        for row in self.rows:
            yield tuple("" if node is None else shown(node) for node in row)

    def records(self) -> list[dict[str, object]]:
        """Return the rows as dictionaries: numbers, booleans and days as in Python, other terms as people see them."""
        if self.answer is not None:
            return [{"answer": self.answer}]
        return [dict(zip(self.columns, map(_python, row), strict=True)) for row in self.rows]

    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return self.columns or ("answer",)

    def __repr__(self) -> str:
        """Say what it is, and show the first rows."""
        shown = [f"  {'  '.join(row)}" for row in islice(self.table(), SHOWN)] if self.answer is None else []
        more = [f"  ... and {len(self.rows) - SHOWN} more"] if len(self.rows) > SHOWN else []
        return "\n".join([f"<{self._said()}>", *shown, *more])

    def _said(self) -> str:
        if self.answer is not None:
            return f"Result: {'yes' if self.answer else 'no'}"
        return f"Result: {counted(len(self.rows), 'row')} of {', '.join(self.columns)}"

    def csv(self) -> bytes:
        """Return the rows as SPARQL 1.1 CSV, with LF at line ends and cells that no spreadsheet takes for a formula."""
        if self.answer is not None:
            return csv_line(["true" if self.answer else "false"])
        return csv_line(self.columns) + b"".join(csv_line(_cell(node) for node in row) for row in self.rows)

    def json(self) -> bytes:
        """Return the rows as SPARQL 1.1 query results JSON."""
        found: dict[str, object] = {"head": {"vars": list(self.columns)} if self.answer is None else {}}
        if self.answer is not None:
            found["boolean"] = self.answer
        else:
            bindings = [
                {name: _json(node) for name, node in zip(self.columns, row, strict=True) if node is not None}
                for row in self.rows
            ]
            found["results"] = {"bindings": bindings}
        return (json.dumps(found, ensure_ascii=False) + "\n").encode()

    def ntriples(self) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples."""
        return "".join(f"{' '.join(str(node) for node in row)} .\n" for row in self.rows).encode()


def shown(node: Node) -> str:
    """Return a term for people: ``actor:RUS``, ``2021-03-17``."""
    value = getattr(node, "value", None)
    if value is None:
        return str(node)
    if type(node).__name__ == "NamedNode":
        prefix, local = split(value)
        return f"{prefix}:{local}" if prefix else str(value)
    return f"_:{value}" if type(node).__name__ == "BlankNode" else str(value)


def _python(node: Node | None) -> object:
    """Return a term as a value of Python, where it is a literal that has one."""
    kind = getattr(getattr(node, "datatype", None), "value", "").removeprefix(XSD)
    value = getattr(node, "value", None)
    if node is None or not isinstance(value, str) or kind not in _VALUES:
        return None if node is None else shown(node)
    try:
        return _VALUES[kind](value)
    except ValueError:  # a literal may be of a type and not of its form
        return value


def _cell(node: Node | None) -> str:
    if node is None:
        return ""
    value = str(getattr(node, "value", node))
    datatype = getattr(node, "datatype", None)
    return value if datatype and datatype.value in _NUMERIC else neutral(value)


def _json(node: Node) -> dict[str, object]:
    import pyoxigraph as ox

    if isinstance(node, ox.NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, ox.BlankNode):
        return {"type": "bnode", "value": node.value}
    if isinstance(node, ox.Literal):
        return {"type": "literal", "value": node.value, **_tag(node)}
    parts = {"subject": node.subject, "predicate": node.predicate, "object": node.object}
    return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def _tag(node: ox.Literal) -> dict[str, str]:
    if node.language:
        return {"xml:lang": node.language}
    return {} if node.datatype.value == f"{XSD}string" else {"datatype": node.datatype.value}
