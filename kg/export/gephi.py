"""GraphML and GEXF as Gephi's importers read them without loss.

What Gephi does, and what follows: it merges parallel edges, so there is one edge a pair; it knows label, weight, size,
colour and position only by exact property names; GraphML carries no time, so the file to open is GEXF 1.3 with
timestamps and a static weight; it scales node sizes to 4..100, which ours already fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO

from kg.export.xml import attribute, column, content
from kg.model import Article, Event
from kg.network import EDGE_COLUMNS, NODE_COLUMNS, Edge, Network, Node, columns, network

INTEGERS = frozenset({"events", "degree", "reports", "outlets", "cooperation", "conflict"})
DOUBLES = frozenset({"weight", "mean_score", "size", "x", "y"})
PROPERTIES = frozenset({"label", "weight", "size", "color", "x", "y"})
"""Columns that Gephi takes as properties of the drawing; GEXF has places of its own for them."""

_GRAPHML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_GEXF_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    "  <meta><creator>irkg</creator><description>Who did what to whom: actors and the events between them</description>"
    "</meta>\n"
)
_XML_TYPES: Mapping[type, str] = MappingProxyType({Node: "node", Edge: "edge"})


def write_graphml(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the actor network as GraphML: for networkx, igraph, yEd, Cytoscape, and Gephi without time.

    Memory grows with the events and the pairs of actors; the file is written line by line.
    """
    del articles  # everything an edge shows stands in the reports
    out.writelines(line.encode() for line in graphml(network(events)))


def write_gexf(events: Iterable[Event], articles: Iterable[Article], out: BinaryIO) -> None:
    """Write the actor network as GEXF 1.3 with a timestamp for each day with an event: the file to open in Gephi."""
    del articles  # everything an edge shows stands in the reports
    out.writelines(line.encode() for line in gexf(network(events)))


def graphml(net: Network) -> Iterator[str]:
    """Yield the lines of a GraphML file."""
    yield _GRAPHML_HEAD
    for kind, names in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name in names:
            yield f'  <key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{_type(name)}"/>\n'
    yield '  <graph id="actors" edgedefault="directed">\n'
    for node in net.nodes:
        yield f"    <node id={attribute(node.id)}>{_data(node)}</node>\n"
    for edge in net.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"    <edge id={attribute(edge.id)} {ends}>{_data(edge)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def gexf(net: Network) -> Iterator[str]:
    """Yield the lines of a GEXF file; dynamic when any event is dated, else static."""
    dynamic = any(node.days for node in net.nodes)
    mode = (
        'mode="dynamic" timeformat="date" timerepresentation="timestamp" timezone="UTC"' if dynamic else 'mode="static"'
    )
    yield f'{_GEXF_HEAD}  <graph defaultedgetype="directed" {mode}>\n'
    for kind, names in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        declared = (
            f'      <attribute id="{name}" title="{name}" type="{_gexf_type(name)}"/>\n'
            for name in names
            if name not in PROPERTIES
        )
        yield f'    <attributes class="{kind}" mode="static">\n{"".join(declared)}    </attributes>\n'
    yield f'    <nodes count="{len(net.nodes)}">\n'
    for node in net.nodes:
        viz = f'{_colour(node.color)}<viz:position x="{node.x}" y="{node.y}" z="0.0"/><viz:size value="{node.size}"/>'
        head = f"<node id={attribute(node.id)} label={attribute(node.label)}{_stamps(node)}>"
        yield f"      {head}{_attvalues(node)}{viz}</node>\n"
    yield f'    </nodes>\n    <edges count="{len(net.edges)}">\n'
    for edge in net.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        head = f'<edge id={attribute(edge.id)} {ends} label={attribute(edge.label)} weight="{edge.weight}"'
        yield f"      {head}{_stamps(edge)}>{_attvalues(edge)}{_colour(edge.color)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _type(name: str) -> str:
    return "int" if name in INTEGERS else "double" if name in DOUBLES else "string"


def _gexf_type(name: str) -> str:
    return {"int": "integer"}.get(_type(name), _type(name))


def _data(item: Node | Edge) -> str:
    kind = _XML_TYPES[type(item)][0]
    return "".join(
        f'<data key="{kind}_{name}">{content(value if name in PROPERTIES else column(value))}</data>'
        for name, value in columns(item).items()
    )


def _attvalues(item: Node | Edge) -> str:
    values = (
        f'<attvalue for="{name}" value={attribute(column(value))}/>'
        for name, value in columns(item).items()
        if name not in PROPERTIES
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _stamps(item: Node | Edge) -> str:
    return f' timestamps="&lt;[{", ".join(item.days)}]&gt;"' if item.days else ""


def _colour(hexadecimal: str) -> str:
    red, green, blue = (int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
