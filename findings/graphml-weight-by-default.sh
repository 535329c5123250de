#!/bin/sh
# A GraphML file may say once, in the key, what a tie weighs whose own weight is not written (<default>2.5</default>). Five readers give
# such a tie four weights: python-igraph 1.0.0 and rustworkx 0.18.1 2.5, NetworKit 11.3 0, networkx 3.6.1 none at all, which its measures
# take for 1, and graphology-graphml 0.5.2 the text "2.5", to which a sum adds by writing digits behind. networkx says on its page that
# defaults stay in the graph's own attributes and reach no tie; nothing is said of the 0 and of the text. The GraphML Primer
# (GraphML-Attributes) has the value of the default for each tie without data.
#
# Who meets it: whoever reads a network written by a program that leaves out the usual value: the strength of an actor depends on the
# library, and no reader says a word.
# Way out: write every weight; of a file of others in networkx, set what graph.graph["edge_default"] says on the edges without it.
#
# Seen on Python 3.11 and Node 20, Linux (strength of RUS, with a tie of 7 and one of 2.5 by default):    igraph 9.5    rustworkx 9.5
#     NetworKit 7.0    networkx 8.0    graphology "72.5"
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet networkx==3.6.1 python-igraph==1.0.0 networkit==11.3 rustworkx==0.18.1
npm install --silent graphology@0.26.0 graphology-types@0.24.8 graphology-graphml@0.5.2 > npm.log 2>&1
cat > ties.graphml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="w" for="edge" attr.name="weight" attr.type="double"><default>2.5</default></key>
  <graph edgedefault="undirected">
    <node id="RUS"/><node id="USA"/><node id="CHN"/>
    <edge source="RUS" target="USA"><data key="w">7</data></edge>
    <edge source="RUS" target="CHN"/>
  </graph>
</graphml>
XML
venv/bin/python - <<'PYTHON'
import igraph
import networkit
import networkx
import rustworkx

one = networkx.read_graphml("ties.graphml")
two = igraph.Graph.Read_GraphML("ties.graphml")
three = networkit.graphio.GraphMLReader().read("ties.graphml")
four = rustworkx.read_graphml("ties.graphml")[0]
found = {
    "networkx": one.degree("RUS", weight="weight"),
    "igraph": two.strength(0, weights="weight"),
    "NetworKit": three.weightedDegree(0),
    "rustworkx": sum(edge["weight"] for edge in four.adj(0).values()),
}
print(found, one.graph["edge_default"])
assert found == {"networkx": 8.0, "igraph": 9.5, "NetworKit": 7.0, "rustworkx": 9.5}, "one of them reads it otherwise now"
default = one.graph["edge_default"]["weight"]
for *_, attributes in one.edges(data=True):
    attributes.setdefault("weight", default)
assert one.degree("RUS", weight="weight") == 9.5, "the way out does not work any more"
PYTHON
node - <<'JAVASCRIPT'
const assert = require("assert");
const { readFileSync } = require("fs");
const graph = require("graphology-graphml").parse(require("graphology"), readFileSync("ties.graphml", "utf8"));
const strength = graph.reduceEdges("RUS", (sum, edge, { weight }) => sum + weight, 0);
console.log("graphology", JSON.stringify(strength));
assert.deepEqual(strength, "72.5", "graphology reads it otherwise now");
JAVASCRIPT
