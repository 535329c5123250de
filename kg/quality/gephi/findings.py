"""What can go wrong when Gephi opens a file, in plain words, with what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How bad it is."""

    LOST = "lost"
    CHANGED = "changed"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that Gephi does to files of a sort."""

    severity: Severity
    message: str
    mend: str


_LOST, _CHANGED, _NOTE = Severity
TRAPS: Mapping[str, Trap] = MappingProxyType(
    {
        "malformed": Trap(
            _LOST,
            "this is not well-formed XML from here on; Gephi opens none of it",
            "replace control characters, escape & and <, close every element; see what wrote the file",
        ),
        "entities": Trap(
            _LOST,
            "the file declares entities of its own, which can blow up or read other files; it is not read further",
            "write the text itself in place of the entities",
        ),
        "no-graph": Trap(_LOST, "the file has no <graph>", "write nodes and edges inside <graph>"),
        "no-id": Trap(_LOST, "a node without an id is left out", "give every node an id"),
        "duplicate-edge-id": Trap(
            _LOST,
            "of two edges with the same id Gephi keeps the first only",
            "give every edge an id of its own, or none",
        ),
        "parallel": Trap(
            _LOST,
            "edges between the same two nodes become one: weights add up, of all else the last edge's value stays",
            "write one edge a pair with sums; or GEXF, where edges of different kind= stay apart",
        ),
        "zero-weight": Trap(
            _LOST,
            "an edge with weight 0 is removed",
            "write a weight above 0, and what may be 0 into a column of another name",
        ),
        "mixed-pair": Trap(
            _LOST,
            "two nodes have a directed and an undirected edge; Gephi gives up the import",
            "make all edges between two nodes directed, or all undirected",
        ),
        "edge-type": Trap(
            _LOST, "an edge whose type= is not the graph's defaultedgetype is left out", "leave out type= on edges"
        ),
        "bad-weight": Trap(_LOST, "a weight is no number; the edge gets weight 1", "write numbers such as 2.5"),
        "no-type": Trap(_LOST, "a key has no attr.type; its column is left out", 'add attr.type="string" or a number'),
        "unknown-type": Trap(
            _LOST,
            "Gephi does not know the type of a column and leaves it out",
            "use string, integer (int in GraphML), long, float, double or boolean; write dates as string",
        ),
        "reserved-column": Trap(
            _LOST, "a key has the id of one of Gephi's own columns", "give the key another id, such as d1"
        ),
        "bad-value": Trap(
            _LOST,
            "a value does not fit the type of its column and is left out",
            "declare the column as string, or leave out the value",
        ),
        "undeclared": Trap(
            _LOST, "a value of a column that is declared nowhere is left out", "declare the column in <attributes>"
        ),
        "graph-attribute": Trap(
            _LOST, "what is said of the graph as a whole is not read", "say it in the name of the file"
        ),
        "bad-time": Trap(
            _LOST,
            "a time cannot be read in the graph's timeformat",
            'with timeformat="date" write 2021-03-18; bare years need timeformat="double"',
        ),
        "wrong-time": Trap(
            _LOST,
            "timestamps in a graph of intervals, or the other way round, are not read",
            "set timerepresentation to what the file holds",
        ),
        "overlap": Trap(
            _LOST,
            "intervals hold both their ends and must not overlap; the later one is left out",
            "end each interval before the next begins: 2021-03-31, then 2021-04-01",
        ),
        "colour": Trap(
            _LOST, "a colour with both hex and alpha makes the whole import fail", "write r, g, b and a in its place"
        ),
        "property": Trap(
            _CHANGED,
            "Gephi does not take a column for the property it is named like, but shows it as data",
            'write the name in small letters, and for="node" or for="edge"',
        ),
        "infinity": Trap(
            _CHANGED,
            "Gephi writes Infinity for INF inside a text (INFORMATION becomes InfinityORMATION)",
            "write it another way, such as Inf",
        ),
        "unlabelled": Trap(
            _CHANGED, "a node without a label is drawn without a name", "repeat the id as label where there is no other"
        ),
        "negative-weight": Trap(
            _CHANGED,
            "a weight below 0 breaks layouts and statistics",
            "write its size as weight and its sign into a column",
        ),
        "dynamic-weight": Trap(
            _CHANGED,
            "the weight changes with time: without a window Gephi shows the first, Gephi Lite the last value",
            "write one weight for all time, and the changing number into a column of another name",
        ),
        "unknown-node": Trap(
            _CHANGED,
            "an edge leads to a node that is not in the file; Gephi makes one without label or data",
            "write the node, too",
        ),
        "node-twice": Trap(_NOTE, "a node stands there twice; both become one", "write each node once"),
        "old-version": Trap(_NOTE, "Gephi reads this version of GEXF and calls it deprecated", "write GEXF 1.3"),
        "blocks": Trap(
            _NOTE,
            "columns stand in several <attributes>; Gephi knows all, Gephi Lite the types of the last one only",
            "nothing to do for Gephi",
        ),
    }
)
"""Every trap by its code."""


@dataclass(slots=True)
class Findings:
    """The traps that a file walks into: how often, and where first."""

    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, code: str, where: str) -> None:
        """Note a trap; ``where`` is kept of the first only."""
        count, first = self.found.get(code, (0, where))
        self.found[code] = count + 1, first


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A trap that a file walks into.

    Attributes:
        code: Which one, of :data:`TRAPS`.
        count: How often.
        first: Where it does so first.
    """

    code: str
    severity: Severity
    message: str
    mend: str
    count: int
    first: str


def ordered(findings: Findings) -> tuple[Finding, ...]:
    """Return the findings, worst first."""
    rank = {code: at for at, code in enumerate(TRAPS)}
    return tuple(
        Finding(
            code=code,
            severity=TRAPS[code].severity,
            message=TRAPS[code].message,
            mend=TRAPS[code].mend,
            count=count,
            first=first[:200],
        )
        for code, (count, first) in sorted(findings.found.items(), key=lambda item: rank[item[0]])
    )
