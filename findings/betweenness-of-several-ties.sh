#!/bin/sh
# One network, two answers to "who stands between the others?": networkx 3.6.1 counts several ties of a pair as one, python-igraph 1.0.0,
# NetworKit 11.3 and rustworkx 0.18.1 count a shortest path for each. With three ties between RUS and USA, IND is level with USA in
# networkx, and behind RUS in the others. networkx refuses many measures of several ties; this one it computes without a word.
#
# Who meets it: whoever computes on a network of events, where a pair has a tie for each event, in one library and checks in another,
# or moves for speed.
# Way out: one tie a pair before paths are counted (nx.Graph(multigraph), igraph's simplify()), which all answer alike.
#
# Seen on Python 3.11, Linux (RUS, USA, CHN, IND, PAK):    networkx 0.5 1.0 3.5 1.0 0.0    igraph 0.75 1.5 3.25 0.5 0.0
#     NetworKit and rustworkx as igraph (NetworKit twice as much, both ways)    one tie a pair: 0.5 1.0 3.5 1.0 0.0 in all
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1 networkit==11.3 igraph==1.0.0 rustworkx==0.18.1
"$folder/venv/bin/python" - <<'PYTHON'
import igraph
import networkit
import networkx
import rustworkx

names = ["RUS", "USA", "CHN", "IND", "PAK"]
pairs = [(0, 1), (0, 1), (0, 1), (1, 2), (2, 3), (3, 0), (2, 4)]


def betweenness(ties):
    nx_graph = networkx.MultiGraph(ties)
    nx_scores = networkx.betweenness_centrality(nx_graph, normalized=False)
    nk_graph = networkit.Graph(len(names))
    for one, other in ties:
        nk_graph.addEdge(one, other)
    rx_graph = rustworkx.PyGraph(multigraph=True)
    rx_graph.add_nodes_from(names)
    rx_graph.add_edges_from([(one, other, 1.0) for one, other in ties])
    rx_scores = rustworkx.graph_betweenness_centrality(rx_graph, normalized=False)
    return {
        "networkx": [nx_scores[node] for node in range(5)],
        "igraph": igraph.Graph(5, ties).betweenness(),
        "NetworKit": [score / 2 for score in networkit.centrality.Betweenness(nk_graph).run().scores()],
        "rustworkx": [rx_scores[node] for node in range(5)],
    }


several, single = betweenness(pairs), betweenness(sorted(set(pairs)))
for name, scores in several.items():
    print(name, scores, "one tie a pair:", single[name])
once, each = [0.5, 1.0, 3.5, 1.0, 0.0], [0.75, 1.5, 3.25, 0.5, 0.0]
assert all(scores == once for scores in single.values()), "they do not agree about single ties any more"
assert several == {"networkx": once, "igraph": each, "NetworKit": each, "rustworkx": each}, "they count otherwise now"
PYTHON
