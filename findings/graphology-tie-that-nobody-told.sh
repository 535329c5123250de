#!/bin/sh
# graphology-metrics 2.4.2 makes up a tie from the last node of a network to the first, where any pair has several: of A -> B told twice
# and B -> C told once it gives A, B and C a betweenness of 1 each, as on a ring, though nothing goes out from C; right are 0, 1, 0.
# Without directions B gets 0.5 in place of 1, and the closeness of C is 1 in place of 0.667. Its lists of neighbours have a pair
# once, and the last list is taken to end where the ties end. With weights, all 1, it counts by other lists and is right.
#
# Who meets it: whoever looks for brokers in a network of events in the browser (it computes for Sigma and Gephi Lite), where each event is a tie.
# Way out: one tie a pair (toSimple of graphology-operators), or getEdgeWeight: () => 1.
#
# Seen on Node 20, Linux (A, B, C):    directed 1 1 1    undirected 0 0.5 0    with weights 0 1 0    closeness of C 1
#     one tie a pair 0 1 0    closeness of C 0.667
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent graphology@0.26.0 graphology-types@0.24.8 graphology-metrics@2.4.2 > npm.log 2>&1
node - <<'JAVASCRIPT'
const assert = require("assert");
const { MultiDirectedGraph, MultiUndirectedGraph } = require("graphology");
const betweenness = require("graphology-metrics/centrality/betweenness");
const closeness = require("graphology-metrics/centrality/closeness");
const network = (Kind, ties) => {
  const graph = new Kind();
  for (const [one, other] of ties) {
    graph.mergeNode(one);
    graph.mergeNode(other);
    graph.addEdge(one, other);
  }
  return graph;
};
const scores = (graph, getEdgeWeight = null) => Object.values(betweenness(graph, { normalized: false, getEdgeWeight }));
const single = [["A", "B"], ["B", "C"]];
const double = [["A", "B"], ["A", "B"], ["B", "C"]];
const directed = scores(network(MultiDirectedGraph, double));
const undirected = scores(network(MultiUndirectedGraph, double));
const weighted = scores(network(MultiUndirectedGraph, double), () => 1);
const near = [double, single].map((ties) => closeness(network(MultiUndirectedGraph, ties)).C);
const once = [MultiDirectedGraph, MultiUndirectedGraph].map((Kind) => scores(network(Kind, single)));
console.log("directed", ...directed, "  undirected", ...undirected, "  with weights", ...weighted, "  closeness of C", ...near);
assert.deepEqual(once, [[0, 1, 0], [0, 1, 0]], "single ties are counted otherwise");
assert.deepEqual(weighted, [0, 1, 0], "weights are no way out any more");
assert.equal(near[1].toFixed(3), "0.667", "closeness has changed");
assert.deepEqual([directed, undirected, near[0]], [[1, 1, 1], [0, 0.5, 0], 1], "several ties are counted otherwise now");
JAVASCRIPT
