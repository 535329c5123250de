"""GraphML as Gephi reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.quality.gephi.gephi_import import TYPES, Import, decimal
from kg.quality.gephi.stream import Tag

_NODE = frozenset("label nodelabel x y z xpos ypos zpos size r g b color".split())
_EDGE = frozenset(("label", "edgelabel", "weight", "Edge Weight", "r", "g", "b", "color"))
_PROPERTIES: Mapping[str, frozenset[str]] = {"node": _NODE, "edge": _EDGE}
_LIKE_PROPERTIES = frozenset("label weight size color x y".split())
_OWN_COLUMNS = frozenset(("timeset", "id"))
_WEIGHTS = frozenset(("weight", "Edge Weight"))


class _Key(NamedTuple):
    """A declared column."""

    name: str
    type: str
    owner: str
    known: bool


@dataclass(slots=True)
class _Open:
    """A node or an edge whose end has not come."""

    element: str
    attributes: Mapping[str, str]
    weight: float = 1.0


@dataclass(slots=True)
class _Reader:
    graph: Import
    keys: dict[str, _Key] = field(default_factory=dict)
    open: list[_Open] = field(default_factory=list)
    data: str = ""
    seen_graph: bool = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "key":
            self.key(attributes)
        elif name == "graph" and not self.seen_graph:
            self.seen_graph = True
            self.graph.directed = attributes.get("edgedefault", "directed")
        elif name in ("node", "edge"):
            self.open.append(_Open(name, attributes))
        elif name == "data":
            self.data = attributes.get("key", "")

    def end(self, name: str, text: str) -> None:
        if name == "data":
            self.value(text)
        elif name in ("node", "edge"):
            self.close(self.open.pop())

    def key(self, attributes: Mapping[str, str]) -> None:
        name_id = attributes.get("id", "")
        name = attributes.get("attr.name") or name_id
        type_, owner = attributes.get("attr.type", "").lower(), attributes.get("for", "all")
        known = bool(_PROPERTIES.get(owner, frozenset()) & {name_id, name})
        self.keys[name_id] = _Key(name, type_, owner, known)
        if known:
            return
        where, add = f"key {name_id} ({name})", self.graph.findings.add
        if name.lower() in _LIKE_PROPERTIES and (name != "label" or owner == "all"):
            add("property", f"{where}, for={owner}")
        if not type_:
            add("no-type", where)
        elif type_ not in TYPES:
            add("unknown-type", f"{where}: {type_}")
        if owner == "graph":
            add("graph-attribute", where)
        if name_id.lower() in _OWN_COLUMNS:
            add("reserved-column", where)

    def value(self, text: str) -> None:
        key = self.keys.get(self.data)
        if not self.open:
            return
        owner = self.open[-1]
        where = f"{owner.element} {owner.attributes.get('id', '')}"
        if key is None:
            self.graph.findings.add("undeclared", f"{where}: {self.data}")
        elif owner.element == "edge" and ((key.owner == "edge" and key.name in _WEIGHTS) or self.data == "weight"):
            number = decimal(text.replace(",", "."))
            if number is None:
                self.graph.findings.add("bad-weight", f"{where}: {text[:40]!r}")
            owner.weight = 1.0 if number is None else number
        elif not (key.known and key.owner == owner.element):
            self.graph.value(key.type, text, f"{where}, {key.name}")

    def close(self, done: _Open) -> None:
        of = done.attributes
        if done.element == "node":
            self.graph.node(of.get("id"))
            return
        directed = of.get("directed")
        self.graph.edge(
            of.get("id"),
            of.get("source", ""),
            of.get("target", ""),
            directed=directed == "true" if directed in ("true", "false") else self.graph.directed == "directed",
            weight=done.weight,
        )


def read_graphml(steps: Iterable[Tag], graph: Import) -> None:
    """Note what happens to each element after the root."""
    reader = _Reader(graph)
    for name, attributes, text in steps:
        if attributes is None:
            reader.end(name, text)
        else:
            reader.begin(name, attributes)
    if not reader.seen_graph:
        graph.findings.add("no-graph", "the whole file")
