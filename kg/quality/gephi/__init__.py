"""What Gephi will make of a GraphML or GEXF file: what it shows, what it loses, how to mend that.

The rules say what the importers of Gephi 0.10 and 0.11 were seen to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.base.errors import UsageError
from kg.quality.gephi.findings import TRAPS, Finding, Findings, Severity, ordered
from kg.quality.gephi.gephi_import import Import
from kg.quality.gephi.gexf import read_gexf
from kg.quality.gephi.graphml import read_graphml
from kg.quality.gephi.stream import EntityError, MalformedError, steps


@dataclass(frozen=True, slots=True, kw_only=True)
class GephiVerdict:
    """What Gephi shows of a file at first sight.

    Attributes:
        format: ``graphml`` or ``gexf``, or what the root element is called.
        nodes, edges: How many there are after merging.
        weight: Sum of the edges' weights.
        directed: What the file says of edges that do not speak for themselves.
        kinds: How many kinds of edges there are.
        dynamic: Whether there is a timeline.
        findings: What goes wrong, worst first.
    """

    file: str
    format: str
    nodes: int
    edges: int
    weight: float
    directed: str
    kinds: int
    dynamic: bool
    findings: tuple[Finding, ...]

    @property
    def loses(self) -> bool:
        """Whether anything in the file does not reach the user."""
        return any(finding.severity is Severity.LOST for finding in self.findings)


def check(path: Path) -> GephiVerdict:
    """Tell what Gephi will do with a file.

    Raises:
        UsageError: There is no such file, or it is neither GraphML nor GEXF.
    """
    try:
        with path.open("rb") as file:
            return check_stream(file, str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error


def check_stream(file: BinaryIO, name: str) -> GephiVerdict:
    """Tell what Gephi will do with an open file, which is read piece by piece.

    Raises:
        UsageError: It is neither GraphML nor GEXF; the message begins with ``name``.
    """
    graph, format_ = Import(), "unknown"
    found = steps(file)
    try:
        root = next(found)
        format_ = root.name
        if root.name == "graphml":
            read_graphml(found, graph)
        elif root.name == "gexf":
            read_gexf(found, graph, (root.attributes or {}).get("version", ""))
        else:
            raise UsageError(f"{name} is neither GraphML nor GEXF: its root is <{root.name[:40]}>")
    except MalformedError as error:
        graph.findings.add("malformed", str(error))
    except EntityError as error:
        graph.findings.add("entities", str(error))
    graph.finish()
    return GephiVerdict(
        file=name,
        format=format_,
        nodes=graph.nodes,
        edges=graph.edges,
        weight=graph.weight,
        directed=graph.directed,
        kinds=graph.kinds,
        dynamic=graph.dynamic,
        findings=ordered(graph.findings),
    )


__all__ = ["TRAPS", "Finding", "Findings", "GephiVerdict", "Severity", "check", "check_stream"]
