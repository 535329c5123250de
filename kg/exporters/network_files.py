"""Networks for other programs: tables of nodes and edges, Cytoscape.js, Pajek, Graphviz; the list of all formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO

from kg.base.cells import csv_line, neutral
from kg.exporters.gephi import gexf, graphml
from kg.model import Article, Event
from kg.views.networks import Network, Node, columns, edge_columns, network, node_columns

Lines = Callable[[Network], Iterator[str]]


def nodes_table(net: Network) -> Iterator[str]:
    """Yield a CSV table of nodes as Gephi's and Excel's import know them: ``Id``, ``Label``, then the columns."""
    names = [name for name in node_columns(net.view) if name != "label"]
    yield csv_line(["Id", "Label", *names]).decode()
    for node in net.nodes:
        known = columns(node)
        yield csv_line(neutral(cell) for cell in (node.id, node.label, *(known.get(name) for name in names))).decode()


def edges_table(net: Network) -> Iterator[str]:
    """Yield a CSV table of edges: ``Source``, ``Target``, ``Type``, ``Id``, ``Label``, ``Weight``, then the columns.

    The class of an edge is its ``Kind``, by which Gephi keeps parallel edges apart.
    """
    names = [name for name in edge_columns(net.view) if name not in ("label", "weight")]
    kind = ["Kind"] if net.view.kinds else []
    yield csv_line(["Source", "Target", "Type", *kind, "Id", "Label", "Weight", *names]).decode()
    type_ = "Directed" if net.view.directed else "Undirected"
    for edge in net.edges:
        known = columns(edge)
        fixed = [edge.source, edge.target, type_, *([edge.quad] if kind else []), edge.id, edge.label, edge.weight]
        yield csv_line(neutral(cell) for cell in (*fixed, *(known.get(name) for name in names))).decode()


def cytoscape(net: Network) -> Iterator[str]:
    """Yield the lines of Cytoscape.js JSON: ``elements`` with ``nodes`` (and their ``position``) and ``edges``."""
    shape = {"directed": net.view.directed, "multigraph": net.view.kinds}  # in the place where networkx looks
    # without a layout Cytoscape.js arranges the nodes anew and throws their positions away
    head = {"data": {"directed": net.view.directed}} | shape | {"layout": {"name": "preset"}}
    yield f'{json.dumps(head)[:-1]}, "elements": {{"nodes": ['
    for at, node in enumerate(net.nodes):
        # Cytoscape labels by name, networkx finds nodes by value
        data = {"id": node.id, "name": _name(node), "value": node.id, **columns(node)}
        record = {"data": data, "position": {"x": node.x, "y": node.y}}
        yield f"{',' if at else ''}\n{_json(record)}"
    yield '\n], "edges": ['
    for at, edge in enumerate(net.edges):
        tie = {"id": edge.id, "source": edge.source, "target": edge.target, **columns(edge)}
        yield f"{',' if at else ''}\n{_json({'data': tie})}"
    yield "\n]}}\n"


def pajek(net: Network) -> Iterator[str]:
    """Yield the lines of a Pajek file: ids as names of the vertices (labels may coincide), and weights."""
    place = {node.id: at for at, node in enumerate(net.nodes, 1)}
    yield f"*Vertices {len(net.nodes)}\n"
    for node in net.nodes:
        yield f'{place[node.id]} "{node.id}" {node.x} {node.y} 0.0\n'
    yield "*Arcs\n" if net.view.directed else "*Edges\n"
    for edge in net.edges:
        yield f"{place[edge.source]} {place[edge.target]} {edge.weight}\n"


def dot(net: Network) -> Iterator[str]:
    """Yield the lines of a Graphviz file with labels, colours and weights; commas, since Boost's readers need them."""
    arrow = "->" if net.view.directed else "--"
    yield "digraph actors {\n" if net.view.directed else "graph actors {\n"
    for node in net.nodes:
        look = f'label={_quoted(_name(node))}, color="{node.color}", pos="{node.x},{node.y}"'
        yield f"  {_quoted(node.id)} [{look}{_place(node)}]\n"
    for edge in net.edges:
        look = f'label={_quoted(edge.label)}, color="{edge.color}", weight={edge.events}, tone={edge.tone}'
        yield f"  {_quoted(edge.source)} {arrow} {_quoted(edge.target)} [{look}]\n"
    yield "}\n"


def _place(node: Node) -> str:
    """Where the node is on a map, as attributes."""
    known = node.latitude is not None and node.longitude is not None
    return f", latitude={node.latitude}, longitude={node.longitude}" if known else ""


def _name(node: Node) -> str:
    return node.label.replace("\0", "\ufffd")


def _quoted(text: str) -> str:
    # Graphviz escapes nothing but the quote; a backslash of the text is doubled, since labels give it a meaning
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _json(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


NETWORK_FORMATS: Mapping[str, Lines] = MappingProxyType(
    {
        "graphml": graphml,
        "gexf": gexf,
        "nodes": nodes_table,
        "edges": edges_table,
        "cytoscape": cytoscape,
        "pajek": pajek,
        "dot": dot,
    }
)
"""Name of a network format to a function that yields its text piece by piece."""


def write_network(net: Network, format_: str, out: BinaryIO) -> None:
    """Write a network in one of :data:`NETWORK_FORMATS`; lone surrogates become ``?``, in XML U+FFFD."""
    out.writelines(text.encode("utf-8", "replace") for text in NETWORK_FORMATS[format_](net))


@dataclass(frozen=True, slots=True)
class NetworkExporter:
    """The exporter of a network format, with one directed edge a pair."""

    format: str

    def __call__(self, events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
        """Write the events' network."""
        del articles  # everything an edge shows stands in the reports
        write_network(network(events), self.format, out)
