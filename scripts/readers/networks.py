"""Opens network files with each library of this interpreter that can; one JSON line a try, for write_readers.py."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Found = dict[str, object]
HERE = Path(sys.argv[1])


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
    "networkx": ("networkx", networkx),
    "python-igraph": ("igraph", igraph),
    "graph-tool": ("graph_tool", graph_tool),
    "Tulip": ("tulip", tulip),
}


def version(module: str) -> str:
    """The version of a library, whichever way it tells it."""
    package = {"tulip": "tulip-python", "graph_tool": "graph-tool"}.get(module, module)
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return str(importlib.import_module(module).__version__).split(" ")[0]


def main() -> None:
    """Try them all."""
    for title, (module, made) in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError:
            continue
        for format_, read in made().items():
            told: Found = {"reader": title, "version": version(module), "format": format_}
            try:
                told |= read(str(HERE / f"sample.{format_}"))
            except Exception as error:  # noqa: BLE001 - what goes wrong is what is told
                told["error"] = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            print(json.dumps(told), flush=True)


main()
