"""What Gephi makes of nodes and edges as they come: dropped, merged, invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.quality.gephi.findings import Findings

_FORWARD, _BACKWARD, _UNDIRECTED = 1, 2, 4

_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?(Infinity|INF)")
_BITS = {"byte": 8, "short": 16, "int": 32, "integer": 32, "long": 64}
_SIMPLE = frozenset(
    "boolean bool int integer long float double string bigdecimal biginteger byte char character short".split()
)
TYPES = _SIMPLE | {f"list{name}" for name in _SIMPLE}
"""Types of columns that Gephi knows, in small letters."""


def decimal(text: str) -> float | None:
    """A number as Java reads it, or None."""
    text = text.strip()
    return float(text.replace("INF", "Infinity")) if _DECIMAL.fullmatch(text) else None


@dataclass(slots=True)
class Import:
    """A graph on its way into Gephi.

    Memory grows with the ids of nodes and edges and with the pairs that are tied, not with what is said of them.
    """

    findings: Findings = field(default_factory=Findings)
    dynamic: bool = False
    directed: str = "directed"
    weight: float = 0.0
    _nodes: set[str] = field(default_factory=set)
    _ends: set[str] = field(default_factory=set)
    _edge_ids: set[str] = field(default_factory=set)
    _ties: dict[tuple[str, str, str | None], int] = field(default_factory=dict)

    def node(self, name: str | None) -> None:
        """A node comes in."""
        if not name:
            self.findings.add("no-id", f"after {len(self._nodes)} nodes")
        elif name in self._nodes:
            self.findings.add("node-twice", f"node {name}")
        else:
            self._nodes.add(name)

    def edge(
        self, name: str | None, source: str, target: str, *, directed: bool, weight: float, kind: str | None = None
    ) -> None:
        """An edge comes in, or does not."""
        where = f"edge {name or ''} from {source} to {target}".replace("  ", " ")
        self._ends |= {source, target}
        if name and name in self._edge_ids:
            self.findings.add("duplicate-edge-id", where)
            return
        if name:
            self._edge_ids.add(name)
        if weight == 0:
            self.findings.add("zero-weight", where)
            return
        if weight < 0:
            self.findings.add("negative-weight", where)
        self.weight += weight
        forth = source <= target
        one, other = (source, target) if forth else (target, source)
        bit = (_FORWARD if forth else _BACKWARD) if directed else _UNDIRECTED
        before = self._ties.get((one, other, kind), 0)
        if before & bit:
            self.findings.add("parallel", where)
        elif before and _UNDIRECTED in (bit, before & _UNDIRECTED):
            self.findings.add("mixed-pair", where)
        self._ties[one, other, kind] = before | bit

    def finish(self) -> None:
        """Say what only the whole file can tell."""
        for end in sorted(self._ends - self._nodes):
            self.findings.add("unknown-node", f"node {end}")

    @property
    def nodes(self) -> int:
        """How many nodes Gephi shows."""
        return len(self._nodes | self._ends)

    @property
    def edges(self) -> int:
        """How many edges Gephi shows."""
        return sum(bits.bit_count() for bits in self._ties.values())

    @property
    def kinds(self) -> int:
        """How many kinds of edges there are."""
        return len({kind for _, _, kind in self._ties})

    def value(self, type_: str, text: str, where: str) -> None:
        """A value of a column comes in."""
        if type_ in _BITS:
            number = int(text) if _WHOLE.fullmatch(text := text.strip()) and len(text) < _LONGEST else None
            limit = 1 << (_BITS[type_] - 1)
            fits = number is not None and -limit <= number < limit
        else:
            fits = type_ not in ("float", "double") or decimal(text) is not None
        if not fits:
            self.findings.add("bad-value", f"{where}: {text[:40]!r} is no {type_}")
        elif type_ == "string" and "INF" in text:
            self.findings.add("infinity", f"{where}: {text[:40]!r}")


_LONGEST = 40  # characters of a whole number worth reading
