"""GraphML and GEXF as Gephi's importers read them without loss.

What Gephi does, and what follows: it merges parallel edges, so there is one edge a pair; it knows label, weight, size,
colour and position only by exact property names; GraphML carries no time, so the file to open is GEXF 1.3 with
timestamps and a static weight; it scales node sizes to 4..100, which ours already fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from kg.exporters.xml_text import attribute, column, content
from kg.views.networks import DOUBLES, INTEGERS, MONTH_COLUMNS, Edge, Network, Node, columns, edge_columns, node_columns

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


def graphml(net: Network) -> Iterator[str]:
    """Yield the lines of a GraphML file: for networkx, igraph, yEd, Cytoscape, and Gephi without time."""
    yield _GRAPHML_HEAD
    for kind, names in (("node", node_columns(net.view)), ("edge", edge_columns(net.view))):
        for name in names:
            yield f'  <key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{_type(name)}"/>\n'
    yield f'  <graph id="actors" edgedefault="{_direction(net)}">\n'
    for node in net.nodes:
        yield f"    <node id={attribute(node.id)}>{_data(node)}</node>\n"
    for edge in net.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"    <edge id={attribute(edge.id)} {ends}>{_data(edge)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def gexf(net: Network) -> Iterator[str]:
    """Yield the lines of a GEXF 1.3 file: the one to open in Gephi.

    It is dynamic when any event is dated: with a timestamp for each day with an event, or with a spell and the numbers
    of each month in a timeline. An edge of one quad class says so as its ``kind``, by which Gephi keeps parallel edges
    apart.
    """
    timeline = net.view.timeline and any(node.months for node in net.nodes)
    yield f'{_GEXF_HEAD}  <graph defaultedgetype="{_direction(net)}" {_mode(net, timeline=timeline)}>\n'
    for kind, names in (("node", node_columns(net.view)), ("edge", edge_columns(net.view))):
        if timeline:  # before the static ones: Gephi Lite knows the types of the last block only
            yield _declared(kind, "dynamic", MONTH_COLUMNS)
        yield _declared(kind, "static", [name for name in names if name not in PROPERTIES])
    yield f'    <nodes count="{len(net.nodes)}">\n'
    for node in net.nodes:
        viz = f'{_colour(node.color)}<viz:position x="{node.x}" y="{node.y}" z="0.0"/><viz:size value="{node.size}"/>'
        head = f"<node id={attribute(node.id)} label={attribute(node.label)}{_stamps(node, timeline=timeline)}>"
        yield f"      {head}{_attvalues(node)}{_spells(node)}{viz}</node>\n"
    yield f'    </nodes>\n    <edges count="{len(net.edges)}">\n'
    for edge in net.edges:
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        kind = f" kind={attribute(edge.quad)}" if edge.quad else ""
        head = f'<edge id={attribute(edge.id)} {ends}{kind} label={attribute(edge.label)} weight="{edge.weight}"'
        stamps = _stamps(edge, timeline=timeline)
        yield f"      {head}{stamps}>{_attvalues(edge)}{_spells(edge)}{_colour(edge.color)}</edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _direction(net: Network) -> str:
    return "directed" if net.view.directed else "undirected"


def _mode(net: Network, *, timeline: bool) -> str:
    if not any(node.days for node in net.nodes):
        return 'mode="static"'
    times = "interval" if timeline else "timestamp"
    return f'mode="dynamic" timeformat="date" timerepresentation="{times}" timezone="UTC"'


def _declared(kind: str, mode: str, names: Iterable[str]) -> str:
    lines = (f'      <attribute id="{name}" title="{name}" type="{_gexf_type(name)}"/>\n' for name in names)
    return f'    <attributes class="{kind}" mode="{mode}">\n{"".join(lines)}    </attributes>\n'


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
    values = [
        f'<attvalue for="{name}" value={attribute(column(value))}/>'
        for name, value in columns(item).items()
        if name not in PROPERTIES
    ]
    values += (
        f'<attvalue for="{name}" value="{getattr(month, name)}" start="{month.start}" end="{month.end}"/>'
        for month in item.months
        for name in MONTH_COLUMNS
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _stamps(item: Node | Edge, *, timeline: bool) -> str:
    return f' timestamps="&lt;[{", ".join(item.days)}]&gt;"' if item.days and not timeline else ""


def _spells(item: Node | Edge) -> str:
    # whole months, which neither overlap nor touch: Gephi's intervals hold both their ends
    spells = "".join(f'<spell start="{month.start}" end="{month.end}"/>' for month in item.months)
    return f"<spells>{spells}</spells>" if spells else ""


def _colour(hexadecimal: str) -> str:
    red, green, blue = (int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
