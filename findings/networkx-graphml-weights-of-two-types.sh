#!/bin/sh
# networkx 3.6.1 writes a weight of 2 and a weight of 1.5 into GraphML under two keys, both named "weight", one for whole numbers and one
# for others. NetworKit 11.3 takes the key that stands first and reads 0.0 for each tie with the other: half the ties weigh nothing, without
# a word. python-igraph 1.0.0 refuses the file ("Duplicate attribute name"), rustworkx 0.18.1 and networkx read it well.
#
# Who meets it: whoever counts events by tie, divides some of the counts (shares, means, decay over time) and hands the network on:
# sums of Python are whole where nothing was divided.
# Way out: nx.write_graphml(..., infer_numeric_types=True), which writes one key; or float() of every weight.
#
# Seen on Python 3.11, Linux (weights 2 and 1.5):    NetworKit 0.0 1.5    igraph refused    rustworkx 2 1.5
#     one key: NetworKit 2.0 1.5
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet networkx==3.6.1 networkit==11.3 igraph==1.0.0 rustworkx==0.18.1
cd "$folder"
venv/bin/python - <<'PYTHON'
import igraph
import networkit
import networkx
import rustworkx

ties = networkx.Graph()
ties.add_edge("NOR", "POL", weight=2)
ties.add_edge("POL", "DEU", weight=1.5)
networkx.write_graphml(ties, "two.graphml")
networkx.write_graphml(ties, "one.graphml", infer_numeric_types=True)


def weights(name):
    return [weight for _, _, weight in networkit.graphio.GraphMLReader().read(name).iterEdgesWeights()]


try:
    said = str(igraph.Graph.Read("two.graphml", format="graphml").es["weight"])
except igraph.InternalError as error:
    said = "refused" if "Duplicate attribute name" in str(error) else str(error)
others = [tie["weight"] for _, _, tie in rustworkx.read_graphml("two.graphml")[0].weighted_edge_list()]
print("NetworKit", weights("two.graphml"), "  igraph", said, "  rustworkx", others, "  one key: NetworKit", weights("one.graphml"))
assert [tie["weight"] for _, _, tie in networkx.read_graphml("two.graphml").edges(data=True)] == [2, 1.5]
assert others == [2, 1.5] and weights("one.graphml") == [2.0, 1.5], "the way out has closed"
assert weights("two.graphml") == [0.0, 1.5], "NetworKit reads both keys now"
assert said == "refused", "igraph reads two keys of one name now"
PYTHON
