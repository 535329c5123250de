"""GEXF as Gephi reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.quality.gephi.gephi_import import TYPES, Import, decimal
from kg.quality.gephi.stream import Tag

_DAY = re.compile(r"-?\d{4,}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?|\d{8}")
_ENDLESS = frozenset(("", "inf", "-inf", "infinity", "-infinity"))
_NUMERIC = frozenset(("double", "float", "integer"))

Point = tuple[float, str]
"""A time, as number or as text; only one of them differs within a file."""
Span = tuple[Point, Point]
_START, _END = (float("-inf"), ""), (float("inf"), "\U0010ffff")


class _Column(NamedTuple):
    name: str
    type: str
    dynamic: bool


@dataclass(slots=True)
class _Open:
    """A node or an edge whose end has not come."""

    element: str
    attributes: Mapping[str, str]
    spans: list[Span] = field(default_factory=list)
    has_spells: bool = False
    values: dict[str, list[Span]] = field(default_factory=dict)

    @property
    def where(self) -> str:
        return f"{self.element} {self.attributes.get('id', '')}"


@dataclass(slots=True)
class _Reader:
    graph: Import
    default: str = "mixed"
    time_format: str = "double"
    representation: str = "interval"
    columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    blocks: Counter[str] = field(default_factory=Counter)
    block: tuple[str, bool] = ("", False)
    open: list[_Open] = field(default_factory=list)
    seen_graph: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "graph" if not self.seen_graph:
                self.start(attributes)
            case "attributes":
                self.block = attributes.get("class", ""), attributes.get("mode") == "dynamic"
                self.blocks[self.block[0]] += 1
            case "attribute":
                self.column(attributes)
            case "node" | "edge":
                self.open.append(_Open(name, attributes))
            case "spell" | "slice" if self.open:
                self.open[-1].has_spells = True
                self.times(attributes, self.open[-1])
            case "attvalue" if self.open:
                self.value(attributes, self.open[-1])
            case "color" if attributes.get("hex") and attributes.get("a"):
                self.graph.findings.add("colour", self.open[-1].where if self.open else "the graph")

    def start(self, attributes: Mapping[str, str]) -> None:
        self.seen_graph = True
        self.default = attributes.get("defaultedgetype", "mixed").lower()
        self.graph.directed = self.default
        self.time_format = attributes.get("timeformat", "double").lower()
        self.representation = attributes.get("timerepresentation", "interval").lower()

    def column(self, attributes: Mapping[str, str]) -> None:
        owner, dynamic = self.block
        name, type_ = attributes.get("id", ""), attributes.get("type", "").lower()
        if type_ not in TYPES:
            self.graph.findings.add("unknown-type", f"{owner} column {name}: {type_ or 'none'}")
        self.columns[owner, name.lower()] = _Column(attributes.get("title") or name, type_, dynamic)
        if dynamic and (owner, name.lower()) == ("edge", "weight"):
            self.graph.findings.add("dynamic-weight", "edge column weight")

    def value(self, attributes: Mapping[str, str], owner: _Open) -> None:
        name = (attributes.get("for") or attributes.get("id") or "").lower()
        column = self.columns.get((owner.element, name))
        if column is None:
            self.graph.findings.add("undeclared", f"{owner.where}: {name}")
            return
        where = f"{owner.where}, {column.name}"
        if column.dynamic and (attributes.get("start") or attributes.get("end")):
            self.graph.dynamic = True
            owner.values.setdefault(column.name, []).append(self.span(attributes, where))
        if column.type in TYPES:
            self.graph.value(column.type, attributes.get("value", ""), where)

    def times(self, attributes: Mapping[str, str], owner: _Open) -> None:
        """When an element is there: one interval or timestamp, or lists of them."""
        spanned = bool(attributes.get("start") or attributes.get("end"))
        stamp = attributes.get("timestamp")
        many = {name: attributes[name] for name in ("timestamps", "intervals") if attributes.get(name)}
        intervals = self.representation == "interval"
        if (spanned and not intervals) or (stamp and intervals) or ("timestamps" if intervals else "intervals") in many:
            self.graph.findings.add("wrong-time", f"{owner.where} in a graph of {self.representation}s")
            return
        if spanned:
            owner.spans.append(self.span(attributes, owner.where))
        if stamp:
            self.point(stamp, owner.where, _START)
        for each in many.values():
            for moment in filter(None, re.split(r"[\s,;<>\[\]()]+", each)):
                self.point(moment, owner.where, _START)
        self.graph.dynamic |= spanned or bool(stamp) or bool(many)

    def span(self, attributes: Mapping[str, str], where: str) -> Span:
        return (
            self.point(attributes.get("start", ""), where, _START),
            self.point(attributes.get("end", ""), where, _END),
        )

    def point(self, text: str, where: str, otherwise: Point) -> Point:
        if text.lower() in _ENDLESS:
            return otherwise
        if self.time_format in _NUMERIC:
            number = decimal(text)
            if number is not None:
                return number, ""
        elif _DAY.fullmatch(text):
            return 0.0, text
        self.graph.findings.add("bad-time", f"{where}: {text[:40]!r} as {self.time_format}")
        return otherwise

    def close(self, done: _Open) -> None:
        if not done.has_spells:
            self.times(done.attributes, done)
        for where, spans in [(done.where, done.spans), *((f"{done.where}, {n}", s) for n, s in done.values.items())]:
            spans.sort()
            if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
                self.graph.findings.add("overlap", where)
        if done.element == "node":
            self.graph.node(done.attributes.get("id"))
            if not done.attributes.get("label", "").strip():
                self.graph.findings.add("unlabelled", done.where)
        else:
            self.edge(done.attributes, done.where)

    def edge(self, of: Mapping[str, str], where: str) -> None:
        type_ = of.get("type", "").lower()
        if type_ and self.default not in ("mixed", type_):
            self.graph.findings.add("edge-type", f"{where}: {type_} in a graph that is {self.default}")
            return
        weight = decimal(of.get("weight") or "1")
        if weight is None:
            self.graph.findings.add("bad-weight", f"{where}: {of['weight'][:40]!r}")
        self.graph.edge(
            of.get("id"),
            of.get("source", ""),
            of.get("target", ""),
            directed=(type_ or self.default) != "undirected",
            weight=1.0 if weight is None else weight,
            kind=of.get("kind"),
        )


def read_gexf(steps: Iterable[Tag], graph: Import, version: str) -> None:
    """Note what happens to each element after the root, whose version is given."""
    if version != "1.3":
        graph.findings.add("old-version", f"version {version or 'unknown'}")
    reader = _Reader(graph)
    for name, attributes, _ in steps:
        if attributes is not None:
            reader.begin(name, attributes)
        elif name in ("node", "edge"):
            reader.close(reader.open.pop())
    for owner, number in sorted(reader.blocks.items()):
        if number > 1:
            graph.findings.add("blocks", f"{number} of {owner}s")
    if not reader.seen_graph:
        graph.findings.add("no-graph", "the whole file")
