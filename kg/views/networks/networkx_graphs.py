"""Networks as graphs of networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.views.networks.elements import Network, columns

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(net: Network) -> nx.Graph[str]:
    """Return the network as a networkx graph with exactly the columns of its nodes and edges as attributes.

    A ``DiGraph``, or a ``Graph`` when undirected; the same as multigraph, keyed by the edges' ids, where a pair has an
    edge for each quad class. Unknown values are left out, so that ``networkx.write_graphml`` accepts it.
    """
    import networkx as nx

    make = _MAKERS[net.view.kinds, net.view.directed]
    graph: nx.Graph[str] = getattr(nx, make)()
    graph.add_nodes_from((node.id, columns(node)) for node in net.nodes)
    for edge in net.edges:
        key = {"key": edge.id} if net.view.kinds else {}
        graph.add_edge(edge.source, edge.target, **key, id=edge.id, **columns(edge))
    return graph


_MAKERS = {
    (False, False): "Graph",
    (False, True): "DiGraph",
    (True, False): "MultiGraph",
    (True, True): "MultiDiGraph",
}
