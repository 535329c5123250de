"""Opens network files with each library of this interpreter that can; one JSON line a try, for write_readers.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from trying import Found, try_all


def counted(
    nodes: int, edges: int, node_columns: Iterable[object], edge_columns: Iterable[object], **more: object
) -> Found:
    """What a reader found in a file."""
    columns = [sorted(map(str, names)) for names in (node_columns, edge_columns)]
    return {"nodes": nodes, "edges": edges, "node_columns": columns[0], "edge_columns": columns[1], **more}


def _networkx(read: Callable[[str], object]) -> Callable[[str], Found]:
    def tried(path: str) -> Found:
        graph = read(path)
        nodes, edges = dict(graph.nodes(data=True)), list(graph.edges(data=True))
        return counted(
            len(nodes),
            len(edges),
            {name for data in nodes.values() for name in data},
            {name for *_, data in edges for name in data},
            time=any(name in data for *_, data in edges for name in ("spells", "timestamps", "start", "timestamp")),
        )

    return tried


def networkx() -> dict[str, Callable[[str], Found]]:
    """networkx, DOT through pydot."""
    import networkx as nx

    readers = {
        "graphml": nx.read_graphml,
        "gexf": lambda path: nx.read_gexf(path, version="1.3"),
        "timeline.gexf": lambda path: nx.read_gexf(path, version="1.3"),
        "pajek": nx.read_pajek,
        "cytoscape": lambda path: nx.cytoscape_graph(json.loads(Path(path).read_text())),
        "dot": nx.nx_pydot.read_dot,
    }
    return {name: _networkx(read) for name, read in readers.items()}


def igraph() -> dict[str, Callable[[str], Found]]:
    """python-igraph."""
    import igraph as ig

    def read(format_: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            graph = ig.Graph.Read(path, format=format_)
            return counted(graph.vcount(), graph.ecount(), graph.vs.attributes(), graph.es.attributes(), time=False)

        return tried

    return {"graphml": read("graphml"), "pajek": read("pajek")}


def graph_tool() -> dict[str, Callable[[str], Found]]:
    """graph-tool, whose readers are Boost's."""
    import graph_tool as gt

    def read(format_: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            graph = gt.load_graph(path, fmt=format_)
            return counted(graph.num_vertices(), graph.num_edges(), graph.vp.keys(), graph.ep.keys(), time=False)

        return tried

    return {"graphml": read("graphml"), "dot": read("dot")}


def tulip() -> dict[str, Callable[[str], Found]]:
    """Tulip."""
    from tulip import tlp

    def read(plugin: str) -> Callable[[str], Found]:
        def tried(path: str) -> Found:
            parameters = tlp.getDefaultPluginParameters(plugin)
            parameters[next(name for name in parameters if "filename" in name)] = path
            graph = tlp.importGraph(plugin, parameters)
            names = [name for name in graph.getProperties() if not name.startswith("view")]
            return counted(graph.numberOfNodes(), graph.numberOfEdges(), names, names, time=False)

        return tried

    return {"graphml": read("GraphML"), "pajek": read("Pajek"), "dot": read("graphviz")}


LIBRARIES = {
    "networkx": networkx,
    "python-igraph": igraph,
    "graph-tool": graph_tool,
    "Tulip": tulip,
}

try_all(LIBRARIES)
